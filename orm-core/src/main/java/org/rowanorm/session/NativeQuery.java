package org.rowanorm.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.error.ResultCountException;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.TypeSet;

/**
 * SQL of the user, with parameters that are written {@code :name} and always bound. A collection is
 * bound as a list of values. Each call that adds to it gives a new one. Rows come as objects,
 * values or records, by {@link #as}.
 *
 * @param <R> what a row becomes
 */
public final class NativeQuery<R> {

  private final Session session;
  private final NativeText text;
  private final Map<String, List<@Nullable Object>> values;
  private final Class<R> type;

  private NativeQuery(
      Session session, NativeText text, Map<String, List<@Nullable Object>> values, Class<R> type) {
    this.session = session;
    this.text = text;
    this.values = values;
    this.type = type;
  }

  static NativeQuery<Object[]> of(Session session, String sql) {
    return new NativeQuery<>(session, NativeText.of(sql), Map.of(), Object[].class);
  }

  /**
   * Binds a parameter; a collection is bound as a list of values, for {@code in (:names)}.
   *
   * @throws QueryException where the SQL has no such parameter
   */
  public NativeQuery<R> bind(String name, @Nullable Object value) {
    text.requireName(name);
    List<@Nullable Object> list =
        value instanceof Collection<?> many
            ? new ArrayList<>(many)
            : new ArrayList<>(Arrays.asList(value));
    if (list.isEmpty()) {
      list.add(null);
    }
    Map<String, List<@Nullable Object>> more = new LinkedHashMap<>(values);
    more.put(name, list);
    return new NativeQuery<>(session, text, more, type);
  }

  /**
   * Says what a row becomes: an object of an entity, which the session then manages and whose
   * columns are found by their names; a value, where a row has one column; or an object of another
   * class, such as a record, made by the constructor that takes the values of the row.
   */
  public <X> NativeQuery<X> as(Class<X> rowType) {
    return new NativeQuery<>(session, text, values, rowType);
  }

  /** All rows, in a list that can be changed. */
  public List<R> all() {
    return session.queries().nativeRows(this, type);
  }

  /** The one row; with none or several it is an error that says how many. */
  public R one() {
    List<R> all = all();
    if (all.size() != 1) {
      throw new ResultCountException(
          all.size(),
          "The query must find exactly one row, but finds " + (all.isEmpty() ? "none" : all.size()),
          "in query " + this,
          "use oneOrNull() where there may be none");
    }
    return all.get(0);
  }

  /** The first row, or null. */
  public @Nullable R oneOrNull() {
    List<R> all = all();
    if (all.size() > 1) {
      throw new ResultCountException(
          all.size(),
          "The query must find at most one row, but finds " + all.size(),
          "in query " + this,
          "use all()");
    }
    return all.isEmpty() ? null : all.get(0);
  }

  /**
   * Runs a statement that changes rows, after all changes of the session, and gives their number.
   * Objects that the session manages are read again when they are touched.
   */
  public long execute() {
    return session.changes().nativeChange(this);
  }

  String sql() {
    return text.sql(values);
  }

  Parameters parameters(TypeSet types) {
    List<ColumnType<?>> bound = new ArrayList<>();
    List<@Nullable Object> all = new ArrayList<>();
    for (String name : text.names()) {
      for (Object value : values.getOrDefault(name, List.of())) {
        bound.add(typeOf(value, name, types));
        all.add(value);
      }
    }
    return new Parameters(bound.toArray(ColumnType<?>[]::new), all.toArray());
  }

  private ColumnType<?> typeOf(@Nullable Object value, String name, TypeSet types) {
    Class<?> javaType = value == null ? String.class : value.getClass();
    ColumnType<?> found = types.find(javaType);
    if (found == null) {
      throw new QueryException(
          ErrorCode.WRONG_VALUE_TYPE,
          null,
          "No column type for " + javaType.getName() + ", the value of :" + name,
          "in query " + this);
    }
    return found;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
