package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.sql.Operator;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.SortNode;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.ColumnTypes;

/**
 * Takes values apart into a shape and values, and checks names and types on the way. For one use by
 * one thread.
 */
final class NodeBuilder {

  private static final ValueType TEXT = ValueType.of(ColumnTypes.STRING, "a text");
  private static final ValueType WHOLE = ValueType.of(ColumnTypes.INTEGER, "a number");

  private final TreeBuilder trees;
  private final ValueBinder binder;
  private final Object query;
  private final PathBuilder paths;
  private final ConditionBuilder conditions;

  NodeBuilder(TreeBuilder trees, ValueBinder binder, Object query) {
    this.trees = trees;
    this.binder = binder;
    this.query = query;
    this.paths = new PathBuilder(trees, query);
    this.conditions = new ConditionBuilder(trees, this, paths, query);
  }

  PathBuilder paths() {
    return paths;
  }

  ConditionBuilder conditions() {
    return conditions;
  }

  /** Values of one type, none of which has several columns. */
  List<Built> together(List<Node> nodes, Scope scope) {
    List<Built> all = alike(nodes, scope);
    for (int i = 0; i < all.size(); i++) {
      requireSingle(all.get(i));
    }
    return all;
  }

  /** Values that must be of one type: what has one tells it to those that are only values. */
  List<Built> alike(List<Node> nodes, Scope scope) {
    @Nullable Built[] built = new @Nullable Built[nodes.size()];
    ValueType type = null;
    for (int i = 0; i < built.length; i++) {
      if (!(nodes.get(i) instanceof Node.Value)) {
        Built found = any(nodes.get(i), null, scope);
        built[i] = found;
        if (type == null) {
          type = found.type();
        } else {
          requireAlike(type, found.type());
        }
      }
    }
    List<Built> all = new ArrayList<>(built.length);
    for (int i = 0; i < built.length; i++) {
      Built found = built[i];
      if (found == null) {
        found = any(nodes.get(i), type, scope);
        type = type == null ? found.type() : type;
      }
      all.add(found);
    }
    return all;
  }

  void requireAlike(ValueType left, @Nullable ValueType right) {
    if (right == null) {
      return;
    }
    Class<?> one = left.column().javaType();
    Class<?> other = right.column().javaType();
    boolean numbers = Number.class.isAssignableFrom(one) && Number.class.isAssignableFrom(other);
    boolean objects =
        left.entity() != null
            && right.entity() != null
            && left.entity().root() != right.entity().root();
    if (objects
        || (one != other && !numbers)
        || left.isComposite() != right.isComposite()
        || embeddable(left) != embeddable(right)) {
      throw wrongType(left, right.javaType());
    }
  }

  private static @Nullable Class<?> embeddable(ValueType type) {
    return type.embedded() == null ? null : type.embedded().javaType();
  }

  private QueryException wrongType(ValueType type, Class<?> other) {
    return new QueryException(
        ErrorCode.WRONG_VALUE_TYPE,
        null,
        type.name()
            + " is compared with a "
            + other.getSimpleName()
            + ", but is of type "
            + type.javaType().getSimpleName(),
        "in query " + query);
  }

  /**
   * A value.
   *
   * @param beside the type of what it stands beside, or null
   */
  Built value(Node node, @Nullable ValueType beside, Scope scope) {
    Built built = any(node, beside, scope);
    requireSingle(built);
    return built;
  }

  void requireSingle(Built built) {
    if (built.isComposite()) {
      ValueType type = Objects.requireNonNull(built.type());
      throw new QueryException(
          ErrorCode.UNSUPPORTED_OPERATOR,
          null,
          type.name()
              + (type.embedded() == null ? " has several columns" : " is an embeddable")
              + ", where one value is wanted",
          "in query " + query,
          "name one of its parts instead");
    }
  }

  /** A value to sort or to divide by: of what is composite, each column. */
  Node sortable(Node node, Scope scope) {
    Built built = any(node, null, scope);
    return built.isComposite()
        ? new Node.Tuple(paths.columns(built.node(), built.type()))
        : built.node();
  }

  /** A value, which may be composite. */
  Built any(Node node, @Nullable ValueType beside, Scope scope) {
    if (node instanceof Node.Path path) {
      return paths.path(path, scope);
    }
    if (node instanceof Node.Value given) {
      return given(given.value(), beside);
    }
    if (node instanceof Node.Self self) {
      return paths.self(self, scope);
    }
    if (node instanceof Node.Call call) {
      return call(call, scope);
    }
    if (node instanceof Node.Column column) {
      return paths.column(column, scope);
    }
    if (node instanceof Node.Aggregate aggregate) {
      return aggregate(aggregate, scope);
    }
    if (ConditionBuilder.isCondition(node)) {
      return new Built(conditions.condition(node, scope), type(Boolean.class, "a condition"));
    }
    return rareValue(node, beside, scope);
  }

  private Built rareValue(Node node, @Nullable ValueType beside, Scope scope) {
    if (node instanceof Node.Null) {
      return new Built(node, beside);
    }
    if (node instanceof Node.Cast cast) {
      Built inner = value(cast.node(), null, scope);
      return new Built(
          new Node.Cast(inner.node(), cast.type()), type(cast.type(), cast.toString()));
    }
    if (node instanceof Node.Case cases) {
      return cases(cases, scope);
    }
    if (node instanceof Node.Over over) {
      return over(over, scope);
    }
    if (node instanceof Node.Subselect subselect) {
      return subselect(subselect, scope);
    }
    if (node instanceof Node.Size size) {
      paths.collection(size.collection(), scope);
      return new Built(node, type(Long.class, node.toString()));
    }
    if (node instanceof Node.Named named) {
      List<Node> arguments =
          named.arguments().stream().map(part -> value(part, null, scope).node()).toList();
      return new Built(
          new Node.Named(named.name(), named.type(), arguments),
          type(named.type(), named.toString()));
    }
    if (node instanceof Node.Inserted inserted) {
      Built of = value(inserted.attribute(), beside, scope);
      return new Built(new Node.Inserted((Node.Path) of.node()), of.type());
    }
    if (node instanceof Node.Type) {
      throw new QueryException(
          ErrorCode.UNSUPPORTED_OPERATOR,
          null,
          node + " can only be compared with classes",
          "in query " + query);
    }
    throw new IllegalArgumentException("cannot be part of a query: " + node);
  }

  private ValueType type(Class<?> javaType, String name) {
    return ValueType.of(binder.requiredType(javaType, query), name);
  }

  ValueType required(Built built, Node node) {
    ValueType type = built.type();
    if (type == null) {
      throw new QueryException(
          ErrorCode.WRONG_VALUE_TYPE, null, node + " has no type", "in query " + query);
    }
    return type;
  }

  private Built given(Object value, @Nullable ValueType beside) {
    if (beside != null && beside.isComposite()) {
      EmbeddedType embedded = beside.embedded();
      return new Built(
          embedded == null ? binder.bindKey(value, beside, query) : parts(value, beside, embedded),
          beside);
    }
    if (beside != null) {
      return new Built(binder.bind(value, beside, query), beside);
    }
    ColumnType<?> type = binder.requiredType(value.getClass(), query);
    return new Built(binder.bindAlone(value, type), ValueType.of(type, "a value"));
  }

  /** The parts of an embeddable, each as a value. */
  private Node parts(Object value, ValueType type, EmbeddedType embedded) {
    if (!embedded.javaType().isInstance(value)) {
      throw wrongType(type, value.getClass());
    }
    List<Node> parts = new ArrayList<>();
    for (Object part : embedded.values(value)) {
      ValueType beside = embedded.parts().get(parts.size()).type();
      parts.add(part == null ? Node.Null.NULL : given(part, beside).node());
    }
    return new Node.Tuple(parts);
  }

  private Built call(Node.Call call, Scope scope) {
    List<Built> arguments =
        switch (call.operator()) {
          case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, COALESCE, NULLIF ->
              together(call.arguments(), scope);
          case TILE -> List.of(value(call.arguments().get(0), WHOLE, scope));
          case SUBSTRING, SUBSTRING_FROM, LEFT, RIGHT, ROUND, LAG, LEAD ->
              each(call.arguments(), WHOLE, scope);
          case POWER -> each(call.arguments(), type(Double.class, "a number"), scope);
          default -> each(call.arguments(), TEXT, scope);
        };
    Operator operator = call.operator();
    if (operator == Operator.DIVIDE && arguments.stream().allMatch(NodeBuilder::isWhole)) {
      operator = Operator.DIVIDE_WHOLE;
    }
    return new Built(
        new Node.Call(operator, arguments.stream().map(Built::node).toList()),
        resultType(operator, arguments, call));
  }

  private static boolean isWhole(Built built) {
    Class<?> type = built.type() == null ? Object.class : built.type().column().javaType();
    return type == Integer.class || type == Long.class || type == Short.class || type == Byte.class;
  }

  /** The first tells its own type; values after it are of a certain one. */
  private List<Built> each(List<Node> nodes, ValueType others, Scope scope) {
    List<Built> all = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      all.add(value(node, all.isEmpty() ? null : others, scope));
    }
    return all;
  }

  private @Nullable ValueType resultType(Operator operator, List<Built> arguments, Node call) {
    return switch (operator.result()) {
      case SAME -> arguments.isEmpty() ? null : named(arguments.get(0).type(), call);
      case TEXT -> type(String.class, call.toString());
      case WHOLE -> type(Integer.class, call.toString());
      case LONG -> type(Long.class, call.toString());
      case DOUBLE -> type(Double.class, call.toString());
      case DATE -> type(java.time.LocalDate.class, call.toString());
      case TIMESTAMP -> type(java.time.LocalDateTime.class, call.toString());
    };
  }

  private static @Nullable ValueType named(@Nullable ValueType type, Node node) {
    return type == null ? null : type.named(node.toString());
  }

  private Built aggregate(Node.Aggregate aggregate, Scope scope) {
    trees.aggregates();
    Node of = aggregate.argument();
    Built argument = of == null ? null : counted(aggregate, of, scope);
    Node filter =
        aggregate.filter() == null ? null : conditions.condition(aggregate.filter(), scope);
    Node node = argument == null ? null : argument.node();
    boolean isAverage = aggregate.operator() == Operator.AVG;
    if (node != null && argument != null && isAverage) {
      boolean isDouble =
          argument.type() != null && argument.type().column().javaType() == Double.class;
      node = isDouble ? node : new Node.Cast(node, Double.class);
    }
    return new Built(
        new Node.Aggregate(aggregate.operator(), node, aggregate.distinct(), filter),
        resultType(
            aggregate.operator(), argument == null ? List.of() : List.of(argument), aggregate));
  }

  /** Objects are counted by one column of their id, but told apart by all. */
  private Built counted(Node.Aggregate aggregate, Node of, Scope scope) {
    boolean counts = aggregate.operator() == Operator.COUNT && !aggregate.distinct();
    Built built = counts ? any(of, null, scope) : value(of, null, scope);
    if (built.type() != null && built.type().embedded() != null) {
      requireSingle(built);
    }
    return built.isComposite() ? new Built(new Node.Key(built.node(), 0), built.type()) : built;
  }

  private Built cases(Node.Case cases, Scope scope) {
    List<Node> values = new ArrayList<>();
    cases.whens().forEach(when -> values.add(when.value()));
    if (cases.otherwise() != null) {
      values.add(cases.otherwise());
    }
    List<Built> results = new ArrayList<>();
    together(values, scope).forEach(result -> results.add(typed(result)));
    List<Node.When> whens = new ArrayList<>();
    for (int i = 0; i < cases.whens().size(); i++) {
      Node condition = conditions.condition(cases.whens().get(i).condition(), scope);
      whens.add(new Node.When(condition, results.get(i).node()));
    }
    Node otherwise = cases.otherwise() == null ? null : results.get(results.size() - 1).node();
    return new Built(new Node.Case(whens, otherwise), results.get(0).type());
  }

  /** A result may be all that is left of the choice, so it tells its type itself. */
  private static Built typed(Built built) {
    return built.node() instanceof Node.Parameter parameter && built.type() != null
        ? new Built(
            new Node.Parameter(parameter.position(), built.type().column().sqlType()), built.type())
        : built;
  }

  private Built over(Node.Over over, Scope scope) {
    Built function = value(over.function(), null, scope);
    List<Node> partition = over.partition().stream().map(key -> sortable(key, scope)).toList();
    boolean fits =
        over.function() instanceof Node.Aggregate
            || (over.function() instanceof Node.Call call && call.operator().isWindow());
    if (!fits) {
      throw new QueryException(
          ErrorCode.UNSUPPORTED_OPERATOR,
          null,
          over.function() + " is no aggregate and no function for windows",
          "in query " + query);
    }
    return new Built(
        new Node.Over(function.node(), partition, orders(over.orders(), scope), over.frame()),
        function.type());
  }

  /** Sort keys. */
  List<SortNode> orders(List<SortNode> orders, Scope scope) {
    List<SortNode> built = new ArrayList<>(orders.size());
    for (SortNode order : orders) {
      built.add(new SortNode(sortable(order.node(), scope), order.descending(), order.nulls()));
    }
    return built;
  }

  private Built subselect(Node.Subselect subselect, Scope scope) {
    Prepared inner = trees.inner(subselect.select(), scope);
    if (inner.items().size() != 1) {
      throw new QueryException(
          ErrorCode.WRONG_SHAPE,
          null,
          "A query that stands for a value must select one, not " + inner.items().size(),
          "in query " + query);
    }
    Built built = new Built(new Node.Subselect(inner.tree()), inner.items().get(0));
    requireSingle(built);
    return built;
  }
}
