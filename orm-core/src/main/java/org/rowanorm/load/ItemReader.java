package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.Origin;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.type.ColumnType;

/** Reads rows of values and objects, and makes something of each row. For one result. */
public final class ItemReader<R> extends ResultReader {

  /**
   * What stands at a place of a row: a value in a column, or an object in several.
   *
   * @param type how the value is read; of an object, its id
   * @param plan the plan of an object, or null
   */
  public record Item(ColumnType<?> type, @Nullable EntityPlan plan) {}

  private final List<Item> items;
  private final @Nullable EntityReader[] entities;
  private final int[] columns;
  private final Function<@Nullable Object[], @Nullable R> maker;
  private final List<@Nullable R> rows = new ArrayList<>();

  /** A reader for one result, or for a part of one. */
  public ItemReader(
      EntityLoader loader,
      List<Item> items,
      Function<@Nullable Object[], @Nullable R> maker,
      Origin origin) {
    this.items = items;
    this.maker = maker;
    this.entities = new @Nullable EntityReader[items.size()];
    this.columns = new int[items.size()];
    int column = 1;
    for (int i = 0; i < columns.length; i++) {
      columns[i] = column;
      EntityPlan plan = items.get(i).plan();
      entities[i] =
          plan == null ? null : new EntityReader(loader, plan, column, new ResultCohorts(origin));
      column += plan == null ? 1 : plan.selection().width();
    }
  }

  @Override
  protected void read(ResultSet result) throws SQLException {
    while (next(result)) {
      @Nullable Object[] values = new @Nullable Object[columns.length];
      for (int i = 0; i < values.length; i++) {
        EntityReader entity = entities[i];
        values[i] = entity == null ? value(result, i) : object(entity, result);
      }
      rows.add(maker.apply(values));
    }
  }

  private static @Nullable Object object(EntityReader entity, ResultSet result)
      throws SQLException {
    ManagedEntity state = entity.objectOrNull(result);
    return state == null ? null : state.entity();
  }

  private @Nullable Object value(ResultSet result, int index) throws SQLException {
    ColumnType<?> type = items.get(index).type();
    try {
      return type.read(result, columns[index]);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new DatabaseException(
          ErrorCode.UNREADABLE_VALUE,
          e,
          "The value in column " + columns[index] + " of the result does not fit",
          "it is read as " + type.javaType().getName(),
          "it says: " + e.getMessage());
    }
  }

  /** What was made of the rows, in their order. */
  public List<@Nullable R> made() {
    return rows;
  }
}
