package org.rowanorm.load;

import java.util.List;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.plan.Plans;

/**
 * Loads what other tables hold of objects: collections, and the other sides of one-to-one
 * associations, for a whole cohort in one statement. Not thread-safe.
 */
final class CollectionLoader {

  private final EntityLoader loader;
  private final Plans plans;

  CollectionLoader(EntityLoader loader, Plans plans) {
    this.loader = loader;
    this.plans = plans;
  }

  void loadCollection(ManagedEntity owner, ToManyAttribute attribute) {
    List<ManagedEntity> owners =
        loader.window(owner, state -> has(state, attribute) && state.lacks(attribute));
    loadCollection(owners, attribute);
  }

  /** Loads a collection of some owners, no more than one statement takes. */
  void loadCollection(List<ManagedEntity> owners, ToManyAttribute attribute) {
    int keys = loader.padded(owners.size(), owners.get(0).model());
    ElementReader reader = new ElementReader(loader, attribute);
    String sql =
        attribute.table() == null
            ? plans.of(attribute.target()).elementsSql(attribute, keys)
            : plans.of(attribute).selectSql(keys);
    loader.select(sql, EntityLoader.ids(owners, keys), reader);
    owners.forEach(reader::fill);
    plans.seen().saw(attribute, owners.size(), reader.rows());
  }

  /** A cohort may hold objects of several classes that extend one. */
  static boolean has(ManagedEntity state, Attribute attribute) {
    return attribute.owner().type().isInstance(state.entity());
  }

  void loadInverse(ManagedEntity owner, InverseToOneAttribute attribute) {
    List<ManagedEntity> owners =
        loader.window(owner, state -> has(state, attribute) && state.lacks(attribute));
    loadInverse(owners, attribute);
  }

  /** Loads the other side of some objects, no more than one statement takes. */
  void loadInverse(List<ManagedEntity> owners, InverseToOneAttribute attribute) {
    int keys = loader.padded(owners.size(), owners.get(0).model());
    InverseReader reader = new InverseReader(loader, attribute);
    String sql = plans.of(attribute.target()).referringSql(attribute.mappedBy(), keys);
    loader.select(sql, EntityLoader.ids(owners, keys), reader);
    for (ManagedEntity member : owners) {
      member.fill(attribute, reader.referringTo(member.requiredId()));
    }
  }
}
