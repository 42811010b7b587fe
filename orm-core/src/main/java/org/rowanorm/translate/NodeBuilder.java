package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.Nearest;
import org.rowanorm.error.QueryException;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.sql.Operator;
import org.rowanorm.tree.FromNode;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.SelectNode;
import org.rowanorm.tree.SortNode;
import org.rowanorm.tree.Source;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.ColumnTypes;

/**
 * Takes values and conditions apart into a shape and values, and checks names and types on the way.
 * For one use by one thread.
 */
final class NodeBuilder {

  /** A node without values, and its type; conditions have none. */
  record Built(Node node, @Nullable ValueType type) {}

  private static final ValueType TEXT = ValueType.of(ColumnTypes.STRING, "a text");
  private static final ValueType WHOLE = ValueType.of(ColumnTypes.INTEGER, "a number");

  private final TreeBuilder trees;
  private final ValueBinder binder;
  private final Object query;

  NodeBuilder(TreeBuilder trees, ValueBinder binder, Object query) {
    this.trees = trees;
    this.binder = binder;
    this.query = query;
  }

  // ---- conditions

  /** A condition. */
  Node condition(Node node, Scope scope) {
    if (node instanceof Node.Compare compare) {
      List<Built> sides = together(List.of(compare.left(), compare.right()), scope);
      return new Node.Compare(sides.get(0).node(), compare.comparison(), sides.get(1).node());
    }
    if (node instanceof Node.And and) {
      return new Node.And(conditions(and.parts(), scope));
    }
    if (node instanceof Node.Or or) {
      return new Node.Or(conditions(or.parts(), scope));
    }
    if (node instanceof Node.Not not) {
      return new Node.Not(condition(not.part(), scope));
    }
    if (node instanceof Node.IsNull isNull) {
      return new Node.IsNull(value(isNull.node(), null, scope).node());
    }
    if (node instanceof Node.In in) {
      return in(in, scope);
    }
    if (node instanceof Node.Between between) {
      List<Built> all = together(List.of(between.node(), between.low(), between.high()), scope);
      return new Node.Between(all.get(0).node(), all.get(1).node(), all.get(2).node());
    }
    return rareCondition(node, scope);
  }

  private List<Node> conditions(List<Node> parts, Scope scope) {
    List<Node> built = new ArrayList<>(parts.size());
    for (Node part : parts) {
      built.add(condition(part, scope));
    }
    return built;
  }

  private Node rareCondition(Node node, Scope scope) {
    if (node instanceof Node.Like like) {
      return like(like, scope);
    }
    if (node instanceof Node.Exists exists) {
      return new Node.Exists(trees.inner(exists.select(), scope).tree());
    }
    if (node instanceof Node.InSelect in) {
      return inSelect(in, scope);
    }
    if (node instanceof Node.Any any) {
      return any(any, scope);
    }
    Built built = value(node, null, scope);
    if (built.type() == null || built.type().javaType() != Boolean.class) {
      throw new QueryException(
          ErrorCode.WRONG_VALUE_TYPE, null, node + " is no condition", "in query " + query);
    }
    return built.node();
  }

  private static boolean isCondition(Node node) {
    return node instanceof Node.Compare
        || node instanceof Node.And
        || node instanceof Node.Or
        || node instanceof Node.Not
        || node instanceof Node.IsNull
        || node instanceof Node.In
        || node instanceof Node.Between
        || node instanceof Node.Like
        || node instanceof Node.Exists
        || node instanceof Node.InSelect
        || node instanceof Node.Any;
  }

  /** The values are padded to a power of two with the last one, so that few shapes serve all. */
  private Node in(Node.In in, Scope scope) {
    Built left = value(in.node(), null, scope);
    ValueType type = required(left, in.node());
    List<Node> members = in.members();
    int size = members.size();
    int padded = size < 2 ? size : Integer.highestOneBit(size - 1) * 2;
    List<Node> built = new ArrayList<>(padded);
    for (int i = 0; i < padded; i++) {
      built.add(value(members.get(Math.min(i, size - 1)), type, scope).node());
    }
    return new Node.In(left.node(), built);
  }

  private Node inSelect(Node.InSelect in, Scope scope) {
    Built left = value(in.node(), null, scope);
    ValueType type = required(left, in.node());
    Prepared inner = trees.inner(in.select(), scope);
    List<ValueType> items = inner.items();
    if (items.size() != 1) {
      throw new QueryException(
          ErrorCode.WRONG_SHAPE,
          null,
          "A query after 'in' must select one value, not " + items.size(),
          "in query " + query);
    }
    if (items.get(0).column().javaType() != type.column().javaType()) {
      throw wrongType(type, items.get(0).javaType());
    }
    SelectNode select = inner.tree();
    if (select.items().isEmpty()) {
      select = select.withItems(List.of(new Node.Self(Source.Root.ROOT)));
    }
    return new Node.InSelect(left.node(), select);
  }

  private Node like(Node.Like like, Scope scope) {
    Built left = value(like.node(), null, scope);
    ValueType type = required(left, like.node());
    if (type.javaType() != String.class || !type.column().isDirect()) {
      throw new QueryException(
          ErrorCode.UNSUPPORTED_OPERATOR,
          null,
          "like needs a text, but "
              + type.name()
              + " is of type "
              + type.javaType().getSimpleName()
              + (type.javaType() == String.class ? ", which a converter makes of it" : ""),
          "in query " + query);
    }
    return new Node.Like(left.node(), value(escaped(like.pattern()), TEXT, scope).node());
  }

  private static Node escaped(Node pattern) {
    if (pattern instanceof Node.Value value && value.value() instanceof String text) {
      return new Node.Value(literalBackslashes(text));
    }
    if (pattern instanceof Node.Call call) {
      return new Node.Call(
          call.operator(), call.arguments().stream().map(NodeBuilder::escaped).toList());
    }
    return pattern;
  }

  /**
   * A backslash that takes no meaning away stands for itself; databases differ on it, so it is
   * doubled for all of them.
   */
  private static String literalBackslashes(String pattern) {
    StringBuilder text = new StringBuilder(pattern.length() + 2);
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      text.append(c);
      if (c == '\\') {
        boolean escapes = i + 1 < pattern.length() && "%_\\".indexOf(pattern.charAt(i + 1)) >= 0;
        text.append(escapes ? pattern.charAt(++i) : c);
      }
    }
    return text.toString();
  }

  private Node any(Node.Any any, Scope scope) {
    ToManyAttribute collection = collection(any.collection(), scope);
    Scope inner = new Scope(scope);
    inner.add(Scope.Entry.of(any.element(), collection.target()), query);
    Node condition = any.condition();
    return new Node.Any(
        any.collection(), any.element(), condition == null ? null : condition(condition, inner));
  }

  private ToManyAttribute collection(Node.Path path, Scope scope) {
    Scope.Entry entry = scope.find(path.source(), query);
    return Paths.collection(entry.requiredModel(), path.name(), query);
  }

  // ---- values

  /** Values that must be of one type: what has one tells it to those that are only values. */
  private List<Built> together(List<Node> nodes, Scope scope) {
    @Nullable Built[] built = new @Nullable Built[nodes.size()];
    ValueType type = null;
    for (int i = 0; i < built.length; i++) {
      if (!(nodes.get(i) instanceof Node.Value)) {
        Built found = value(nodes.get(i), null, scope);
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
        found = value(nodes.get(i), type, scope);
        type = type == null ? found.type() : type;
      }
      all.add(found);
    }
    return all;
  }

  private void requireAlike(ValueType left, @Nullable ValueType right) {
    if (right == null) {
      return;
    }
    Class<?> one = left.column().javaType();
    Class<?> other = right.column().javaType();
    boolean numbers = Number.class.isAssignableFrom(one) && Number.class.isAssignableFrom(other);
    if (one != other && !numbers) {
      throw wrongType(left, right.javaType());
    }
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
    if (node instanceof Node.Path path) {
      return path(path, scope);
    }
    if (node instanceof Node.Value given) {
      return given(given.value(), beside);
    }
    if (node instanceof Node.Self self) {
      return self(self, scope);
    }
    if (node instanceof Node.Call call) {
      return call(call, scope);
    }
    if (node instanceof Node.Column column) {
      return column(column, scope);
    }
    if (node instanceof Node.Aggregate aggregate) {
      return aggregate(aggregate, scope);
    }
    if (isCondition(node)) {
      return new Built(condition(node, scope), type(Boolean.class, "a condition"));
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
      collection(size.collection(), scope);
      return new Built(node, type(Long.class, node.toString()));
    }
    if (node instanceof Node.Named named) {
      List<Node> arguments =
          named.arguments().stream().map(part -> value(part, null, scope).node()).toList();
      return new Built(
          new Node.Named(named.name(), named.type(), arguments),
          type(named.type(), named.toString()));
    }
    throw new IllegalArgumentException("cannot be part of a query: " + node);
  }

  private ValueType type(Class<?> javaType, String name) {
    return ValueType.of(binder.requiredType(javaType, query), name);
  }

  private ValueType required(Built built, Node node) {
    ValueType type = built.type();
    if (type == null) {
      throw new QueryException(
          ErrorCode.WRONG_VALUE_TYPE, null, node + " has no type", "in query " + query);
    }
    return type;
  }

  private Built path(Node.Path path, Scope scope) {
    Scope.Entry entry = scope.find(path.source(), query);
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
    Paths.Resolved resolved = Paths.resolve(model, path.name(), query);
    ToOneAttribute reference = resolved.target() instanceof ToOneAttribute toOne ? toOne : null;
    ColumnType<?> type =
        reference == null || reference.refersToId()
            ? resolved.column().type()
            : reference.target().id().types()[0];
    EntityModel target = reference == null ? null : reference.target();
    Node.Path named =
        path.source() == Source.Root.ROOT ? new Node.Path(entry.source(), path.name()) : path;
    return new Built(named, new ValueType(type, target, resolved.target().path()));
  }

  private Built given(Object value, @Nullable ValueType beside) {
    if (beside != null) {
      return new Built(binder.bind(value, beside, query), beside);
    }
    ColumnType<?> type = binder.requiredType(value.getClass(), query);
    return new Built(binder.bindAlone(value, type), ValueType.of(type, "a value"));
  }

  private Built self(Node.Self self, Scope scope) {
    EntityModel model = scope.find(self.source(), query).requiredModel();
    return new Built(self, ValueType.of(model));
  }

  private Built column(Node.Column column, Scope scope) {
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
    return new Built(new Node.Output(column.source(), index), entry.types().get(index));
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
    return type == null ? null : new ValueType(type.column(), type.entity(), node.toString());
  }

  private Built aggregate(Node.Aggregate aggregate, Scope scope) {
    Node of = aggregate.argument();
    Built argument = of == null ? null : value(of, null, scope);
    Node filter = aggregate.filter() == null ? null : condition(aggregate.filter(), scope);
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
      Node condition = condition(cases.whens().get(i).condition(), scope);
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
    List<Node> partition =
        over.partition().stream().map(key -> value(key, null, scope).node()).toList();
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
      built.add(
          new SortNode(value(order.node(), null, scope).node(), order.descending(), order.nulls()));
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
    return new Built(new Node.Subselect(inner.tree()), inner.items().get(0));
  }

  /** A source with its name, checked. */
  Scope.Entry rows(FromNode.Rows rows) {
    return Scope.Entry.of(rows.source(), trees.model(rows.source().type(), query));
  }
}
