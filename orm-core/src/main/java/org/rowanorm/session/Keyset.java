package org.rowanorm.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.sql.Comparison;
import org.rowanorm.sql.Statement.Nulls;
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

  private final List<Key> keys;

  private Keyset(List<Key> keys) {
    this.keys = keys;
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
    return new Keyset(keys).after(List.of(values));
  }

  /**
   * The order of a query for objects, made total by their id, or null where there is none: a row is
   * not one object, or an id has no columns to sort by.
   *
   * @param lowNulls whether nulls are less than values where the query does not say where they are
   */
  static @Nullable Keyset of(SelectNode query, EntityModel root, boolean lowNulls) {
    boolean plain =
        query.joins().stream().allMatch(join -> join.from() == null)
            && query.items().isEmpty()
            && query.groups().isEmpty()
            && query.having().isEmpty()
            && query.combined().isEmpty();
    List<SortNode> orders = plain ? total(query, root) : null;
    if (orders == null) {
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
    return new Keyset(keys);
  }

  private static @Nullable List<SortNode> total(SelectNode query, EntityModel root) {
    List<SortNode> orders = new ArrayList<>(query.orders());
    for (ColumnAttribute leaf : root.id().leaves()) {
      String name = leaf.name();
      if (leaf instanceof ToOneAttribute reference) {
        if (!reference.target().id().isSimple()) {
          return null;
        }
        name += "." + reference.target().id().simple().name();
      }
      String path = name;
      if (orders.stream().noneMatch(order -> path.equals(pathOf(order.node(), query)))) {
        orders.add(new SortNode(new Node.Path(Source.Root.ROOT, path), false, Nulls.AS_IS));
      }
    }
    return orders;
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
    return new Keyset(back);
  }

  /** The sort keys. */
  List<SortNode> orders() {
    return keys.stream().map(Key::order).toList();
  }

  /**
   * The query for the next rows with their sort keys: the object first, then the keys. Each row is
   * another object, so that none comes twice.
   *
   * @param after the keys of the row before, or null for the first rows
   */
  SelectNode rows(SelectNode query, @Nullable List<@Nullable Object> after, int limit) {
    List<Node> items = new ArrayList<>();
    items.add(new Node.Self(query.from().source()));
    orders().forEach(order -> items.add(order.node()));
    SelectNode bare =
        query
            .withOptions(query.options().withoutFetches().withoutDistinct())
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
