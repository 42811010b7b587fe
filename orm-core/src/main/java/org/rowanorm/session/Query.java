package org.rowanorm.session;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.Origin;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.error.ResultCountException;
import org.rowanorm.query.Expression;
import org.rowanorm.query.Loadable;
import org.rowanorm.query.Row;
import org.rowanorm.query.Selection;
import org.rowanorm.translate.Prepared;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.QueryTree;
import org.rowanorm.tree.SelectNode;

/**
 * A question that a session can ask. Each call that adds to it gives a new query, checks what was
 * added, and leaves this one as it is. Objects that it finds are the session's: one that the
 * session has already keeps its unsaved changes.
 *
 * @param <R> what it finds
 */
public final class Query<R> extends Selection<R, Query<R>> {

  private final Session session;
  private final Prepared prepared;
  private final Outcome<R> outcome;
  private final Set<String> raised;
  private final boolean readOnly;

  private Query(Session session, SelectNode node, Shape shape, @Nullable Query<?> before) {
    super(node, shape);
    this.session = session;
    this.prepared = session.queries().prepare(before == null ? null : before.prepared, node);
    this.outcome = Outcome.of(session, shape, prepared);
    this.raised = before == null ? Set.of() : before.raised;
    this.readOnly = before != null && before.readOnly;
  }

  private Query(Query<R> before, SelectNode node) {
    super(node, before.shape());
    this.session = before.session;
    this.prepared = session.queries().prepare(before.prepared, node);
    this.outcome = before.outcome;
    this.raised = before.raised;
    this.readOnly = before.readOnly;
  }

  private Query(Query<R> before, Set<String> raised, boolean readOnly) {
    super(before.tree(), before.shape());
    this.session = before.session;
    this.prepared = before.prepared;
    this.outcome = before.outcome;
    this.raised = raised;
    this.readOnly = readOnly;
  }

  /** A query that a session asks. */
  static <R> Query<R> of(Session session, SelectNode node, Shape shape) {
    return new Query<>(session, node, shape, null);
  }

  @Override
  protected Query<R> with(SelectNode changed) {
    return new Query<>(this, changed);
  }

  /** One value of each row. */
  public <X> Query<X> select(Expression<X> item) {
    return new Query<>(session, selecting(item), Shape.ofValue(), this);
  }

  /** Some values of each row. */
  public Query<Row> select(Expression<?>... items) {
    return new Query<>(session, selecting(items), Shape.ofRow(), this);
  }

  /**
   * An object of a class for each row: some values, given to its constructor.
   *
   * @throws QueryException where it has no constructor that takes them
   */
  public <X> Query<X> select(Class<X> type, Expression<?>... items) {
    return new Query<>(session, selecting(items), new Shape(Kind.CONSTRUCTED, type), this);
  }

  /**
   * The SELECT that it would send for all that it finds, with question marks for its values; for
   * logs and for a look at it. It reads nothing.
   */
  public String sql() {
    session.queries().requireGrouped(prepared);
    return session.queries().sqlOf(prepared);
  }

  // ---- what must not be loaded

  /**
   * Nothing must be loaded of the objects that come new with this query, nor of what they lead to,
   * but what the query fetches: each other first read is a {@link
   * org.rowanorm.error.LazyLoadException}, also after the session is closed.
   *
   * @throws QueryException where the query finds no objects of one entity
   */
  public Query<R> raise() {
    return raising(List.of(Origin.ALL));
  }

  /**
   * Paths that must not be loaded of the objects that come new with this query: the first read of
   * one that is not loaded is a {@link org.rowanorm.error.LazyLoadException}, also after the
   * session is closed. Dots lead further: {@code raise("customer.orders")}.
   *
   * @throws QueryException where there is no such path, or nothing to load of it
   */
  public Query<R> raise(String... paths) {
    return raising(List.of(paths));
  }

  /** {@link #raise(String...)} by query classes: {@code raise(QOrder.customer().orders)}. */
  public Query<R> raise(Loadable... attributes) {
    return raising(names(attributes));
  }

  private Query<R> raising(List<String> paths) {
    Set<String> more = new TreeSet<>(raised);
    for (String path : paths) {
      session.queries().requireLazy(prepared, path);
      more.add(path);
    }
    return new Query<>(this, more, readOnly);
  }

  /**
   * Makes the objects that come new with this query, and all that they lead to, refuse changes: one
   * is a {@link org.rowanorm.error.EntityStateException}, and nothing is kept to see whether they
   * changed in another way. Objects that the session has already stay as they are.
   */
  public Query<R> readOnly() {
    return new Query<>(this, raised, true);
  }

  /**
   * With what a {@code @NamedEntityGraph} names, loaded when the result is; what it leaves out is
   * loaded when it is touched.
   *
   * @throws QueryException where there is no graph of that name for what the query finds
   */
  public Query<R> fetchGraph(String name) {
    return fetch(session.queries().graph(prepared, name));
  }

  // ---- results

  /** All that it finds, in a list that can be changed. */
  public List<R> all() {
    session.queries().requireGrouped(prepared);
    return outcome.read(session, prepared, origin());
  }

  /** Where what it finds comes from. */
  private Origin origin() {
    return session.origin(prepared.tree(), raised, readOnly);
  }

  /** Puts it with those that its session sends together. */
  Later<R> gather(Gathered gathered, Session asking) {
    if (asking != session) {
      throw new QueryException(
          ErrorCode.FOREIGN_QUERY,
          null,
          "The query belongs to another session",
          "in later(" + this + ")",
          "make it with session.query(...) of the session that is to send it");
    }
    session.queries().requireGrouped(prepared);
    return gathered.add(session, prepared, outcome, origin());
  }

  /**
   * All that it finds, one after the other, without having all in memory: the database gives part
   * after part, and objects that are clean when their part is worked off leave the session. What an
   * object of the part leads to is loaded for the whole part. Close the stream where it is not read
   * to its end.
   *
   * <p>Outside a transaction a stream has a connection of its own, so that the loop can commit.
   *
   * @throws org.rowanorm.error.SessionStateException when it is read on after its session was
   *     closed, or after the end of the transaction in which it was opened
   */
  public Stream<R> stream() {
    session.queries().requireGrouped(prepared);
    RowStream<R> stream = session.queries().stream(prepared, outcome, origin());
    return StreamSupport.stream(stream, false).onClose(stream::close);
  }

  /** Does something with each that it finds, as {@link #stream} gives them. */
  public void forEach(Consumer<? super R> action) {
    try (Stream<R> all = stream()) {
      all.forEachOrdered(action);
    }
  }

  /**
   * The one that it finds.
   *
   * @throws ResultCountException where it finds none or several; it says how many
   */
  public R one() {
    List<R> found = atMost(2);
    if (found.size() != 1) {
      throw wrongCount(found.size(), "exactly one row");
    }
    return found.get(0);
  }

  /**
   * The one that it finds, or null.
   *
   * @throws ResultCountException where it finds several; it says how many
   */
  public @Nullable R oneOrNull() {
    List<R> found = atMost(2);
    if (found.size() > 1) {
      throw wrongCount(found.size(), "at most one row");
    }
    return found.isEmpty() ? null : found.get(0);
  }

  /** The first that it finds, or null. */
  public @Nullable R first() {
    List<R> found = atMost(1);
    return found.isEmpty() ? null : found.get(0);
  }

  /** The number that it finds, as it stands: with its limit and offset, its groups and all. */
  public long count() {
    session.queries().requireGrouped(prepared);
    return session.queries().number(new QueryTree.Count(prepared.tree()), prepared);
  }

  /** Whether it finds any. */
  public boolean exists() {
    session.queries().requireGrouped(prepared);
    Prepared one = bounded(1);
    return session.queries().any(new QueryTree.Exists(one.tree()), one);
  }

  /**
   * One page of what it finds, and how many there are in all. Sort by something unique, or rows may
   * stand on two pages.
   *
   * @param number the page, from 0
   */
  public Page<R> page(int number, int size) {
    long first = (long) number * size;
    if (number < 0 || size < 1 || first > Integer.MAX_VALUE) {
      throw new QueryException(
          ErrorCode.WRONG_LIMIT,
          null,
          "There is no page " + number + " of " + size + " rows",
          "in query " + this,
          first > Integer.MAX_VALUE
              ? "it would begin after row " + first + "; go on from page to page with page(size)"
              : "pages are counted from 0, and have a row at least");
    }
    return new Page<>(offset((int) first).limit(size).all(), number, size, count());
  }

  /**
   * The first page of what it finds, in its order; rows with equal sort keys stand in the order of
   * their ids. Each page is told by a row, not by its number: however far one goes, a page is as
   * fast as the first, and rows that are inserted or deleted meanwhile move no other row to another
   * page.
   *
   * @throws QueryException where the query has values, groups or a limit, or the factory has no
   *     {@code cursorKey}
   */
  public CursorPage<R> page(int size) {
    return pageAt(size, null);
  }

  /**
   * The page that a cursor of this query leads to.
   *
   * @param cursor {@link CursorPage#next()} or {@link CursorPage#previous()} of another page
   * @throws QueryException where it was changed, or is of another query
   */
  public CursorPage<R> page(int size, String cursor) {
    return pageAt(size, Objects.requireNonNull(cursor, "cursor"));
  }

  private CursorPage<R> pageAt(int size, @Nullable String cursor) {
    if (size < 1) {
      throw new QueryException(
          ErrorCode.WRONG_LIMIT, null, "There is no page of " + size + " rows", "in query " + this);
    }
    return session.queries().page(prepared, size, cursor, origin());
  }

  /**
   * What comes after a row in the order of the query, told by the values of its sort keys: the way
   * to page through much without an offset. The keys must not be null.
   */
  public Query<R> after(Object... keys) {
    return with(tree().withWhere(List.of(Keyset.after(tree(), keys))));
  }

  private List<R> atMost(int rows) {
    session.queries().requireGrouped(prepared);
    return outcome.read(session, bounded(rows), origin());
  }

  /** The query with a limit, where it has none that is as small. */
  private Prepared bounded(int rows) {
    Node limit = tree().limit();
    if (limit instanceof Node.Value value && (int) value.value() <= rows) {
      return prepared;
    }
    return session
        .queries()
        .prepare(prepared, tree().withBounds(new Node.Value(rows), tree().offset()));
  }

  private ResultCountException wrongCount(int found, String wanted) {
    long count = found < 2 ? found : count();
    return new ResultCountException(
        count,
        "The query must find " + wanted + ", but finds " + (count == 0 ? "none" : count),
        "in query " + this,
        count == 0 ? "use oneOrNull() where there may be none" : "use all() or first()");
  }
}
