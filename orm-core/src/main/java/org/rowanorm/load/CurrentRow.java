package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.PlannedColumn;
import org.rowanorm.plan.RowLayout;
import org.rowanorm.plan.Selection;

/** Reads what one row holds, by attribute, and makes no object of it. For one result. */
final class CurrentRow extends ResultReader {

  private final EntityPlan plan;
  private @Nullable Map<ColumnAttribute, @Nullable Object> values;

  CurrentRow(EntityPlan plan) {
    this.plan = plan;
  }

  /** What the row holds; null where there is none. */
  @Nullable Map<ColumnAttribute, @Nullable Object> values() {
    return values;
  }

  @Override
  protected void read(ResultSet result) throws SQLException {
    if (!next(result)) {
      return;
    }
    RowLayout layout = layout();
    Map<ColumnAttribute, @Nullable Object[]> columns = new LinkedHashMap<>();
    for (int i = 0; i < plan.selected().size(); i++) {
      PlannedColumn column = plan.selected().get(i);
      ColumnAttribute leaf = (ColumnAttribute) column.source();
      columns.computeIfAbsent(leaf, l -> new @Nullable Object[l.columns().size()])[column.part()] =
          column.type().read(result, 1 + layout.position(i));
    }
    Map<ColumnAttribute, @Nullable Object> made = new LinkedHashMap<>();
    columns.forEach((leaf, parts) -> made.put(leaf, value(leaf, parts)));
    values = made;
  }

  private static @Nullable Object value(ColumnAttribute leaf, @Nullable Object[] parts) {
    return leaf instanceof ToOneAttribute toOne ? toOne.key().ofColumns(parts) : parts[0];
  }

  private RowLayout layout() {
    for (Selection.Member member : plan.selection().members()) {
      if (member.layout().plan() == plan) {
        return member.layout();
      }
    }
    throw new IllegalStateException(plan.model() + " has no objects");
  }
}
