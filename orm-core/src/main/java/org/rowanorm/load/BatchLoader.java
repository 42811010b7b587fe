package org.rowanorm.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.Origin;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.Status;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.Plans;

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
    select(model, List.copyOf(wanted), cohorts);
    loader.tellOfLoaded();
  }

  /** One statement for each chunk of ids. */
  private void select(EntityModel model, List<Object> ids, ResultCohorts cohorts) {
    EntityPlan plan = plans.of(model);
    int most = windows.most(model);
    for (int from = 0; from < ids.size(); from += most) {
      List<Object> some = ids.subList(from, Math.min(from + most, ids.size()));
      int keys = windows.padded(some.size(), model);
      EntityReader reader = new EntityReader(loader, plan, 1, cohorts);
      loader.select(plan.byIdsSql(keys), Keys.many(model.id(), some, keys), reader);
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
    wanted.removeIf(state -> loader.isAssembled(state));
    loader.tellOfLoaded();
    if (!wanted.isEmpty()) {
      EntityModel first = wanted.get(0).model();
      boolean same = wanted.stream().allMatch(state -> state.model() == first);
      List<Object> ids = wanted.stream().map(ManagedEntity::requiredId).toList();
      select(same ? first : first.root(), ids, new ResultCohorts(reference.origin()));
    }
  }

  /** Finds the object of a reference whose class is not known, and the same ones of its cohort. */
  void loadDeferred(ManagedEntity owner, ToOneAttribute attribute) {
    EntityModel target = attribute.target();
    List<ManagedEntity> owners = windows.of(owner, s -> s.deferredKey(attribute) != null);
    List<Object> unknown = new ArrayList<>();
    for (ManagedEntity member : owners) {
      if (context.find(target, key(member, attribute)) == null) {
        unknown.add(key(member, attribute));
      }
    }
    load(target, unknown, owner.origin().along(attribute));
    for (ManagedEntity member : owners) {
      ManagedEntity found = context.find(target, key(member, attribute));
      if (found != null && target.type().isInstance(found.entity())) {
        member.resolve(attribute, found.entity());
      }
    }
    Object missing = owner.deferredKey(attribute);
    if (missing != null) {
      throw MissingRow.ofDeferred(owner, attribute, missing);
    }
  }

  private static Object key(ManagedEntity owner, ToOneAttribute attribute) {
    return Objects.requireNonNull(owner.deferredKey(attribute));
  }

  /** The ids of those of some objects of one class that have a row in one of its tables. */
  Set<Object> idsInTable(List<ManagedEntity> states, int table) {
    EntityModel model = states.get(0).model();
    TableKeys reader = new TableKeys(model.id());
    int most = windows.most(model);
    for (int from = 0; from < states.size(); from += most) {
      List<Object> ids = new ArrayList<>();
      states
          .subList(from, Math.min(from + most, states.size()))
          .forEach(state -> ids.add(state.requiredId()));
      int keys = windows.padded(ids.size(), model);
      String sql = plans.of(model).tables().get(table).keysSql(keys);
      loader.select(sql, Keys.many(model.id(), ids, keys), reader);
    }
    return reader.keys();
  }

  /** Loads a value that is not loaded with its row, and those of its cohort. */
  void loadValue(ManagedEntity owner, BasicAttribute attribute) {
    List<ManagedEntity> owners =
        windows.of(owner, state -> state.has(attribute) && state.lacks(attribute));
    int keys = windows.padded(owners.size(), owner.model());
    ValueReader reader = new ValueReader(attribute);
    String sql = plans.of(attribute.owner()).lazySql(attribute, keys);
    loader.select(sql, Keys.ofStates(owners, keys), reader);
    if (!reader.has(owner.requiredId())) {
      throw MissingRow.of(
          owner,
          "it was there when the object was loaded",
          "another transaction has deleted it meanwhile");
    }
    for (ManagedEntity member : owners) {
      if (reader.has(member.requiredId())) {
        member.fill(attribute, reader.value(member.requiredId()));
      }
    }
  }
}
