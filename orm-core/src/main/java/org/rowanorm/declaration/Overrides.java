package org.rowanorm.declaration;

import jakarta.persistence.AssociationOverride;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import java.lang.reflect.AnnotatedElement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns and conversions that an entity or an embedded attribute declares for attributes of a
 * mapped superclass or an embeddable, by the path of the attribute. Immutable.
 */
final class Overrides {

  static final Overrides NONE = new Overrides("", null);

  private final String prefix;
  private final @Nullable Overrides outer;
  private final Map<String, Column> columns = new HashMap<>();
  private final Map<String, JoinColumn[]> joinColumns = new HashMap<>();
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
      if (said.joinColumns().length > 0 || said.joinTable().name().isEmpty()) {
        overrides.joinColumns.put(said.name(), said.joinColumns());
      }
      if (!said.joinTable().name().isEmpty()) {
        overrides.joinTables.put(said.name(), said.joinTable());
      }
    }
    for (Convert said : element.getAnnotationsByType(Convert.class)) {
      overrides.converts.put(said.attributeName(), said);
    }
    return overrides;
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

  /** The foreign key columns of a path, or null. */
  JoinColumn @Nullable [] joinColumns(String path) {
    JoinColumn[] further = outer == null ? null : outer.joinColumns(prefix + path);
    return further != null ? further : joinColumns.get(path);
  }
}
