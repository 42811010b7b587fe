package org.rowanorm.type;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An enum in a column of the database's own enum type.
 *
 * @param <E> the enum
 */
public final class NativeEnumType<E extends Enum<E>> extends ColumnType<E> {

  private final String name;
  private final ColumnType<String> text;
  private final Map<E, String> labels;
  private final ColumnType<E> values;

  /**
   * A type of a name, for databases that name such types.
   *
   * @param labels what the column holds for each constant, in the order of the constants
   * @param text how a label is bound and read
   */
  public NativeEnumType(
      Class<E> javaType, String name, Map<E, String> labels, ColumnType<String> text) {
    super(javaType, SqlType.ENUM, text.jdbcType());
    this.name = name;
    this.text = text;
    this.labels = new LinkedHashMap<>(labels);
    this.values = ColumnTypes.enumByValue(javaType, labels, text);
  }

  /** The name of the type, for databases that name it. */
  public String name() {
    return name;
  }

  /** What the column may hold, in the order of the constants. */
  public Collection<String> labels() {
    return List.copyOf(labels.values());
  }

  @Override
  public @Nullable E read(ResultSet row, int column) throws SQLException {
    return values.read(row, column);
  }

  @Override
  protected void set(PreparedStatement statement, int parameter, E value) throws SQLException {
    text.set(statement, parameter, String.valueOf(labels.get(value)));
  }

  @Override
  public String toString() {
    return super.toString() + ' ' + name + labels.values();
  }
}
