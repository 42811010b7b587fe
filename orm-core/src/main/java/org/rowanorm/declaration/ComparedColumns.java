package org.rowanorm.declaration;

import jakarta.persistence.Entity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.annotation.NotCompared;
import org.rowanorm.annotation.OptimisticLocking;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ModelDraft;
import org.rowanorm.mapping.RowComparison;

/** Says by which values the rows of entities without a version are found. For one use. */
final class ComparedColumns {

  /** What is longer stands in a large object in one database or another. */
  private static final int MOST_COMPARED = 65_535;

  private final Map<EntityModel, EntityDeclaration> declarations;
  private final Faults faults;

  ComparedColumns(Map<EntityModel, EntityDeclaration> declarations, Faults faults) {
    this.declarations = declarations;
    this.faults = faults;
  }

  /** Reads what the topmost entity says, and refuses it further down. */
  void read(EntityModel model) {
    if (model.hierarchy().parent() != null
        && model.type().isAnnotationPresent(OptimisticLocking.class)) {
      fault(
          "@OptimisticLocking holds for all entities that extend each other",
          "at " + model.type().getName(),
          "put it on " + model.root().name());
      return;
    }
    OptimisticLocking said = said(model.root().type());
    if (said != null && isPossible(model)) {
      ModelDraft.of(model).compare(new RowComparison(said.value(), leaves(model)));
    }
  }

  /** That of the class, or of the nearest superclass that is no entity. */
  private static @Nullable OptimisticLocking said(Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      OptimisticLocking said = c.getDeclaredAnnotation(OptimisticLocking.class);
      if (said != null || (c != type && c.isAnnotationPresent(Entity.class))) {
        return said;
      }
    }
    return null;
  }

  private boolean isPossible(EntityModel model) {
    if (model.version() != null) {
      fault(
          "The version of " + model.name() + " tells of changes already",
          "at " + model.type().getName(),
          "take either @OptimisticLocking or @Version away");
      return false;
    }
    if (model.tables().size() > 1) {
      fault(
          "@OptimisticLocking compares one row, and an object of "
              + model.name()
              + " has one in each of "
              + model.tables().size()
              + " tables",
          "at " + model.type().getName(),
          "use a @Version");
      return false;
    }
    return true;
  }

  private Set<ColumnAttribute> leaves(EntityModel model) {
    Set<String> excluded = new HashSet<>();
    for (EntityModel member : model.hierarchy().lineage()) {
      addExcluded(
          excluded,
          ModelBuilder.own(member, Objects.requireNonNull(declarations.get(member))),
          "",
          false);
    }
    Set<ColumnAttribute> leaves = new HashSet<>();
    for (ColumnAttribute leaf : model.leaves()) {
      if (!model.id().has(leaf.slot()) && !excluded.contains(leaf.name())) {
        requireComparable(model, leaf);
        leaves.add(leaf);
      }
    }
    return leaves;
  }

  private static void addExcluded(
      Set<String> excluded, List<AttributeDeclaration> declared, String before, boolean whole) {
    for (AttributeDeclaration said : declared) {
      String name = before + said.name();
      boolean out = whole || said.member().has(NotCompared.class);
      if (said instanceof AttributeDeclaration.Embedded embedded) {
        addExcluded(excluded, embedded.parts(), name + ".", out);
      } else if (out) {
        excluded.add(name);
      }
    }
  }

  /** Values that a database gives back otherwise than it took them, or cannot compare. */
  private void requireComparable(EntityModel model, ColumnAttribute leaf) {
    if (!(leaf instanceof BasicAttribute basic) || leaf.owner() != model) {
      return;
    }
    String kind =
        switch (basic.column().type().sqlType()) {
          case REAL, DOUBLE -> "floating-point numbers";
          case TEXT, BLOB -> "large objects";
          case JSON -> "JSON";
          case ARRAY -> "arrays";
          default -> basic.column().size().length() > MOST_COMPARED ? "large objects" : null;
        };
    if (kind != null) {
      fault(
          leaf.path() + " cannot be compared in SQL: it stands in a column of " + kind,
          "at " + leaf.path() + ", with @OptimisticLocking",
          "annotate it with @NotCompared, or use a @Version");
    }
  }

  private void fault(String fact, String... details) {
    faults.add(ErrorCode.WRONG_COMPARISON, fact, details);
  }
}
