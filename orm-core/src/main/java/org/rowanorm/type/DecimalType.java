package org.rowanorm.type;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Decimal numbers; 1.0 and 1.00 make the same row, since the column has a scale of its own. */
final class DecimalType extends ColumnType<BigDecimal> {

  DecimalType() {
    super(BigDecimal.class, SqlType.NUMERIC, Types.NUMERIC);
  }

  @Override
  public @Nullable BigDecimal read(ResultSet row, int column) throws SQLException {
    return row.getBigDecimal(column);
  }

  @Override
  protected void set(PreparedStatement statement, int parameter, BigDecimal value)
      throws SQLException {
    statement.setBigDecimal(parameter, value);
  }

  @Override
  public boolean isDirect() {
    return true;
  }

  @Override
  public boolean same(BigDecimal left, BigDecimal right) {
    return left.compareTo(right) == 0;
  }
}
