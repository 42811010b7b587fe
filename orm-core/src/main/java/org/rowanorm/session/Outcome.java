package org.rowanorm.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.Origin;
import org.rowanorm.load.EmbeddedItem;
import org.rowanorm.load.ItemReader.Item;
import org.rowanorm.load.Reading;
import org.rowanorm.load.RowMaker;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.plan.Plans;
import org.rowanorm.query.Row;
import org.rowanorm.query.Selection.Kind;
import org.rowanorm.query.Selection.Shape;
import org.rowanorm.translate.EmbeddedType;
import org.rowanorm.translate.Prepared;
import org.rowanorm.translate.ValueType;
import org.rowanorm.tree.Node;

/**
 * How the rows of a query become what it finds.
 *
 * @param items what stands in a row; null where a row is an object of the root
 */
record Outcome<R>(@Nullable List<Item> items, RowMaker<R> maker) {

  @SuppressWarnings("unchecked") // the shape says what the type parameter is
  static <R> Outcome<R> of(Session session, Shape shape, Prepared prepared) {
    if (shape.kind() == Kind.ROOT) {
      return new Outcome<>(null, row -> (R) row.get(0));
    }
    List<Item> items = items(session.queries().plans(), prepared.items());
    Class<?> made = shape.type();
    if (made != null) {
      return new Outcome<>(items, session.queries().makers().of(made, items, prepared.written()));
    }
    if (shape.kind() == Kind.SINGLE) {
      return new Outcome<>(items, row -> (R) row.get(0));
    }
    return new Outcome<>(items, row -> (R) new Row(prepared.written().items(), row.values()));
  }

  /** What a change gives of each row: an object, one value or a {@link Row}. */
  @SuppressWarnings("unchecked") // the shape says what the type parameter is
  static <R> Outcome<R> ofChange(
      Session session, Shape shape, List<ValueType> types, List<Node> written) {
    List<Item> items = items(session.queries().plans(), types);
    return shape.kind() == Kind.ROW
        ? new Outcome<>(items, row -> (R) new Row(written, row.values()))
        : new Outcome<>(items, row -> (R) row.get(0));
  }

  /** What stands in a row of values of some types. */
  static List<Item> items(Plans plans, List<ValueType> types) {
    List<Item> items = new ArrayList<>(types.size());
    for (ValueType type : types) {
      EntityModel entity = type.entity();
      EmbeddedType embedded = type.embedded();
      items.add(
          new Item(
              type.column(),
              entity == null ? null : plans.of(entity),
              embedded == null ? null : embedded(plans, embedded)));
    }
    return items;
  }

  private static EmbeddedItem embedded(Plans plans, EmbeddedType type) {
    List<ValueType> parts = type.parts().stream().map(EmbeddedType.Part::type).toList();
    return new EmbeddedItem(type.attribute(), items(plans, parts));
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
