package org.rowanorm.load;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.plan.ElementQuestion;
import org.rowanorm.plan.Plans;

/**
 * Loads what other tables hold of objects: collections, and the other sides of one-to-one
 * associations, for a whole cohort in one statement. Not thread-safe.
 */
final class CollectionLoader {

  private final EntityLoader loader;
  private final Plans plans;
  private final Windows windows;

  CollectionLoader(EntityLoader loader, Windows windows) {
    this.loader = loader;
    this.plans = loader.plans();
    this.windows = windows;
  }

  void loadCollection(ManagedEntity owner, ToManyAttribute attribute) {
    List<ManagedEntity> owners =
        attribute.isLarge()
            ? List.of(owner)
            : windows.of(owner, state -> state.has(attribute) && state.lacks(attribute));
    int keys = windows.padded(owners.size(), owner.model());
    ElementReader reader = new ElementReader(loader, attribute, owner.origin());
    String sql =
        attribute.table() == null
            ? plans.of(attribute.target()).elementsSql(attribute, keys)
            : plans.of(attribute).selectSql(keys);
    loader.select(sql, Keys.ofStates(owners, keys), reader);
    owners.forEach(reader::fill);
  }

  void loadInverse(ManagedEntity owner, InverseToOneAttribute attribute) {
    List<ManagedEntity> owners =
        windows.of(owner, state -> state.has(attribute) && state.lacks(attribute));
    int keys = windows.padded(owners.size(), owner.model());
    InverseReader reader = new InverseReader(loader, attribute, owner.origin());
    String sql = plans.of(attribute.target()).referringSql(attribute.mappedBy(), keys);
    loader.select(sql, Keys.ofStates(owners, keys), reader);
    for (ManagedEntity member : owners) {
      member.fill(attribute, reader.referringTo(member.requiredId()));
    }
  }

  // ---- questions about a collection that is not loaded

  long count(ManagedEntity owner, ToManyAttribute attribute) {
    CountReader reader = new CountReader();
    loader.select(
        questionSql(attribute, ElementQuestion.SIZE),
        Keys.one(owner.model().id(), owner.requiredId()),
        reader);
    return reader.count();
  }

  boolean has(ManagedEntity owner, ToManyAttribute attribute, Object element) {
    Object key = element instanceof Enhanced entity ? attribute.target().id().of(entity) : null;
    if (key == null || !attribute.target().type().isInstance(element)) {
      return false;
    }
    CountReader reader = new CountReader();
    loader.select(
        questionSql(attribute, ElementQuestion.ELEMENT),
        Parameters.joined(
            List.of(
                Keys.one(owner.model().id(), owner.requiredId()),
                Keys.one(attribute.target().id(), key))),
        reader);
    return reader.count() > 0;
  }

  @Nullable Object at(ManagedEntity owner, ToManyAttribute attribute, int index) {
    Column position = Objects.requireNonNull(attribute.shape().position()).columns().get(0);
    ElementReader reader = new ElementReader(loader, attribute, owner.origin());
    loader.select(
        questionSql(attribute, ElementQuestion.INDEX),
        Parameters.joined(
            List.of(
                Keys.one(owner.model().id(), owner.requiredId()),
                Parameters.of(position.type(), index))),
        reader);
    return reader.only(owner);
  }

  private String questionSql(ToManyAttribute attribute, ElementQuestion question) {
    return attribute.table() == null
        ? plans.of(attribute.target()).questionSql(attribute, question)
        : plans.of(attribute).questionSql(question);
  }
}
