package org.rowanorm.query;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.SortNode;

/** The rows around a row: those with the same keys, in an order. Immutable and thread-safe. */
public final class Window {

  private final List<Node> partition;
  private final List<SortNode> orders;
  private final @Nullable String frame;

  private Window(List<Node> partition, List<SortNode> orders, @Nullable String frame) {
    this.partition = partition;
    this.orders = orders;
    this.frame = frame;
  }

  /** All rows of the result. */
  public static Window all() {
    return new Window(List.of(), List.of(), null);
  }

  /** The rows with the same values. */
  public static Window partitionBy(Expression<?>... keys) {
    return new Window(Expression.nodes(Arrays.asList(keys)), List.of(), null);
  }

  /** In an order: an aggregate then takes the rows from the first to the current one. */
  public Window orderBy(Sort... keys) {
    return new Window(partition, Arrays.stream(keys).map(Sort::node).toList(), frame);
  }

  /** Only some rows before the current one and some after it, it among them. */
  public Window rows(int before, int after) {
    if (before < 0 || after < 0) {
      throw new IllegalArgumentException("a window of " + before + " and " + after + " rows");
    }
    return new Window(
        partition, orders, "rows between " + before + " preceding and " + after + " following");
  }

  /** All rows with the same keys, whatever the order. */
  public Window wholePartition() {
    return new Window(
        partition, orders, "rows between unbounded preceding and unbounded following");
  }

  Node over(Node function) {
    return new Node.Over(function, partition, orders, frame);
  }
}
