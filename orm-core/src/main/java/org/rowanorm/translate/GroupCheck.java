package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.SelectNode;
import org.rowanorm.tree.SortNode;

/** Refuses values that differ within a group. */
final class GroupCheck {

  private final List<Node> keys;
  private final Object query;

  private GroupCheck(List<Node> keys, Object query) {
    this.keys = keys;
    this.query = query;
  }

  /** Checks a query that is complete; one without groups and aggregates costs nothing. */
  static void check(Prepared built, Object query) {
    SelectNode tree = built.tree();
    if (built.aggregates() || !tree.groups().isEmpty() || !tree.having().isEmpty()) {
      check(tree, query);
    }
  }

  private static void check(SelectNode tree, Object query) {
    for (Node condition : tree.where()) {
      if (aggregates(condition)) {
        throw new QueryException(
            ErrorCode.NOT_GROUPED,
            null,
            condition + " asks about groups of rows, which a filter cannot",
            "in query " + query,
            "use having(...)");
      }
    }
    boolean grouped =
        !tree.groups().isEmpty()
            || tree.items().stream().anyMatch(GroupCheck::aggregates)
            || !tree.having().isEmpty();
    if (!grouped || !tree.combined().isEmpty()) {
      return;
    }
    GroupCheck check = new GroupCheck(keys(tree), query);
    if (tree.items().isEmpty()) {
      check.require(new Node.Self(tree.from().source()));
    }
    tree.items().forEach(check::require);
    tree.having().forEach(check::require);
    tree.orders().stream().map(SortNode::node).forEach(check::require);
  }

  /** What is grouped by, and what that is made of. */
  private static List<Node> keys(SelectNode tree) {
    List<Node> keys = new ArrayList<>(tree.groups());
    for (Node key : tree.groups()) {
      if (key instanceof Node.Tuple tuple) {
        keys.addAll(tuple.parts());
      }
    }
    return keys;
  }

  /** Refuses a value that is neither a key nor made of keys and aggregates. */
  private void require(Node node) {
    if (keys.contains(node) || node instanceof Node.Aggregate) {
      return;
    }
    boolean single =
        node instanceof Node.Path
            || node instanceof Node.Self
            || node instanceof Node.Output
            || node instanceof Node.Size
            || node instanceof Node.Held;
    if (single && !ofKey(node)) {
      throw new QueryException(
          ErrorCode.NOT_GROUPED,
          null,
          "'" + node + "' differs within a group: it is neither grouped by nor aggregated",
          "in query " + query,
          "add it to groupBy(...), or take its min(), max(), sum() ...");
    }
    parts(node).forEach(this::require);
  }

  /** Where whole objects are a key, so are their attributes. */
  private boolean ofKey(Node node) {
    if (!(node instanceof Node.Path path)) {
      return false;
    }
    String name = path.name();
    for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      if (keys.contains(new Node.Path(path.source(), name.substring(0, dot)))) {
        return true;
      }
    }
    return keys.contains(new Node.Self(path.source()));
  }

  private static boolean aggregates(Node node) {
    return node instanceof Node.Aggregate || parts(node).anyMatch(GroupCheck::aggregates);
  }

  /** What a node is made of; what is within another query does not count. */
  private static Stream<Node> parts(Node node) {
    if (node instanceof Node.Call call) {
      return call.arguments().stream();
    }
    if (node instanceof Node.Named named) {
      return named.arguments().stream();
    }
    if (node instanceof Node.Cast cast) {
      return Stream.of(cast.node());
    }
    if (node instanceof Node.Case cases) {
      return Stream.concat(
          cases.whens().stream().flatMap(when -> Stream.of(when.condition(), when.value())),
          optional(cases.otherwise()));
    }
    if (node instanceof Node.Over over) {
      Stream<Node> function =
          over.function() instanceof Node.Aggregate aggregate
              ? optional(aggregate.argument())
              : parts(over.function());
      return Stream.concat(
          function,
          Stream.concat(over.partition().stream(), over.orders().stream().map(SortNode::node)));
    }
    return conditionParts(node);
  }

  private static Stream<Node> conditionParts(Node node) {
    if (node instanceof Node.Compare compare) {
      return Stream.of(compare.left(), compare.right());
    }
    if (node instanceof Node.In in) {
      return Stream.of(in.node());
    }
    if (node instanceof Node.InSelect in) {
      return Stream.of(in.node());
    }
    if (node instanceof Node.IsType is) {
      return Stream.of(is.object());
    }
    if (node instanceof Node.Key key) {
      return Stream.of(key.object());
    }
    if (node instanceof Node.Tuple tuple) {
      return tuple.parts().stream();
    }
    if (node instanceof Node.Between between) {
      return Stream.of(between.node(), between.low(), between.high());
    }
    if (node instanceof Node.Like like) {
      return Stream.of(like.node(), like.pattern());
    }
    if (node instanceof Node.IsNull isNull) {
      return Stream.of(isNull.node());
    }
    if (node instanceof Node.And and) {
      return and.parts().stream();
    }
    if (node instanceof Node.Or or) {
      return or.parts().stream();
    }
    return node instanceof Node.Not not ? Stream.of(not.part()) : Stream.empty();
  }

  private static Stream<Node> optional(@Nullable Node node) {
    return node == null ? Stream.empty() : Stream.of(node);
  }
}
