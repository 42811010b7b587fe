package org.rowanorm.flush;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.Status;
import org.rowanorm.flush.Step.KeyChange;
import org.rowanorm.flush.preview.FlushPreview;
import org.rowanorm.flush.preview.PreviewRow;
import org.rowanorm.flush.preview.PreviewStatement;
import org.rowanorm.flush.preview.PreviewStatement.Operation;
import org.rowanorm.flush.preview.Reason;
import org.rowanorm.flush.preview.Reason.Kind;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.DeletionMark;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.PlannedColumn;
import org.rowanorm.plan.TablePlan;

/** Says what the steps of a flush plan are and why. For one use by one thread. */
final class Preview {

  private final FlushPlan plan;
  private final Map<ManagedEntity, String> paths;

  /** A preview of a plan; the paths are those over which objects were come upon. */
  Preview(FlushPlan plan, Map<ManagedEntity, String> paths) {
    this.plan = plan;
    this.paths = paths;
  }

  FlushPreview make() {
    return new FlushPreview(plan.steps().stream().map(this::statement).toList());
  }

  private PreviewStatement statement(Step step) {
    if (step instanceof Step.Insert insert) {
      return insert(insert);
    }
    if (step instanceof Step.Update update) {
      return update(update);
    }
    if (step instanceof Step.Empty empty) {
      return empty(empty);
    }
    if (step instanceof Step.Delete delete) {
      return delete(delete);
    }
    return step instanceof Step.Release release ? release(release) : rows((Step.Rows) step);
  }

  // ---- entities

  private PreviewStatement insert(Step.Insert step) {
    TablePlan table = step.plan().tables().get(step.table());
    List<PreviewRow> rows = new ArrayList<>();
    for (ManagedEntity row : step.rows()) {
      rows.add(row(row, row.isStored() ? reasons(row, table.inserted()) : added(row)));
    }
    return new PreviewStatement(
        Operation.INSERT, table.table().name(), names(table.inserted()), table.insertSql(), rows);
  }

  private List<Reason> added(ManagedEntity row) {
    List<Reason> reasons = new ArrayList<>();
    reasons.add(new Reason(Kind.ADDED, paths.getOrDefault(row, ""), null, null));
    addKeys(reasons, row);
    return reasons;
  }

  private PreviewStatement update(Step.Update step) {
    EntityPlan entity = step.plan();
    List<PlannedColumn> columns = step.columns().stream().mapToObj(entity::column).toList();
    List<PreviewRow> rows = new ArrayList<>();
    for (ManagedEntity row : step.rows()) {
      rows.add(row(row, reasons(row, columns)));
    }
    return new PreviewStatement(
        Operation.UPDATE,
        entity.tables().get(step.table()).table().name(),
        names(columns),
        entity.update(step.table(), step.columns(), step.match()).sql(),
        rows);
  }

  private List<Reason> reasons(ManagedEntity row, List<PlannedColumn> columns) {
    List<Reason> reasons = new ArrayList<>();
    BitSet slots = row.dirtySlots();
    slots.stream()
        .filter(slot -> !row.isBack(slot) && !row.model().id().has(slot))
        .forEach(slot -> addChange(reasons, row, row.model().attribute(slot)));
    if (!row.isStored() || slots.isEmpty()) {
      for (PlannedColumn column : columns) {
        if (column.source() instanceof ColumnAttribute reference
            && reference != row.model().version()) {
          Object now = shown(reference.read(row.entity()));
          reasons.add(new Reason(Kind.POSTPONED, reference.path(), null, now));
        }
      }
    }
    addKeys(reasons, row);
    return reasons;
  }

  private static void addChange(List<Reason> reasons, ManagedEntity row, Attribute attribute) {
    @Nullable Object @Nullable [] leaves = row.storedLeaves(attribute.slot());
    if (leaves != null && attribute instanceof EmbeddedAttribute embedded) {
      List<ColumnAttribute> all = embedded.leaves();
      List<ColumnAttribute> changed = embedded.changed(leaves, embedded.read(row.entity()));
      for (int i = 0; i < leaves.length; i++) {
        if (changed.contains(all.get(i))) {
          Object now = all.get(i).read(row.entity());
          reasons.add(new Reason(Kind.CHANGED, all.get(i).path(), shown(leaves[i]), shown(now)));
        }
      }
      return;
    }
    boolean known = row.knowsBase(attribute.slot());
    reasons.add(
        new Reason(
            known ? Kind.CHANGED : Kind.WRITTEN,
            attribute.path(),
            known ? shown(row.base(attribute.slot())) : null,
            shown(attribute.read(row.entity()))));
  }

  private void addKeys(List<Reason> reasons, ManagedEntity row) {
    for (KeyChange change : plan.keys().of(row)) {
      ManagedEntity owner = change.owner();
      Kind kind = owner == null ? Kind.LEFT : change.stays() ? Kind.MOVED : Kind.JOINED;
      String of = owner == null ? null : owner.describe();
      reasons.add(new Reason(kind, change.collection().path(), null, of));
    }
  }

  private static PreviewStatement empty(Step.Empty step) {
    EntityPlan entity = step.plan();
    List<PlannedColumn> columns = step.columns().stream().mapToObj(entity::column).toList();
    List<Reason> reasons = new ArrayList<>();
    for (PlannedColumn column : columns) {
      reasons.add(new Reason(Kind.EMPTIED, column.source().path(), null, null));
    }
    return new PreviewStatement(
        Operation.UPDATE,
        entity.tables().get(step.table()).table().name(),
        names(columns),
        entity.update(step.table(), step.columns(), step.match()).sql(),
        step.rows().stream().map(row -> row(row, reasons)).toList());
  }

  private PreviewStatement delete(Step.Delete step) {
    TablePlan table = step.plan().tables().get(step.table());
    List<PreviewRow> rows = new ArrayList<>();
    for (ManagedEntity row : step.rows()) {
      String path = paths.getOrDefault(row, "");
      boolean removed = row.status() == Status.REMOVED;
      rows.add(
          row(
              row,
              removed
                  ? List.of(new Reason(Kind.DELETED, path, null, null))
                  : reasons(row, List.of())));
    }
    DeletionMark mark = step.plan().deletion();
    return new PreviewStatement(
        mark == null ? Operation.DELETE : Operation.UPDATE,
        table.table().name(),
        mark == null ? List.of() : List.of(mark.column().name()),
        step.plan().deleteSql(step.table(), step.match()),
        rows);
  }

  // ---- collections

  private static PreviewStatement release(Step.Release step) {
    List<PreviewRow> rows =
        step.rows().stream().map(owner -> released(owner, step.collection())).toList();
    return new PreviewStatement(
        Operation.UPDATE,
        step.plan().tables().get(step.table()).table().name(),
        step.collection().key().stream().map(Column::name).toList(),
        step.plan().releaseSql(step.collection()),
        rows);
  }

  private static PreviewRow released(ManagedEntity owner, ToManyAttribute collection) {
    return row(owner, List.of(new Reason(Kind.RELEASED, collection.path(), null, null)));
  }

  private static PreviewStatement rows(Step.Rows step) {
    ToManyAttribute collection = step.collection().attribute();
    Operation operation = operation(step);
    List<PreviewRow> rows = new ArrayList<>();
    for (Step.Rows.Row change : step.changes()) {
      rows.add(
          change.element() == null && change.position() == null
              ? released(change.owner(), collection)
              : row(change.owner(), List.of(edge(operation, collection, change))));
    }
    return new PreviewStatement(
        operation,
        step.collection().tableName(),
        List.of(),
        step.collection().sql(step.form()),
        rows);
  }

  private static Reason edge(Operation operation, ToManyAttribute collection, Step.Rows.Row row) {
    Kind kind =
        switch (operation) {
          case INSERT -> Kind.JOINED;
          case UPDATE -> Kind.MOVED;
          case DELETE -> Kind.LEFT;
        };
    @Nullable Object[] what = row.element() == null ? row.position() : row.element();
    return new Reason(kind, collection.path(), null, shownAll(what));
  }

  private static @Nullable Object shownAll(@Nullable Object @Nullable [] values) {
    if (values == null || values.length == 0) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (Object value : values) {
      texts.add(String.valueOf(shown(value)));
    }
    return String.join(", ", texts);
  }

  private static Operation operation(Step.Rows step) {
    return switch (step.form().kind()) {
      case INSERT -> Operation.INSERT;
      case UPDATE -> Operation.UPDATE;
      default -> Operation.DELETE;
    };
  }

  // ---- words

  private static PreviewRow row(ManagedEntity row, List<Reason> reasons) {
    return new PreviewRow(row.model().name(), row.id(), reasons);
  }

  private static List<String> names(List<PlannedColumn> columns) {
    return columns.stream().map(PlannedColumn::name).toList();
  }

  /** An object by its entity and id, so that nobody's code is called to show it. */
  private static @Nullable Object shown(@Nullable Object value) {
    ManagedEntity state = ManagedEntity.behind(value);
    return state == null ? value : state.describe();
  }
}
