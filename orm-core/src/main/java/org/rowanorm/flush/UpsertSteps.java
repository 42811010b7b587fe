package org.rowanorm.flush;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdGeneration;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.mapping.UniqueKey;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.PlannedColumn;
import org.rowanorm.plan.RowMatch;
import org.rowanorm.plan.TablePlan;

/**
 * Makes the inserts of a plan inserts of rows that may be there already, each found by the id or by
 * the natural id of its object. For one use by one thread.
 */
final class UpsertSteps {

  /** By what a row is found, and what is written of it. */
  private record Form(RowKey key, BitSet columns) {}

  private final PersistenceContext context;
  private final Map<ManagedEntity, Form> forms = new HashMap<>();
  private final Set<List<Object>> keys = new HashSet<>();

  UpsertSteps(PersistenceContext context) {
    this.context = context;
  }

  /**
   * What tells whether the row of an object is there.
   *
   * @throws EntityStateException where nothing does
   */
  static RowKey keyOf(EntityModel model, Enhanced object) {
    Object id = model.id().of(object);
    boolean made = model.idGeneration() != IdGeneration.ASSIGNED;
    if (!made || NewIds.isSet(id)) {
      return model.id();
    }
    UniqueKey natural = model.naturalId();
    if (natural == null || natural.of(object) == null || !isUsable(model, natural)) {
      throw new EntityStateException(
          ErrorCode.NO_UPSERT_KEY,
          null,
          "Nothing tells whether the row of a " + model.name() + " is there",
          "its id is not set, and it has no natural id or that is not set",
          "set the id, declare a @NaturalId, or insert the object");
    }
    return natural;
  }

  private static boolean isUsable(EntityModel model, UniqueKey natural) {
    return model.id().isSimple()
        && natural.parts().stream().allMatch(part -> model.tableOf(part.leaf()) == 0);
  }

  /** Takes an object in, with the columns that it has loaded. */
  void add(ManagedEntity row, RowKey key, BitSet columns) {
    Object value = key == row.model().id() ? null : key.of(row.entity());
    if (value != null && !keys.add(List.of(key, value))) {
      throw new EntityStateException(
          ErrorCode.SAME_ROW,
          null,
          "Two objects for the row of " + row.model().name() + " with " + key.path() + " " + value,
          "each row is written once in a call",
          "leave one of them out, or call once for each");
    }
    forms.put(row, new Form(key, columns));
  }

  /** The steps of a plan, of which each insert leaves room for rows that are there. */
  List<Step> of(List<Step> steps) {
    List<Step> made = new ArrayList<>();
    for (Step step : steps) {
      if (step instanceof Step.Insert insert) {
        upserts(insert, made);
      } else {
        made.add(step);
      }
    }
    return made;
  }

  private void upserts(Step.Insert insert, List<Step> made) {
    Map<Form, List<ManagedEntity>> groups = new LinkedHashMap<>();
    for (ManagedEntity row : insert.rows()) {
      Form form = Objects.requireNonNull(forms.get(row));
      groups.computeIfAbsent(form, f -> new ArrayList<>()).add(row);
    }
    EntityPlan plan = insert.plan();
    groups.forEach(
        (form, rows) ->
            made.add(
                new Step.Upsert(
                    plan,
                    insert.table(),
                    rows,
                    plan.upsert(insert.table(), form.key(), form.columns()))));
    if (insert.table() == 0) {
      for (int table = 1; table < plan.tables().size(); table++) {
        emptied(plan, table, insert.rows(), made);
      }
    }
  }

  /** Rows of a table where an object may have none, and this one has no value for it. */
  private void emptied(EntityPlan plan, int number, List<ManagedEntity> rows, List<Step> made) {
    TablePlan table = plan.tables().get(number);
    if (!table.isOptional()) {
      return;
    }
    Set<ManagedEntity> there =
        new HashSet<>(new OptionalRows(context, plan, number).inserted(rows, Map.of()));
    List<ManagedEntity> gone =
        rows.stream().filter(row -> !there.contains(row) && isLoaded(row, table)).toList();
    if (!gone.isEmpty()) {
      made.add(new Step.Delete(plan, number, gone, RowMatch.NONE));
    }
  }

  private boolean isLoaded(ManagedEntity row, TablePlan table) {
    BitSet columns = Objects.requireNonNull(forms.get(row)).columns();
    return table.values().stream().map(PlannedColumn::index).allMatch(columns::get);
  }
}
