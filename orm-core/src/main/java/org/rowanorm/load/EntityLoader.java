package org.rowanorm.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
    this.cohortSize = Math.min(cohortSize, plans.dialect().maxParameters());
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
    runner.select(plan.byIdSql(), Parameters.of(plan.idType(), id), reader);
    return reader.rows() == 0 ? null : context.find(model, id);
  }

  /** The objects of the rows of a SELECT that reads the columns of a plan, in its order. */
  public List<Object> list(EntityPlan plan, String sql, Parameters parameters) {
    EntityReader reader = new EntityReader(this, plan, 1);
    noteFirstRead();
    runner.select(sql, parameters, reader);
    return reader.objects();
  }

  /** The objects of the rows of a SELECT whose columns are found by their names. */
  public List<Object> listByName(EntityPlan plan, String sql, Parameters parameters) {
    NamedColumns reader = new NamedColumns(this, plan);
    select(sql, parameters, reader);
    return reader.objects();
  }

  /** What is made of the rows of a SELECT. */
  public <R> List<@Nullable R> rows(
      String sql,
      Parameters parameters,
      List<ItemReader.Item> items,
      Function<@Nullable Object[], @Nullable R> maker) {
    ItemReader<R> reader = new ItemReader<>(this, items, maker);
    select(sql, parameters, reader);
    return reader.made();
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
    List<ManagedEntity> wanted = window(reference, state -> state.status() == Status.HOLLOW);
    wanted.removeIf(state -> assembleReference(plan, state));
    if (!wanted.isEmpty()) {
      int keys = padded(wanted.size());
      list(plan, plan.byIdsSql(keys), ids(wanted, plan.idType(), keys));
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
    List<ManagedEntity> owners = window(owner, state -> state.lacks(attribute));
    int keys = padded(owners.size());
    ElementReader reader = new ElementReader(this, plan, attribute);
    select(plan.elementsSql(attribute, keys), ids(owners, attribute.key().type(), keys), reader);
    for (ManagedEntity member : owners) {
      member.collection(attribute).fill(reader.elementsOf(member.requiredId()));
    }
  }

  // ---- cohorts

  /** The touched object and the next of its cohort that need the same, round to its place again. */
  private List<ManagedEntity> window(ManagedEntity touched, Predicate<ManagedEntity> lacks) {
    List<ManagedEntity> window = new ArrayList<>();
    window.add(touched);
    Cohort cohort = touched.cohort();
    if (cohort == null) {
      return window;
    }
    for (int i = 1; i < cohort.size() && window.size() < cohortSize; i++) {
      ManagedEntity member = cohort.member((touched.place() + i) % cohort.size());
      if (lacks.test(member)) {
        window.add(member);
      }
    }
    return window;
  }

  /** The next power of two, so that few texts serve all numbers of keys. */
  private int padded(int keys) {
    int power = Integer.highestOneBit(keys);
    return Math.min(power == keys ? keys : power * 2, cohortSize);
  }

  private static Parameters ids(List<ManagedEntity> states, ColumnType<?> type, int keys) {
    ColumnType<?>[] types = new ColumnType<?>[keys];
    @Nullable Object[] values = new @Nullable Object[keys];
    for (int i = 0; i < keys; i++) {
      types[i] = type;
      values[i] = states.get(Math.min(i, states.size() - 1)).requiredId();
    }
    return new Parameters(types, values);
  }
}
