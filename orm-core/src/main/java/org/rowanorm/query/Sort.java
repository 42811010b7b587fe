package org.rowanorm.query;

import org.rowanorm.sql.Statement.Nulls;
import org.rowanorm.tree.SortNode;

/** A sort key of a query. Where it does not say so, nulls stand where the database puts them. */
public final class Sort {

  private final SortNode node;

  Sort(SortNode node) {
    this.node = node;
  }

  /** What a sort key is made of. */
  public static SortNode node(Sort sort) {
    return sort.node;
  }

  /** With nulls before all values. */
  public Sort nullsFirst() {
    return new Sort(new SortNode(node.node(), node.descending(), Nulls.FIRST));
  }

  /** With nulls after all values. */
  public Sort nullsLast() {
    return new Sort(new SortNode(node.node(), node.descending(), Nulls.LAST));
  }

  @Override
  public String toString() {
    return node.toString();
  }
}
