package org.rowanorm.flush;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedCollection;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.Status;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdModel;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.mapping.RowPart;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;

/**
 * Sees to it that what foreign keys of changed rows are to hold is known: a key that is not the id
 * is an attribute, which may not be loaded, or not be set. For one flush.
 */
final class ReferredKeys {

  /** An object whose key a foreign key takes. */
  private record Referred(String from, ManagedEntity target, RowKey key) {}

  private final PersistenceContext context;
  private final List<Referred> referred = new ArrayList<>();

  ReferredKeys(PersistenceContext context) {
    this.context = context;
  }

  /** The values of the columns that a foreign key to an object has. */
  static Object[] of(ManagedEntity target, RowKey key) {
    return key.columnValues(Objects.requireNonNull(now(target, key)));
  }

  /** The key of an object; null where a part of it is. */
  static @Nullable Object now(ManagedEntity target, RowKey key) {
    return key instanceof IdModel ? target.requiredId() : key.of(target.entity());
  }

  /** The key that the database has of an object, or else what the object says itself. */
  static @Nullable Object stored(ManagedEntity target, RowKey key) {
    Object stored = target.storedKey(key);
    return stored != null ? stored : key.of(target.entity());
  }

  /**
   * Loads the objects whose keys are not known.
   *
   * @throws EntityStateException where a key is null
   */
  void load() {
    context.pending().forEach(this::gather);
    context.dirty().forEach(this::gather);
    context.changed().forEach(this::gather);
    Map<EntityModel, Set<Object>> hollow = new LinkedHashMap<>();
    for (Referred reference : referred) {
      ManagedEntity target = reference.target();
      if (target.status() == Status.HOLLOW) {
        hollow.computeIfAbsent(target.model(), m -> new LinkedHashSet<>()).add(target.requiredId());
      }
    }
    hollow.forEach((model, ids) -> context.loader().loadAll(model, ids));
    referred.forEach(ReferredKeys::requireKey);
  }

  private void gather(ManagedEntity row) {
    if (row.model().isAlone()) {
      return;
    }
    for (ToOneAttribute attribute : row.model().keyedReferences()) {
      if (row.isPending() || row.isDirty(attribute.slot())) {
        add(attribute.path(), attribute.read(row.entity()), attribute.key());
      }
    }
    if (row.model().hasKeyedTables()) {
      gatherTables(row);
    }
  }

  /** A row in the table of a reference holds a key of its own object too. */
  private void gatherTables(ManagedEntity row) {
    for (ToOneAttribute attribute : row.model().toOnes()) {
      RowKey key = row.model().tables().get(row.model().tableOf(attribute)).owner();
      boolean written = row.status() == Status.PENDING || row.isDirty(attribute.slot());
      if (written && !(key instanceof IdModel) && attribute.read(row.entity()) != null) {
        referred.add(new Referred(attribute.path(), row, key));
      }
    }
  }

  private void gather(ManagedCollection collection) {
    ToManyAttribute attribute = collection.attribute();
    Status owner = collection.owner().status();
    if (owner.isOut() || owner == Status.REMOVED) {
      return;
    }
    boolean writes = attribute.writesRows() || attribute.ownsKey();
    if (writes && !(attribute.ownerKey() instanceof IdModel)) {
      referred.add(new Referred(attribute.path(), collection.owner(), attribute.ownerKey()));
    }
    if (attribute.writesRows()) {
      collection.elements().forEach(element -> gather(attribute, attribute.element(), element));
    }
  }

  private void gather(ToManyAttribute attribute, RowPart part, @Nullable Object value) {
    for (ColumnAttribute leaf : part.leaves()) {
      if (leaf instanceof ToOneAttribute toOne && !toOne.refersToId()) {
        add(attribute.path(), RowPart.referredTo(toOne, value), toOne.key());
      }
    }
  }

  private void add(String from, @Nullable Object target, RowKey key) {
    ManagedEntity state = ManagedEntity.behind(target);
    if (state != null && state.context() == context) {
      referred.add(new Referred(from, state, key));
    }
  }

  private static void requireKey(Referred reference) {
    ManagedEntity target = reference.target();
    if (!target.status().isOut() && reference.key().of(target.entity()) == null) {
      throw missing(reference.from(), target, reference.key());
    }
  }

  /** The error where a key that an attribute needs is null. */
  static EntityStateException missing(String from, ManagedEntity target, RowKey key) {
    return new EntityStateException(
        ErrorCode.MISSING_KEY,
        null,
        key.path() + " of " + target.describe() + " is null, and a foreign key needs it",
        "at " + from,
        "set it before the flush");
  }
}
