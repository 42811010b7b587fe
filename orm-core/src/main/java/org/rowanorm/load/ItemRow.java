package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.Origin;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.load.ItemReader.Item;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.type.ColumnType;

/**
 * The current row of a result of values and objects, by their places, counted from 0. Not
 * thread-safe.
 */
public final class ItemRow {

  private final ResultSet result;
  private final ColumnType<?>[] types;
  private final int[] columns;
  private final @Nullable EntityReader[] entities;
  private final List<Item> items;
  private @Nullable ItemRow @Nullable [] parts;

  private ItemRow(ResultSet result, List<Item> items) {
    this.result = result;
    this.items = items;
    this.types = new ColumnType<?>[items.size()];
    this.columns = new int[types.length];
    this.entities = new @Nullable EntityReader[types.length];
  }

  /** The rows of a result that may hold objects. */
  static ItemRow of(ResultSet result, List<Item> items, EntityLoader loader, Origin origin) {
    return new ItemRow(result, items).from(1, loader, origin);
  }

  private ItemRow from(int first, EntityLoader loader, Origin origin) {
    int column = first;
    for (int place = 0; place < types.length; place++) {
      Item item = items.get(place);
      EntityPlan plan = item.plan();
      EmbeddedItem embedded = item.embedded();
      types[place] = item.type();
      columns[place] = column;
      if (plan != null) {
        entities[place] = new EntityReader(loader, plan, column, new ResultCohorts(origin));
      } else if (embedded != null) {
        parts = parts == null ? new @Nullable ItemRow[types.length] : parts;
        parts[place] = new ItemRow(result, embedded.parts()).from(column, loader, origin);
      }
      column += item.width();
    }
    return this;
  }

  /** The rows of a result in which each column is a value. */
  public static ItemRow ofValues(ResultSet result, List<Item> items) {
    ItemRow row = new ItemRow(result, items);
    for (int place = 0; place < row.types.length; place++) {
      row.types[place] = items.get(place).type();
      row.columns[place] = place + 1;
    }
    return row;
  }

  /** Where the values stand, for those that read them without a box. */
  ResultSet result() {
    return result;
  }

  /** The column of a value, counted from 1. */
  int column(int place) {
    return columns[place];
  }

  /** A value, an object that the session manages, or an embeddable; it may be null. */
  public @Nullable Object get(int place) throws SQLException {
    EntityReader entity = entities[place];
    if (entity != null) {
      ManagedEntity state = entity.objectOrNull(result);
      return state == null ? null : state.entity();
    }
    if (parts != null) {
      ItemRow inside = parts[place];
      EmbeddedItem embedded = items.get(place).embedded();
      if (inside != null && embedded != null) {
        return embedded.make(inside);
      }
    }
    try {
      return types[place].read(result, columns[place]);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw unreadable(place, e);
    }
  }

  private DatabaseException unreadable(int place, RuntimeException cause) {
    return new DatabaseException(
        ErrorCode.UNREADABLE_VALUE,
        cause,
        "The value in column " + columns[place] + " of the result does not fit",
        "it is read as " + types[place].javaType().getName(),
        "it says: " + cause.getMessage());
  }

  /** All of them, in an array that is the caller's own. */
  public @Nullable Object[] values() throws SQLException {
    @Nullable Object[] values = new @Nullable Object[types.length];
    for (int place = 0; place < values.length; place++) {
      values[place] = get(place);
    }
    return values;
  }

  // ---- what the driver gives without a column type

  @Nullable Boolean getBoolean(int place) throws SQLException {
    boolean value = result.getBoolean(columns[place]);
    return (value || !result.wasNull()) ? value : null;
  }

  @Nullable Byte getByte(int place) throws SQLException {
    byte value = result.getByte(columns[place]);
    return value != 0 || !result.wasNull() ? value : null;
  }

  @Nullable Short getShort(int place) throws SQLException {
    short value = result.getShort(columns[place]);
    return value != 0 || !result.wasNull() ? value : null;
  }

  @Nullable Integer getInteger(int place) throws SQLException {
    int value = result.getInt(columns[place]);
    return value != 0 || !result.wasNull() ? value : null;
  }

  @Nullable Long getLong(int place) throws SQLException {
    long value = result.getLong(columns[place]);
    return value != 0 || !result.wasNull() ? value : null;
  }

  @Nullable Float getFloat(int place) throws SQLException {
    float value = result.getFloat(columns[place]);
    return value != 0 || !result.wasNull() ? value : null;
  }

  @Nullable Double getDouble(int place) throws SQLException {
    double value = result.getDouble(columns[place]);
    return value != 0 || !result.wasNull() ? value : null;
  }

  @Nullable String getString(int place) throws SQLException {
    return result.getString(columns[place]);
  }
}
