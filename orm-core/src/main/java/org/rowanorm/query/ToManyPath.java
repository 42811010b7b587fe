package org.rowanorm.query;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rowanorm.query.EntityPath.Place;
import org.rowanorm.sql.Comparison;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.Source;

/**
 * A collection of other entities, which conditions can ask about.
 *
 * @param <E> the class of the elements
 * @param <P> the paths of an element
 */
public final class ToManyPath<E, P extends EntityPath<E>> implements Loadable {

  private final Node.Path node;
  private final Class<E> element;
  private final Function<Place, P> path;

  ToManyPath(Node.Path node, Class<E> element, Function<Place, P> path) {
    this.node = node;
    this.element = element;
    this.path = path;
  }

  Node.Path tree() {
    return node;
  }

  /**
   * The elements, for paths that go on: {@code fetch(QUser.books.each().author())}. A condition
   * says with {@link #any} or {@link #all} which elements it means.
   */
  public P each() {
    return path.apply(new Place(node.source(), node.name()));
  }

  /** Has an element. */
  public Predicate any() {
    return some(name(), null);
  }

  /** Has an element for which a condition holds. */
  public Predicate any(Function<P, Predicate> condition) {
    Source.Entity name = name();
    return some(name, condition.apply(path.apply(new Place(name, ""))).tree());
  }

  private Predicate some(Source.Entity name, @Nullable Node condition) {
    return new Predicate(new Node.Any(node, name, condition));
  }

  /** The name is that of the path, so that equal conditions have equal shapes. */
  private Source.Entity name() {
    return new Source.Entity(element, node + ".element");
  }

  /** Has no element. */
  public Predicate none() {
    return any().not();
  }

  /** Has no element for which a condition holds. */
  public Predicate none(Function<P, Predicate> condition) {
    return any(condition).not();
  }

  /** A condition holds for all elements; where there are none, too. */
  public Predicate all(Function<P, Predicate> condition) {
    return none(found -> condition.apply(found).not());
  }

  /** Has a certain element. */
  public Predicate contains(E object) {
    Source.Entity name = name();
    return some(
        name, new Node.Compare(new Node.Self(name), Comparison.EQUAL, new Node.Value(object)));
  }

  /** The number of elements. */
  public NumberExpression<Long> size() {
    return new NumberExpression<>(new Node.Size(node));
  }

  @Override
  public String toString() {
    return node.toString();
  }
}
