package org.rowanorm.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.Models;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.sql.Comparison;
import org.rowanorm.sql.Statement.Nulls;
import org.rowanorm.translate.Prepared;
import org.rowanorm.tree.FromNode;
import org.rowanorm.tree.JoinNode;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.SelectNode;
import org.rowanorm.tree.SortNode;
import org.rowanorm.tree.Source;

/** Makes the condition that a row comes after another one in the order of a query. Immutable. */
final class Keyset {

  /**
   * A sort key.
   *
   * @param nullable whether some rows may have none
   * @param nullsFirst whether these come first
   */
  private record Key(SortNode order, boolean nullable, boolean nullsFirst) {}

  /** The objects of a source. */
  private record Whole(Source source, EntityModel model) {}

  private final List<Key> keys;
  private final boolean distinct;

  private Keyset(List<Key> keys, boolean distinct) {
    this.keys = keys;
    this.distinct = distinct;
  }

  /** The condition of rows that come after one with some values of the sort keys of a query. */
  static Node after(SelectNode query, Object[] values) {
    List<SortNode> orders = query.orders();
    if (orders.isEmpty() || orders.size() != values.length) {
      throw new QueryException(
          ErrorCode.WRONG_SHAPE,
          null,
          "after(...) needs a value for each sort key: " + values.length + " for " + orders.size(),
          "in query " + query);
    }
    List<Key> keys = orders.stream().map(order -> new Key(order, false, false)).toList();
    return new Keyset(keys, false).after(List.of(values));
  }

  /**
   * The order of a query for objects, made total by their id, or null where there is none: a row is
   * not one object, or an id has no columns to sort by.
   *
   * @param lowNulls whether nulls are less than values where the query does not say where they are
   */
  static @Nullable Keyset of(Prepared query, boolean lowNulls) {
    boolean plain = namedJoins(query.written()).isEmpty();
    return plain ? of(query, lowNulls, List.of(), false) : null;
  }

  /**
   * The same for any query for objects, whose rows the ids of what is joined tell apart; null where
   * values or rows of another query are joined, which have none.
   */
  static @Nullable Keyset ofRows(Prepared query, boolean lowNulls, Models models) {
    SelectNode written = query.written();
    List<JoinNode> joins = namedJoins(written);
    if (joins.isEmpty()) {
      return of(query, lowNulls);
    }
    if (written.options().distinct()) {
      boolean ofRoot =
          written.orders().stream().allMatch(order -> pathOf(order.node(), written) != null);
      return ofRoot ? of(query, lowNulls, List.of(), true) : null;
    }
    List<Whole> joined = new ArrayList<>();
    for (JoinNode join : joins) {
      EntityModel model =
          join.from() instanceof FromNode.Rows rows ? models.find(rows.source().type()) : null;
      if (model == null) {
        return null;
      }
      joined.add(new Whole(Objects.requireNonNull(join.from()).source(), model));
    }
    return of(query, lowNulls, joined, false);
  }

  private static List<JoinNode> namedJoins(SelectNode query) {
    return query.joins().stream().filter(join -> join.from() != null).toList();
  }

  private static @Nullable Keyset of(
      Prepared prepared, boolean lowNulls, List<Whole> joined, boolean distinct) {
    SelectNode query = prepared.written();
    boolean plain =
        query.items().isEmpty()
            && query.groups().isEmpty()
            && query.having().isEmpty()
            && query.combined().isEmpty();
    EntityModel root = prepared.root();
    List<SortNode> orders = plain ? orders(prepared) : new ArrayList<>();
    boolean total = plain && addId(orders, new Whole(Source.Root.ROOT, root), query);
    for (Whole each : joined) {
      total = total && addId(orders, each, query);
    }
    if (!total) {
      return null;
    }
    List<Key> keys = new ArrayList<>();
    for (SortNode order : orders) {
      boolean first =
          order.nulls() == Nulls.AS_IS
              ? lowNulls != order.descending()
              : order.nulls() == Nulls.FIRST;
      keys.add(new Key(order, isNullable(order.node(), query, root), first));
    }
    return new Keyset(keys, distinct);
  }

  /** The sort keys as they were written; one that is composite as its columns. */
  private static List<SortNode> orders(Prepared query) {
    List<SortNode> orders = new ArrayList<>();
    List<SortNode> written = query.written().orders();
    for (int i = 0; i < written.size(); i++) {
      SortNode order = written.get(i);
      if (query.tree().orders().get(i).node() instanceof Node.Tuple tuple) {
        tuple
            .parts()
            .forEach(part -> orders.add(new SortNode(part, order.descending(), order.nulls())));
      } else {
        orders.add(order);
      }
    }
    return orders;
  }

  /** Makes an order total for the objects of a source; false where their id cannot be sorted by. */
  private static boolean addId(List<SortNode> orders, Whole of, SelectNode query) {
    for (ColumnAttribute leaf : of.model().id().leaves()) {
      String name = leaf.name();
      if (leaf instanceof ToOneAttribute reference) {
        if (!reference.target().id().isSimple()) {
          return false;
        }
        name += "." + reference.target().id().simple().name();
      }
      Node path = new Node.Path(of.source(), name);
      if (orders.stream().noneMatch(order -> isSame(path, order.node(), query))) {
        orders.add(new SortNode(path, false, Nulls.AS_IS));
      }
    }
    return true;
  }

  private static boolean isSame(Node path, Node other, SelectNode query) {
    String name = pathOf(path, query);
    return path.equals(other) || (name != null && name.equals(pathOf(other, query)));
  }

  /** The name of an attribute of the root, or null. */
  private static @Nullable String pathOf(Node node, SelectNode query) {
    return node instanceof Node.Path path
            && (path.source() == Source.Root.ROOT || path.source().equals(query.from().source()))
        ? path.name()
        : null;
  }

  private static boolean isNullable(Node node, SelectNode query, EntityModel root) {
    String path = pathOf(node, query);
    for (ColumnAttribute leaf : root.leaves()) {
      if (leaf.name().equals(path)) {
        return leaf.columns().get(0).nullable() && !root.id().has(leaf.slot());
      }
    }
    return path == null || root.id().leaves().stream().noneMatch(l -> path.startsWith(l.name()));
  }

  /** The same order backwards. */
  Keyset reversed() {
    List<Key> back = new ArrayList<>();
    for (Key key : keys) {
      Nulls nulls =
          switch (key.order().nulls()) {
            case AS_IS -> Nulls.AS_IS;
            case FIRST -> Nulls.LAST;
            case LAST -> Nulls.FIRST;
          };
      SortNode order = new SortNode(key.order().node(), !key.order().descending(), nulls);
      back.add(new Key(order, key.nullable(), !key.nullsFirst()));
    }
    return new Keyset(back, distinct);
  }

  /** The sort keys. */
  List<SortNode> orders() {
    return keys.stream().map(Key::order).toList();
  }

  /**
   * The query for the next rows with their sort keys: the object first, then the keys, which tell
   * each row from all others.
   *
   * @param after the keys of the row before, or null for the first rows
   */
  SelectNode rows(SelectNode query, @Nullable List<@Nullable Object> after, int limit) {
    List<Node> items = new ArrayList<>();
    items.add(new Node.Self(query.from().source()));
    orders().forEach(order -> items.add(order.node()));
    SelectNode.Options options = query.options().withoutFetches();
    SelectNode bare =
        query
            .withOptions(distinct ? options : options.withoutDistinct())
            .unordered()
            .withOrders(orders())
            .withBounds(new Node.Value(limit), after == null ? query.offset() : null)
            .withItems(items);
    return after == null ? bare : bare.withWhere(List.of(after(after)));
  }

  private Node after(List<? extends @Nullable Object> values) {
    List<Node> ways = new ArrayList<>();
    for (int last = 0; last < keys.size(); last++) {
      Node beyond = beyond(keys.get(last), values.get(last));
      if (beyond != null) {
        List<Node> parts = new ArrayList<>();
        for (int i = 0; i < last; i++) {
          parts.add(same(keys.get(i), values.get(i)));
        }
        parts.add(beyond);
        ways.add(parts.size() == 1 ? parts.get(0) : new Node.And(parts));
      }
    }
    return ways.size() == 1 ? ways.get(0) : new Node.Or(ways);
  }

  private static Node same(Key key, @Nullable Object value) {
    return value == null
        ? new Node.IsNull(key.order().node())
        : compare(key, Comparison.EQUAL, value);
  }

  /** That a key comes after a value; null where none does. */
  private static @Nullable Node beyond(Key key, @Nullable Object value) {
    Node isNull = new Node.IsNull(key.order().node());
    if (value == null) {
      return key.nullsFirst() ? new Node.Not(isNull) : null;
    }
    Comparison beyond = key.order().descending() ? Comparison.LESS : Comparison.GREATER;
    Node compared = compare(key, beyond, value);
    return key.nullable() && !key.nullsFirst() ? new Node.Or(List.of(compared, isNull)) : compared;
  }

  private static Node compare(Key key, Comparison comparison, @Nullable Object value) {
    return new Node.Compare(
        key.order().node(), comparison, new Node.Value(Objects.requireNonNull(value)));
  }
}
