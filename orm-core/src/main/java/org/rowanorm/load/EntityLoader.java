package org.rowanorm.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rowanorm.cache.RowImage;
import org.rowanorm.cache.TransactionCache;
import org.rowanorm.context.Cohort;
import org.rowanorm.context.LazyLoader;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.Status;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.LazyLoadException;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.jdbc.SqlRunner;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdModel;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.Plans;
import org.rowanorm.type.ColumnType;

/** Loads the objects of one session. Not thread-safe. */
public final class EntityLoader implements LazyLoader {

  private final PersistenceContext context;
  private final Plans plans;
  private final SqlRunner runner;
  private final TransactionCache cache;
  private final int cohortSize;

  /** A loader that loads up to {@code cohortSize} objects, or their attributes, in one go. */
  public EntityLoader(
      PersistenceContext context,
      Plans plans,
      SqlRunner runner,
      TransactionCache cache,
      int cohortSize) {
    this.context = context;
    this.plans = plans;
    this.runner = runner;
    this.cache = cache;
    this.cohortSize = cohortSize;
  }

  PersistenceContext context() {
    return context;
  }

  Plans plans() {
    return plans;
  }

  /** The object of a row, or null where there is no such row or it is to be deleted. */
  public @Nullable ManagedEntity byId(EntityModel model, Object id) {
    ManagedEntity known = context.find(model, id);
    if (known != null && known.status() != Status.HOLLOW) {
      return known.status() == Status.REMOVED ? null : known;
    }
    if (known != null) {
      loadRows(known);
      return known.status() == Status.HOLLOW ? null : known;
    }
    EntityPlan plan = plans.of(model);
    RowImage image = image(plan, id);
    if (image != null) {
      return assemble(plan, id, image);
    }
    EntityReader reader = new EntityReader(this, plan, 1);
    noteFirstRead();
    runner.select(plan.byIdSql(), keys(model.id(), id), reader);
    return reader.rows() == 0 ? null : context.find(model, id);
  }

  /** The objects of the rows of a SELECT that reads the columns of a plan, in its order. */
  public List<Object> list(EntityPlan plan, String sql, Parameters parameters) {
    EntityReader reader = new EntityReader(this, plan, 1);
    noteFirstRead();
    runner.select(sql, parameters, reader);
    return reader.objects();
  }

  /** Runs a SELECT of this session. */
  public void select(String sql, Parameters parameters, ResultReader reader) {
    noteFirstRead();
    runner.select(sql, parameters, reader);
  }

  /** The first SELECT on a connection sees all commits so far. */
  private void noteFirstRead() {
    if (!runner.isLeased()) {
      cache.beginReading();
    }
  }

  // ---- references

  @Override
  public void loadReference(ManagedEntity reference) {
    loadRows(reference);
    if (reference.status() == Status.HOLLOW) {
      throw new LazyLoadException(
          ErrorCode.MISSING_ROW,
          null,
          "There is no row for " + reference.describe(),
          "a row that was loaded refers to it",
          "check the foreign key of table " + reference.model().table().name());
    }
  }

  private void loadRows(ManagedEntity reference) {
    EntityPlan plan = plans.of(reference.model());
    int most = most(reference.model());
    List<ManagedEntity> wanted = window(reference, most, s -> s.status() == Status.HOLLOW);
    wanted.removeIf(state -> assembleReference(plan, state));
    if (!wanted.isEmpty()) {
      int keys = padded(wanted.size(), most);
      list(plan, plan.byIdsSql(keys), ids(wanted, keys));
    }
  }

  /** The cached image of a row, unless it was made for another mapping. */
  private @Nullable RowImage image(EntityPlan plan, Object id) {
    RowImage image = cache.get(plan.model(), id);
    return image != null && image.mapping() == plan.mappingHash() ? image : null;
  }

  private boolean assembleReference(EntityPlan plan, ManagedEntity state) {
    RowImage image = image(plan, state.requiredId());
    if (image == null || state.isDirty()) {
      return false;
    }
    fill(plan, state, image);
    return true;
  }

  private ManagedEntity assemble(EntityPlan plan, Object id, RowImage image) {
    Enhanced entity = plan.hydrator().instantiate();
    ManagedEntity state = context.takeIn(plan.model(), id, entity);
    fill(plan, state, image);
    return state;
  }

  private void fill(EntityPlan plan, ManagedEntity state, RowImage image) {
    ImageRow row = new ImageRow(image, plan, new References(context, plans));
    try {
      plan.hydrator().hydrate(state.entity(), row, 1);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException("an image has no SQL errors", e);
    }
    state.markLoaded();
  }

  /** Offers a row that was just read to the second-level cache. */
  void offer(ManagedEntity state, EntityPlan plan) {
    if (plan.model().cacheable() && !runner.isOuterTransaction()) {
      cache.put(plan.model(), state.requiredId(), ImageRow.of(state, plan, cache.stamp()));
    }
  }

  // ---- collections

  @Override
  public void loadCollection(ManagedEntity owner, ToManyAttribute attribute) {
    EntityPlan plan = plans.of(attribute.target());
    int most = most(owner.model());
    List<ManagedEntity> owners = window(owner, most, state -> state.lacks(attribute));
    int keys = padded(owners.size(), most);
    ElementReader reader = new ElementReader(this, plan, attribute);
    select(plan.elementsSql(attribute, keys), ids(owners, keys), reader);
    for (ManagedEntity member : owners) {
      member.collection(attribute).fill(reader.elementsOf(member.requiredId()));
    }
  }

  // ---- cohorts

  /** The most objects of an entity whose ids one statement takes. */
  private int most(EntityModel model) {
    return Math.min(cohortSize, plans.dialect().maxParameters() / model.id().columns().size());
  }

  /** The touched object and the next of its cohort that need the same, round to its place again. */
  private static List<ManagedEntity> window(
      ManagedEntity touched, int most, Predicate<ManagedEntity> lacks) {
    List<ManagedEntity> window = new ArrayList<>();
    window.add(touched);
    Cohort cohort = touched.cohort();
    if (cohort == null) {
      return window;
    }
    for (int i = 1; i < cohort.size() && window.size() < most; i++) {
      ManagedEntity member = cohort.member((touched.place() + i) % cohort.size());
      if (lacks.test(member)) {
        window.add(member);
      }
    }
    return window;
  }

  /** The next power of two, so that few texts serve all numbers of keys. */
  private static int padded(int keys, int most) {
    int power = Integer.highestOneBit(keys);
    return Math.min(power == keys ? keys : power * 2, most);
  }

  private static Parameters keys(IdModel id, Object key) {
    return id.types().length == 1
        ? Parameters.of(id.types()[0], key)
        : new Parameters(id.types(), id.columnValues(key));
  }

  /** The ids of objects of one entity, the last one repeated up to a number of keys. */
  private static Parameters ids(List<ManagedEntity> states, int keys) {
    IdModel id = states.get(0).model().id();
    int columns = id.columns().size();
    ColumnType<?>[] types = new ColumnType<?>[keys * columns];
    @Nullable Object[] values = new @Nullable Object[keys * columns];
    for (int i = 0; i < values.length; i++) {
      int column = i % columns;
      Object key = states.get(Math.min(i / columns, states.size() - 1)).requiredId();
      types[i] = id.types()[column];
      values[i] = id.columnValue(key, column);
    }
    return new Parameters(types, values);
  }
}
