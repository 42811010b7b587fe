package org.rowanorm.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.sql.LockWait;
import org.rowanorm.sql.Statement.Combination;
import org.rowanorm.sql.Statement.LockMode;
import org.rowanorm.tree.FromNode;
import org.rowanorm.tree.JoinNode;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.SelectNode;
import org.rowanorm.tree.SelectNode.LockNode;
import org.rowanorm.tree.SortNode;
import org.rowanorm.tree.Source;

/**
 * The clauses of a query. Each call that adds to it gives a new query and leaves this one as it is.
 *
 * @param <R> what it finds
 * @param <S> the kind of query that the calls give
 */
public abstract class Selection<R, S extends Selection<R, S>> {

  /** What a row becomes. */
  public enum Kind {
    /** The object of the root. */
    ROOT,
    /** The only value. */
    SINGLE,
    /** A {@link Row}. */
    ROW,
    /** An object of a class, made by its constructor. */
    CONSTRUCTED
  }

  /**
   * What the rows become.
   *
   * @param type the class of constructed objects
   */
  public record Shape(Kind kind, @Nullable Class<?> type) {

    /** Objects of the root. */
    public static Shape ofRoot() {
      return new Shape(Kind.ROOT, null);
    }

    /** One value each. */
    public static Shape ofValue() {
      return new Shape(Kind.SINGLE, null);
    }

    /** Rows of values. */
    public static Shape ofRow() {
      return new Shape(Kind.ROW, null);
    }
  }

  private final SelectNode node;
  private final Shape shape;

  /** A query of a shape. */
  protected Selection(SelectNode node, Shape shape) {
    this.node = node;
    this.shape = shape;
  }

  /** What a query is made of. */
  public static SelectNode node(Selection<?, ?> selection) {
    return selection.node;
  }

  /** What the rows of a query become. */
  public static Shape shapeOf(Selection<?, ?> selection) {
    return selection.shape;
  }

  /** This query with other clauses; checks them where it can. */
  protected abstract S with(SelectNode changed);

  /** The clauses. */
  protected final SelectNode tree() {
    return node;
  }

  /** What the rows become. */
  protected final Shape shape() {
    return shape;
  }

  /** The clauses with other items. */
  protected final SelectNode selecting(Expression<?>... items) {
    return node.withItems(Expression.nodes(Arrays.asList(items)));
  }

  // ---- conditions

  /** Only those whose attribute has a value; null asks for null. */
  public final S filterBy(String attribute, @Nullable Object value) {
    return filter(Path.path(attribute).eq(value));
  }

  /** Only those for which all conditions hold. */
  public final S filter(Predicate... predicates) {
    return with(node.withWhere(Expression.nodes(Arrays.asList(predicates))));
  }

  // ---- joins

  /** Only those whose reference leads to a row. */
  public final S join(EntityPath<?> reference) {
    return joined(null, along(reference), false, null);
  }

  /** With what a reference leads to under a name of its own; only those that have it. */
  public final <E> S join(EntityPath<E> reference, EntityPath<E> as) {
    return joined(rows(as), along(reference), false, null);
  }

  /** With what a reference leads to under a name of its own, where there is something. */
  public final <E> S leftJoin(EntityPath<E> reference, EntityPath<E> as) {
    return joined(rows(as), along(reference), true, null);
  }

  /** Once with each element of a collection. */
  public final <E, P extends EntityPath<E>> S join(ToManyPath<E, P> collection, P as) {
    return joined(rows(as), collection.tree(), false, null);
  }

  /** Once with each element of a collection; once alone where there is none. */
  public final <E, P extends EntityPath<E>> S leftJoin(ToManyPath<E, P> collection, P as) {
    return joined(rows(as), collection.tree(), true, null);
  }

  /** Once with each value of a collection. */
  public final <E, P extends Expression<E>> S join(ElementsPath<E, P> collection, P as) {
    return joined(values(as), collection.tree(), false, null);
  }

  /** Once with each value of a collection; once alone where there is none. */
  public final <E, P extends Expression<E>> S leftJoin(ElementsPath<E, P> collection, P as) {
    return joined(values(as), collection.tree(), true, null);
  }

  /** Once with each entry of a map. */
  public final <K, V, KP extends Expression<K>, VP extends Expression<V>> S join(
      MapPath<K, V, KP, VP> map, MapPath.Entry<KP, VP> as) {
    return joined(entries(as.source()), map.tree(), false, null);
  }

  /** Once with each entry of a map; once alone where there is none. */
  public final <K, V, KP extends Expression<K>, VP extends Expression<V>> S leftJoin(
      MapPath<K, V, KP, VP> map, MapPath.Entry<KP, VP> as) {
    return joined(entries(as.source()), map.tree(), true, null);
  }

  /** Once with each object of an entity for which a condition holds. */
  public final S join(EntityPath<?> entity, Predicate on) {
    return joined(rows(entity), null, false, on);
  }

  /** Once with each object of an entity for which a condition holds; else once alone. */
  public final S leftJoin(EntityPath<?> entity, Predicate on) {
    return joined(rows(entity), null, true, on);
  }

  /** Once with each row of another query for which a condition holds. */
  public final S join(Table table, Predicate on) {
    return joined(Table.node(table), null, false, on);
  }

  /** Once with each row of another query for which a condition holds; else once alone. */
  public final S leftJoin(Table table, Predicate on) {
    return joined(Table.node(table), null, true, on);
  }

  private static FromNode rows(EntityPath<?> path) {
    return new FromNode.Rows(EntityPath.entity(path));
  }

  private static FromNode values(Expression<?> as) {
    if (as.tree() instanceof Node.Path path && path.name().isEmpty()) {
      return entries(path.source());
    }
    throw new IllegalArgumentException(as + " is no value of a collection under a name");
  }

  private static FromNode entries(Source source) {
    return source instanceof Source.Elements elements
        ? new FromNode.Elements(elements)
        : new FromNode.Rows((Source.Entity) source);
  }

  private static Node.Path along(EntityPath<?> reference) {
    if (reference.tree() instanceof Node.Path path && !path.name().isEmpty()) {
      return path;
    }
    throw new IllegalArgumentException(reference + " is an entity; say on which condition to join");
  }

  private S joined(
      @Nullable FromNode from, Node.@Nullable Path along, boolean outer, @Nullable Predicate on) {
    return with(node.withJoin(new JoinNode(from, along, outer, on == null ? null : on.tree())));
  }

  // ---- what is loaded with the objects

  /**
   * With what some attributes lead to, loaded when the result is: references, collections, maps and
   * lazy attributes. Paths may go on through references and, by {@link ToManyPath#each}, through
   * the elements of collections; by {@link MapPath#key} through the keys of maps.
   */
  public final S fetch(Loadable... attributes) {
    return fetching(names(attributes));
  }

  /**
   * {@link #fetch(Loadable...)} by name. Dots lead on, through references and through elements;
   * {@code key(prices)} are the keys of a map {@code prices}.
   */
  public final S fetch(String... paths) {
    return fetching(List.of(paths));
  }

  private S fetching(List<String> paths) {
    return with(node.withOptions(node.options().withFetches(paths)));
  }

  /** The names of attributes of what the query finds, with dots. */
  protected final List<String> names(Loadable... attributes) {
    return Arrays.stream(attributes).map(attribute -> pathOf(tree(attribute))).toList();
  }

  private static Node tree(Loadable attribute) {
    if (attribute instanceof ToManyPath<?, ?> collection) {
      return collection.tree();
    }
    if (attribute instanceof ElementsPath<?, ?> elements) {
      return elements.tree();
    }
    return attribute instanceof MapPath<?, ?, ?, ?> map
        ? map.tree()
        : ((Expression<?>) attribute).tree();
  }

  private String pathOf(Node place) {
    if (place instanceof Node.Path path
        && (path.source() == Source.Root.ROOT || path.source().equals(node.from().source()))) {
      return path.name();
    }
    throw new QueryException(
        ErrorCode.WRONG_FETCH,
        null,
        place + " is no attribute of what the query finds",
        "in query " + this,
        "begin the path at " + node.from());
  }

  // ---- groups

  /** One result for all rows with the same values. */
  public final S groupBy(Expression<?>... keys) {
    return with(node.withGroups(Expression.nodes(Arrays.asList(keys))));
  }

  /** Only those groups for which all conditions hold. */
  public final S having(Predicate... predicates) {
    return with(node.withHaving(Expression.nodes(Arrays.asList(predicates))));
  }

  // ---- what comes, and in which order

  /** Each result once. */
  public final S distinct() {
    return with(node.withOptions(node.options().asDistinct()));
  }

  /** Sorted by some keys, after those it is sorted by already. */
  public final S orderBy(Sort... keys) {
    List<SortNode> sorts = new ArrayList<>(keys.length);
    for (Sort key : keys) {
      sorts.add(Sort.node(key));
    }
    return with(node.withOrders(sorts));
  }

  /** At most so many. */
  public final S limit(int count) {
    return with(node.withBounds(new Node.Value(count), node.offset()));
  }

  /** Without the first so many. */
  public final S offset(int count) {
    return with(node.withBounds(node.limit(), new Node.Value(count)));
  }

  // ---- together with other queries

  /** What this or another query finds, each once. */
  public final S union(Selection<? extends R, ?> other) {
    return with(node.withCombined(Combination.UNION, other.node));
  }

  /** What this query finds, and what another one finds. */
  public final S unionAll(Selection<? extends R, ?> other) {
    return with(node.withCombined(Combination.UNION_ALL, other.node));
  }

  /** What both queries find, each once. */
  public final S intersect(Selection<? extends R, ?> other) {
    return with(node.withCombined(Combination.INTERSECT, other.node));
  }

  /** What this query finds and another does not, each once. */
  public final S except(Selection<? extends R, ?> other) {
    return with(node.withCombined(Combination.EXCEPT, other.node));
  }

  // ---- options

  /** Locks the rows of the root against all others who want a lock. */
  public final S forUpdate() {
    return lock(LockMode.UPDATE, LockWait.USUAL);
  }

  /** Locks the rows of the root against those who want to change them. */
  public final S forShare() {
    return lock(LockMode.SHARE, LockWait.USUAL);
  }

  /** Locks the rows of the root; says what happens where one is locked already. */
  public final S lock(LockMode mode, LockWait wait) {
    return with(node.withOptions(node.options().withLock(new LockNode(mode, wait))));
  }

  /**
   * With a comment before the statement, for the database's log.
   *
   * @throws IllegalArgumentException where it would end the comment
   */
  public final S comment(String text) {
    return with(node.withOptions(node.options().withComment(commentable(text))));
  }

  /**
   * With a hint for the database's planner, in its own words. Databases that know none take it for
   * a comment.
   *
   * @throws IllegalArgumentException where it would end the hint
   */
  public final S hint(String text) {
    return with(node.withOptions(node.options().withHint(commentable(text))));
  }

  /** A comment must not end within, hold a parameter or begin what a server runs. */
  private static String commentable(String text) {
    if (!text.matches("[\\w .,:;=()@#/+-]*") || text.contains("/+") || text.contains("--")) {
      throw new IllegalArgumentException("'" + text + "' cannot stand in a comment");
    }
    return text;
  }

  /** The query as it was written, with question marks for its values. */
  @Override
  public String toString() {
    return node.toString();
  }
}
