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
        SelectNode.from(new FromNode.Rows(new Source.Entity(type, null))),
        new Shape(Kind.ROOT, null));
  }

  /** The objects of an entity, under the name that it has. */
  public static <E> Select<E> from(EntityPath<E> entity) {
    return new Select<>(
        SelectNode.from(new FromNode.Rows(EntityPath.entity(entity))), new Shape(Kind.ROOT, null));
  }

  /** The rows of another query; say next what to select. */
  public static Select<Row> from(Table table) {
    return new Select<>(SelectNode.from(Table.node(table)), new Shape(Kind.ROW, null));
  }

  /** One value of each row. */
  public <X> Select<X> select(Expression<X> item) {
    return new Select<>(selecting(item), new Shape(Kind.SINGLE, null));
  }

  /** Some values of each row. */
  public Select<Row> select(Expression<?>... items) {
    return new Select<>(selecting(items), new Shape(Kind.ROW, null));
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
