package org.rowanorm.flush;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.entity.Binder;
import org.rowanorm.entity.RowWriter;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.jdbc.Rows;
import org.rowanorm.plan.PlannedColumn;
import org.rowanorm.plan.TablePlan;
import org.rowanorm.type.ColumnType;

/**
 * The rows of new objects, each of which is written straight from its object into the statement.
 * Their values are put together only for those who look at them, such as a listener.
 */
final class NewRows implements Rows {

  /**
   * How values are found that are not those of fields.
   *
   * @param all those of a whole row
   * @param one that of a column
   */
  record Finder(
      Function<ManagedEntity, @Nullable Object[]> all,
      BiFunction<ManagedEntity, PlannedColumn, @Nullable Object> one) {}

  private final TablePlan table;
  private final Binder binder;
  private final List<ManagedEntity> rows;
  private final Finder finder;
  private @Nullable Writer writer;

  NewRows(TablePlan table, Binder binder, List<ManagedEntity> rows, Finder finder) {
    this.table = table;
    this.binder = binder;
    this.rows = rows;
    this.finder = finder;
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public @Nullable Object[] values(int row) {
    return finder.all.apply(rows.get(row));
  }

  @Override
  public long bytes(int row) {
    List<PlannedColumn> large = table.largeColumns();
    long bytes = (long) Parameters.SMALL_BYTES * (table.insertTypes().length - large.size());
    for (int i = 0; i < large.size(); i++) {
      bytes += Parameters.bytes(finder.one.apply(rows.get(row), large.get(i)));
    }
    return bytes;
  }

  @Override
  public void bind(int row, PreparedStatement statement, ColumnType<?>[] types)
      throws SQLException {
    Writer known = writer;
    if (known == null) {
      known = new Writer(statement, types);
      writer = known;
    }
    ManagedEntity entity = rows.get(row);
    known.row = entity;
    binder.bind(entity.entity(), known);
    known.bindConstants(entity);
  }

  @Override
  public Rows some(int from, int to) {
    return new NewRows(table, binder, rows.subList(from, to), finder);
  }

  /** The parameters of the statement, as a row. */
  private final class Writer extends RowWriter {

    private final PreparedStatement statement;
    private final ColumnType<?>[] types;
    private @Nullable ManagedEntity row;

    Writer(PreparedStatement statement, ColumnType<?>[] types) {
      this.statement = statement;
      this.types = types;
    }

    @Override
    public void setBoolean(int column, boolean value) throws SQLException {
      statement.setBoolean(column, value);
    }

    @Override
    public void setByte(int column, byte value) throws SQLException {
      statement.setByte(column, value);
    }

    @Override
    public void setShort(int column, short value) throws SQLException {
      statement.setShort(column, value);
    }

    @Override
    public void setInt(int column, int value) throws SQLException {
      statement.setInt(column, value);
    }

    @Override
    public void setLong(int column, long value) throws SQLException {
      statement.setLong(column, value);
    }

    @Override
    public void setFloat(int column, float value) throws SQLException {
      statement.setFloat(column, value);
    }

    @Override
    public void setDouble(int column, double value) throws SQLException {
      statement.setDouble(column, value);
    }

    @Override
    public void setString(int column, @Nullable String value) throws SQLException {
      if (value == null) {
        statement.setNull(column, types[column - 1].jdbcType());
      } else {
        statement.setString(column, value);
      }
    }

    @Override
    public void set(int column, @Nullable Object value) throws SQLException {
      types[column - 1].bind(statement, column, value);
    }

    @Override
    public void setFound(int column) throws SQLException {
      set(column, finder.one.apply(row, table.inserted().get(column - 1)));
    }

    /** What is the same in all rows of a class: its name, and that they are not deleted. */
    private void bindConstants(ManagedEntity entity) throws SQLException {
      int column = table.inserted().size();
      if (table.hasDiscriminator()) {
        set(++column, entity.model().hierarchy().value());
      }
      if (table.mark() != null) {
        set(++column, table.mark().live());
      }
    }
  }
}
