package org.rowanorm.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
import org.rowanorm.jdbc.OpenResult;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.jdbc.SqlRunner;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdModel;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.Moment;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
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
  private final Deque<ManagedEntity> toTell = new ArrayDeque<>(0);
  private final CollectionLoader collections;
  private @Nullable String reason;
  private boolean offering = true;

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
    this.collections = new CollectionLoader(this, plans);
  }

  PersistenceContext context() {
    return context;
  }

  Plans plans() {
    return plans;
  }

  /**
   * The object of a row, or null where there is no such row, it is to be deleted, or it is of
   * another entity.
   */
  public @Nullable ManagedEntity byId(EntityModel model, Object id) {
    ManagedEntity found = find(model, id);
    if (found == null || found.status() == Status.REMOVED) {
      return null;
    }
    return model.type().isInstance(found.entity()) ? found : null;
  }

  private @Nullable ManagedEntity find(EntityModel model, Object id) {
    ManagedEntity known = context.find(model, id);
    if (known != null && known.status() != Status.HOLLOW) {
      return known;
    }
    if (known != null) {
      loadRows(known);
      return known.status() == Status.HOLLOW ? null : known;
    }
    EntityPlan plan = plans.of(model);
    RowImage image = cache.get(model, id);
    ManagedEntity assembled = image == null ? null : assemble(model.root(), id, image);
    if (assembled != null) {
      tellOfLoaded();
      return assembled;
    }
    EntityReader reader = new EntityReader(this, plan, 1);
    // not by way of select, which would be one frame more
    noteFirstRead();
    runner.select(plan.byIdSql(), keys(model.id(), id), reader);
    tellOfLoaded();
    return reader.rows() == 0 ? null : context.find(model, id);
  }

  /** The objects of the rows of a SELECT that reads the columns of a plan, in its order. */
  public List<Object> list(EntityPlan plan, String sql, Parameters parameters) {
    EntityReader reader = new EntityReader(this, plan, 1);
    select(sql, parameters, reader);
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

  // ---- parts of open results

  /**
   * The objects of the next rows of an open result.
   *
   * @param apart whether the rows are older than what this session may tell the second-level cache
   */
  public List<Object> listOf(OpenResult result, int rows, boolean apart, EntityPlan plan) {
    EntityReader reader = new EntityReader(this, plan, 1);
    read(result, reader, rows, apart);
    return reader.objects();
  }

  /** What is made of the next rows of an open result. */
  public <R> List<@Nullable R> rowsOf(
      OpenResult result,
      int rows,
      boolean apart,
      List<ItemReader.Item> items,
      Function<@Nullable Object[], @Nullable R> maker) {
    ItemReader<R> reader = new ItemReader<>(this, items, maker);
    read(result, reader, rows, apart);
    return reader.made();
  }

  private void read(OpenResult result, ResultReader reader, int rows, boolean apart) {
    reader.atMost(rows);
    offering = !apart;
    try {
      result.read(reader);
    } finally {
      offering = true;
    }
    tellOfLoaded();
  }

  /** Runs a SELECT of this session. */
  public void select(String sql, Parameters parameters, ResultReader reader) {
    if (reason != null) {
      reader.because(reason);
    }
    noteFirstRead();
    runner.select(sql, parameters, reader);
    tellOfLoaded();
  }

  /** Runs SELECTs for which the log of statements gives a reason. */
  void because(String why, Runnable selects) {
    reason = why;
    try {
      selects.run();
    } finally {
      reason = null;
    }
  }

  /** Notes an object that wants to be told when the result is read: it may lead to further ones. */
  void loaded(ManagedEntity state) {
    if (state.model().callbacks().has(Moment.POST_LOAD)) {
      toTell.add(state);
    }
  }

  private void tellOfLoaded() {
    ManagedEntity state;
    while ((state = toTell.poll()) != null) {
      state.model().callbacks().call(Moment.POST_LOAD, state.entity());
    }
  }

  /** The first SELECT on a connection sees all commits so far. */
  private void noteFirstRead() {
    if (!runner.isLeased()) {
      cache.beginReading();
    }
  }

  @Override
  public void loadAll(EntityModel model, Collection<Object> ids) {
    List<Object> wanted = new ArrayList<>();
    for (Object id : ids) {
      ManagedEntity known = context.find(model, id);
      boolean there = known != null && known.status() != Status.HOLLOW;
      if (!there && (known != null || !isAssembled(model, id))) {
        wanted.add(id);
      }
    }
    EntityPlan plan = plans.of(model);
    int most = most(model);
    for (int from = 0; from < wanted.size(); from += most) {
      List<Object> some = wanted.subList(from, Math.min(from + most, wanted.size()));
      int keys = padded(some.size(), model);
      list(plan, plan.byIdsSql(keys), keys(model.id(), some, keys));
    }
  }

  @Override
  public ManagedEntity reference(EntityModel model, Object id) {
    ManagedEntity known = context.find(model, id);
    return known == null ? new References(context, plans).open(model, id) : known;
  }

  @Override
  public @Nullable Map<ColumnAttribute, @Nullable Object> current(ManagedEntity state) {
    EntityPlan plan = plans.of(state.model());
    CurrentRow row = new CurrentRow(plan);
    select(plan.byIdSql(), keys(state.model().id(), state.requiredId()), row);
    return row.values();
  }

  @Override
  public void reload(ManagedEntity state) {
    state.forgetRow();
    EntityPlan plan = plans.of(state.model());
    list(plan, plan.byIdSql(), keys(state.model().id(), state.requiredId()));
    if (state.status() == Status.HOLLOW) {
      throw new LazyLoadException(
          ErrorCode.MISSING_ROW,
          null,
          "There is no row for " + state.describe(),
          "it was deleted since it was loaded",
          "detach the object");
    }
  }

  // ---- references

  @Override
  public void loadReference(ManagedEntity reference) {
    loadRows(reference);
    if (reference.status() == Status.HOLLOW) {
      throw missing(
          reference,
          "a row that was loaded refers to it",
          "check the foreign key of table " + reference.model().table().name());
    }
  }

  private static LazyLoadException missing(ManagedEntity state, String why, String advice) {
    return new LazyLoadException(
        ErrorCode.MISSING_ROW, null, "There is no row for " + state.describe(), why, advice);
  }

  private void loadRows(ManagedEntity reference) {
    loadRows(reference.model(), window(reference, s -> s.status() == Status.HOLLOW));
  }

  /** Loads the rows of references to one entity, no more than one statement takes. */
  void loadRows(EntityModel model, List<ManagedEntity> references) {
    EntityPlan plan = plans.of(model);
    List<ManagedEntity> wanted = new ArrayList<>(references);
    wanted.removeIf(state -> assembleReference(plan, state));
    tellOfLoaded();
    if (!wanted.isEmpty()) {
      int keys = padded(wanted.size(), model);
      list(plan, plan.byIdsSql(keys), ids(wanted, keys));
    }
  }

  // ---- references whose class is not known

  @Override
  public void loadDeferred(ManagedEntity owner, ToOneAttribute attribute) {
    EntityModel target = attribute.target();
    loadDeferred(window(owner, s -> s.deferredKey(attribute) != null), attribute);
    Object missing = owner.deferredKey(attribute);
    if (missing != null) {
      throw new LazyLoadException(
          ErrorCode.MISSING_ROW,
          null,
          "There is no row for " + target.name() + " " + missing,
          owner.describe() + " refers to it with '" + attribute.name() + "'",
          "check the foreign key of table " + target.table().name());
    }
  }

  /** Finds the objects of a reference of some owners, no more than one statement takes. */
  void loadDeferred(List<ManagedEntity> owners, ToOneAttribute attribute) {
    EntityModel target = attribute.target();
    Set<Object> wanted = new LinkedHashSet<>();
    for (ManagedEntity member : owners) {
      Object key = Objects.requireNonNull(member.deferredKey(attribute));
      if (context.find(target, key) == null && !isAssembled(target, key)) {
        wanted.add(key);
      }
    }
    if (!wanted.isEmpty()) {
      EntityPlan plan = plans.of(target);
      int keys = padded(wanted.size(), target);
      list(plan, plan.byIdsSql(keys), keys(target.id(), List.copyOf(wanted), keys));
    }
    for (ManagedEntity member : owners) {
      ManagedEntity found =
          context.find(target, Objects.requireNonNull(member.deferredKey(attribute)));
      if (found != null && target.type().isInstance(found.entity())) {
        member.resolve(attribute, found.entity());
      }
    }
    tellOfLoaded();
  }

  private boolean isAssembled(EntityModel model, Object id) {
    RowImage image = cache.get(model, id);
    return image != null && assemble(model.root(), id, image) != null;
  }

  // ---- values that are not loaded with their row

  @Override
  public void loadValue(ManagedEntity owner, BasicAttribute attribute) {
    List<ManagedEntity> owners = window(owner, state -> hasAndLacks(state, attribute));
    ValueReader reader = loadValue(owners, attribute);
    if (!reader.has(owner.requiredId())) {
      throw missing(
          owner,
          "it was there when the object was loaded",
          "another transaction has deleted it meanwhile");
    }
  }

  /** Loads a value of some owners, no more than one statement takes. */
  ValueReader loadValue(List<ManagedEntity> owners, BasicAttribute attribute) {
    int keys = padded(owners.size(), owners.get(0).model());
    ValueReader reader = new ValueReader(attribute);
    select(plans.of(attribute.owner()).lazySql(attribute, keys), ids(owners, keys), reader);
    for (ManagedEntity member : owners) {
      if (reader.has(member.requiredId())) {
        member.fill(attribute, reader.value(member.requiredId()));
      }
    }
    return reader;
  }

  /** A cohort may hold objects of several classes that extend one. */
  private static boolean hasAndLacks(ManagedEntity state, BasicAttribute attribute) {
    return attribute.owner().type().isInstance(state.entity()) && state.lacks(attribute);
  }

  // ---- images

  private boolean assembleReference(EntityPlan plan, ManagedEntity state) {
    RowImage image = cache.get(state.model(), state.requiredId());
    if (image == null || image.mapping() != plan.mappingHash() || state.isDirty()) {
      return false;
    }
    fill(plan, state, image);
    return true;
  }

  /** The object of an image, of the class that it names; null where it fits another mapping. */
  private @Nullable ManagedEntity assemble(EntityModel model, Object id, RowImage image) {
    for (EntityModel member : model.hierarchy().concrete()) {
      EntityPlan plan = plans.of(member);
      if (member.name().equals(image.entity()) && image.mapping() == plan.mappingHash()) {
        Enhanced entity = plan.hydrator().instantiate();
        ManagedEntity state = context.takeIn(member, id, entity);
        fill(plan, state, image);
        return state;
      }
    }
    return null;
  }

  private void fill(EntityPlan plan, ManagedEntity state, RowImage image) {
    ImageRow row = new ImageRow(image, plan, new References(context, plans));
    row.of(state);
    try {
      plan.hydrator().hydrate(state.entity(), row, 1);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException("an image has no SQL errors", e);
    }
    state.markLoaded();
    loaded(state);
  }

  /** Offers a row that was just read to the second-level cache. */
  void offer(ManagedEntity state, EntityPlan plan) {
    if (plan.model().cacheable() && offering && !runner.isOuterTransaction()) {
      cache.put(plan.model(), state.requiredId(), ImageRow.of(state, plan, cache.stamp()));
    }
  }

  // ---- collections

  @Override
  public void loadCollection(ManagedEntity owner, ToManyAttribute attribute) {
    collections.loadCollection(owner, attribute);
  }

  @Override
  public void loadInverse(ManagedEntity owner, InverseToOneAttribute attribute) {
    collections.loadInverse(owner, attribute);
  }

  /** What loads collections. */
  CollectionLoader collections() {
    return collections;
  }

  // ---- cohorts

  /** The most objects of an entity whose ids one statement takes. */
  public int most(EntityModel model) {
    return Math.min(cohortSize, plans.dialect().maxParameters() / model.id().columns().size());
  }

  /** The touched object and the next of its cohort that need the same, round to its place again. */
  List<ManagedEntity> window(ManagedEntity touched, Predicate<ManagedEntity> lacks) {
    int most = most(touched.model());
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
  int padded(int keys, EntityModel model) {
    int power = Integer.highestOneBit(keys);
    return Math.min(power == keys ? keys : power * 2, most(model));
  }

  private static Parameters keys(IdModel id, Object key) {
    return id.types().length == 1
        ? Parameters.of(id.types()[0], key)
        : new Parameters(id.types(), id.columnValues(key));
  }

  static Parameters ids(List<ManagedEntity> states, int keys) {
    List<Object> ids = states.stream().map(ManagedEntity::requiredId).toList();
    return keys(states.get(0).model().id(), ids, keys);
  }

  /** Keys of one entity, the last one repeated up to a number. */
  private static Parameters keys(IdModel id, List<Object> keys, int number) {
    int columns = id.columns().size();
    ColumnType<?>[] types = new ColumnType<?>[number * columns];
    @Nullable Object[] values = new @Nullable Object[number * columns];
    for (int i = 0; i < values.length; i++) {
      int column = i % columns;
      types[i] = id.types()[column];
      values[i] = id.columnValue(keys.get(Math.min(i / columns, keys.size() - 1)), column);
    }
    return new Parameters(types, values);
  }
}
