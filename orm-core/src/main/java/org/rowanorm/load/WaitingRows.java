package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.Origin;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.PlannedColumn;
import org.rowanorm.plan.RowLayout;

/**
 * Rows of values that are kept until the objects are loaded to which they refer: a value outside of
 * an object has no trap that could wait for them. For one result.
 */
final class WaitingRows extends HeldRow {

  private final List<PlannedColumn> columns;
  private final int first;
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private final Map<ToOneAttribute, Function<Object, @Nullable Object>> loaded = new HashMap<>();
  private @Nullable Object[] current = {};

  /**
   * Rows of a collection.
   *
   * @param first the number of the first of their columns in the result, counted from 1
   */
  WaitingRows(RowLayout layout, References references, List<PlannedColumn> columns, int first) {
    super(layout, references);
    this.columns = columns;
    this.first = first;
  }

  /** Takes the columns of the current row of a result. */
  void hold(ResultSet result) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).type().read(result, first + i);
    }
    rows.add(values);
  }

  /** The number of rows. */
  int size() {
    return rows.size();
  }

  /** Goes to a row. */
  void at(int row) {
    current = rows.get(row);
  }

  /** The values of the first columns of the current row. */
  @Nullable Object[] first(int number) {
    return Arrays.copyOf(current, number);
  }

  /** Loads what the values refer to. */
  void load(EntityLoader loader, Origin origin) {
    Set<ColumnAttribute> sources = new LinkedHashSet<>();
    columns.forEach(
        column -> {
          if (column.source() instanceof ToOneAttribute toOne && !toOne.tellsObject()) {
            sources.add(toOne);
          }
        });
    for (ColumnAttribute source : sources) {
      ToOneAttribute reference = (ToOneAttribute) source;
      loaded.put(reference, loader.referredTo(reference, keys(reference), origin.along(reference)));
    }
  }

  private Set<Object> keys(ToOneAttribute reference) {
    int begin = 0;
    while (columns.get(begin).source() != reference) {
      begin++;
    }
    Set<Object> keys = new LinkedHashSet<>();
    for (@Nullable Object[] row : rows) {
      int end = begin + reference.columns().size();
      Object key = reference.key().ofColumns(Arrays.copyOfRange(row, begin, end));
      if (key != null) {
        keys.add(key);
      }
    }
    return keys;
  }

  @Override
  @Nullable Object open(ToOneAttribute toOne, Object key) {
    Function<Object, @Nullable Object> found = loaded.get(toOne);
    return found == null ? null : found.apply(key);
  }

  @Override
  @Nullable Object column(int column, PlannedColumn planned) {
    return current[column - first];
  }
}
