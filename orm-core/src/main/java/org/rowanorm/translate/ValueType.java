package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.SelectNode;
import org.rowanorm.tree.SelectNode.CombinedNode;
import org.rowanorm.type.ColumnType;

/**
 * What a value of a query is: one in a column, or an object.
 *
 * @param column how it is bound and read; of an object, the first column of its id
 * @param entity the entity of an object, or null
 * @param name what messages call it
 */
public record ValueType(ColumnType<?> column, @Nullable EntityModel entity, String name) {

  /** The objects of an entity. */
  static ValueType of(EntityModel entity) {
    return new ValueType(entity.id().columns().get(0).type(), entity, entity.name());
  }

  static ValueType of(ColumnType<?> column, String name) {
    return new ValueType(column, null, name);
  }

  /** What a path leads to. */
  static ValueType of(Paths.Resolved path) {
    return new ValueType(
        path.columns().get(0).type(), Paths.targetOrNull(path.target()), path.target().path());
  }

  /** Whether it is an object whose id has several columns. */
  boolean isComposite() {
    return size() > 1;
  }

  /** The columns of the id of an object of a type. */
  static List<Node> keys(Node object, @Nullable ValueType type) {
    int size = Objects.requireNonNull(type).size();
    List<Node> keys = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      keys.add(new Node.Key(object, i));
    }
    return keys;
  }

  /** A query for values of types as one that gives each column of an id by itself. */
  static SelectNode split(SelectNode select, List<ValueType> types) {
    if (types.stream().noneMatch(ValueType::isComposite)) {
      return select;
    }
    List<Node> items = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Node item = select.items().get(i);
      items.addAll(types.get(i).isComposite() ? keys(item, types.get(i)) : List.of(item));
    }
    List<CombinedNode> others =
        select.combined().stream()
            .map(other -> new CombinedNode(other.combination(), split(other.select(), types)))
            .toList();
    return select.withItems(items).withAllCombined(others);
  }

  /** The number of columns: of an object, those of its id. */
  int size() {
    return entity == null ? 1 : entity.id().columns().size();
  }

  /** The Java type of the value. */
  public Class<?> javaType() {
    return entity == null ? column.javaType() : entity.type();
  }
}
