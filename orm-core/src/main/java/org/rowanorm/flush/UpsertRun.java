package org.rowanorm.flush;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.cache.TransactionCache;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.jdbc.Batch;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.mapping.RowPart;
import org.rowanorm.plan.PlannedColumn;
import org.rowanorm.plan.UpsertPlan;
import org.rowanorm.type.ColumnType;

/**
 * Sends rows that may be there already, and reads what their objects cannot know: ids and versions.
 * For one use by one thread.
 */
final class UpsertRun {

  private final PersistenceContext context;
  private final RowSender sender;
  private final TransactionCache cache;
  private final UpsertPlan plan;
  private final List<ManagedEntity> rows;

  UpsertRun(
      PersistenceContext context,
      RowSender sender,
      TransactionCache cache,
      UpsertPlan plan,
      List<ManagedEntity> rows) {
    this.context = context;
    this.sender = sender;
    this.cache = cache;
    this.plan = plan;
    this.rows = rows;
  }

  void run() {
    List<@Nullable Object[]> values = new ArrayList<>(rows.size());
    rows.forEach(row -> values.add(values(row)));
    sender.send(new Batch(plan.sql(), plan.types(), values), plan.rows());
    if (!plan.told().isEmpty()) {
      int most = Math.max(1, sender.maxParameters() / plan.key().columns().size());
      for (int from = 0; from < rows.size(); from += most) {
        tell(rows.subList(from, Math.min(from + most, rows.size())));
      }
    }
    rows.forEach(row -> cache.write(row.model(), row.requiredId()));
  }

  private @Nullable Object[] values(ManagedEntity row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (PlannedColumn column : plan.columns()) {
      ColumnAttribute leaf = (ColumnAttribute) column.source();
      values.add(leaf.columnValue(leaf.read(row.entity()), column.part()));
    }
    values.addAll(plan.constants());
    return values.toArray();
  }

  // ---- what the rows are now

  private void tell(List<ManagedEntity> some) {
    RowKey key = plan.key();
    int columns = key.columns().size();
    ColumnType<?>[] types = new ColumnType<?>[some.size() * columns];
    @Nullable Object[] values = new @Nullable Object[types.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = key.types()[i % columns];
      values[i] = key.columnValue(key(some.get(i / columns)), i % columns);
    }
    ToldRows told = new ToldRows(plan);
    sender.select(plan.toldSql(some.size()), new Parameters(types, values), told);
    some.forEach(row -> take(row, told.of(key(row))));
  }

  private Object key(ManagedEntity row) {
    Object key = plan.key().of(row.entity());
    if (key == null) {
      throw new IllegalStateException(plan.key().path() + " of " + row.describe() + " is lost");
    }
    return key;
  }

  private void take(ManagedEntity row, @Nullable Object[] values) {
    EntityModel model = row.model();
    for (int i = 0; i < values.length; i++) {
      plan.told().get(i).source().place().put(row.entity(), values[i]);
    }
    Object id = model.id().of(row.entity());
    if (row.id() == null && id != null) {
      context.identify(row, id);
    }
  }

  /** Reads what is told of rows, by the key that stands first. */
  private static final class ToldRows extends ResultReader {

    private final RowKey key;
    private final List<PlannedColumn> columns;
    private final Map<Object, @Nullable Object[]> exact = new HashMap<>();
    private final Map<Object, @Nullable Object[]> loose = new HashMap<>();

    ToldRows(UpsertPlan plan) {
      this.key = plan.key();
      this.columns = plan.told();
    }

    @Override
    protected void read(ResultSet result) throws SQLException {
      while (next(result)) {
        @Nullable Object[] found = new @Nullable Object[key.types().length];
        for (int i = 0; i < found.length; i++) {
          found[i] = key.types()[i].read(result, 1 + i);
        }
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = columns.get(i).type().read(result, 1 + found.length + i);
        }
        Object value = key.ofColumns(found);
        if (value != null) {
          exact.put(value, values);
          loose.put(loosely(value), values);
        }
      }
    }

    /** A collation may have found a row by a text that is not quite the same. */
    private Object loosely(Object value) {
      List<Object> parts = new ArrayList<>();
      for (Object part : key.columnValues(value)) {
        parts.add(RowPart.loose(part));
      }
      return parts;
    }

    @Nullable Object[] of(Object value) {
      @Nullable Object[] found = exact.get(value);
      found = found == null ? loose.get(loosely(value)) : found;
      if (found == null) {
        throw new IllegalStateException("no row with " + key.path() + " " + value);
      }
      return found;
    }
  }
}
