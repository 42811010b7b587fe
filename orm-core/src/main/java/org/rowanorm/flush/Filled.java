package org.rowanorm.flush;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.Status;
import org.rowanorm.entity.Access;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.jdbc.Batch;
import org.rowanorm.jdbc.Batch.Returned;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.PlannedColumn;

/**
 * Puts into objects what the database made of their rows: from the statement that wrote them where
 * that gives it back, else by one SELECT for all of them. For one use by one thread.
 */
final class Filled {

  private final PersistenceContext context;
  private final EntityPlan plan;
  private final int table;
  private final boolean insert;
  private final List<PlannedColumn> columns;

  /** What an INSERT into a table fills, or else an UPDATE. */
  Filled(PersistenceContext context, EntityPlan plan, int table, boolean insert) {
    this.context = context;
    this.plan = plan;
    this.table = table;
    this.insert = insert;
    this.columns = plan.readBack(table, insert);
  }

  /** What the statement itself is to give back. */
  List<Returned> returned() {
    return plan.returnsWritten() && !columns.isEmpty() ? plan.returned(table, insert) : List.of();
  }

  /** Fills rows that were just written, from what they gave back after some other columns. */
  void fill(List<ManagedEntity> rows, Batch.Result result, int first) {
    if (columns.isEmpty()) {
      return;
    }
    if (plan.returnsWritten()) {
      for (int i = 0; i < rows.size(); i++) {
        take(rows.get(i), result.returned().get(i), first);
      }
      return;
    }
    Map<Object, @Nullable Object[]> found = context.loader().filled(rows, table, insert);
    for (ManagedEntity row : rows) {
      @Nullable Object[] values = found.get(row.requiredId());
      if (values != null) {
        take(row, values, 0);
      }
    }
  }

  private void take(ManagedEntity row, @Nullable Object[] values, int first) {
    if (row.status() == Status.HOLLOW) {
      return;
    }
    for (int i = 0; i < columns.size(); i++) {
      BasicAttribute attribute = (BasicAttribute) columns.get(i).source();
      if (values[first + i] == null && attribute.javaType().isPrimitive()) {
        throw nullInPrimitive(columns.get(i));
      }
      put(row, attribute, values[first + i]);
    }
  }

  /** Sets a value, in the embeddable that it stands in where there is one. */
  private void put(ManagedEntity row, BasicAttribute attribute, @Nullable Object value) {
    Access access = row.model().access();
    Object inSlot = access.read(row.entity(), attribute.slot());
    Object before = attribute.read(row.entity());
    attribute.place().put(row.entity(), value);
    context
        .undo()
        .add(
            () -> {
              access.write(row.entity(), attribute.slot(), inSlot);
              if (inSlot != null && attribute.read(row.entity()) != before) {
                attribute.place().put(row.entity(), before);
              }
            });
  }

  private static DatabaseException nullInPrimitive(PlannedColumn column) {
    return new DatabaseException(
        ErrorCode.NULL_IN_PRIMITIVE,
        null,
        "Column " + column.name() + " is null, but its attribute cannot be",
        "at " + column.source().path() + ", which is read back after a write",
        "declare it with the wrapper type, or make the column not null");
  }
}
