package org.rowanorm.session;

import java.util.Arrays;
import java.util.List;
import org.rowanorm.query.Expression;
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
 * The end of all objects of a class for which a condition holds, in one statement and past every
 * cascade. Each call that adds to it gives a new one and checks what was added.
 *
 * @param <T> the class
 */
public final class BulkDelete<T> {

  private final Session session;
  private final Change.Delete change;
  private final PreparedChange prepared;

  private BulkDelete(Session session, Change.Delete change) {
    this.session = session;
    this.change = change;
    this.prepared = session.changes().prepare(change);
  }

  static <T> BulkDelete<T> of(Session session, Class<T> type) {
    return new BulkDelete<>(
        session,
        new Change.Delete(SelectNode.from(new FromNode.Rows(new Source.Entity(type, null)))));
  }

  /** Only those for which all conditions hold. */
  public BulkDelete<T> where(Predicate... predicates) {
    List<Node> nodes = Arrays.stream(predicates).map(Expression::node).toList();
    return new BulkDelete<>(session, new Change.Delete(change.rows().withWhere(nodes)));
  }

  /**
   * Flushes what is open, runs the statement and gives the number of rows that it deleted. Objects
   * of the class that the session manages are read again when they are touched.
   */
  public long execute() {
    return session.changes().change(prepared);
  }

  /**
   * Does it and gives the rows that it deleted, as objects that the session does not manage.
   *
   * @throws org.rowanorm.error.QueryException where the database cannot
   */
  public List<T> returning() {
    return session.changes().changeReturning(change, List.of(), Shape.ofRoot());
  }

  /** Does it and gives a value of each row that it deleted. */
  public <X> List<X> returning(Expression<X> item) {
    return session
        .changes()
        .changeReturning(change, List.of(Expression.node(item)), Shape.ofValue());
  }

  /** Does it and gives some values of each row that it deleted. */
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
