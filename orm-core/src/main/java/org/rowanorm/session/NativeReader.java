package org.rowanorm.session;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.load.ItemReader.Item;
import org.rowanorm.load.ItemRow;
import org.rowanorm.load.RowMaker;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.TypeSet;

/**
 * Reads rows of SQL that the user wrote as values, arrays or constructed objects. For one result.
 */
final class NativeReader<R> extends ResultReader {

  private final Class<R> type;
  private final Sight sight;
  private final Object query;
  private final List<@Nullable R> rows = new ArrayList<>();

  NativeReader(Class<R> type, Sight sight, Object query) {
    this.type = type;
    this.sight = sight;
    this.query = query;
  }

  List<@Nullable R> made() {
    return rows;
  }

  @Override
  protected void read(ResultSet result) throws SQLException {
    int columns = result.getMetaData().getColumnCount();
    if (type == Object[].class) {
      while (next(result)) {
        rows.add(type.cast(asGiven(result, columns)));
      }
      return;
    }
    List<Item> items = items(columns);
    RowMaker<R> maker = maker(items);
    ItemRow row = ItemRow.ofValues(result, items);
    while (next(result)) {
      rows.add(maker.make(row));
    }
  }

  /** The values of a row as the driver gives them. */
  private static @Nullable Object[] asGiven(ResultSet result, int columns) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[columns];
    for (int i = 0; i < columns; i++) {
      values[i] = result.getObject(i + 1);
    }
    return values;
  }

  @SuppressWarnings("unchecked") // what is made is of the type that was asked for
  private RowMaker<R> maker(List<Item> items) {
    return isValue(items.size()) ? row -> (R) row.get(0) : sight.makers().of(type, items, query);
  }

  private boolean isValue(int columns) {
    return columns == 1 && types().find(type) != null;
  }

  /** How the columns are read: as the type that is asked for, or as a constructor takes them. */
  private List<Item> items(int columns) {
    if (isValue(columns)) {
      return known(List.of(type));
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      List<Item> items = known(wrapped(constructor));
      if (constructor.getParameterCount() == columns && items.size() == columns) {
        return items;
      }
    }
    throw new QueryException(
        ErrorCode.WRONG_CONSTRUCTOR,
        null,
        type.getSimpleName() + " cannot be made of " + columns + " columns",
        "in " + query,
        "give it a constructor with a value for each column");
  }

  /** How those of some classes are read that stand in columns. */
  private List<Item> known(List<Class<?>> classes) {
    List<Item> items = new ArrayList<>();
    for (Class<?> each : classes) {
      ColumnType<?> column = types().find(each);
      if (column != null) {
        items.add(new Item(column, null));
      }
    }
    return items;
  }

  private TypeSet types() {
    return sight.translator().types();
  }

  private static List<Class<?>> wrapped(Constructor<?> constructor) {
    return Arrays.<Class<?>>stream(constructor.getParameterTypes())
        .<Class<?>>map(parameter -> MethodType.methodType(parameter).wrap().returnType())
        .toList();
  }
}
