package org.rowanorm.declaration;

import jakarta.persistence.Entity;
import jakarta.persistence.InheritanceType;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.annotation.SoftDelete;
import org.rowanorm.annotation.SoftDelete.Mark;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.ColumnDefinition;
import org.rowanorm.mapping.DeletionMark;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ModelDraft;
import org.rowanorm.type.ColumnSize;
import org.rowanorm.type.TypeSet;

/** Gives entities the marks of deleted rows. For one use by one thread. */
final class SoftDeletes {

  private final TypeSet types;
  private final Faults faults;

  SoftDeletes(TypeSet types, Faults faults) {
    this.types = types;
    this.faults = faults;
  }

  /** Reads what the topmost entity says, and refuses it further down. */
  void read(EntityModel model) {
    SoftDelete own = model.type().getDeclaredAnnotation(SoftDelete.class);
    if (model.hierarchy().parent() != null) {
      if (own != null) {
        fault(
            "@SoftDelete holds for all entities that extend each other",
            model,
            "put it on " + model.root().name());
      }
      return;
    }
    SoftDelete said = said(model.type());
    if (said == null) {
      return;
    }
    if (model.isPolymorphic() && model.hierarchy().strategy() == InheritanceType.TABLE_PER_CLASS) {
      fault(
          "@SoftDelete needs a table that all rows of " + model.name() + " stand in",
          model,
          "use SINGLE_TABLE or JOINED");
      return;
    }
    ModelDraft.of(model).mark(new DeletionMark(column(said), said.value()));
  }

  /** That of the class, or of the nearest superclass that is no entity. */
  private static @Nullable SoftDelete said(Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      SoftDelete said = c.getDeclaredAnnotation(SoftDelete.class);
      if (said != null || (c != type && c.isAnnotationPresent(Entity.class))) {
        return said;
      }
    }
    return null;
  }

  private Column column(SoftDelete said) {
    boolean time = said.value() == Mark.TIME;
    String usual =
        switch (said.value()) {
          case DELETED -> "deleted";
          case ACTIVE -> "active";
          case TIME -> "deleted_at";
        };
    return new Column(
        said.column().isEmpty() ? usual : said.column(),
        Objects.requireNonNull(types.find(time ? Instant.class : Boolean.class)),
        time,
        false,
        true,
        true,
        ColumnSize.UNSAID,
        ColumnDefinition.UNSAID,
        "");
  }

  /** An attribute may show the column, but not write it. */
  void refuseWriters(EntityModel model) {
    DeletionMark mark = model.deletionMark();
    if (mark == null) {
      return;
    }
    for (ColumnAttribute leaf : model.leaves()) {
      for (Column column : leaf.columns()) {
        boolean same = column.name().equalsIgnoreCase(mark.column().name());
        if (same && leaf.owner() == model && (column.insertable() || column.updatable())) {
          fault(
              "Column " + column.name() + " is written by @SoftDelete and by " + leaf.path(),
              model,
              "mark the attribute's column insertable = false, updatable = false,"
                  + " or name another column in @SoftDelete");
        }
      }
    }
  }

  private void fault(String fact, EntityModel model, String remedy) {
    faults.add(ErrorCode.WRONG_SOFT_DELETE, fact, "at " + model.type().getName(), remedy);
  }
}
