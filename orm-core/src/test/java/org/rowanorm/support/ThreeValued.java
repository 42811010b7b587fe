package org.rowanorm.support;

import java.util.Collection;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/** SQL's logic in memory: what is computed of null is null, and a condition may be unknown. */
final class ThreeValued {

  private ThreeValued() {}

  static boolean less(Integer left, Integer right) {
    return left != null && right != null && left < right;
  }

  static <T> Boolean among(T value, Collection<T> members) {
    if (members.isEmpty()) {
      return false;
    }
    if (value == null) {
      return null;
    }
    boolean unknown = members.stream().anyMatch(Objects::isNull);
    return members.stream().anyMatch(value::equals) ? Boolean.TRUE : unknown ? null : Boolean.FALSE;
  }

  static Boolean and(Boolean left, Boolean right) {
    if (Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right)) {
      return false;
    }
    return (left == null || right == null) ? null : Boolean.TRUE;
  }

  static Boolean or(Boolean left, Boolean right) {
    return not(and(not(left), not(right)));
  }

  static Boolean not(Boolean value) {
    return value == null ? null : !value;
  }

  static <A, R> R lifted(A value, Function<A, R> operator) {
    return value == null ? null : operator.apply(value);
  }

  static <A, B, R> R both(A left, B right, BiFunction<A, B, R> operator) {
    return left == null || right == null ? null : operator.apply(left, right);
  }
}
