package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.Nearest;
import org.rowanorm.error.QueryException;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.CollectionKind;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.sql.Comparison;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.Source;

/** Checks what the paths of a query lead to. For one use by one thread. */
final class PathBuilder {

  private final TreeBuilder trees;
  private final Object query;

  PathBuilder(TreeBuilder trees, Object query) {
    this.trees = trees;
    this.query = query;
  }

  // ---- where paths start

  /** What a path starts from. */
  Scope.Entry entry(Source source, Scope scope) {
    if (source instanceof Source.Held) {
      throw new QueryException(
          ErrorCode.UNSUPPORTED_OPERATOR,
          null,
          "'" + source + "' is one value, from which no join and no collection can go on",
          "in query " + query,
          "join the map, on the condition that its key is the one that is meant");
    }
    if (source instanceof Source.Treated treated) {
      EntityModel model = trees.model(treated.type(), query);
      EntityModel known = object(treated.of(), scope);
      requireKind(model, known);
      return Scope.Entry.of(source, model);
    }
    if (source instanceof Source.Key key) {
      Scope.Entry of = entry(key.of(), scope);
      ToManyAttribute collection = of.collection();
      if (collection == null || collection.kind() != CollectionKind.MAP) {
        throw new QueryException(
            ErrorCode.UNSUPPORTED_OPERATOR,
            null,
            "'" + of.source() + "' is no value of a map, so it has no key",
            "in query " + query);
      }
      return Scope.Entry.ofElements(source, collection);
    }
    return scope.find(source, query);
  }

  /** The entity of the objects of a place. */
  private EntityModel object(Node of, Scope scope) {
    Source start = of instanceof Node.Path path ? path.source() : ((Node.Self) of).source();
    if (start instanceof Source.Held) {
      entry(start, scope);
    }
    ValueType type =
        (of instanceof Node.Path path ? path(path, scope) : self((Node.Self) of, scope)).type();
    if (type == null || type.entity() == null) {
      throw new QueryException(
          ErrorCode.NOT_A_TO_ONE,
          null,
          of + " is no object",
          "in query " + query,
          "only objects are of a class that can be asked for");
    }
    return type.entity();
  }

  private void requireKind(EntityModel wanted, EntityModel known) {
    if (!known.hierarchy().family().contains(wanted)) {
      throw new QueryException(
          ErrorCode.NOT_A_SUBTYPE,
          null,
          wanted.name() + " is no kind of " + known.name(),
          "in query " + query,
          "name " + known.name() + " or an entity that extends it");
    }
  }

  // ---- what they lead to

  Built path(Node.Path path, Scope scope) {
    if (path.source() instanceof Source.Held held) {
      return held(held, path, scope);
    }
    Scope.Entry entry = entry(path.source(), scope);
    Node.Path named =
        path.source() == Source.Root.ROOT ? new Node.Path(entry.source(), path.name()) : path;
    ValueType type = typeOf(path, entry);
    EmbeddedType embedded = type.embedded();
    return new Built(embedded == null ? named : embedded.at(named), type);
  }

  private ValueType typeOf(Node.Path path, Scope.Entry entry) {
    Attribute start = startOf(path.source(), entry.collection());
    if (start != null) {
      return ValueType.of(Paths.within(start, path.name(), query), query);
    }
    EntityModel model = entry.model();
    if (model == null) {
      throw new QueryException(
          ErrorCode.UNKNOWN_ATTRIBUTE,
          null,
          "'"
              + entry.source()
              + "' is a query, not an entity with an attribute '"
              + path.name()
              + "'",
          "in query " + query,
          "ask it for a column with get(...)");
    }
    return trees.names().typeOf(model, path.name(), query);
  }

  /** The attribute that paths of values or keys start within; null for those of an entity. */
  static @Nullable Attribute startOf(Source source, @Nullable ToManyAttribute collection) {
    if (collection == null) {
      return null;
    }
    if (source instanceof Source.Elements) {
      return collection.element().attribute();
    }
    if (!(source instanceof Source.Key)) {
      return null;
    }
    return collection.shape().position() == null
        ? collection.shape().mapKey()
        : collection.shape().position().attribute();
  }

  /** The columns of a composite value, each as a path or as a column of another query. */
  List<Node> columns(Node node, @Nullable ValueType type) {
    if (type == null || !type.isComposite()) {
      return List.of(node);
    }
    List<Node> columns = new ArrayList<>();
    EmbeddedType embedded = type.embedded();
    if (embedded != null) {
      List<Node> parts = ((Node.Tuple) node).parts();
      for (int i = 0; i < parts.size(); i++) {
        columns.addAll(columns(parts.get(i), embedded.parts().get(i).type()));
      }
      return columns;
    }
    if (node instanceof Node.Tuple tuple) {
      return tuple.parts();
    }
    EntityModel entity = Objects.requireNonNull(type.entity());
    for (ColumnAttribute leaf : entity.id().leaves()) {
      ValueType of = trees.names().typeOf(entity, leaf.name(), query);
      columns.addAll(columns(below(node, leaf.name()), of));
    }
    return columns;
  }

  private static Node.Path below(Node object, String name) {
    return object instanceof Node.Path path && !path.name().isEmpty()
        ? new Node.Path(path.source(), path.name() + "." + name)
        : new Node.Path(
            object instanceof Node.Path path ? path.source() : ((Node.Self) object).source(), name);
  }

  Built self(Node.Self self, Scope scope) {
    if (self.source() instanceof Source.Held held) {
      return held(held, self, scope);
    }
    return new Built(self, ValueType.of(entry(self.source(), scope).requiredModel()));
  }

  /** A value of a map, or something of it, which a query of its own finds. */
  private Built held(Source.Held held, Node written, Scope scope) {
    String name = held.map() + ".value";
    Source element =
        held.type() == null
            ? new Source.Elements(held.map(), name)
            : new Source.Entity(held.type(), name);
    Scope inner = new Scope(scope);
    inner.add(Scope.Entry.ofElements(element, collection(held.map(), scope)), query);
    Node key = new Node.Path(new Source.Key(element), "");
    Node.Compare under = new Node.Compare(key, Comparison.EQUAL, held.key());
    Node condition = trees.nodes().conditions().condition(under, inner);
    Node value =
        written instanceof Node.Path path
            ? new Node.Path(element, path.name())
            : new Node.Self(element);
    Built built = trees.nodes().any(value, null, inner);
    EmbeddedType embedded = built.type() == null ? null : built.type().embedded();
    if (embedded != null) {
      Node.Tuple parts = embedded.at(new Node.Path(held, ((Node.Path) written).name()));
      List<Node> found =
          parts.parts().stream().map(part -> held(held, part, scope).node()).toList();
      return new Built(new Node.Tuple(found), built.type());
    }
    trees.nodes().requireSingle(built);
    return new Built(new Node.Held(held.map(), element, condition, built.node()), built.type());
  }

  Built column(Node.Column column, Scope scope) {
    Scope.Entry entry = scope.find(column.source(), query);
    int index = entry.items().indexOf(column.selected());
    if (index < 0) {
      throw new QueryException(
          ErrorCode.UNKNOWN_ATTRIBUTE,
          null,
          "'"
              + column.source()
              + "' does not select "
              + column.selected()
              + Nearest.hint(
                  column.selected().toString(),
                  entry.items().stream().map(Object::toString).toList()),
          "in query " + query);
    }
    ValueType type = entry.types().get(index);
    int first = entry.types().subList(0, index).stream().mapToInt(ValueType::size).sum();
    return new Built(output(column.source(), first, type), type);
  }

  /** The columns of a value among those of another query. */
  private static Node output(Source.Table source, int first, ValueType type) {
    if (!type.isComposite()) {
      return new Node.Output(source, first);
    }
    List<Node> parts = new ArrayList<>();
    int next = first;
    EmbeddedType embedded = type.embedded();
    if (embedded == null) {
      for (int i = 0; i < type.size(); i++) {
        parts.add(new Node.Output(source, next++));
      }
      return new Node.Tuple(parts);
    }
    for (EmbeddedType.Part part : embedded.parts()) {
      parts.add(output(source, next, part.type()));
      next += part.type().size();
    }
    return new Node.Tuple(parts);
  }

  /** The collection that a path leads to. */
  ToManyAttribute collection(Node.Path path, Scope scope) {
    return Paths.collection(entry(path.source(), scope).requiredModel(), path.name(), query);
  }

  /** That the class of an object is one of some classes. */
  Node isType(Node.Type type, List<Node> classes, Scope scope) {
    EntityModel known = object(type.object(), scope);
    List<Class<?>> types = new ArrayList<>(classes.size());
    for (Node node : classes) {
      if (!(node instanceof Node.Value value) || !(value.value() instanceof Class<?> wanted)) {
        throw new QueryException(
            ErrorCode.UNSUPPORTED_OPERATOR,
            null,
            type + " is compared with " + node + ", but only classes can be compared with it",
            "in query " + query);
      }
      requireKind(trees.model(wanted, query), known);
      types.add(wanted);
    }
    return new Node.IsType(type.object(), types);
  }
}
