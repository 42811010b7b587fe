package org.rowanorm.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rowanorm.cache.RowImage;
import org.rowanorm.cache.TransactionCache;
import org.rowanorm.context.LazyLoader;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.Origin;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.Status;
import org.rowanorm.jdbc.ExpectedRows;
import org.rowanorm.jdbc.OpenResult;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.jdbc.Read;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.jdbc.SqlRunner;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.Moment;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.mapping.UniqueKey;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.Plans;

/** Loads the objects of one session. Not thread-safe. */
public final class EntityLoader implements LazyLoader {

  private final PersistenceContext context;
  private final Plans plans;
  private final SqlRunner runner;
  private final TransactionCache cache;
  private final int cohortSize;
  private @Nullable Deque<ManagedEntity> toTell;
  private @Nullable BatchLoader batches;
  private @Nullable CollectionLoader collections;
  private @Nullable PartLoader parts;
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
  public @Nullable ManagedEntity byId(EntityModel model, Object id, Origin origin) {
    return visible(model, find(model, id, origin));
  }

  /** {@link #byId} for some ids, in their order, with one statement for each chunk of them. */
  public List<@Nullable ManagedEntity> byIds(EntityModel model, List<Object> ids, Origin origin) {
    batches().load(model, ids, origin);
    List<@Nullable ManagedEntity> found = new ArrayList<>(ids.size());
    for (Object id : ids) {
      ManagedEntity state = context.find(model, id);
      boolean gone = state == null || state.status() == Status.HOLLOW;
      found.add(gone ? null : visible(model, state));
    }
    return found;
  }

  /**
   * The object of a row by another key than its id: from the session, the second-level cache or the
   * database; null where there is none.
   */
  public @Nullable ManagedEntity byKey(
      EntityModel model, UniqueKey key, Object value, Origin origin) {
    ManagedEntity known = context.find(model, key, value);
    if (known == null && model.cacheable()) {
      Object id = cache.idOf(key, value);
      ManagedEntity hinted = id == null ? null : byId(model, id, origin);
      boolean same = hinted != null && value.equals(hinted.storedKey(key));
      known = same ? hinted : null;
    }
    if (known == null) {
      known = batches().byKey(model, key, value, new ResultCohorts(origin));
      if (known != null && model.cacheable()) {
        cache.noteId(key, value, known.requiredId());
      }
    }
    return visible(model, known);
  }

  /** The objects that some values refer to, loaded where the session does not have them. */
  Function<Object, @Nullable Object> referredTo(
      ToOneAttribute attribute, Set<Object> keys, Origin origin) {
    return batches().referredTo(attribute, keys, origin);
  }

  /** What the row of an object holds of a key, which is read where it is not known. */
  @Nullable Object storedKey(ManagedEntity state, RowKey key) {
    if (state.status() == Status.HOLLOW && key instanceof UniqueKey) {
      loadReference(state);
    }
    return state.storedKey(key);
  }

  private static @Nullable ManagedEntity visible(EntityModel model, @Nullable ManagedEntity found) {
    if (found == null || found.status() == Status.REMOVED) {
      return null;
    }
    return model.type().isInstance(found.entity()) ? found : null;
  }

  private @Nullable ManagedEntity find(EntityModel model, Object id, Origin origin) {
    ManagedEntity known = context.find(model, id);
    if (known != null && known.status() != Status.HOLLOW) {
      return known;
    }
    if (known != null) {
      batches().loadHollow(known);
      return known.status() == Status.HOLLOW ? null : known;
    }
    EntityPlan plan = plans.of(model);
    ResultCohorts cohorts = new ResultCohorts(origin, 1);
    ManagedEntity assembled = assembled(model, id, cohorts);
    if (assembled != null) {
      tellOfLoaded();
      return assembled;
    }
    EntityReader reader = new EntityReader(this, plan, 1, cohorts);
    // not by way of select, which would be one frame more
    noteFirstRead();
    runner.select(plan.byIdSql(), Keys.one(model.id(), id), reader);
    tellOfLoaded();
    return reader.rows() == 0 ? null : context.find(model, id);
  }

  /** The objects of the rows of a SELECT that reads the columns of a plan, in its order. */
  public List<Object> list(EntityPlan plan, String sql, Parameters parameters, Origin origin) {
    return list(plan, sql, parameters, origin, new ExpectedRows());
  }

  /** {@link #list} of a SELECT that is run again and again. */
  public List<Object> list(
      EntityPlan plan, String sql, Parameters parameters, Origin origin, ExpectedRows expected) {
    ResultCohorts cohorts = new ResultCohorts(origin, expected.number());
    EntityReader reader = new EntityReader(this, plan, 1, cohorts);
    select(sql, parameters, reader);
    expected.saw(reader.rows());
    return reader.objects();
  }

  /** {@link #list}, to be sent with others. */
  public Reading<Object> reading(
      EntityPlan plan, String sql, Parameters parameters, Origin origin) {
    EntityReader reader = new EntityReader(this, plan, 1, new ResultCohorts(origin));
    return new Reading<>(new Read(sql, parameters, reader), reader::objects);
  }

  /** What is made of the rows of a SELECT that is sent with others. */
  public <R> Reading<R> reading(
      String sql,
      Parameters parameters,
      List<ItemReader.Item> items,
      RowMaker<R> maker,
      Origin origin) {
    ItemReader<R> reader = new ItemReader<>(this, items, maker, origin);
    return new Reading<>(new Read(sql, parameters, reader), reader::made);
  }

  /** Runs some SELECTs, in one round trip where the connection takes them so. */
  public void selectTogether(List<Read> reads) {
    noteFirstRead();
    if (reads.size() > 1 && plans.dialect().takesSeveral(runner.connection())) {
      runner.selectTogether(reads);
    } else {
      for (Read read : reads) {
        runner.select(read.sql(), read.parameters(), read.reader());
      }
    }
    tellOfLoaded();
  }

  /** The objects of the rows of a SELECT whose columns are found by their names. */
  public List<Object> listByName(
      EntityPlan plan, String sql, Parameters parameters, Origin origin) {
    NamedColumns reader = new NamedColumns(this, plan, origin);
    select(sql, parameters, reader);
    return reader.objects();
  }

  /** What a reader makes of the rows of a SELECT that is run again and again. */
  public <R> List<@Nullable R> rows(
      String sql, Parameters parameters, ExpectedRows expected, ItemReader<R> reader) {
    reader.expect(expected);
    select(sql, parameters, reader);
    expected.saw(reader.rows());
    return reader.made();
  }

  /** What is made of the rows that a change gives. */
  public <R> List<@Nullable R> changed(
      String sql,
      Parameters parameters,
      List<ItemReader.Item> items,
      RowMaker<R> maker,
      Origin origin) {
    ItemReader<R> reader = new ItemReader<>(this, items, maker, origin);
    reader.expectChange();
    select(sql, parameters, reader);
    return reader.made();
  }

  // ---- parts of open results

  /**
   * The objects of the next rows of an open result.
   *
   * @param apart whether the rows are older than what this session may tell the second-level cache
   */
  public List<Object> listOf(
      OpenResult result, int rows, boolean apart, EntityPlan plan, Origin origin) {
    EntityReader reader = new EntityReader(this, plan, 1, new ResultCohorts(origin));
    read(result, reader, rows, apart);
    return reader.objects();
  }

  /** What a reader makes of the next rows of an open result. */
  public <R> List<@Nullable R> rowsOf(
      OpenResult result, int rows, boolean apart, ItemReader<R> reader) {
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

  // ---- statements

  /** Runs SELECTs for which the log of statements gives a reason. */
  void because(String why, Runnable selects) {
    reason = why;
    try {
      selects.run();
    } finally {
      reason = null;
    }
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

  /** Notes an object that wants to be told when the result is read: it may lead to further ones. */
  void loaded(ManagedEntity state) {
    if (state.model().callbacks().has(Moment.POST_LOAD)) {
      if (toTell == null) {
        toTell = new ArrayDeque<>();
      }
      toTell.add(state);
    }
  }

  void tellOfLoaded() {
    ManagedEntity state;
    while (toTell != null && (state = toTell.poll()) != null) {
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
    batches().load(model, ids, Origin.BY_ID);
  }

  @Override
  public ManagedEntity reference(EntityModel model, Object id) {
    ManagedEntity known = context.find(model, id);
    return known == null ? references(new ResultCohorts(Origin.BY_ID)).open(model, id) : known;
  }

  @Override
  public @Nullable Map<ColumnAttribute, @Nullable Object> current(ManagedEntity state) {
    EntityPlan plan = plans.of(state.model());
    CurrentRow row = new CurrentRow(plan);
    select(plan.byIdSql(), Keys.one(state.model().id(), state.requiredId()), row);
    return row.values();
  }

  @Override
  public void reload(ManagedEntity state) {
    state.forgetRow();
    EntityPlan plan = plans.of(state.model());
    list(plan, plan.byIdSql(), Keys.one(state.model().id(), state.requiredId()), state.origin());
    if (state.status() == Status.HOLLOW) {
      throw MissingRow.of(state, "it was deleted since it was loaded", "detach the object");
    }
  }

  // ---- references

  @Override
  public void loadReference(ManagedEntity reference) {
    batches().loadHollow(reference);
    if (reference.status() == Status.HOLLOW) {
      throw MissingRow.ofReference(reference);
    }
  }

  @Override
  public void loadDeferred(ManagedEntity owner, ToOneAttribute attribute) {
    batches().loadDeferred(owner, attribute);
  }

  @Override
  public void loadValue(ManagedEntity owner, BasicAttribute attribute) {
    batches().loadValue(owner, attribute);
  }

  @Override
  public Set<Object> keysInTable(EntityModel model, int table, List<Object> keys) {
    return batches().keysInTable(model, table, keys);
  }

  @Override
  public Map<Object, @Nullable Object[]> filled(
      List<ManagedEntity> states, int table, boolean insert) {
    return batches().filled(states, table, insert);
  }

  // ---- images

  /** Fills a hollow object from the second-level cache, where it can; tells whether it did. */
  boolean isAssembled(ManagedEntity hollow) {
    EntityPlan plan = plans.of(hollow.model());
    RowImage image = cache.get(hollow.model(), hollow.requiredId());
    boolean fits = image != null && image.mapping() == plan.mappingHash() && !hollow.isDirty();
    if (image != null && fits) {
      fill(plan, hollow, image, new ResultCohorts(hollow.origin()));
    }
    return fits;
  }

  /**
   * The object of a row in the second-level cache, of the class that this names; null where there
   * is none, or one that fits another mapping.
   */
  @Nullable ManagedEntity assembled(EntityModel model, Object id, ResultCohorts cohorts) {
    RowImage image = cache.get(model, id);
    if (image == null) {
      return null;
    }
    EntityModel member = image.entity().equals(model.name()) ? model : member(model, image);
    EntityPlan plan = member == null ? null : plans.of(member);
    if (plan == null || image.mapping() != plan.mappingHash()) {
      return null;
    }
    ManagedEntity state = context.takeIn(plan.model(), id, plan.hydrator().instantiate());
    fill(plan, state, image, cohorts);
    return state;
  }

  /** The entity of a hierarchy that an image is of. */
  private static @Nullable EntityModel member(EntityModel model, RowImage image) {
    for (EntityModel member : model.root().hierarchy().concrete()) {
      if (member.name().equals(image.entity())) {
        return member;
      }
    }
    return null;
  }

  private void fill(EntityPlan plan, ManagedEntity state, RowImage image, ResultCohorts cohorts) {
    ImageRow row = new ImageRow(image, plan, references(cohorts));
    row.of(state);
    try {
      plan.hydrator().hydrate(state.entity(), row, 1);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException("an image has no SQL errors", e);
    }
    state.markLoaded();
    loaded(state);
  }

  References references(ResultCohorts cohorts) {
    return new References(context, plans, cohorts);
  }

  /** Offers a row that was just read to the second-level cache. */
  void offer(ManagedEntity state, EntityPlan plan) {
    if (!plan.model().cacheable() || !offering || runner.isOuterTransaction()) {
      return;
    }
    boolean hidden = plan.model().deletionMark() != null && plan.deletion() == null;
    if (!hidden) {
      cache.put(plan.model(), state.requiredId(), ImageRow.of(state, plan, cache.stamp()));
    }
  }

  @Override
  public boolean endRead() {
    boolean leased = runner.isLeased();
    runner.rollback();
    return leased;
  }

  // ---- for those that load for others

  /** How many objects are loaded in one go. */
  Windows windows() {
    return new Windows(cohortSize, plans.dialect().maxParameters());
  }

  BatchLoader batches() {
    if (batches == null) {
      batches = new BatchLoader(this, windows());
    }
    return batches;
  }

  CollectionLoader collections() {
    if (collections == null) {
      collections = new CollectionLoader(this, windows());
    }
    return collections;
  }

  // ---- collections

  @Override
  public void loadCollection(ManagedEntity owner, ToManyAttribute attribute) {
    collections().loadCollection(owner, attribute);
  }

  @Override
  public Map<ManagedEntity, Long> countElements(
      ManagedEntity owner, ToManyAttribute attribute, Predicate<ManagedEntity> others) {
    return parts().count(owner, attribute, others);
  }

  @Override
  public Map<ManagedEntity, Boolean> haveElement(
      ManagedEntity owner,
      ToManyAttribute attribute,
      Object element,
      Predicate<ManagedEntity> others) {
    return parts().have(owner, attribute, element, others);
  }

  @Override
  public Map<ManagedEntity, @Nullable Object> elementsAt(
      ManagedEntity owner,
      ToManyAttribute attribute,
      Object position,
      Predicate<ManagedEntity> others) {
    return parts().at(owner, attribute, position, others);
  }

  @Override
  public List<@Nullable Object> elementsBetween(
      ManagedEntity owner, ToManyAttribute attribute, int from, int below) {
    return parts().between(owner, attribute, from, below);
  }

  @Override
  public int cohortSize() {
    return cohortSize;
  }

  private PartLoader parts() {
    if (parts == null) {
      parts = new PartLoader(this, windows());
    }
    return parts;
  }

  @Override
  public void loadInverse(ManagedEntity owner, InverseToOneAttribute attribute) {
    collections().loadInverse(owner, attribute);
  }
}
