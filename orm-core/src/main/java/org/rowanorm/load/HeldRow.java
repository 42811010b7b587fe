package org.rowanorm.load;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.plan.RowLayout;

/** A row whose values are in memory already. Not thread-safe. */
abstract class HeldRow extends AttributeRow {

  HeldRow(RowLayout layout, References references) {
    super(layout, references, 1);
  }

  private Object value(int column) throws SQLException {
    return Objects.requireNonNull(column(column, planned(column)));
  }

  @Override
  public boolean getBoolean(int column) throws SQLException {
    return (Boolean) value(column);
  }

  @Override
  public byte getByte(int column) throws SQLException {
    return (Byte) value(column);
  }

  @Override
  public short getShort(int column) throws SQLException {
    return (Short) value(column);
  }

  @Override
  public int getInt(int column) throws SQLException {
    return (Integer) value(column);
  }

  @Override
  public long getLong(int column) throws SQLException {
    return (Long) value(column);
  }

  @Override
  public float getFloat(int column) throws SQLException {
    return (Float) value(column);
  }

  @Override
  public double getDouble(int column) throws SQLException {
    return (Double) value(column);
  }

  @Override
  public @Nullable String getString(int column) throws SQLException {
    return (String) column(column, planned(column));
  }

  @Override
  public @Nullable BigDecimal getDecimal(int column) throws SQLException {
    return (BigDecimal) column(column, planned(column));
  }

  @Override
  public <T> @Nullable T getObject(int column, Class<T> type) throws SQLException {
    return type.cast(column(column, planned(column)));
  }

  @Override
  public @Nullable Object get(int column, int slot) throws SQLException {
    Attribute attribute = attribute(slot);
    return attribute instanceof ColumnAttribute leaf && leaf.width() == 1
        ? single(column, attribute, column(column, planned(column)))
        : compose(column, slot);
  }
}
