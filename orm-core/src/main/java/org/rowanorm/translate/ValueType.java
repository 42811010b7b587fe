package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.SelectNode;
import org.rowanorm.tree.SelectNode.CombinedNode;
import org.rowanorm.type.ColumnType;

/**
 * What a value of a query is: one in a column, an object of an entity or one of an embeddable.
 *
 * @param column how it is bound and read; of an object, the first column of its id or its parts
 * @param entity the entity of an object, or null
 * @param embedded the embeddable of an object, or null
 * @param name what messages call it
 */
public record ValueType(
    ColumnType<?> column,
    @Nullable EntityModel entity,
    @Nullable EmbeddedType embedded,
    String name) {

  /** The objects of an entity. */
  static ValueType of(EntityModel entity) {
    return new ValueType(entity.id().columns().get(0).type(), entity, null, entity.name());
  }

  static ValueType of(ColumnType<?> column, String name) {
    return new ValueType(column, null, null, name);
  }

  /**
   * What a path leads to.
   *
   * @param query what messages show as the query
   */
  static ValueType of(Paths.Resolved path, Object query) {
    EmbeddedType embedded =
        path.target() instanceof EmbeddedAttribute attribute
            ? EmbeddedType.of(attribute, query)
            : null;
    return new ValueType(
        path.columns().get(0).type(),
        Paths.targetOrNull(path.target()),
        embedded,
        path.target().path());
  }

  /** The same under another name. */
  ValueType named(String other) {
    return new ValueType(column, entity, embedded, other);
  }

  /** Whether it is an object with several columns, or an embeddable, whose one is a part. */
  boolean isComposite() {
    return embedded != null || size() > 1;
  }

  /** The columns of a value that is composite: of the id of an object, of an embeddable. */
  static List<Node> columns(Node node, @Nullable ValueType type) {
    ValueType known = Objects.requireNonNull(type);
    int size = known.size();
    if (node instanceof Node.Null) {
      return Collections.nCopies(size, node);
    }
    EmbeddedType embedded = known.embedded();
    List<Node> columns = new ArrayList<>(size);
    if (node instanceof Node.Tuple tuple && embedded != null) {
      for (int i = 0; i < tuple.parts().size(); i++) {
        Node part = tuple.parts().get(i);
        ValueType of = embedded.parts().get(i).type();
        columns.addAll(of.isComposite() ? columns(part, of) : List.of(part));
      }
      return columns;
    }
    if (node instanceof Node.Tuple tuple) {
      return tuple.parts();
    }
    for (int i = 0; i < size; i++) {
      columns.add(new Node.Key(node, i));
    }
    return columns;
  }

  /** A query for values of types as one that gives each column by itself. */
  static SelectNode split(SelectNode select, List<ValueType> types) {
    if (types.stream().noneMatch(ValueType::isComposite)) {
      return select;
    }
    List<Node> items = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Node item = select.items().get(i);
      items.addAll(types.get(i).isComposite() ? columns(item, types.get(i)) : List.of(item));
    }
    List<CombinedNode> others =
        select.combined().stream()
            .map(other -> new CombinedNode(other.combination(), split(other.select(), types)))
            .toList();
    return select.withItems(items).withAllCombined(others);
  }

  /** The number of columns: of an object of an entity, those of its id. */
  int size() {
    if (embedded != null) {
      return embedded.size();
    }
    return entity == null ? 1 : entity.id().columns().size();
  }

  /** The Java type of the value. */
  public Class<?> javaType() {
    if (embedded != null) {
      return embedded.javaType();
    }
    return entity == null ? column.javaType() : entity.type();
  }
}
