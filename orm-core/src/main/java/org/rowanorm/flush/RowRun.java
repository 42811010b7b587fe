package org.rowanorm.flush;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.error.StaleEntityException;
import org.rowanorm.flush.Step.Rows.Row;
import org.rowanorm.jdbc.Batch;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.mapping.RowPart;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.CollectionPlan;
import org.rowanorm.plan.RowForm;
import org.rowanorm.plan.RowForm.Kind;

/** Sends the steps that write to the tables of collections. For one flush. */
final class RowRun {

  private final RowSender sender;

  RowRun(RowSender sender) {
    this.sender = sender;
  }

  void run(Step.Rows step) {
    CollectionPlan plan = step.collection();
    List<Row> rows = step.changes();
    for (int from = 0; from < rows.size(); from += RowSender.MOST_ROWS) {
      List<Row> some = rows.subList(from, Math.min(from + RowSender.MOST_ROWS, rows.size()));
      List<@Nullable Object[]> values = new ArrayList<>(some.size());
      some.forEach(row -> values.add(values(plan, step.form(), row)));
      String sql = plan.sql(step.form());
      Batch batch = new Batch(sql, plan.types(step.form()), values);
      if (step.form().kind() == Kind.UPDATE) {
        check(plan, some, sender.change(batch, plan.rows(step.form())), sql);
      } else {
        sender.send(batch, plan.rows(step.form()));
      }
    }
  }

  private static @Nullable Object[] values(CollectionPlan plan, RowForm form, Row row) {
    List<@Nullable Object> values = new ArrayList<>();
    boolean isWritten = form.kind() == Kind.UPDATE || form.kind() == Kind.INSERT;
    @Nullable Object[] element = {};
    if (isWritten) {
      element = plan.attribute().element().columnValues(row.element());
    } else if (plan.isByValue(form)) {
      element = stored(plan.attribute().element(), row.element());
    }
    if (form.kind() == Kind.UPDATE) {
      for (int i = form.columns().nextSetBit(0); i >= 0; i = form.columns().nextSetBit(i + 1)) {
        values.add(element[i]);
      }
    }
    values.addAll(Arrays.asList(key(row.owner(), plan.attribute().ownerKey(), isWritten)));
    if (plan.isPositioned() && form.kind() != Kind.DELETE_ALL) {
      values.addAll(Arrays.asList(plan.position().columnValues(row.position())));
    }
    if (form.kind() == Kind.INSERT) {
      values.addAll(Arrays.asList(element));
      return plan.written(values.toArray());
    }
    if (plan.isByValue(form)) {
      for (int i = 0; i < element.length; i++) {
        if (!form.columns().get(i)) {
          values.add(element[i]);
        }
      }
    }
    return values.toArray();
  }

  /** The values of a key: what an object says, or for rows that go what the database has. */
  private static Object[] key(ManagedEntity state, RowKey key, boolean isWritten) {
    Object value = isWritten ? ReferredKeys.now(state, key) : ReferredKeys.stored(state, key);
    return key.columnValues(Objects.requireNonNull(value));
  }

  /** The columns of an element that goes, which may refer to an object whose key changes. */
  private static @Nullable Object[] stored(RowPart part, @Nullable Object[] element) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < element.length; i++) {
      ColumnAttribute leaf = part.leaves().get(i);
      ManagedEntity target = ManagedEntity.behind(element[i]);
      if (target != null && leaf instanceof ToOneAttribute toOne) {
        values.addAll(Arrays.asList(key(target, toOne.key(), false)));
      } else {
        for (int column = 0; column < leaf.columns().size(); column++) {
          values.add(leaf.columnValue(element[i], column));
        }
      }
    }
    return values.toArray();
  }

  private static void check(CollectionPlan plan, List<Row> rows, Batch.Result result, String sql) {
    if (result.total() >= rows.size()) {
      return;
    }
    int first = 0;
    while (first < rows.size() && result.counts()[first] != 0) {
      first++;
    }
    ManagedEntity owner = first == rows.size() ? null : rows.get(first).owner();
    String collection = "Collection " + plan.attribute().name();
    throw new StaleEntityException(
        plan.attribute().owner().name(),
        owner == null ? null : owner.requiredId(),
        owner == null
            ? collection + " of some of " + rows.size() + " rows was changed by another transaction"
            : collection + " of " + owner.describe() + " was changed by another transaction",
        "a row of it is gone",
        "in " + sql,
        "roll back, read it again in a new session and repeat the change");
  }
}
