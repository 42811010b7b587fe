package org.rowanorm.plan;

import jakarta.persistence.InheritanceType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.sql.Condition;
import org.rowanorm.sql.Statement.Join;
import org.rowanorm.sql.Term;

/**
 * How SQL tells the class of an object that a query speaks of: by the discriminator, or by the
 * tables that have a row for it. Immutable and thread-safe.
 *
 * @param model the entity that the query knows the object as
 * @param alias the alias of its first table
 */
public record TypeTest(EntityModel model, Selection selection, String alias) {

  /** The tables that must be joined before the class can be told. */
  public List<Join> joins() {
    return byTables() ? selection.joins(alias) : List.of();
  }

  private boolean byTables() {
    return model.hierarchy().discriminator() == null
        && model.isPolymorphic()
        && !model.hierarchy().isTablePerClass();
  }

  /**
   * That the object is of one of some entities, and of none that extends them. Where there is no
   * object, it neither is nor is not.
   */
  public Condition isAny(List<EntityModel> entities) {
    List<Object> marks = new ArrayList<>();
    for (EntityModel entity : entities) {
      Object mark = mark(entity);
      if (mark != null) {
        marks.add(mark);
      }
    }
    return marks.isEmpty() ? new Condition.Or(List.of()) : new Condition.Among(mark(), marks);
  }

  /** The id of the object where it is of an entity or of one that extends it; else null. */
  public Term idOf(EntityModel entity) {
    if (needsTable(entity)) {
      return selection.key(alias, entity);
    }
    Term id = new Term.Column(alias, model.tables().get(0).key().get(0).name());
    return entity == model
        ? id
        : new Term.Case(List.of(new Term.When(isAny(entity.hierarchy().concrete()), id)), null);
  }

  /** Whether the table of an entity must be joined to tell whether the object is of it. */
  public boolean needsTable(EntityModel entity) {
    return entity != model && entity.hierarchy().strategy() == InheritanceType.JOINED;
  }

  /** What tells the class: the discriminator, or the place of the entity in its hierarchy. */
  private Term mark() {
    Column discriminator = model.hierarchy().discriminator();
    if (discriminator != null) {
      return new Term.Column(alias, discriminator.name());
    }
    if (selection.isUnion()) {
      return new Term.Column(alias, TableUnion.MARK.name());
    }
    List<EntityModel> family = family();
    List<Term.When> whens = new ArrayList<>();
    for (int i = family.size() - 1; i >= 0; i--) {
      Condition there =
          new Condition.Not(new Condition.IsNull(selection.key(alias, family.get(i))));
      whens.add(new Term.When(there, new Term.Whole(i)));
    }
    return new Term.Case(whens, null);
  }

  private @Nullable Object mark(EntityModel entity) {
    return model.hierarchy().discriminator() == null
        ? Integer.valueOf(family().indexOf(entity))
        : entity.hierarchy().value();
  }

  /** The entities by whose tables the class is told. */
  private List<EntityModel> family() {
    return model.hierarchy().isTablePerClass()
        ? model.hierarchy().concrete()
        : model.hierarchy().family();
  }
}
