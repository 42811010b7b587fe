package org.rowanorm.tree;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rowanorm.sql.LockWait;
import org.rowanorm.sql.Statement.Combination;
import org.rowanorm.sql.Statement.LockMode;

/**
 * A query. Each {@code with} gives a new one.
 *
 * @param items what it gives; of none, objects of its root
 * @param from its root
 * @param where all of them hold
 * @param limit null for all rows
 * @param combined further queries whose rows are taken together with those of this one
 */
public record SelectNode(
    List<Node> items,
    FromNode from,
    List<JoinNode> joins,
    List<Node> where,
    List<Node> groups,
    List<Node> having,
    List<SortNode> orders,
    @Nullable Node limit,
    @Nullable Node offset,
    List<CombinedNode> combined,
    Options options) {

  /** Another query and how its rows join. */
  public record CombinedNode(Combination combination, SelectNode select) {}

  /** A lock. */
  public record LockNode(LockMode mode, LockWait busy) {}

  /**
   * What is rarely asked for.
   *
   * @param comment a comment for the database's log, or null
   * @param hint a hint for the database's planner, or null
   * @param fetches the paths of what is loaded with the objects, with dots
   */
  public record Options(
      boolean distinct,
      @Nullable LockNode lock,
      @Nullable String comment,
      @Nullable String hint,
      List<String> fetches) {

    /** Nothing of it. */
    public static final Options NONE = new Options(false, null, null, null, List.of());

    /** Copies the list. */
    public Options {
      fetches = List.copyOf(fetches);
    }

    /** With each row once. */
    public Options asDistinct() {
      return new Options(true, lock, comment, hint, fetches);
    }

    /** With another lock. */
    public Options withLock(LockNode newLock) {
      return new Options(distinct, newLock, comment, hint, fetches);
    }

    /** With another comment. */
    public Options withComment(String newComment) {
      return new Options(distinct, lock, newComment, hint, fetches);
    }

    /** With another hint. */
    public Options withHint(String newHint) {
      return new Options(distinct, lock, comment, newHint, fetches);
    }

    /** With more to load with the objects. */
    public Options withFetches(List<String> paths) {
      return new Options(distinct, lock, comment, hint, more(fetches, paths));
    }

    /** With nothing to load with the objects. */
    public Options withoutFetches() {
      return fetches.isEmpty() ? this : new Options(distinct, lock, comment, hint, List.of());
    }
  }

  /** Copies the lists. */
  public SelectNode {
    items = List.copyOf(items);
    joins = List.copyOf(joins);
    where = List.copyOf(where);
    groups = List.copyOf(groups);
    having = List.copyOf(having);
    orders = List.copyOf(orders);
    combined = List.copyOf(combined);
  }

  /** All objects of a source. */
  public static SelectNode from(FromNode from) {
    return new SelectNode(
        List.of(),
        from,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        List.of(),
        Options.NONE);
  }

  /** The class whose objects it asks for, where it asks for nothing else; else null. */
  @SuppressWarnings("ReferenceEquality") // other options may say the same, which costs little
  public @Nullable Class<?> whole() {
    boolean bare =
        items.isEmpty()
            && joins.isEmpty()
            && where.isEmpty()
            && groups.isEmpty()
            && having.isEmpty()
            && orders.isEmpty()
            && combined.isEmpty()
            && limit == null
            && offset == null
            && options == Options.NONE;
    return bare && from instanceof FromNode.Rows rows && rows.source().alias() == null
        ? rows.source().type()
        : null;
  }

  /** With other items. */
  public SelectNode withItems(List<Node> nodes) {
    return new SelectNode(
        nodes, from, joins, where, groups, having, orders, limit, offset, combined, options);
  }

  /** With one more join. */
  public SelectNode withJoin(JoinNode join) {
    return new SelectNode(
        items,
        from,
        more(joins, List.of(join)),
        where,
        groups,
        having,
        orders,
        limit,
        offset,
        combined,
        options);
  }

  /** With more conditions. */
  public SelectNode withWhere(List<Node> nodes) {
    return new SelectNode(
        items,
        from,
        joins,
        more(where, nodes),
        groups,
        having,
        orders,
        limit,
        offset,
        combined,
        options);
  }

  /** With more keys to group by. */
  public SelectNode withGroups(List<Node> nodes) {
    return new SelectNode(
        items,
        from,
        joins,
        where,
        more(groups, nodes),
        having,
        orders,
        limit,
        offset,
        combined,
        options);
  }

  /** With more conditions on groups. */
  public SelectNode withHaving(List<Node> nodes) {
    return new SelectNode(
        items,
        from,
        joins,
        where,
        groups,
        more(having, nodes),
        orders,
        limit,
        offset,
        combined,
        options);
  }

  /** With more sort keys. */
  public SelectNode withOrders(List<SortNode> nodes) {
    return new SelectNode(
        items,
        from,
        joins,
        where,
        groups,
        having,
        more(orders, nodes),
        limit,
        offset,
        combined,
        options);
  }

  /** Without sort keys. */
  public SelectNode unordered() {
    return new SelectNode(
        items, from, joins, where, groups, having, List.of(), limit, offset, combined, options);
  }

  /** With other bounds. */
  public SelectNode withBounds(@Nullable Node newLimit, @Nullable Node newOffset) {
    return new SelectNode(
        items, from, joins, where, groups, having, orders, newLimit, newOffset, combined, options);
  }

  /** With one more query whose rows are taken together with those of this one. */
  public SelectNode withCombined(Combination combination, SelectNode other) {
    return new SelectNode(
        items,
        from,
        joins,
        where,
        groups,
        having,
        orders,
        limit,
        offset,
        more(combined, List.of(new CombinedNode(combination, other))),
        options);
  }

  /** With other queries whose rows are taken together with those of this one. */
  public SelectNode withAllCombined(List<CombinedNode> others) {
    return new SelectNode(
        items, from, joins, where, groups, having, orders, limit, offset, others, options);
  }

  /** With other options. */
  public SelectNode withOptions(Options newOptions) {
    return new SelectNode(
        items, from, joins, where, groups, having, orders, limit, offset, combined, newOptions);
  }

  @SuppressWarnings("unchecked") // the array holds members of both lists only
  private static <T> List<T> more(List<T> some, List<? extends T> others) {
    if (some.isEmpty()) {
      return List.copyOf(others);
    }
    Object[] all = Arrays.copyOf(some.toArray(), some.size() + others.size());
    for (int i = 0; i < others.size(); i++) {
      all[some.size() + i] = others.get(i);
    }
    return (List<T>) List.of(all);
  }

  /** The query as it was written, with question marks for its values. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(from.toString());
    joins.forEach(text::append);
    where.forEach(condition -> text.append(".filter(").append(condition).append(')'));
    clause(text, "select", items);
    clause(text, "groupBy", groups);
    having.forEach(condition -> text.append(".having(").append(condition).append(')'));
    combined.forEach(
        other ->
            text.append('.')
                .append(other.combination().sql().replace(" ", ""))
                .append('(')
                .append(other.select())
                .append(')'));
    orders.forEach(order -> text.append(".orderBy(").append(order).append(')'));
    bound(text, "limit", limit);
    bound(text, "offset", offset);
    options.fetches().forEach(path -> text.append(".fetch(").append(path).append(')'));
    return text.toString();
  }

  private static void clause(StringBuilder text, String name, List<Node> nodes) {
    if (!nodes.isEmpty()) {
      text.append('.').append(name);
      text.append(
          nodes.stream().map(Objects::toString).collect(Collectors.joining(", ", "(", ")")));
    }
  }

  private static void bound(StringBuilder text, String name, @Nullable Node node) {
    if (node != null) {
      text.append('.').append(name).append('(');
      text.append(node instanceof Node.Value value ? value.value() : node).append(')');
    }
  }
}
