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
 * @param combined further queries whose rows are taken together with those of this one
 */
public record SelectNode(
    List<Node> items,
    Rows rows,
    Groups grouping,
    Ending ending,
    List<CombinedNode> combined,
    Options options) {

  /**
   * Where the rows come from.
   *
   * @param from the root
   * @param where all of them hold
   */
  public record Rows(FromNode from, List<JoinNode> joins, List<Node> where) {

    /** Copies the lists. */
    public Rows {
      joins = List.copyOf(joins);
      where = List.copyOf(where);
    }
  }

  /**
   * How rows become one.
   *
   * @param having all of them hold for a group that stays
   */
  public record Groups(List<Node> keys, List<Node> having) {

    /** Each row for itself. */
    public static final Groups NONE = new Groups(List.of(), List.of());

    /** Copies the lists. */
    public Groups {
      keys = List.copyOf(keys);
      having = List.copyOf(having);
    }
  }

  /**
   * In which order they come, and which part of them.
   *
   * @param limit null for all rows
   * @param offset null to begin with the first
   */
  public record Ending(List<SortNode> orders, @Nullable Node limit, @Nullable Node offset) {

    /** All, in any order. */
    public static final Ending NONE = new Ending(List.of(), null, null);

    /** Copies the list. */
    public Ending {
      orders = List.copyOf(orders);
    }
  }

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

    /** With each row as often as it comes. */
    public Options withoutDistinct() {
      return new Options(false, lock, comment, hint, fetches);
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
    combined = List.copyOf(combined);
  }

  /** All objects of a source. */
  public static SelectNode from(FromNode from) {
    Rows all = new Rows(from, List.of(), List.of());
    return new SelectNode(List.of(), all, Groups.NONE, Ending.NONE, List.of(), Options.NONE);
  }

  // ---- parts of the parts

  /** The root. */
  public FromNode from() {
    return rows.from();
  }

  /** What is joined to the root. */
  public List<JoinNode> joins() {
    return rows.joins();
  }

  /** The conditions, all of which hold. */
  public List<Node> where() {
    return rows.where();
  }

  /** What it is grouped by. */
  public List<Node> groups() {
    return grouping.keys();
  }

  /** The conditions on groups, all of which hold. */
  public List<Node> having() {
    return grouping.having();
  }

  /** What it is sorted by. */
  public List<SortNode> orders() {
    return ending.orders();
  }

  /** How many rows come at most; null for all. */
  public @Nullable Node limit() {
    return ending.limit();
  }

  /** How many rows are left out at the start, or null. */
  public @Nullable Node offset() {
    return ending.offset();
  }

  /** The class whose objects it asks for, where it asks for nothing else; else null. */
  @SuppressWarnings("ReferenceEquality") // other parts may say the same, which costs little
  public @Nullable Class<?> whole() {
    boolean bare =
        items.isEmpty()
            && rows.joins().isEmpty()
            && rows.where().isEmpty()
            && grouping == Groups.NONE
            && ending == Ending.NONE
            && combined.isEmpty()
            && options == Options.NONE;
    return bare && from() instanceof FromNode.Rows root && root.source().alias() == null
        ? root.source().type()
        : null;
  }

  // ---- with more

  private SelectNode with(Rows other) {
    return new SelectNode(items, other, grouping, ending, combined, options);
  }

  private SelectNode with(Groups other) {
    return new SelectNode(items, rows, other, ending, combined, options);
  }

  private SelectNode with(Ending other) {
    return new SelectNode(items, rows, grouping, other, combined, options);
  }

  /** With other items. */
  public SelectNode withItems(List<Node> nodes) {
    return new SelectNode(nodes, rows, grouping, ending, combined, options);
  }

  /** With one more join. */
  public SelectNode withJoin(JoinNode join) {
    return with(new Rows(from(), more(joins(), List.of(join)), where()));
  }

  /** With more conditions. */
  public SelectNode withWhere(List<Node> nodes) {
    return with(new Rows(from(), joins(), more(where(), nodes)));
  }

  /** With more keys to group by. */
  public SelectNode withGroups(List<Node> nodes) {
    return with(new Groups(more(groups(), nodes), having()));
  }

  /** With more conditions on groups. */
  public SelectNode withHaving(List<Node> nodes) {
    return with(new Groups(groups(), more(having(), nodes)));
  }

  /** With more sort keys. */
  public SelectNode withOrders(List<SortNode> nodes) {
    return with(new Ending(more(orders(), nodes), limit(), offset()));
  }

  /** Without sort keys. */
  public SelectNode unordered() {
    return with(new Ending(List.of(), limit(), offset()));
  }

  /** With other bounds. */
  public SelectNode withBounds(@Nullable Node limit, @Nullable Node offset) {
    return with(new Ending(orders(), limit, offset));
  }

  /** With one more query whose rows are taken together with those of this one. */
  public SelectNode withCombined(Combination combination, SelectNode other) {
    return withAllCombined(more(combined, List.of(new CombinedNode(combination, other))));
  }

  /** With other queries whose rows are taken together with those of this one. */
  public SelectNode withAllCombined(List<CombinedNode> others) {
    return new SelectNode(items, rows, grouping, ending, others, options);
  }

  /** Alone: without those that are taken together with it, and how they all end. */
  public SelectNode alone() {
    return new SelectNode(items, rows, grouping, Ending.NONE, List.of(), options);
  }

  /** With other options. */
  public SelectNode withOptions(Options newOptions) {
    return new SelectNode(items, rows, grouping, ending, combined, newOptions);
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
    StringBuilder text = new StringBuilder(from().toString());
    joins().forEach(text::append);
    where().forEach(condition -> text.append(".filter(").append(condition).append(')'));
    clause(text, "select", items);
    clause(text, "groupBy", groups());
    having().forEach(condition -> text.append(".having(").append(condition).append(')'));
    combined.forEach(
        other ->
            text.append('.')
                .append(other.combination().sql().replace(" ", ""))
                .append('(')
                .append(other.select())
                .append(')'));
    orders().forEach(order -> text.append(".orderBy(").append(order).append(')'));
    bound(text, "limit", limit());
    bound(text, "offset", offset());
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
