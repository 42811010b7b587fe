package org.rowanorm.tree;

import org.rowanorm.sql.Statement.Nulls;

/** A sort key. */
public record SortNode(Node node, boolean descending, Nulls nulls) {

  @Override
  public String toString() {
    String end = nulls == Nulls.FIRST ? " nulls first" : nulls == Nulls.LAST ? " nulls last" : "";
    return node + (descending ? " desc" : "") + end;
  }
}
