package org.rowanorm.flush;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.cache.TransactionCache;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.Binder;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.StaleEntityException;
import org.rowanorm.flush.Step.KeyChange;
import org.rowanorm.jdbc.Batch;
import org.rowanorm.jdbc.Batch.Returned;
import org.rowanorm.jdbc.Rows;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.DeletionMark;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdGeneration;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.mapping.RowPart;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.ManyRows;
import org.rowanorm.plan.PlannedColumn;
import org.rowanorm.plan.TablePlan;
import org.rowanorm.plan.UpdatePlan;
import org.rowanorm.plan.Versions;
import org.rowanorm.type.ColumnType;

/** Carries out one flush plan: sends the batches, checks the counts, reads the keys. */
final class FlushRun {

  private final PersistenceContext context;
  private final RowSender sender;
  private final TransactionCache cache;
  private final FlushPlan plan;

  FlushRun(PersistenceContext context, RowSender sender, TransactionCache cache, FlushPlan plan) {
    this.context = context;
    this.sender = sender;
    this.cache = cache;
    this.plan = plan;
  }

  void run() {
    for (Step step : plan.steps()) {
      if (step instanceof Step.Rows rows) {
        new RowRun(sender).run(rows);
      } else if (step instanceof Step.OfEntity ofEntity) {
        run(ofEntity);
      }
    }
  }

  private void run(Step.OfEntity step) {
    List<ManagedEntity> rows = step.rows();
    for (int from = 0; from < rows.size(); from += RowSender.MOST_ROWS) {
      int to = Math.min(from + RowSender.MOST_ROWS, rows.size());
      List<ManagedEntity> some = rows.subList(from, to);
      noteWritten(some); // before: what fails may have been written
      if (step instanceof Step.Insert insert) {
        insert(insert, some);
      } else if (step instanceof Step.Upsert upsert) {
        some.forEach(this::startVersion);
        new UpsertRun(context, sender, cache, upsert.how(), some).run();
      } else if (step instanceof Step.Update update) {
        update(update, some);
      } else if (step instanceof Step.Empty empty) {
        empty(empty, some);
      } else if (step instanceof Step.Delete delete) {
        delete(delete, some);
      } else if (step instanceof Step.Release release) {
        release(release, some);
      }
    }
  }

  private void noteWritten(List<ManagedEntity> rows) {
    for (ManagedEntity row : rows) {
      Object id = row.model().cacheable() ? row.id() : null;
      if (id != null) {
        cache.write(row.model(), id);
      }
    }
  }

  // ---- insert

  private void insert(Step.Insert step, List<ManagedEntity> rows) {
    EntityPlan entity = step.plan();
    EntityModel model = entity.model();
    TablePlan table = entity.tables().get(step.table());
    boolean byDatabase = step.table() == 0 && model.idGeneration() == IdGeneration.IDENTITY;
    for (ManagedEntity row : rows) {
      if (step.table() == 0) {
        startVersion(row);
        requireId(row, context);
      }
    }
    Filled filled = new Filled(context, entity, step.table(), true);
    List<Returned> returned = new ArrayList<>(filled.returned());
    if (byDatabase) {
      returned.add(0, entity.returnedId());
    }
    Batch batch = new Batch(table.insertSql(), table.insertTypes(), inserted(step, rows), returned);
    Batch.Result result = sender.send(batch, table.insertRows());
    if (byDatabase) {
      new MadeKeys(context, rows).take(result.returned());
    }
    noteWritten(rows);
    filled.fill(rows, result, byDatabase ? 1 : 0);
  }

  /** Written straight from the objects where all that they need is in these. */
  private Rows inserted(Step.Insert step, List<ManagedEntity> rows) {
    TablePlan table = step.plan().tables().get(step.table());
    boolean plain = step.table() == 0 && step.postponed().isEmpty();
    Binder binder = plain ? step.plan().binder() : null;
    if (binder != null) {
      return new NewRows(table, binder, rows, finder(table));
    }
    List<@Nullable Object[]> values = new ArrayList<>(rows.size());
    for (ManagedEntity row : rows) {
      values.add(insertValues(table, row, step.postponed().getOrDefault(row, Set.of())));
    }
    return Rows.of(values);
  }

  private NewRows.Finder finder(TablePlan table) {
    return new NewRows.Finder(row -> insertValues(table, row, Set.of()), FlushRun::ownValue);
  }

  private @Nullable Object[] insertValues(
      TablePlan table, ManagedEntity row, Set<Attribute> postponed) {
    List<PlannedColumn> columns = table.inserted();
    @Nullable Object[] values = new @Nullable Object[table.insertTypes().length];
    if (table.hasDiscriminator()) {
      values[columns.size()] = row.model().hierarchy().value();
    }
    if (table.mark() != null) {
      values[values.length - 1] = table.mark().live();
    }
    for (int i = 0; i < columns.size(); i++) {
      PlannedColumn column = columns.get(i);
      values[i] = postponed.contains(column.source()) ? null : value(row, column);
      if (values[i] == null && column.index() < 0) {
        throw ReferredKeys.missing(table.values().get(0).source().path(), row, table.owner());
      }
    }
    return values;
  }

  /** The value of a column: the attribute's own, the id of what it refers to, or of its owner. */
  private @Nullable Object value(ManagedEntity row, PlannedColumn column) {
    Attribute source = column.source();
    if (source instanceof ToManyAttribute collection) {
      KeyChange change = plan.keys().of(row, collection);
      return change == null || change.owner() == null
          ? null
          : value(change, change.owner(), column.part());
    }
    return ownValue(row, column);
  }

  /** The same, where it is the attribute's own or the id of what that refers to. */
  private static @Nullable Object ownValue(ManagedEntity row, PlannedColumn column) {
    ColumnAttribute leaf = (ColumnAttribute) column.source();
    Object value = leaf.read(row.entity());
    Object inColumn = leaf.columnValue(value, column.part());
    if (inColumn == null && value != null) {
      throw new IllegalStateException(leaf + " refers to an object without an id");
    }
    return inColumn;
  }

  /** What a collection writes into the row of its element: the owner's id, then the position. */
  private static @Nullable Object value(KeyChange change, ManagedEntity owner, int part) {
    int keyColumns = change.collection().keyColumns();
    if (part < keyColumns) {
      return ReferredKeys.of(owner, change.collection().ownerKey())[part];
    }
    RowPart position = Objects.requireNonNull(change.collection().shape().position());
    return position.columnValues(position.snapshot(change.position()))[part - keyColumns];
  }

  private void startVersion(ManagedEntity row) {
    BasicAttribute version = row.model().version();
    if (version != null && row.model().access().read(row.entity(), version.slot()) == null) {
      writeVersion(row, version, Versions.first(version));
    }
  }

  private void writeVersion(ManagedEntity row, BasicAttribute version, Object value) {
    Access access = row.model().access();
    Object before = access.read(row.entity(), version.slot());
    access.write(row.entity(), version.slot(), value);
    context.undo().add(() -> access.write(row.entity(), version.slot(), before));
  }

  // ---- update

  private void update(Step.Update step, List<ManagedEntity> rows) {
    EntityPlan entity = step.plan();
    BasicAttribute version = entity.model().version();
    boolean newVersion = version != null && step.columns().get(versionIndex(entity, version));
    UpdatePlan form = entity.update(step.table(), step.columns(), step.match());
    List<@Nullable Object[]> values = new ArrayList<>(rows.size());
    List<Object> versions = new ArrayList<>(newVersion ? rows.size() : 0);
    for (ManagedEntity row : rows) {
      Object next = newVersion ? nextVersion(row, Objects.requireNonNull(version)) : null;
      if (next != null) {
        versions.add(next);
      }
      values.add(updateValues(step, form, row, next));
    }
    Filled filled = new Filled(context, entity, step.table(), false);
    Batch batch = new Batch(form.sql(), form.types(), Rows.of(values), filled.returned());
    Batch.Result result = sender.change(batch, form.many());
    check(result, rows, batch);
    filled.fill(rows, result, 0);
    for (int i = 0; i < versions.size(); i++) {
      writeVersion(rows.get(i), Objects.requireNonNull(version), versions.get(i));
    }
  }

  private static int versionIndex(EntityPlan entity, BasicAttribute version) {
    return entity.columnsOf(version).get(0).index();
  }

  private static Object nextVersion(ManagedEntity row, BasicAttribute version) {
    Object now = row.model().access().read(row.entity(), version.slot());
    return Versions.after(version, now);
  }

  private @Nullable Object[] updateValues(
      Step.Update step, UpdatePlan form, ManagedEntity row, @Nullable Object nextVersion) {
    BasicAttribute version = step.plan().model().version();
    List<PlannedColumn> columns = form.columns();
    @Nullable Object[] values = new @Nullable Object[form.types().length];
    for (int i = 0; i < columns.size(); i++) {
      PlannedColumn column = columns.get(i);
      boolean isVersion = nextVersion != null && column.source() == version;
      values[i] = isVersion ? nextVersion : value(row, column);
    }
    putRow(values, columns.size(), step, row);
    return values;
  }

  private void empty(Step.Empty step, List<ManagedEntity> rows) {
    UpdatePlan form = step.plan().update(step.table(), step.columns(), step.match());
    List<@Nullable Object[]> values = new ArrayList<>(rows.size());
    for (ManagedEntity row : rows) {
      @Nullable Object[] nulls = new @Nullable Object[form.types().length];
      putRow(nulls, form.columns().size(), step, row);
      values.add(nulls);
    }
    Batch batch = new Batch(form.sql(), form.types(), values);
    check(sender.change(batch, form.many()), rows, batch);
  }

  // ---- delete and release

  private void delete(Step.Delete step, List<ManagedEntity> rows) {
    EntityPlan entity = step.plan();
    TablePlan table = entity.tables().get(step.table());
    DeletionMark mark = table.isOptional() ? null : entity.deletion();
    int first = mark == null ? 0 : 1;
    ColumnType<?>[] types = rowTypes(step, mark);
    List<@Nullable Object[]> values = new ArrayList<>(rows.size());
    for (ManagedEntity row : rows) {
      @Nullable Object[] key = new @Nullable Object[types.length];
      if (mark != null) {
        key[0] = mark.deleted();
      }
      putRow(key, first, step, row);
      values.add(key);
    }
    Batch batch = new Batch(entity.deleteSql(step.table(), step.match()), types, values);
    ManyRows many = mark == null ? entity.deleteRows(step.table(), step.match()) : null;
    if (table.isOptional()) {
      sender.send(batch, many);
    } else {
      check(sender.change(batch, many), rows, batch);
    }
  }

  private void release(Step.Release step, List<ManagedEntity> owners) {
    ToManyAttribute collection = step.collection();
    List<@Nullable Object[]> values = new ArrayList<>(owners.size());
    for (ManagedEntity owner : owners) {
      Object key = owner.storedKey(collection.ownerKey());
      if (key != null) {
        values.add(collection.ownerKey().columnValues(key));
      }
    }
    ColumnType<?>[] types = collection.ownerKey().types();
    Batch batch = new Batch(step.plan().releaseSql(collection), types, values);
    sender.send(batch, step.plan().releaseRows(collection));
  }

  // ---- rows

  /**
   * Puts in what finds a row: its key, and the version or values that it was read with.
   *
   * @param first the place of the first of them
   */
  private static void putRow(
      @Nullable Object[] values, int first, Step.OfEntity step, ManagedEntity row) {
    TablePlan table = step.plan().tables().get(step.table());
    Object[] parts = table.owner().columnValues(foundBy(table, step, row));
    System.arraycopy(parts, 0, values, first, parts.length);
    int at = first + parts.length;
    BasicAttribute version = version(step);
    if (version != null) {
      values[at++] = row.model().access().read(row.entity(), version.slot());
    }
    BitSet equal = step.match().equal();
    for (int i = equal.nextSetBit(0); i >= 0; i = equal.nextSetBit(i + 1)) {
      values[at++] = Comparisons.held(row, step.plan().column(i));
    }
  }

  /** The key of a row in a table, which is deleted before the key changes and updated after. */
  private static Object foundBy(TablePlan table, Step.OfEntity step, ManagedEntity row) {
    RowKey key = table.owner();
    boolean before = step instanceof Step.Delete;
    return Objects.requireNonNull(
        before ? ReferredKeys.stored(row, key) : ReferredKeys.now(row, key));
  }

  /** The version, where the step's table holds it. */
  private static @Nullable BasicAttribute version(Step.OfEntity step) {
    boolean here = step.plan().tables().get(step.table()).hasVersion();
    return here ? step.plan().model().version() : null;
  }

  private static ColumnType<?>[] rowTypes(Step.OfEntity step, @Nullable DeletionMark mark) {
    ColumnType<?>[] key = step.plan().tables().get(step.table()).owner().types();
    BasicAttribute version = version(step);
    if (mark == null && version == null && step.match().equal().isEmpty()) {
      return key;
    }
    List<ColumnType<?>> types = new ArrayList<>();
    if (mark != null) {
      types.add(mark.column().type());
    }
    types.addAll(List.of(key));
    if (version != null) {
      types.add(version.column().type());
    }
    step.match().equal().stream().forEach(i -> types.add(step.plan().column(i).type()));
    return types.toArray(ColumnType<?>[]::new);
  }

  /** Each row must have been there. */
  private void check(Batch.Result result, List<ManagedEntity> rows, Batch batch) {
    for (int i = 0; i < rows.size(); i++) {
      ManagedEntity row = rows.get(i);
      if (result.counts()[i] == 0) {
        throw stale(row, batch.sql());
      }
    }
    if (result.total() < rows.size()) {
      throw staleAmong(rows, result.total(), batch.sql());
    }
  }

  /** It is known how many rows are stale, but not which. */
  private static StaleEntityException staleAmong(
      List<ManagedEntity> rows, long written, String sql) {
    String entity = rows.get(0).model().name();
    return new StaleEntityException(
        entity,
        null,
        (rows.size() - written)
            + " of "
            + rows.size()
            + " rows of "
            + entity
            + " were changed or deleted by another transaction",
        "the driver does not tell which",
        "in " + sql,
        "roll back, read them again in a new session and repeat the change");
  }

  private StaleEntityException stale(ManagedEntity row, String sql) {
    BasicAttribute version = row.model().version();
    return new StaleEntityException(
        row.model().name(),
        row.requiredId(),
        new StaleRow(row, context.loader()).values(),
        row.describe() + " was changed or deleted by another transaction",
        version == null
            ? row.model().comparison() == null
                ? "its row is gone"
                : "its row is gone, or has no longer the values that it was read with"
            : "its row is gone, or has no longer the version "
                + row.model().access().read(row.entity(), version.slot()),
        "in " + sql,
        "roll back, read it again in a new session and repeat the change");
  }

  /** Refuses a pending object without an id that nobody will make. */
  static void requireId(ManagedEntity state, PersistenceContext context) {
    EntityModel model = state.model();
    if (state.id() != null || model.idGeneration() == IdGeneration.IDENTITY) {
      return;
    }
    if (TakenIds.isWaiting(state)) {
      return;
    }
    TakenIds.take(state, context);
    Object id = model.id().of(state.entity());
    if (id == null || !state.isPending()) {
      throw new EntityStateException(
          ErrorCode.MISSING_ID,
          null,
          "A new " + model.name() + " has no id",
          "at " + model.id().path(),
          "set it before the flush, or annotate it with @GeneratedValue");
    }
    context.identify(state, id);
    model.access().armWrites(state.entity(), model.id().slots());
  }
}
