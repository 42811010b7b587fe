package org.rowanorm.tree;

import org.jspecify.annotations.Nullable;

/**
 * A join.
 *
 * @param from what is joined; null joins the target of a reference without a name of its own
 * @param along the association that is followed, or null
 * @param on a further condition, or null
 */
public record JoinNode(
    @Nullable FromNode from, Node.@Nullable Path along, boolean outer, @Nullable Node on) {

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(outer ? ".leftJoin(" : ".join(");
    text.append(along == null ? from : along);
    if (along != null && from != null) {
      text.append(", ").append(from);
    }
    return (on == null ? text : text.append(", ").append(on)).append(')').toString();
  }
}
