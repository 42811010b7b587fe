package org.rowanorm.query;

import java.util.List;
import java.util.stream.Collectors;
import org.rowanorm.sql.Comparison;

/** A condition on objects, as a value that can be kept, combined and reused. */
public sealed interface Predicate {

  /** A comparison with a value. */
  record Compare(Path path, Comparison comparison, Object value) implements Predicate {
    @Override
    public String toString() {
      return path + " " + comparison.sql() + " ?";
    }
  }

  /** One of some values. */
  record In(Path path, List<Object> values) implements Predicate {
    @Override
    public String toString() {
      return path + " in (" + values.size() + " values)";
    }
  }

  /** Between two values, both included. */
  record Between(Path path, Object low, Object high) implements Predicate {
    @Override
    public String toString() {
      return path + " between ? and ?";
    }
  }

  /** A match with a pattern. */
  record Like(Path path, String pattern) implements Predicate {
    @Override
    public String toString() {
      return path + " like ?";
    }
  }

  /** A test for null. */
  record IsNull(Path path) implements Predicate {
    @Override
    public String toString() {
      return path + " is null";
    }
  }

  /** All of some conditions. */
  record And(List<Predicate> parts) implements Predicate {
    @Override
    public String toString() {
      return parts.stream().map(Object::toString).collect(Collectors.joining(" and ", "(", ")"));
    }
  }

  /** Any of some conditions. */
  record Or(List<Predicate> parts) implements Predicate {
    @Override
    public String toString() {
      return parts.stream().map(Object::toString).collect(Collectors.joining(" or ", "(", ")"));
    }
  }

  /** The opposite of a condition. */
  record Not(Predicate part) implements Predicate {
    @Override
    public String toString() {
      return "not (" + part + ")";
    }
  }

  /** This and another. */
  default Predicate and(Predicate other) {
    return new And(List.of(this, other));
  }

  /** This or another. */
  default Predicate or(Predicate other) {
    return new Or(List.of(this, other));
  }

  /** The opposite. */
  default Predicate not() {
    return new Not(this);
  }

  /** All of some conditions; of none, always. */
  static Predicate all(List<Predicate> parts) {
    return new And(List.copyOf(parts));
  }

  /** Any of some conditions; of none, never. */
  static Predicate any(List<Predicate> parts) {
    return new Or(List.copyOf(parts));
  }
}
