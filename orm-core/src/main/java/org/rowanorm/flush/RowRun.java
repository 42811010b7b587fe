package org.rowanorm.flush;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.error.StaleEntityException;
import org.rowanorm.flush.Step.Rows.Row;
import org.rowanorm.jdbc.Batch;
import org.rowanorm.jdbc.SqlRunner;
import org.rowanorm.plan.CollectionPlan;
import org.rowanorm.plan.RowForm;
import org.rowanorm.plan.RowForm.Kind;

/** Sends the steps that write to the tables of collections. For one flush. */
final class RowRun {

  private final SqlRunner runner;

  RowRun(SqlRunner runner) {
    this.runner = runner;
  }

  void run(Step.Rows step) {
    CollectionPlan plan = step.collection();
    List<Row> rows = step.changes();
    for (int from = 0; from < rows.size(); from += FlushRun.BATCH_ROWS) {
      List<Row> some = rows.subList(from, Math.min(from + FlushRun.BATCH_ROWS, rows.size()));
      List<@Nullable Object[]> values = new ArrayList<>(some.size());
      some.forEach(row -> values.add(values(plan, step.form(), row)));
      String sql = plan.sql(step.form());
      Batch.Result result = runner.execute(new Batch(sql, plan.types(step.form()), values));
      if (step.form().kind() == Kind.UPDATE) {
        check(plan, some, result, sql);
      }
    }
  }

  private static @Nullable Object[] values(CollectionPlan plan, RowForm form, Row row) {
    List<@Nullable Object> values = new ArrayList<>();
    boolean needsElement =
        form.kind() == Kind.UPDATE || form.kind() == Kind.INSERT || plan.isByValue(form);
    @Nullable Object[] element =
        needsElement
            ? plan.attribute().element().columnValues(row.element())
            : new @Nullable Object[0];
    if (form.kind() == Kind.UPDATE) {
      form.columns().stream().forEach(i -> values.add(element[i]));
    }
    values.addAll(Arrays.asList(ReferredKeys.of(row.owner(), plan.attribute().ownerKey())));
    if (plan.isPositioned() && form.kind() != Kind.DELETE_ALL) {
      values.addAll(Arrays.asList(plan.position().columnValues(row.position())));
    }
    if (form.kind() == Kind.INSERT) {
      values.addAll(Arrays.asList(element));
    } else if (plan.isByValue(form)) {
      for (int i = 0; i < element.length; i++) {
        if (!form.columns().get(i)) {
          values.add(element[i]);
        }
      }
    }
    return values.toArray();
  }

  private static void check(CollectionPlan plan, List<Row> rows, Batch.Result result, String sql) {
    for (int i = 0; i < rows.size(); i++) {
      if (result.counts()[i] == 0) {
        ManagedEntity owner = rows.get(i).owner();
        throw new StaleEntityException(
            owner.model().name(),
            owner.requiredId(),
            "Collection "
                + plan.attribute().name()
                + " of "
                + owner.describe()
                + " was changed by another transaction",
            "a row of it is gone",
            "in " + sql,
            "roll back, read it again in a new session and repeat the change");
      }
    }
  }
}
