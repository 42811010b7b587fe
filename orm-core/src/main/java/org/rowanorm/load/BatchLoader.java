package org.rowanorm.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.Origin;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.Status;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.mapping.UniqueKey;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.JoinedReferences;
import org.rowanorm.plan.Plans;
import org.rowanorm.plan.TablePlan;

/**
 * Loads rows by many ids: of a batch get, of references, and of references whose class is not
 * known. What the session or the second-level cache has is not asked for. Not thread-safe.
 */
final class BatchLoader {

  private final EntityLoader loader;
  private final PersistenceContext context;
  private final Plans plans;
  private final Windows windows;

  BatchLoader(EntityLoader loader, Windows windows) {
    this.loader = loader;
    this.context = loader.context();
    this.plans = loader.plans();
    this.windows = windows;
  }

  /** Loads the rows of some ids that the session does not have yet, as one cohort. */
  void load(EntityModel model, Collection<Object> ids, Origin origin) {
    ResultCohorts cohorts = new ResultCohorts(origin);
    Set<Object> wanted = new LinkedHashSet<>();
    for (Object id : ids) {
      ManagedEntity known = context.find(model, id);
      if (known != null && known.status() != Status.HOLLOW) {
        cohorts.arrived(known);
      } else if (known != null ? !loader.isAssembled(known) : !isAssembled(model, id, cohorts)) {
        wanted.add(id);
      }
    }
    select(model, List.copyOf(wanted), cohorts, JoinedReferences.NONE);
    loader.tellOfLoaded();
  }

  /** One statement for each chunk of ids. */
  private void select(
      EntityModel model, List<Object> ids, ResultCohorts cohorts, JoinedReferences joined) {
    EntityPlan plan = plans.of(model);
    int most = windows.most(model.id());
    for (int from = 0; from < ids.size(); from += most) {
      List<Object> some = ids.subList(from, Math.min(from + most, ids.size()));
      int keys = windows.padded(some.size(), model.id());
      EntityReader reader = new EntityReader(loader, plan, 1, cohorts);
      JoinedReader beside = reader.join(joined, cohorts.origin());
      loader.select(plan.byIdsSql(keys, joined), Keys.many(model.id(), some, keys), reader);
      beside.saw(reader.rows());
    }
  }

  private boolean isAssembled(EntityModel model, Object id, ResultCohorts cohorts) {
    ManagedEntity assembled = loader.assembled(model, id, cohorts);
    if (assembled != null) {
      cohorts.arrived(assembled);
    }
    return assembled != null;
  }

  /** Loads the row of a reference, and those of its cohort that are hollow too. */
  void loadHollow(ManagedEntity reference) {
    List<ManagedEntity> wanted =
        windows.of(
            reference,
            state ->
                state.status() == Status.HOLLOW
                    && state.model().root() == reference.model().root());
    loadHollow(wanted, reference.origin(), JoinedReferences.NONE);
  }

  /** Loads the rows of references to objects of one hierarchy, and what these refer to. */
  void loadHollow(List<ManagedEntity> references, Origin origin, JoinedReferences joined) {
    List<ManagedEntity> wanted = new ArrayList<>(references);
    wanted.removeIf(state -> loader.isAssembled(state));
    loader.tellOfLoaded();
    if (!wanted.isEmpty()) {
      EntityModel first = wanted.get(0).model();
      boolean same = wanted.stream().allMatch(state -> state.model() == first);
      List<Object> ids = wanted.stream().map(ManagedEntity::requiredId).toList();
      select(same ? first : first.root(), ids, new ResultCohorts(origin), joined);
    }
  }

  /** Finds the object of a reference whose class is not known, and the same ones of its cohort. */
  void loadDeferred(ManagedEntity owner, ToOneAttribute attribute) {
    loadDeferred(windows.of(owner, s -> s.deferredKey(attribute) != null), attribute);
    Object missing = owner.deferredKey(attribute);
    if (missing != null) {
      throw MissingRow.ofDeferred(owner, attribute, missing);
    }
  }

  /** Finds the objects of a reference of some owners. */
  void loadDeferred(List<ManagedEntity> owners, ToOneAttribute attribute) {
    EntityModel target = attribute.target();
    Set<Object> keys = new LinkedHashSet<>();
    owners.forEach(member -> keys.add(key(member, attribute)));
    Function<Object, @Nullable Object> objects =
        referredTo(attribute, keys, owners.get(0).origin().along(attribute));
    // the row may be there and marked as deleted: then the reference leads nowhere
    boolean mayLeadNowhere = plans.of(target).deletion() != null;
    for (ManagedEntity member : owners) {
      Object found = objects.apply(key(member, attribute));
      if (target.type().isInstance(found)) {
        member.resolve(attribute, (Enhanced) found);
      } else if (mayLeadNowhere) {
        member.resolve(attribute, null);
      }
    }
  }

  /** The objects that some keys refer to, loaded where the session does not have them. */
  Function<Object, @Nullable Object> referredTo(
      ToOneAttribute attribute, Set<Object> keys, Origin origin) {
    EntityModel target = attribute.target();
    Map<Object, Object> known = new HashMap<>();
    List<Object> unknown = new ArrayList<>();
    for (Object key : keys) {
      ManagedEntity found = context.find(target, attribute.key(), key);
      if (found == null) {
        unknown.add(key);
      } else {
        known.put(key, found.entity());
      }
    }
    if (attribute.key() instanceof UniqueKey unique) {
      KeyedReader reader = new KeyedReader(loader, target, unique, new ResultCohorts(origin));
      select(target, unique, unknown, reader);
      return key -> known.getOrDefault(key, reader.behind(key));
    }
    load(target, unknown, origin);
    return key -> {
      ManagedEntity found = context.find(target, key);
      return found == null ? null : found.entity();
    };
  }

  /** The object of the row that has a key, or null. */
  @Nullable ManagedEntity byKey(
      EntityModel model, UniqueKey key, Object value, ResultCohorts cohorts) {
    KeyedReader reader = new KeyedReader(loader, model, key, cohorts);
    select(model, key, List.of(value), reader);
    return reader.first();
  }

  private void select(EntityModel model, UniqueKey key, List<Object> keys, KeyedReader reader) {
    EntityPlan plan = plans.of(model);
    select(key, keys, number -> plan.byKeySql(key, number), reader);
  }

  private static Object key(ManagedEntity owner, ToOneAttribute attribute) {
    return Objects.requireNonNull(owner.deferredKey(attribute));
  }

  /** Those of some keys under which one of an entity's tables has a row. */
  Set<Object> keysInTable(EntityModel model, int table, List<Object> keys) {
    TablePlan plan = plans.of(model).tables().get(table);
    TableKeys reader = new TableKeys(plan.owner());
    select(plan.owner(), keys, plan::keysSql, reader);
    return reader.keys();
  }

  /** What the database filled in rows that were just written, by id. */
  Map<Object, @Nullable Object[]> filled(List<ManagedEntity> states, int table, boolean insert) {
    EntityPlan plan = plans.of(states.get(0).model());
    FilledRows reader = new FilledRows(plan.model().id(), plan.readBack(table, insert));
    List<Object> ids = states.stream().map(ManagedEntity::requiredId).toList();
    select(plan.model().id(), ids, keys -> plan.readBackSql(table, insert, keys), reader);
    return reader.values();
  }

  /** One statement for each chunk of keys. */
  private void select(RowKey key, List<Object> keys, IntFunction<String> sql, ResultReader reader) {
    int most = windows.most(key);
    for (int from = 0; from < keys.size(); from += most) {
      List<Object> some = keys.subList(from, Math.min(from + most, keys.size()));
      int number = windows.padded(some.size(), key);
      loader.select(sql.apply(number), Keys.many(key, some, number), reader);
    }
  }

  /** Loads a value that is not loaded with its row, and those of its cohort. */
  void loadValue(ManagedEntity owner, BasicAttribute attribute) {
    List<ManagedEntity> owners =
        windows.of(owner, state -> state.has(attribute) && state.lacks(attribute));
    ValueReader reader = loadValue(owners, attribute);
    if (!reader.has(owner.requiredId())) {
      throw MissingRow.of(
          owner,
          "it was there when the object was loaded",
          "another transaction has deleted it meanwhile");
    }
  }

  /** Loads a value of some owners, no more than one statement takes. */
  ValueReader loadValue(List<ManagedEntity> owners, BasicAttribute attribute) {
    int keys = windows.padded(owners.size(), owners.get(0).model().id());
    ValueReader reader = new ValueReader(attribute);
    String sql = plans.of(attribute.owner()).lazySql(attribute, keys);
    loader.select(sql, Keys.ofStates(owners, keys), reader);
    for (ManagedEntity member : owners) {
      if (reader.has(member.requiredId())) {
        member.fill(attribute, reader.value(member.requiredId()));
      }
    }
    return reader;
  }
}
