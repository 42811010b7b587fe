package org.rowanorm.query;

import org.rowanorm.tree.FromNode;
import org.rowanorm.tree.SelectNode;
import org.rowanorm.tree.Source;

/**
 * A query without a session: a part of another one, or one to be run by any session. Immutable and
 * thread-safe.
 *
 * @param <R> what it finds
 */
public final class Select<R> extends Selection<R, Select<R>> {

  private Select(SelectNode node, Shape shape) {
    super(node, shape);
  }

  /** The objects of a class. */
  public static <E> Select<E> from(Class<E> type) {
    return new Select<>(
        SelectNode.from(new FromNode.Rows(new Source.Entity(type, null))), Shape.ofRoot());
  }

  /** The objects of an entity, under the name that it has. */
  public static <E> Select<E> from(EntityPath<E> entity) {
    return new Select<>(
        SelectNode.from(new FromNode.Rows(EntityPath.entity(entity))), Shape.ofRoot());
  }

  /** The rows of another query; say next what to select. */
  public static Select<Row> from(Table table) {
    return new Select<>(SelectNode.from(Table.node(table)), Shape.ofRow());
  }

  /** One value of each row. */
  public <X> Select<X> select(Expression<X> item) {
    return new Select<>(selecting(item), Shape.ofValue());
  }

  /** Some values of each row. */
  public Select<Row> select(Expression<?>... items) {
    return new Select<>(selecting(items), Shape.ofRow());
  }

  /** An object of a class for each row: some values, given to its constructor. */
  public <X> Select<X> select(Class<X> type, Expression<?>... items) {
    return new Select<>(selecting(items), new Shape(Kind.CONSTRUCTED, type));
  }

  @Override
  protected Select<R> with(SelectNode changed) {
    return new Select<>(changed, shape());
  }
}
