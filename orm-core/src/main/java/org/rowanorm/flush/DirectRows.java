package org.rowanorm.flush;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.rowanorm.cache.TransactionCache;
import org.rowanorm.context.DirectObjects;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.ReadOnly;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.jdbc.SqlRunner;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdGeneration;
import org.rowanorm.mapping.Moment;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.Plans;

/**
 * Writes the rows of objects that no session manages: at once, by the statements of a flush, with
 * no cascade and no memory of them but what a rollback needs. Not thread-safe.
 */
public final class DirectRows {

  private final PersistenceContext context;
  private final Plans plans;
  private final SqlRunner runner;
  private final TransactionCache cache;
  private final Runnable flush;

  /**
   * What writes such rows in the transaction of a session.
   *
   * @param flush writes before what the session has changed
   */
  DirectRows(
      PersistenceContext context,
      Plans plans,
      SqlRunner runner,
      TransactionCache cache,
      Runnable flush) {
    this.context = context;
    this.plans = plans;
    this.runner = runner;
    this.cache = cache;
    this.flush = flush;
  }

  /** Whom of an object is told before and after, and what becomes of the objects. */
  private enum Way {
    INSERT("insertAll"),
    UPDATE("updateAll"),
    UPSERT("upsertAll"),
    DELETE("deleteAll");

    private final String call;

    Way(String call) {
      this.call = call;
    }

    void tellBefore(Given given) {
      switch (this) {
        case INSERT -> given.tell(Moment.PRE_PERSIST, Moment.PRE_PERSIST);
        case UPDATE -> given.tell(Moment.PRE_UPDATE, Moment.PRE_UPDATE);
        case UPSERT -> given.tell(Moment.PRE_PERSIST, Moment.PRE_UPDATE);
        case DELETE -> given.tell(Moment.PRE_REMOVE, Moment.PRE_REMOVE);
      }
    }

    void end(DirectObjects taken) {
      if (this == DELETE) {
        taken.deleted();
      } else {
        taken.stored();
      }
    }

    void tellAfter(Given given) {
      switch (this) {
        case INSERT -> given.tell(Moment.POST_PERSIST, Moment.POST_PERSIST);
        case UPDATE -> given.tell(Moment.POST_UPDATE, Moment.POST_UPDATE);
        case UPSERT -> given.tell(Moment.POST_PERSIST, Moment.POST_UPDATE);
        case DELETE -> given.tell(Moment.POST_REMOVE, Moment.POST_REMOVE);
      }
    }
  }

  /** Inserts a row for each object and puts the ids into them that are made for them. */
  public void insert(Collection<?> objects) {
    Given given = new Given(plans.models(), objects);
    given.requireNew();
    write(given, Way.INSERT, taken -> insertion(given, taken));
  }

  private FlushPlan insertion(Given given, DirectObjects taken) {
    NewIds ids = new NewIds(plans, runner);
    List<ManagedEntity> rows = new ArrayList<>();
    for (Enhanced object : given.objects()) {
      EntityModel model = given.model(object);
      NewIds.requireUnset(model, model.id().of(object));
      ManagedEntity row = taken.takeNew(model, object);
      Object id = ids.of(model, object);
      if (id != null && model.idGeneration() != IdGeneration.IDENTITY) {
        taken.identify(row, id);
      }
      rows.add(row);
    }
    for (ManagedEntity row : rows) {
      FlushRun.requireId(row, taken.context());
      DirectReferences.require(row, leaf -> true);
    }
    DirectCollections collections = new DirectCollections(plans);
    rows.forEach(collections::write);
    FlushPlanner planner = new FlushPlanner(taken.context(), plans, collections.keys());
    FlushPlan plan = planner.of(rows, Map.of(), List.of());
    plan.steps().addAll(collections.steps());
    return plan;
  }

  /** Writes all columns that the objects have loaded. */
  public void update(Collection<?> objects) {
    Given given = new Given(plans.models(), objects);
    write(given, Way.UPDATE, taken -> update(given, taken));
  }

  private FlushPlan update(Given given, DirectObjects taken) {
    Map<ManagedEntity, BitSet> rows = new LinkedHashMap<>();
    for (Enhanced object : given.objects()) {
      EntityModel model = given.model(object);
      EntityPlan plan = plans.of(model);
      given.requireVersion(object);
      BitSet columns = LoadedColumns.updated(plan, object);
      ManagedEntity row = taken.takeStored(model, object, given.requireId(object));
      DirectReferences.require(row, leaf -> columns.get(plan.columnsOf(leaf).get(0).index()));
      if (!columns.isEmpty()) {
        rows.put(row, columns);
      }
    }
    return new FlushPlanner(taken.context(), plans).of(List.of(), rows, List.of());
  }

  /** Deletes the rows of the objects, those that refer to others first. */
  public void delete(Collection<?> objects) {
    Given given = new Given(plans.models(), objects);
    write(given, Way.DELETE, taken -> deletion(given, taken));
  }

  private FlushPlan deletion(Given given, DirectObjects taken) {
    List<ManagedEntity> rows = new ArrayList<>();
    for (Enhanced object : given.objects()) {
      given.requireVersion(object);
      rows.add(taken.takeGoing(given.model(object), object, given.requireId(object)));
    }
    DirectCollections collections = new DirectCollections(plans);
    rows.forEach(collections::delete);
    FlushPlan plan = new FlushPlanner(taken.context(), plans).of(List.of(), Map.of(), rows);
    plan.steps().addAll(0, collections.steps());
    return plan;
  }

  /** Inserts the rows of the objects, or updates those that are there already. */
  public void upsert(Collection<?> objects) {
    Given given = new Given(plans.models(), objects);
    write(given, Way.UPSERT, taken -> upsertion(given, taken));
  }

  private FlushPlan upsertion(Given given, DirectObjects taken) {
    NewIds ids = new NewIds(plans, runner);
    UpsertSteps upserts = new UpsertSteps(taken.context());
    List<ManagedEntity> rows = new ArrayList<>();
    for (Enhanced object : given.objects()) {
      EntityModel model = given.model(object);
      given.requireVersion(object);
      RowKey key = UpsertSteps.keyOf(model, object);
      BitSet columns = LoadedColumns.of(plans.of(model), object);
      ManagedEntity row = taken.takeNew(model, object);
      Object id = ids.of(model, object);
      if (id != null && key == model.id()) {
        taken.identify(row, id);
      }
      upserts.add(row, key, columns);
      rows.add(row);
    }
    for (ManagedEntity row : rows) {
      if (row.id() == null && row.model().idGeneration() == IdGeneration.ASSIGNED) {
        FlushRun.requireId(row, taken.context());
      }
      DirectReferences.require(row, leaf -> true);
    }
    FlushPlan plan = new FlushPlanner(taken.context(), plans).of(rows, Map.of(), List.of());
    return new FlushPlan(upserts.of(plan.steps()), plan.keys());
  }

  // ---- one call

  private void write(Given given, Way way, Function<DirectObjects, FlushPlan> planning) {
    if (given.objects().isEmpty()) {
      return;
    }
    ReadOnly.requireWritable(context, way.call, given.objects().get(0));
    way.tellBefore(given);
    flush.run();
    DirectObjects taken = new DirectObjects(context);
    boolean done = false;
    try {
      run(planning.apply(taken), taken);
      expire(given);
      way.end(taken);
      context.undo().add(taken::takeBack);
      done = true;
    } finally {
      if (!done) {
        taken.takeBack();
      }
    }
    way.tellAfter(given);
  }

  private void run(FlushPlan plan, DirectObjects taken) {
    if (plan.steps().isEmpty()) {
      return;
    }
    try {
      runner.begin();
      new FlushRun(taken.context(), new RowSender(runner, plans.dialect()), cache, plan).run();
    } catch (RuntimeException e) {
      context.breakWith(e);
      throw e;
    }
  }

  /** What the session itself has of the rows is read again. */
  private void expire(Given given) {
    Set<EntityModel> models = new LinkedHashSet<>();
    for (Enhanced object : given.objects()) {
      EntityModel model = given.model(object);
      if (!models.contains(model) && context.find(model, given.requireId(object)) != null) {
        models.add(model);
      }
    }
    models.forEach(context::expire);
  }
}
