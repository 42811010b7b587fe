package org.rowanorm.query;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rowanorm.sql.Statement.Nulls;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.SortNode;
import org.rowanorm.tree.Source;

/**
 * Objects of an entity: those that a query looks at, or those that a reference leads to. The
 * annotation processor generates a subclass for each mapped class, with a method per attribute.
 *
 * @param <E> the class of the objects
 */
public abstract non-sealed class EntityPath<E> extends Expression<E> implements Path<E> {

  private final Source source;
  private final String prefix;

  /** The path at a place. */
  protected EntityPath(Place place) {
    super(place.tree());
    this.source = place.source();
    this.prefix = place.prefix();
  }

  /** The same paths at another place. */
  protected abstract EntityPath<E> at(Place place);

  /**
   * The objects here that are of a class further down their hierarchy, with its attributes. Where
   * an object is of another class nothing is there: its attributes are null, as behind a reference
   * that leads nowhere.
   *
   * @param kind the entity of that class, such as {@code QDog.self}
   */
  @SuppressWarnings("unchecked") // at(...) gives the kind that it is asked of
  public final <P extends EntityPath<? extends E>> P as(P kind) {
    return (P) kind.at(new Place(new Source.Treated(tree(), entity(kind).type()), ""));
  }

  /**
   * Sorted by the id of the objects, or by the parts of an embeddable, the least first; of several
   * columns by each, in their order.
   */
  public final Sort asc() {
    return new Sort(new SortNode(tree(), false, Nulls.AS_IS));
  }

  /** The same with the greatest first. */
  public final Sort desc() {
    return new Sort(new SortNode(tree(), true, Nulls.AS_IS));
  }

  static Source.Entity entity(EntityPath<?> path) {
    if (path.source instanceof Source.Entity entity && path.prefix.isEmpty()) {
      return entity;
    }
    throw new IllegalArgumentException(path + " is an attribute, not an entity under a name");
  }

  /** A text attribute. */
  protected final StringPath string(String name) {
    return new StringPath(attribute(name));
  }

  /** An attribute that is a number. */
  protected final <N extends Number> NumberPath<N> number(String name) {
    return new NumberPath<>(attribute(name));
  }

  /** An attribute that is a date, a time or both. */
  protected final <V> TimePath<V> time(String name) {
    return new TimePath<>(attribute(name));
  }

  /** An attribute that is true or false. */
  protected final BooleanPath truth(String name) {
    return new BooleanPath(attribute(name));
  }

  /** An attribute whose values have an order. */
  protected final <V> ComparablePath<V> comparable(String name) {
    return new ComparablePath<>(attribute(name));
  }

  /** An attribute whose values can only be equal or not. */
  protected final <V> ValuePath<V> value(String name) {
    return new ValuePath<>(attribute(name));
  }

  /** The place of a reference or of an embedded value. */
  protected final Place place(String name) {
    return new Place(source, prefix.isEmpty() ? name : prefix + "." + name);
  }

  /** A collection of other entities. */
  protected final <V, P extends EntityPath<V>> ToManyPath<V, P> toMany(
      String name, Class<V> element, Function<Place, P> path) {
    return new ToManyPath<>(attribute(name), element, path);
  }

  /** A collection of values. */
  protected final <V, P extends Expression<V>> ElementsPath<V, P> elements(
      String name, Function<Place, P> path) {
    return new ElementsPath<>(attribute(name), path);
  }

  /** A map to values. */
  protected final <K, V, KP extends Expression<K>, VP extends Expression<V>>
      MapPath<K, V, KP, VP> map(String name, Function<Place, KP> key, Function<Place, VP> value) {
    return new MapPath<>(attribute(name), null, key, value);
  }

  /** A map to other entities. */
  protected final <K, V, KP extends Expression<K>, VP extends EntityPath<V>>
      MapPath<K, V, KP, VP> map(
          String name, Class<V> element, Function<Place, KP> key, Function<Place, VP> value) {
    return new MapPath<>(attribute(name), element, key, value);
  }

  private Node.Path attribute(String name) {
    return new Node.Path(source, prefix.isEmpty() ? name : prefix + "." + name);
  }

  /**
   * Where a path starts: at a source, or at an attribute of one.
   *
   * @param prefix the attribute with its dots; empty for the source itself
   */
  public record Place(Source source, String prefix) {

    /** An entity of a query. */
    public static Place of(Class<?> type, @Nullable String alias) {
      return new Place(new Source.Entity(type, alias), "");
    }

    Node tree() {
      return prefix.isEmpty() && isObject() ? new Node.Self(source) : new Node.Path(source, prefix);
    }

    private boolean isObject() {
      return source instanceof Source.Entity
          || source instanceof Source.Treated
          || (source instanceof Source.Held held && held.type() != null);
    }
  }
}
