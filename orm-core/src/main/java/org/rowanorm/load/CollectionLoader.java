package org.rowanorm.load;

import java.util.List;
import org.rowanorm.context.ManagedEntity;
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
  private final Windows windows;

  CollectionLoader(EntityLoader loader, Windows windows) {
    this.loader = loader;
    this.plans = loader.plans();
    this.windows = windows;
  }

  void loadCollection(ManagedEntity owner, ToManyAttribute attribute) {
    List<ManagedEntity> owners =
        windows.of(owner, state -> state.has(attribute) && state.lacks(attribute));
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
}
