package org.rowanorm.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.Origin;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.plan.JoinedReferences;
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
    loadCollection(owners, attribute, JoinedReferences.NONE);
  }

  /** Loads a collection of some owners, and what references of its elements lead to. */
  void loadCollection(
      List<ManagedEntity> owners, ToManyAttribute attribute, JoinedReferences joined) {
    ElementReader reader = new ElementReader(loader, attribute, owners.get(0).origin());
    reader.join(joined);
    select(
        attribute.ownerKey(),
        owners,
        keys ->
            attribute.table() == null
                ? plans.of(attribute.target()).elementsSql(attribute, keys, joined)
                : plans.of(attribute).selectSql(keys, joined),
        reader);
    reader.finish();
    owners.forEach(reader::fill);
    plans.seen().saw(attribute, owners.size(), reader.elements());
    reader.sawJoined();
  }

  void loadInverse(ManagedEntity owner, InverseToOneAttribute attribute) {
    List<ManagedEntity> owners =
        windows.of(owner, state -> state.has(attribute) && state.lacks(attribute));
    loadInverse(owners, attribute, JoinedReferences.NONE);
  }

  /** Loads the other side of some objects, and what references of that lead to. */
  void loadInverse(
      List<ManagedEntity> owners, InverseToOneAttribute attribute, JoinedReferences joined) {
    RowKey key = attribute.mappedBy().key();
    Origin origin = owners.get(0).origin().along(attribute);
    KeyedReader reader =
        new KeyedReader(loader, attribute.target(), key, new ResultCohorts(origin));
    JoinedReader beside = reader.join(joined, origin);
    select(
        key,
        owners,
        keys -> plans.of(attribute.target()).referringSql(attribute.mappedBy(), keys, joined),
        reader);
    beside.saw(reader.rows());
    for (ManagedEntity member : owners) {
      member.fill(attribute, reader.behind(member.storedKey(key)));
    }
  }

  /** Runs a SELECT by what other tables may hold of some objects. */
  private void select(
      RowKey key, List<ManagedEntity> owners, IntFunction<String> sql, ResultReader reader) {
    List<Object> keys = new ArrayList<>(owners.size());
    for (ManagedEntity owner : owners) {
      Object stored = loader.storedKey(owner, key);
      if (stored != null) {
        keys.add(stored);
      }
    }
    int most = windows.most(key);
    for (int from = 0; from < keys.size(); from += most) {
      List<Object> some = keys.subList(from, Math.min(from + most, keys.size()));
      int number = windows.padded(some.size(), key);
      loader.select(sql.apply(number), Keys.many(key, some, number), reader);
    }
  }
}
