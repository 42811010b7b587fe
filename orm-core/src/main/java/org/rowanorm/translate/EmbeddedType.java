package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.tree.Node;

/**
 * What an embeddable is in a query: its attributes with columns, those of nested embeddables too,
 * each of which is a value of its own. Immutable.
 *
 * @param parts in the order of {@link EmbeddedAttribute#leaves()}
 */
public record EmbeddedType(EmbeddedAttribute attribute, List<Part> parts) {

  /**
   * An attribute of an embeddable.
   *
   * @param name its path from there
   */
  public record Part(String name, ValueType type) {}

  /** Copies the list. */
  public EmbeddedType {
    parts = List.copyOf(parts);
  }

  /** The type of what an attribute holds. */
  static EmbeddedType of(EmbeddedAttribute attribute, Object query) {
    List<Part> parts = new ArrayList<>();
    for (ColumnAttribute leaf : attribute.leaves()) {
      String name = leaf.name().substring(attribute.name().length() + 1);
      parts.add(new Part(name, ValueType.of(Paths.within(attribute, name, query), query)));
    }
    return new EmbeddedType(attribute, parts);
  }

  /** The class of the objects. */
  Class<?> javaType() {
    return attribute.component().type();
  }

  /** The number of columns. */
  int size() {
    return parts.stream().mapToInt(part -> part.type().size()).sum();
  }

  /** The attributes of the embeddable at a path, each as a value. */
  Node.Tuple at(Node.Path path) {
    String prefix = path.name().isEmpty() ? "" : path.name() + ".";
    return new Node.Tuple(
        parts.stream()
            .<Node>map(part -> new Node.Path(path.source(), prefix + part.name()))
            .toList());
  }

  /** The values of the parts in an object. */
  List<@Nullable Object> values(Object object) {
    return attribute.values(object);
  }
}
