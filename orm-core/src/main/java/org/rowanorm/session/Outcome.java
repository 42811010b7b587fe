package org.rowanorm.session;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.Origin;
import org.rowanorm.load.ItemReader.Item;
import org.rowanorm.load.Reading;
import org.rowanorm.plan.Plans;
import org.rowanorm.query.Row;
import org.rowanorm.query.Selection.Kind;
import org.rowanorm.query.Selection.Shape;
import org.rowanorm.translate.Prepared;
import org.rowanorm.translate.ValueType;
import org.rowanorm.tree.Node;

/**
 * How the rows of a query become what it finds.
 *
 * @param items what stands in a row; null where a row is an object of the root
 */
record Outcome<R>(@Nullable List<Item> items, Function<@Nullable Object[], @Nullable R> maker) {

  @SuppressWarnings("unchecked") // the shape says what the type parameter is
  static <R> Outcome<R> of(Session session, Shape shape, Prepared prepared) {
    if (shape.kind() == Kind.ROOT) {
      return new Outcome<>(null, values -> (R) values[0]);
    }
    List<ValueType> types = prepared.items();
    List<Item> items = items(session.queries().plans(), prepared);
    Class<?> made = shape.type();
    if (made != null) {
      List<Class<?>> given = types.stream().<Class<?>>map(ValueType::javaType).toList();
      return new Outcome<>(items, Maker.of(made, given, prepared.written()));
    }
    if (shape.kind() == Kind.SINGLE) {
      return new Outcome<>(items, values -> (R) values[0]);
    }
    return new Outcome<>(items, values -> (R) new Row(prepared.written().items(), values));
  }

  /** What a change gives of each row: an object, one value or a {@link Row}. */
  @SuppressWarnings("unchecked") // the shape says what the type parameter is
  static <R> Outcome<R> ofChange(
      Session session, Shape shape, List<ValueType> types, List<Node> written) {
    List<Item> items = types.stream().map(type -> item(session, type)).toList();
    return shape.kind() == Kind.ROW
        ? new Outcome<>(items, values -> (R) new Row(written, values))
        : new Outcome<>(items, values -> (R) values[0]);
  }

  private static Item item(Session session, ValueType type) {
    return new Item(
        type.column(), type.entity() == null ? null : session.queries().plan(type.entity()));
  }

  /** What stands in a row of a query. */
  static List<Item> items(Plans plans, Prepared query) {
    return query.items().stream()
        .map(
            type -> new Item(type.column(), type.entity() == null ? null : plans.of(type.entity())))
        .toList();
  }

  @SuppressWarnings("unchecked") // the rows of an entity are objects of its class
  List<R> read(Session session, Prepared query, Origin origin) {
    List<Item> row = items;
    return row == null
        ? (List<R>) session.queries().list(query, origin)
        : session.queries().rows(query, row, maker, origin);
  }

  /** The SELECT of a query that is about to be sent with others. */
  @SuppressWarnings("unchecked") // the rows of an entity are objects of its class
  Reading<R> reading(Session session, Prepared query, Origin origin) {
    List<Item> row = items;
    return row == null
        ? (Reading<R>) session.queries().reading(query, origin)
        : session.queries().reading(query, row, maker, origin);
  }
}
