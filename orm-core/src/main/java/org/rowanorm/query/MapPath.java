package org.rowanorm.query;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rowanorm.query.EntityPath.Place;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.Source;

/**
 * A map to values or to other entities, which conditions can ask about. Immutable and thread-safe.
 *
 * @param <K> the class of the keys
 * @param <V> the class of the values
 * @param <KP> the paths of a key
 * @param <VP> the paths of a value
 */
public final class MapPath<K, V, KP extends Expression<K>, VP extends Expression<V>>
    implements Loadable {

  private final Node.Path node;
  private final @Nullable Class<V> element;
  private final Function<Place, KP> keyPath;
  private final Function<Place, VP> valuePath;

  /**
   * A map.
   *
   * @param element the class of the values where they are entities, else null
   */
  MapPath(
      Node.Path node,
      @Nullable Class<V> element,
      Function<Place, KP> keyPath,
      Function<Place, VP> valuePath) {
    this.node = node;
    this.element = element;
    this.keyPath = keyPath;
    this.valuePath = valuePath;
  }

  /**
   * One entry of a map, under a name of its own: the paths of its key and of its value.
   *
   * @param source what they start from
   */
  public record Entry<KP, VP>(Source source, KP key, VP value) {}

  Node.Path tree() {
    return node;
  }

  /** The keys, for paths that go on: {@code fetch(QShop.prices.key())}. */
  public KP key() {
    int last = node.name().lastIndexOf('.') + 1;
    String name = node.name().substring(0, last) + "key(" + node.name().substring(last) + ")";
    return keyPath.apply(new Place(node.source(), name));
  }

  /** The values, for paths that go on: {@code fetch(QShop.prices.each().currency())}. */
  public VP each() {
    return valuePath.apply(new Place(node.source(), node.name()));
  }

  /** The entries under a name of their own, to be joined. */
  public Entry<KP, VP> as(String alias) {
    Source source =
        element == null ? new Source.Elements(node, alias) : new Source.Entity(element, alias);
    return new Entry<>(
        source,
        keyPath.apply(new Place(new Source.Key(source), "")),
        valuePath.apply(new Place(source, "")));
  }

  /** The name is that of the path, so that equal conditions have equal shapes. */
  private Entry<KP, VP> entry() {
    return as(node + ".element");
  }

  /** Has an entry. */
  public Predicate any() {
    return new Predicate(new Node.Any(node, entry().source(), null));
  }

  /** Has an entry for whose key and value a condition holds. */
  public Predicate any(BiFunction<KP, VP, Predicate> condition) {
    Entry<KP, VP> entry = entry();
    Node holds = condition.apply(entry.key(), entry.value()).tree();
    return new Predicate(new Node.Any(node, entry.source(), holds));
  }

  /** Has no entry. */
  public Predicate none() {
    return any().not();
  }

  /** Has no entry for whose key and value a condition holds. */
  public Predicate none(BiFunction<KP, VP, Predicate> condition) {
    return any(condition).not();
  }

  /** A condition holds for the keys and values of all entries; where there are none, too. */
  public Predicate all(BiFunction<KP, VP, Predicate> condition) {
    return none((key, value) -> condition.apply(key, value).not());
  }

  /** Has a certain key. */
  public Predicate containsKey(K key) {
    return any((found, value) -> found.eq(key));
  }

  /** Has a certain value. */
  public Predicate containsValue(V value) {
    return any((key, found) -> found.eq(value));
  }

  /**
   * The value under a key. Where a map has no such key nothing is there: the value is null, and so
   * are its attributes.
   */
  public VP get(K key) {
    return valuePath.apply(new Place(new Source.Held(node, new Node.Value(key), element), ""));
  }

  /** The number of entries. */
  public NumberExpression<Long> size() {
    return new NumberExpression<>(new Node.Size(node));
  }

  @Override
  public String toString() {
    return node.toString();
  }
}
