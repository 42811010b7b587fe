package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.List;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.sql.Comparison;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.SelectNode;
import org.rowanorm.tree.SelectNode.CombinedNode;
import org.rowanorm.tree.Source;
import org.rowanorm.type.ColumnTypes;

/**
 * Takes conditions apart into a shape and values, and checks names and types on the way. For one
 * use by one thread.
 */
final class ConditionBuilder {

  private static final ValueType TEXT = ValueType.of(ColumnTypes.STRING, "a text");

  private final TreeBuilder trees;
  private final NodeBuilder nodes;
  private final PathBuilder paths;
  private final Object query;

  ConditionBuilder(TreeBuilder trees, NodeBuilder nodes, PathBuilder paths, Object query) {
    this.trees = trees;
    this.nodes = nodes;
    this.paths = paths;
    this.query = query;
  }

  /** A condition. */
  Node condition(Node node, Scope scope) {
    if (node instanceof Node.Compare compare) {
      return compare(compare, scope);
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
      return isNull(isNull, scope);
    }
    if (node instanceof Node.In in) {
      return in(in, scope);
    }
    if (node instanceof Node.Between between) {
      List<Built> all =
          nodes.together(List.of(between.node(), between.low(), between.high()), scope);
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
    Built built = nodes.value(node, null, scope);
    if (built.type() == null || built.type().javaType() != Boolean.class) {
      throw new QueryException(
          ErrorCode.WRONG_VALUE_TYPE, null, node + " is no condition", "in query " + query);
    }
    return built.node();
  }

  static boolean isCondition(Node node) {
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
        || node instanceof Node.IsType
        || node instanceof Node.Any;
  }

  private Node compare(Node.Compare compare, Scope scope) {
    Comparison comparison = compare.comparison();
    boolean equality = comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL;
    if (compare.left() instanceof Node.Type type && equality) {
      return equality(paths.isType(type, List.of(compare.right()), scope), comparison);
    }
    List<Node> sides = List.of(compare.left(), compare.right());
    List<Built> built = equality ? nodes.alike(sides, scope) : nodes.together(sides, scope);
    Built left = built.get(0);
    Built right = built.get(1);
    if (!left.isComposite() || !right.isComposite()) {
      return new Node.Compare(left.node(), comparison, right.node());
    }
    return equality(same(left, right), comparison);
  }

  /** That all parts of two values are equal; a null that is given asks for null. */
  private static Node same(Built left, Built right) {
    List<Node> parts = new ArrayList<>();
    List<Node> theirs = columns(right);
    for (Node part : columns(left)) {
      Node other = theirs.get(parts.size());
      parts.add(
          other instanceof Node.Null
              ? new Node.IsNull(part)
              : new Node.Compare(part, Comparison.EQUAL, other));
    }
    return parts.size() == 1 ? parts.get(0) : new Node.And(parts);
  }

  private static Node equality(Node equal, Comparison comparison) {
    return comparison == Comparison.EQUAL ? equal : new Node.Not(equal);
  }

  /**
   * A reference of several columns leads nowhere where one of them is null, an embeddable is null
   * where all of them are.
   */
  private Node isNull(Node.IsNull isNull, Scope scope) {
    Built built = nodes.any(isNull.node(), null, scope);
    if (!built.isComposite()) {
      return new Node.IsNull(built.node());
    }
    List<Node> nulls = columns(built).stream().<Node>map(Node.IsNull::new).toList();
    if (nulls.size() == 1) {
      return nulls.get(0);
    }
    boolean embedded = nodes.required(built, isNull.node()).embedded() != null;
    return embedded ? new Node.And(nulls) : new Node.Or(nulls);
  }

  /** The columns of a composite value, each as a value. */
  private static List<Node> columns(Built built) {
    return ValueType.columns(built.node(), built.type());
  }

  /** A value as one that can be looked for among others. */
  private static Node single(Built built) {
    if (!built.isComposite()) {
      return built.node();
    }
    List<Node> columns = columns(built);
    return columns.size() == 1 ? columns.get(0) : new Node.Tuple(columns);
  }

  /**
   * The values are padded to a power of two with the last one, so that few shapes serve all. An
   * embeddable is compared with one after the other: a list finds no nulls, and what a database
   * says of rows with a null in them differs.
   */
  private Node in(Node.In in, Scope scope) {
    if (in.node() instanceof Node.Type of) {
      return paths.isType(of, in.members(), scope);
    }
    Built left = nodes.any(in.node(), null, scope);
    ValueType type = nodes.required(left, in.node());
    List<Node> members = in.members();
    int size = members.size();
    int padded = size < 2 ? size : Integer.highestOneBit(size - 1) * 2;
    boolean oneByOne = size > 0 && type.embedded() != null;
    List<Node> built = new ArrayList<>(padded);
    for (int i = 0; i < padded; i++) {
      Built member = nodes.any(members.get(Math.min(i, size - 1)), type, scope);
      built.add(oneByOne ? same(left, member) : single(member));
    }
    if (oneByOne) {
      return built.size() == 1 ? built.get(0) : new Node.Or(built);
    }
    return new Node.In(single(left), built);
  }

  private Node inSelect(Node.InSelect in, Scope scope) {
    Built left = nodes.any(in.node(), null, scope);
    ValueType type = nodes.required(left, in.node());
    Prepared inner = trees.inner(in.select(), scope);
    List<ValueType> items = inner.items();
    if (items.size() != 1) {
      throw new QueryException(
          ErrorCode.WRONG_SHAPE,
          null,
          "A query after 'in' must select one value, not " + items.size(),
          "in query " + query);
    }
    nodes.requireAlike(type, items.get(0));
    return new Node.InSelect(single(left), ids(inner.tree(), type));
  }

  /** A query for objects as one for their ids. */
  private static SelectNode ids(SelectNode select, ValueType type) {
    return ValueType.split(objects(select), List.of(type));
  }

  /** A query for objects of its root as one that selects them. */
  private static SelectNode objects(SelectNode select) {
    SelectNode selected =
        select.items().isEmpty()
            ? select.withItems(List.of(new Node.Self(Source.Root.ROOT)))
            : select;
    return select.combined().isEmpty()
        ? selected
        : selected.withAllCombined(
            select.combined().stream()
                .map(other -> new CombinedNode(other.combination(), objects(other.select())))
                .toList());
  }

  private Node like(Node.Like like, Scope scope) {
    Built left = nodes.value(like.node(), null, scope);
    ValueType type = nodes.required(left, like.node());
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
    return new Node.Like(left.node(), nodes.value(escaped(like.pattern()), TEXT, scope).node());
  }

  private static Node escaped(Node pattern) {
    if (pattern instanceof Node.Value value && value.value() instanceof String text) {
      return new Node.Value(literalBackslashes(text));
    }
    if (pattern instanceof Node.Call call) {
      return new Node.Call(
          call.operator(), call.arguments().stream().map(ConditionBuilder::escaped).toList());
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
    ToManyAttribute collection = paths.collection(any.collection(), scope);
    Scope inner = new Scope(scope);
    inner.add(Scope.Entry.ofElements(any.element(), collection), query);
    Node condition = any.condition();
    return new Node.Any(
        any.collection(), any.element(), condition == null ? null : condition(condition, inner));
  }
}
