package org.rowanorm.translate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.tree.Node;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.TypeSet;

/**
 * Takes values out of a query, checks them and says how they are bound. For one use by one thread.
 */
final class ValueBinder {

  private final TypeSet byJavaType;
  private final Parameters before;
  private ColumnType<?>[] types;
  private @Nullable Object[] values;
  private int size;

  /** A binder that goes on after some values, which are not copied before there are more. */
  ValueBinder(TypeSet byJavaType, Parameters before) {
    this.byJavaType = byJavaType;
    this.before = before;
    this.types = before.types();
    this.values = before.values();
    this.size = values.length;
  }

  /** The values so far. */
  Parameters parameters() {
    if (size == before.values().length) {
      return before;
    }
    return size == values.length
        ? new Parameters(types, values)
        : new Parameters(Arrays.copyOf(types, size), Arrays.copyOf(values, size));
  }

  /** The column type of a Java type, or null. */
  @Nullable ColumnType<?> typeOf(Class<?> javaType) {
    return byJavaType.find(javaType);
  }

  /** The column type of a Java type that a query names. */
  ColumnType<?> requiredType(Class<?> javaType, Object query) {
    ColumnType<?> type = byJavaType.find(javaType);
    if (type == null) {
      throw new QueryException(
          ErrorCode.WRONG_VALUE_TYPE,
          null,
          "No column type for " + javaType.getName(),
          "in query " + query);
    }
    return type;
  }

  /** A parameter for a value that stands beside something of a type. */
  Node bind(Object value, ValueType beside, Object query) {
    return new Node.Parameter(add(beside.column(), checked(value, beside, query)), null);
  }

  /** Parameters for the columns of the id of an object, or of such an id. */
  Node bindKey(Object value, ValueType beside, Object query) {
    EntityModel entity = Objects.requireNonNull(beside.entity());
    Object key = null;
    if (entity.type().isInstance(value)) {
      key = idOf(entity, beside, value, query);
    } else if (entity.id().userType().isInstance(value)) {
      key = entity.id().key(value);
    }
    if (key == null) {
      throw wrongType(value, beside, query);
    }
    List<Node> parts = new ArrayList<>();
    for (int i = 0; i < entity.id().columns().size(); i++) {
      ColumnType<?> type = entity.id().columns().get(i).type();
      parts.add(new Node.Parameter(add(type, entity.id().columnValue(key, i)), null));
    }
    return new Node.Tuple(parts);
  }

  /** A parameter for a value whose type nothing else tells the database. */
  Node bindAlone(Object value, ColumnType<?> type) {
    return new Node.Parameter(add(type, value), type.sqlType());
  }

  /** The place of one more value. */
  int add(ColumnType<?> type, @Nullable Object value) {
    if (size == values.length) {
      // a query mostly grows by one value at a time, a list by many
      int length = size == before.values().length ? size + 1 : 2 * size;
      types = Arrays.copyOf(types, length);
      values = Arrays.copyOf(values, length);
    }
    types[size] = type;
    values[size] = value;
    return size++;
  }

  /** A value as one of a type. */
  static Object checked(Object value, ValueType type, Object query) {
    EntityModel entity = type.entity();
    requireComparable(type, query);
    Object bound =
        entity != null && entity.type().isInstance(value)
            ? idOf(entity, type, value, query)
            : converted(value, type.column().javaType());
    if (!type.column().javaType().isInstance(bound)) {
      throw wrongType(value, type, query);
    }
    return bound;
  }

  static QueryException wrongType(Object value, ValueType type, Object query) {
    return new QueryException(
        ErrorCode.WRONG_VALUE_TYPE,
        null,
        type.name()
            + " is compared with a "
            + value.getClass().getSimpleName()
            + ", but is of type "
            + type.javaType().getSimpleName(),
        "in query " + query);
  }

  private static void requireComparable(ValueType type, Object query) {
    if (!type.column().isComparable()) {
      throw new QueryException(
          ErrorCode.UNSUPPORTED_OPERATOR,
          null,
          type.name() + " is JSON, which is not compared with a value",
          "in query " + query,
          "keep what you look for in an attribute of its own");
    }
  }

  private static Object idOf(EntityModel target, ValueType type, Object object, Object query) {
    Object id = target.id().of((Enhanced) object);
    if (id == null) {
      throw new QueryException(
          ErrorCode.WRONG_VALUE_TYPE,
          null,
          type.name() + " is compared with a " + target.name() + " that has no id yet",
          "in query " + query,
          "flush it first");
    }
    return id;
  }

  /** Whole numbers of one type serve for another where nothing is lost. */
  private static Object converted(Object value, Class<?> type) {
    if (type.isInstance(value) || !(value instanceof Number number)) {
      return value;
    }
    boolean whole =
        value instanceof Integer
            || value instanceof Long
            || value instanceof Short
            || value instanceof Byte;
    if (!whole) {
      return value;
    }
    long exact = number.longValue();
    if (type == Long.class) {
      return exact;
    }
    if (type == Integer.class && exact == (int) exact) {
      return (int) exact;
    }
    if (type == Short.class && exact == (short) exact) {
      return (short) exact;
    }
    if (type == Byte.class && exact == (byte) exact) {
      return (byte) exact;
    }
    if (type == Double.class && exact == (long) (double) exact) {
      return (double) exact;
    }
    if (type == BigInteger.class) {
      return BigInteger.valueOf(exact);
    }
    return type == BigDecimal.class ? BigDecimal.valueOf(exact) : value;
  }
}
