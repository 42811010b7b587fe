package org.rowanorm.translate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.sql.Comparison;

/**
 * The shape of a query: what is asked for, without the values. A parameter is the position of its
 * value, from 0, in a list that goes beside the tree; the same position may stand at several
 * places, which is all that a named parameter needs. Equal shapes are translated once.
 *
 * @param where null selects all
 * @param limit the parameter of the limit, or {@link #NONE}
 * @param offset the parameter of the offset, or {@link #NONE}
 */
public record QueryTree(
    EntityModel root,
    Result result,
    @Nullable Node where,
    List<SortNode> orders,
    int limit,
    int offset) {

  /** Stands for no parameter. */
  public static final int NONE = -1;

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

  /**
   * A path by its name.
   *
   * @param inner whether the references on the way must have a row: without, the path is null there
   */
  public record PathNode(String name, boolean inner) {}

  /** A sort key. */
  public record SortNode(PathNode path, boolean descending) {}

  /** A condition. */
  public sealed interface Node {

    /** A comparison with a parameter. */
    record CompareNode(PathNode path, Comparison comparison, int parameter) implements Node {}

    /** One of a number of parameters with consecutive positions. */
    record InNode(PathNode path, int first, int parameters) implements Node {}

    /** Between two parameters. */
    record BetweenNode(PathNode path, int low, int high) implements Node {}

    /** A match with a parameter. */
    record LikeNode(PathNode path, int parameter) implements Node {}

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
