package org.rowanorm.load;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.PlannedColumn;
import org.rowanorm.plan.RowLayout;

/** The current row of a JDBC result. Not thread-safe. */
sealed class ResultRow extends AttributeRow permits EntityRow {

  private final ResultSet result;

  ResultRow(ResultSet result, RowLayout layout, References references, int first) {
    super(layout, references, first);
    this.result = result;
  }

  final ResultSet result() {
    return result;
  }

  @Override
  public boolean getBoolean(int column) throws SQLException {
    boolean value = result.getBoolean(column);
    if (!value) {
      requireNotNull(column);
    }
    return value;
  }

  @Override
  public byte getByte(int column) throws SQLException {
    byte value = result.getByte(column);
    if (value == 0) {
      requireNotNull(column);
    }
    return value;
  }

  @Override
  public short getShort(int column) throws SQLException {
    short value = result.getShort(column);
    if (value == 0) {
      requireNotNull(column);
    }
    return value;
  }

  @Override
  public int getInt(int column) throws SQLException {
    int value = result.getInt(column);
    if (value == 0) {
      requireNotNull(column);
    }
    return value;
  }

  @Override
  public long getLong(int column) throws SQLException {
    long value = result.getLong(column);
    if (value == 0) {
      requireNotNull(column);
    }
    return value;
  }

  @Override
  public float getFloat(int column) throws SQLException {
    float value = result.getFloat(column);
    if (value == 0) {
      requireNotNull(column);
    }
    return value;
  }

  @Override
  public double getDouble(int column) throws SQLException {
    double value = result.getDouble(column);
    if (value == 0) {
      requireNotNull(column);
    }
    return value;
  }

  @Override
  public @Nullable String getString(int column) throws SQLException {
    return result.getString(column);
  }

  @Override
  public @Nullable BigDecimal getDecimal(int column) throws SQLException {
    return result.getBigDecimal(column);
  }

  @Override
  public <T> @Nullable T getObject(int column, Class<T> type) throws SQLException {
    try {
      return result.getObject(column, type);
    } catch (RuntimeException e) {
      throw unreadable(planned(column), e);
    }
  }

  /** A column of its own is read here, to keep the way to the driver short. */
  @Override
  public @Nullable Object get(int column, int slot) throws SQLException {
    Attribute attribute = attribute(slot);
    if (!(attribute instanceof ColumnAttribute leaf) || leaf.width() > 1) {
      return compose(column, slot);
    }
    if (attribute instanceof ToOneAttribute toOne && toOne.tellsObjectByNumber()) {
      long number = result.getLong(column);
      return number == 0 && result.wasNull() ? null : references().resolve(toOne, number);
    }
    PlannedColumn planned = planned(column);
    Object value;
    try {
      value = planned.type().read(result, column);
    } catch (RuntimeException e) {
      throw unreadable(planned, e);
    }
    return single(column, attribute, value);
  }

  @Override
  @Nullable Object column(int column, PlannedColumn planned) throws SQLException {
    try {
      return planned.type().read(result, column);
    } catch (RuntimeException e) {
      throw unreadable(planned, e);
    }
  }

  private static DatabaseException unreadable(PlannedColumn planned, RuntimeException cause) {
    return new DatabaseException(
        ErrorCode.UNREADABLE_VALUE,
        cause,
        "The value in column " + planned.name() + " does not fit its attribute",
        "at " + planned.source().path() + ", of type " + planned.type().javaType().getName(),
        "it says: " + cause.getMessage());
  }

  /** A primitive's zero stands for itself, unless the column is null. */
  private void requireNotNull(int column) throws SQLException {
    if (result.wasNull()) {
      throw nullInPrimitive(planned(column));
    }
  }

  static DatabaseException nullInPrimitive(PlannedColumn planned) {
    return nullInPrimitive(planned.name(), planned.source());
  }

  static DatabaseException nullInPrimitive(String column, Attribute attribute) {
    return new DatabaseException(
        ErrorCode.NULL_IN_PRIMITIVE,
        null,
        "Column " + column + " is null, but its attribute cannot be",
        "at " + attribute.path(),
        "declare it with the wrapper type, or make the column not null");
  }
}
