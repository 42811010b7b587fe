package org.rowanorm.declaration;

import jakarta.persistence.AssociationOverride;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.JoinTable;
import java.lang.reflect.AnnotatedElement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.ColumnDefinition.KeyTerms;

/**
 * The columns and conversions that an entity or an embedded attribute declares for attributes of a
 * mapped superclass or an embeddable, by the path of the attribute. Immutable.
 */
final class Overrides {

  static final Overrides NONE = new Overrides("", null);

  private final String prefix;
  private final @Nullable Overrides outer;
  private final Map<String, Column> columns = new HashMap<>();
  private final Map<String, AssociationOverride> joins = new HashMap<>();
  private final Map<String, JoinTable> joinTables = new HashMap<>();
  private final Map<String, Convert> converts = new HashMap<>();

  private Overrides(String prefix, @Nullable Overrides outer) {
    this.prefix = prefix;
    this.outer = outer;
  }

  /** Those that stand on an element; for what they do not name, the outer ones count. */
  static Overrides on(AnnotatedElement element, String prefix, @Nullable Overrides outer) {
    Overrides overrides = new Overrides(prefix, outer);
    for (AttributeOverride said : element.getAnnotationsByType(AttributeOverride.class)) {
      overrides.columns.put(said.name(), said.column());
    }
    for (AssociationOverride said : element.getAnnotationsByType(AssociationOverride.class)) {
      boolean inTable = isSaid(said.joinTable());
      if (said.joinColumns().length > 0 || !inTable) {
        overrides.joins.put(said.name(), said);
      }
      if (inTable) {
        overrides.joinTables.put(said.name(), said.joinTable());
      }
    }
    for (Convert said : element.getAnnotationsByType(Convert.class)) {
      overrides.converts.put(said.attributeName(), said);
    }
    return overrides;
  }

  /** Whether anything is said of a table; an override has one that says nothing. */
  private static boolean isSaid(JoinTable table) {
    return !table.name().isEmpty()
        || !table.schema().isEmpty()
        || !table.catalog().isEmpty()
        || table.joinColumns().length > 0
        || table.inverseJoinColumns().length > 0;
  }

  /** Those of what stands under a prefix, such as the values of a map. */
  static Overrides within(String prefix, Overrides outer) {
    return prefix.isEmpty() ? outer : new Overrides(prefix, outer);
  }

  /** The column of a path, or null; what stands further out counts more. */
  @Nullable Column column(String path) {
    Column further = outer == null ? null : outer.column(prefix + path);
    return further != null ? further : columns.get(path);
  }

  /** The conversion of a path, or null. */
  @Nullable Convert convert(String path) {
    Convert further = outer == null ? null : outer.convert(prefix + path);
    return further != null ? further : converts.get(path);
  }

  /** The table of the association of a path, or null. */
  @Nullable JoinTable joinTable(String path) {
    JoinTable further = outer == null ? null : outer.joinTable(prefix + path);
    return further != null ? further : joinTables.get(path);
  }

  /** What is said of the foreign key of a path, or null. */
  @Nullable AssociationOverride join(String path) {
    AssociationOverride further = outer == null ? null : outer.join(prefix + path);
    return further != null ? further : joins.get(path);
  }

  /**
   * The foreign key columns of a path.
   *
   * @param own those that the attribute declares, which count unless others are said; one that says
   *     something of the constraint alone leaves them
   */
  List<ColumnDeclaration> joinColumns(String path, List<ColumnDeclaration> own) {
    AssociationOverride said = join(path);
    if (said == null) {
      return own;
    }
    KeyTerms terms = KeyTerms.of(said.foreignKey());
    boolean ofConstraint = terms != null && said.joinColumns().length == 0;
    List<ColumnDeclaration> columns =
        ofConstraint ? own : ColumnDeclaration.of(said.joinColumns(), null);
    return ColumnDeclaration.constrained(columns, terms);
  }
}
