package org.rowanorm.translate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.sql.Comparison;

/**
 * The shape of a query: what is asked for, without the values. Equal shapes are translated once;
 * the values go beside it, in the order of the parameters.
 *
 * @param where null selects all
 */
public record QueryTree(
    EntityModel root,
    Result result,
    @Nullable Node where,
    List<SortNode> orders,
    boolean limit,
    boolean offset) {

  /** Copies the list. */
  public QueryTree {
    orders = List.copyOf(orders);
  }

  /** What a query gives. */
  public enum Result {
    ENTITIES,
    COUNT,
    EXISTS
  }

  /** A path by its name; an empty one is the root itself. */
  public record PathNode(String name) {}

  /** A sort key. */
  public record SortNode(PathNode path, boolean descending) {}

  /** A condition; each parameter in it stands for the next of the values. */
  public sealed interface Node {

    /** A comparison with a parameter. */
    record CompareNode(PathNode path, Comparison comparison) implements Node {}

    /** One of a number of parameters. */
    record InNode(PathNode path, int parameters) implements Node {}

    /** Between two parameters. */
    record BetweenNode(PathNode path) implements Node {}

    /** A match with a parameter. */
    record LikeNode(PathNode path) implements Node {}

    /** A test for null. */
    record IsNullNode(PathNode path) implements Node {}

    /** All of some conditions. */
    record AndNode(List<Node> parts) implements Node {}

    /** Any of some conditions. */
    record OrNode(List<Node> parts) implements Node {}

    /** The opposite of a condition. */
    record NotNode(Node part) implements Node {}
  }
}
