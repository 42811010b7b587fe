package org.rowanorm.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.tree.Node;

/** A condition, as a value that can be kept, combined and reused. */
public class Predicate extends ComparableExpression<Boolean> {

  Predicate(Node node) {
    super(node);
  }

  @Override
  Predicate with(Node other) {
    return new Predicate(other);
  }

  /** This and another. */
  public final Predicate and(@Nullable Predicate other) {
    return other == null ? this : new Predicate(new Node.And(List.of(tree(), other.tree())));
  }

  /** This or another. */
  public final Predicate or(@Nullable Predicate other) {
    return other == null ? this : new Predicate(new Node.Or(List.of(tree(), other.tree())));
  }

  /** The opposite. */
  public final Predicate not() {
    return new Predicate(new Node.Not(tree()));
  }

  /** All of some conditions, without those that are null; of none, always. */
  public static Predicate all(List<? extends @Nullable Predicate> parts) {
    return new Predicate(new Node.And(there(parts)));
  }

  /** All of some conditions, without those that are null; of none, always. */
  public static Predicate all(@Nullable Predicate... parts) {
    return all(Arrays.asList(parts));
  }

  /** Any of some conditions, without those that are null; of none, never. */
  public static Predicate any(List<? extends @Nullable Predicate> parts) {
    return new Predicate(new Node.Or(there(parts)));
  }

  /** Any of some conditions, without those that are null; of none, never. */
  public static Predicate any(@Nullable Predicate... parts) {
    return any(Arrays.asList(parts));
  }

  private static List<Node> there(List<? extends @Nullable Predicate> parts) {
    List<Node> nodes = new ArrayList<>(parts.size());
    for (Predicate part : parts) {
      if (part != null) {
        nodes.add(part.tree());
      }
    }
    return nodes;
  }
}
