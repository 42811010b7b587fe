package org.rowanorm.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.query.Expression;
import org.rowanorm.query.Functions;
import org.rowanorm.query.Path;
import org.rowanorm.query.Row;
import org.rowanorm.query.Selection;
import org.rowanorm.query.Selection.Shape;
import org.rowanorm.translate.Change;
import org.rowanorm.translate.Change.Assigned;
import org.rowanorm.tree.FromNode;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.SelectNode;
import org.rowanorm.tree.Source;

/**
 * New rows of a class in one statement, from values or from a query, past objects, cascades and
 * callbacks. Each call that adds to it gives a new one; what it can check it checks at once. A
 * version begins as that of a new object does.
 *
 * @param <T> the class
 */
public final class BulkInsert<T> {

  private static final Source.Table GIVEN = new Source.Table("given");

  private final Session session;
  private final Change.Insert change;

  private BulkInsert(Session session, Change.Insert change) {
    this.session = session;
    this.change = change;
  }

  static <T> BulkInsert<T> of(Session session, Class<T> type) {
    return new BulkInsert<>(
        session,
        new Change.Insert(new Source.Entity(type, null), List.of(), values(List.of()), null));
  }

  private static SelectNode values(List<List<Node>> rows) {
    return SelectNode.from(new FromNode.Values(GIVEN, List.of(), rows));
  }

  /** The attributes that are given, in their order. */
  public BulkInsert<T> columns(Path<?>... attributes) {
    return new BulkInsert<>(
        session,
        new Change.Insert(change.target(), nodes(attributes), change.rows(), change.conflict()));
  }

  private static List<Node> nodes(Path<?>... attributes) {
    return Arrays.stream(attributes).map(path -> Expression.node((Expression<?>) path)).toList();
  }

  /** One more row: a value for each attribute, which may be null. */
  public BulkInsert<T> values(@Nullable Object... row) {
    List<Node> added = Arrays.stream(row).map(BulkInsert::value).toList();
    session.changes().prepare(with(values(List.of(added)))); // those before it were checked already
    List<List<Node>> rows = new ArrayList<>();
    if (change.rows().from() instanceof FromNode.Values before) {
      rows.addAll(before.rows());
    }
    rows.add(added);
    return new BulkInsert<>(session, with(values(rows)));
  }

  private static Node value(@Nullable Object value) {
    return value == null ? Node.Null.NULL : new Node.Value(value);
  }

  /** The rows that a query finds, with a value for each attribute. */
  public BulkInsert<T> from(Selection<?, ?> query) {
    return checked(with(Selection.node(query)));
  }

  private Change.Insert with(SelectNode rows) {
    return new Change.Insert(change.target(), change.attributes(), rows, change.conflict());
  }

  /**
   * Where there is a row with the same key already, it stays as it is; or say with {@link #set}
   * what changes in it.
   *
   * @param key the attributes of a unique key; MySQL and MariaDB heed every unique key
   */
  public BulkInsert<T> onConflict(Path<?>... key) {
    return with(new Change.Conflict(nodes(key), List.of()));
  }

  private BulkInsert<T> with(Change.Conflict conflict) {
    return checked(
        new Change.Insert(change.target(), change.attributes(), change.rows(), conflict));
  }

  /** Sets an attribute of a row that is there already. */
  public <V> BulkInsert<T> set(Path<V> attribute, @Nullable V value) {
    return set(attribute, value(value));
  }

  /**
   * Sets an attribute of a row that is there already to what an expression gives; {@link
   * Functions#inserted} is the value that was to be inserted.
   */
  public <V> BulkInsert<T> set(Path<V> attribute, Expression<? extends V> value) {
    return set(attribute, Expression.node(value));
  }

  private BulkInsert<T> set(Path<?> attribute, Node value) {
    Change.Conflict before = change.conflict();
    if (before == null) {
      throw new IllegalStateException("say onConflict(...) before set(...)");
    }
    List<Assigned> sets = new ArrayList<>(before.sets());
    sets.add(new Assigned(Expression.node((Expression<?>) attribute), value));
    return with(new Change.Conflict(before.key(), sets));
  }

  private BulkInsert<T> checked(Change.Insert grown) {
    boolean complete = !(grown.rows().from() instanceof FromNode.Values v) || !v.rows().isEmpty();
    if (complete) {
      session.changes().prepare(grown);
    }
    return new BulkInsert<>(session, grown);
  }

  /**
   * Flushes what is open, runs the statement and gives the number of rows as the database counts
   * them: MySQL and MariaDB count a row twice that was there and changed.
   */
  public long execute() {
    return session.changes().change(session.changes().prepare(change));
  }

  /**
   * Does it and gives the new rows as objects.
   *
   * @throws org.rowanorm.error.QueryException where the database cannot
   */
  public List<T> returning() {
    return session.changes().changeReturning(change, List.of(), Shape.ofRoot());
  }

  /** Does it and gives a value of each new row, such as the id that the database made. */
  public <X> List<X> returning(Expression<X> item) {
    return session
        .changes()
        .changeReturning(change, List.of(Expression.node(item)), Shape.ofValue());
  }

  /** Does it and gives some values of each new row. */
  public List<Row> returning(Expression<?>... items) {
    return session
        .changes()
        .changeReturning(
            change, Arrays.stream(items).map(Expression::node).toList(), Shape.ofRow());
  }

  @Override
  public String toString() {
    return change.toString();
  }
}
