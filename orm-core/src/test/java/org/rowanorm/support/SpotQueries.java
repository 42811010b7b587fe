package org.rowanorm.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.rowanorm.query.Predicate;
import org.rowanorm.zoo.Area;
import org.rowanorm.zoo.QSpot;
import org.rowanorm.zoo.QStall;
import org.rowanorm.zoo.Spot;
import org.rowanorm.zoo.Stall;

/**
 * Random stalls, whose spots often lack parts, and random conditions on them, each with what it is
 * in memory: true, false, or null where it is unknown.
 */
public final class SpotQueries {

  /** A condition, and what it says of a row of two spots. */
  public record Asked(Predicate predicate, Function<Row, Boolean> evaluated) {}

  /** A row: the parts of its spots. */
  public record Row(int id, List<Object> spot, List<Object> before) {

    Stall stall() {
      return new Stall(id, spotOf(spot), spotOf(before), null);
    }
  }

  private final Random random;
  private final List<Row> rows = new ArrayList<>();

  /** Some rows. */
  public SpotQueries(Random random, int number) {
    this.random = random;
    for (int id = 1; id <= number; id++) {
      rows.add(new Row(id, parts(), parts()));
    }
  }

  public List<Row> rows() {
    return rows;
  }

  /** The objects of the rows. */
  public List<Stall> stalls() {
    return rows.stream().map(Row::stall).toList();
  }

  private List<Object> parts() {
    List<Object> parts = new ArrayList<>();
    parts.add(one("Mole", "Quay"));
    parts.add(one(1, 2));
    parts.add(one("Port", "Town"));
    parts.add(one("P1", "T1"));
    return parts;
  }

  private Object one(Object first, Object second) {
    return switch (random.nextInt(4)) {
      case 0 -> null;
      case 1 -> second;
      default -> first;
    };
  }

  private static Spot spotOf(List<Object> parts) {
    if (parts.stream().allMatch(Objects::isNull)) {
      return null;
    }
    boolean lost = parts.get(2) == null && parts.get(3) == null;
    Area area = lost ? null : new Area((String) parts.get(2), (String) parts.get(3));
    return new Spot((String) parts.get(0), (Integer) parts.get(1), area);
  }

  /** The parts of a value that is there. */
  private List<Object> given() {
    List<Object> parts =
        random.nextBoolean() ? rows.get(random.nextInt(rows.size())).spot() : parts();
    return spotOf(parts) == null ? List.of("Mole", 1, "Port", "P1") : parts;
  }

  /** A condition. */
  public Asked condition(int depth) {
    if (depth > 0 && random.nextInt(3) == 0) {
      Asked left = condition(depth - 1);
      Asked right = condition(depth - 1);
      return random.nextBoolean()
          ? new Asked(
              left.predicate().and(right.predicate()),
              row -> ThreeValued.and(left.evaluated().apply(row), right.evaluated().apply(row)))
          : new Asked(
              left.predicate().or(right.predicate()),
              row -> ThreeValued.or(left.evaluated().apply(row), right.evaluated().apply(row)));
    }
    Asked plain = plain();
    return random.nextInt(3) > 0
        ? plain
        : new Asked(plain.predicate().not(), row -> ThreeValued.not(plain.evaluated().apply(row)));
  }

  private Asked plain() {
    boolean current = random.nextBoolean();
    QSpot.Path path = current ? QStall.spot : QStall.before;
    Function<Row, List<Object>> parts = current ? Row::spot : Row::before;
    List<Object> one = given();
    List<Object> other = given();
    Asked equal = new Asked(path.eq(spotOf(one)), row -> same(parts.apply(row), one, true));
    return switch (random.nextInt(6)) {
      case 0 -> equal;
      case 1 ->
          new Asked(path.ne(spotOf(one)), row -> ThreeValued.not(equal.evaluated().apply(row)));
      case 2 ->
          new Asked(
              path.in(spotOf(one), spotOf(other)),
              row ->
                  ThreeValued.or(
                      equal.evaluated().apply(row), same(parts.apply(row), other, true)));
      case 3 ->
          new Asked(
              path.notIn(spotOf(one), spotOf(other)),
              row ->
                  ThreeValued.not(
                      ThreeValued.or(
                          equal.evaluated().apply(row), same(parts.apply(row), other, true))));
      case 4 ->
          new Asked(path.isNull(), row -> parts.apply(row).stream().allMatch(Objects::isNull));
      default ->
          new Asked(QStall.spot.eq(QStall.before), row -> same(row.spot(), row.before(), false));
    };
  }

  /**
   * Whether all parts are equal.
   *
   * @param asks whether a null of the right side asks for null, as that of a value does
   */
  private static Boolean same(List<Object> left, List<Object> right, boolean asks) {
    Boolean all = true;
    for (int i = 0; i < left.size(); i++) {
      Boolean equal =
          (asks && right.get(i) == null)
              ? Boolean.valueOf(left.get(i) == null)
              : ThreeValued.both(left.get(i), right.get(i), Object::equals);
      all = ThreeValued.and(all, equal);
    }
    return all;
  }
}
