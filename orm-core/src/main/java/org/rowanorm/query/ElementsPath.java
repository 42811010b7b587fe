package org.rowanorm.query;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rowanorm.query.EntityPath.Place;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.Source;

/**
 * A collection of values, which conditions can ask about. Immutable and thread-safe.
 *
 * @param <E> the class of the values
 * @param <P> the paths of a value
 */
public final class ElementsPath<E, P extends Expression<E>> implements Loadable {

  private final Node.Path node;
  private final Function<Place, P> path;

  ElementsPath(Node.Path node, Function<Place, P> path) {
    this.node = node;
    this.path = path;
  }

  Node.Path tree() {
    return node;
  }

  /** The values under a name of their own, to be joined. */
  public P as(String alias) {
    return path.apply(new Place(new Source.Elements(node, alias), ""));
  }

  /** Has a value. */
  public Predicate any() {
    return some(null);
  }

  /** Has a value for which a condition holds. */
  public Predicate any(Function<P, Predicate> condition) {
    return some(condition.apply(path.apply(new Place(name(), ""))).tree());
  }

  private Predicate some(@Nullable Node condition) {
    return new Predicate(new Node.Any(node, name(), condition));
  }

  /** The name is that of the path, so that equal conditions have equal shapes. */
  private Source name() {
    return new Source.Elements(node, node + ".element");
  }

  /** Has no value. */
  public Predicate none() {
    return any().not();
  }

  /** Has no value for which a condition holds. */
  public Predicate none(Function<P, Predicate> condition) {
    return any(condition).not();
  }

  /** A condition holds for all values; where there are none, too. */
  public Predicate all(Function<P, Predicate> condition) {
    return none(found -> condition.apply(found).not());
  }

  /** Has a certain value. */
  public Predicate contains(E value) {
    return any(found -> found.eq(value));
  }

  /** The number of values. */
  public NumberExpression<Long> size() {
    return new NumberExpression<>(new Node.Size(node));
  }

  @Override
  public String toString() {
    return node.toString();
  }
}
