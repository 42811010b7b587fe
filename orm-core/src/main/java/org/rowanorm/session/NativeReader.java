package org.rowanorm.session;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.TypeSet;

/**
 * Reads rows of SQL that the user wrote as values, arrays or constructed objects. For one result.
 */
final class NativeReader<R> extends ResultReader {

  private final Class<R> type;
  private final TypeSet types;
  private final Object query;
  private final List<R> rows = new ArrayList<>();

  NativeReader(Class<R> type, TypeSet types, Object query) {
    this.type = type;
    this.types = types;
    this.query = query;
  }

  List<R> made() {
    return rows;
  }

  @Override
  @SuppressWarnings("unchecked") // what is made is of the type that was asked for
  protected void read(ResultSet result) throws SQLException {
    int columns = result.getMetaData().getColumnCount();
    @Nullable ColumnType<?>[] readers = new @Nullable ColumnType<?>[columns];
    Function<@Nullable Object[], ?> maker = maker(readers);
    while (next(result)) {
      @Nullable Object[] values = new @Nullable Object[columns];
      for (int i = 0; i < columns; i++) {
        ColumnType<?> reader = readers[i];
        values[i] = reader == null ? result.getObject(i + 1) : reader.read(result, i + 1);
      }
      rows.add((R) maker.apply(values));
    }
  }

  private Function<@Nullable Object[], ?> maker(@Nullable ColumnType<?>[] readers) {
    if (type == Object[].class) {
      return values -> values;
    }
    ColumnType<?> single = types.find(type);
    if (single != null && readers.length == 1) {
      readers[0] = single;
      return values -> values[0];
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      List<Class<?>> given = wrapped(constructor);
      if (given.size() == readers.length
          && given.stream().allMatch(known -> types.find(known) != null)) {
        for (int i = 0; i < readers.length; i++) {
          readers[i] = types.find(given.get(i));
        }
        return Maker.of(type, given, query);
      }
    }
    throw new QueryException(
        ErrorCode.WRONG_CONSTRUCTOR,
        null,
        type.getSimpleName() + " cannot be made of " + readers.length + " columns",
        "in " + query,
        "give it a constructor with a value for each column");
  }

  private static List<Class<?>> wrapped(Constructor<?> constructor) {
    return Arrays.<Class<?>>stream(constructor.getParameterTypes())
        .<Class<?>>map(parameter -> MethodType.methodType(parameter).wrap().returnType())
        .toList();
  }
}
