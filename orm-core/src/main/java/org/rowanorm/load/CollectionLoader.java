package org.rowanorm.load;

import java.util.ArrayList;
import java.util.List;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.RowKey;
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
    ElementReader reader = new ElementReader(loader, attribute);
    loader.selectByKeys(
        attribute.ownerKey(),
        keys(owners, attribute.ownerKey()),
        keys ->
            attribute.table() == null
                ? plans.of(attribute.target()).elementsSql(attribute, keys)
                : plans.of(attribute).selectSql(keys),
        reader);
    reader.finish();
    owners.forEach(reader::fill);
  }

  /** The keys that other tables may hold of some objects. */
  private List<Object> keys(List<ManagedEntity> owners, RowKey key) {
    List<Object> keys = new ArrayList<>(owners.size());
    for (ManagedEntity owner : owners) {
      Object stored = loader.storedKey(owner, key);
      if (stored != null) {
        keys.add(stored);
      }
    }
    return keys;
  }

  /** A cohort may hold objects of several classes that extend one. */
  private static boolean has(ManagedEntity state, Attribute attribute) {
    return attribute.owner().type().isInstance(state.entity());
  }

  void loadInverse(ManagedEntity owner, InverseToOneAttribute attribute) {
    List<ManagedEntity> owners =
        loader.window(owner, state -> has(state, attribute) && state.lacks(attribute));
    RowKey key = attribute.mappedBy().key();
    KeyedReader reader = new KeyedReader(loader, attribute.target(), key);
    loader.selectByKeys(
        key,
        keys(owners, key),
        keys -> plans.of(attribute.target()).referringSql(attribute.mappedBy(), keys),
        reader);
    for (ManagedEntity member : owners) {
      member.fill(attribute, reader.behind(member.storedKey(key)));
    }
  }
}
