package org.rowanorm.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.query.Expression;
import org.rowanorm.query.Path;
import org.rowanorm.query.Predicate;
import org.rowanorm.query.Row;
import org.rowanorm.query.Selection.Shape;
import org.rowanorm.translate.Change;
import org.rowanorm.translate.PreparedChange;
import org.rowanorm.tree.FromNode;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.SelectNode;
import org.rowanorm.tree.Source;

/**
 * New values for all objects of a class for which a condition holds, in one statement. Each call
 * that adds to it gives a new one and checks what was added. A version goes up with it, so that
 * other sessions notice.
 *
 * @param <T> the class
 */
public final class BulkUpdate<T> {

  private final Session session;
  private final Change.Update change;
  private final PreparedChange prepared;

  private BulkUpdate(Session session, Change.Update change) {
    this.session = session;
    this.change = change;
    this.prepared = session.changes().prepare(change);
  }

  static <T> BulkUpdate<T> of(Session session, Class<T> type) {
    SelectNode rows = SelectNode.from(new FromNode.Rows(new Source.Entity(type, null)));
    return new BulkUpdate<>(session, new Change.Update(rows, List.of()));
  }

  /** Sets an attribute; null is allowed where the column allows it. */
  public <V> BulkUpdate<T> set(Path<V> attribute, @Nullable V value) {
    return with(attribute, value == null ? Node.Null.NULL : new Node.Value(value));
  }

  /** Sets an attribute to what an expression gives. */
  public <V> BulkUpdate<T> set(Path<V> attribute, Expression<? extends V> value) {
    return with(attribute, Expression.node(value));
  }

  private BulkUpdate<T> with(Path<?> attribute, Node value) {
    List<Change.Assigned> more = new ArrayList<>(change.sets());
    more.add(new Change.Assigned(Expression.node((Expression<?>) attribute), value));
    return new BulkUpdate<>(session, new Change.Update(change.rows(), more));
  }

  /** Only those for which all conditions hold. */
  public BulkUpdate<T> where(Predicate... predicates) {
    List<Node> nodes = Arrays.stream(predicates).map(Expression::node).toList();
    return new BulkUpdate<>(
        session, new Change.Update(change.rows().withWhere(nodes), change.sets()));
  }

  /**
   * Flushes what is open, runs the statement and gives the number of rows that it changed. Objects
   * of the class that the session manages are read again when they are touched.
   */
  public long execute() {
    return session.changes().change(prepared);
  }

  /**
   * Does it and gives the rows that it changed, as objects with their new values.
   *
   * @throws org.rowanorm.error.QueryException where the database cannot
   */
  public List<T> returning() {
    return session.changes().changeReturning(change, List.of(), Shape.ofRoot());
  }

  /** Does it and gives a value of each row that it changed. */
  public <X> List<X> returning(Expression<X> item) {
    return session
        .changes()
        .changeReturning(change, List.of(Expression.node(item)), Shape.ofValue());
  }

  /** Does it and gives some values of each row that it changed. */
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
