package org.rowanorm.session;

import java.util.ArrayList;
import java.util.List;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.sql.Comparison;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.SelectNode;
import org.rowanorm.tree.SortNode;

/** Makes the condition that a row comes after another one in the order of a query. */
final class Keyset {

  private Keyset() {}

  static Node after(SelectNode query, Object[] keys) {
    List<SortNode> orders = query.orders();
    if (orders.isEmpty() || orders.size() != keys.length) {
      throw new QueryException(
          ErrorCode.WRONG_SHAPE,
          null,
          "after(...) needs a value for each sort key: " + keys.length + " for " + orders.size(),
          "in query " + query);
    }
    List<Node> ways = new ArrayList<>();
    for (int last = 0; last < keys.length; last++) {
      List<Node> parts = new ArrayList<>();
      for (int i = 0; i < last; i++) {
        parts.add(compare(orders.get(i), Comparison.EQUAL, keys[i]));
      }
      boolean down = orders.get(last).descending();
      Comparison beyond = down ? Comparison.LESS : Comparison.GREATER;
      parts.add(compare(orders.get(last), beyond, keys[last]));
      ways.add(parts.size() == 1 ? parts.get(0) : new Node.And(parts));
    }
    return ways.size() == 1 ? ways.get(0) : new Node.Or(ways);
  }

  private static Node compare(SortNode order, Comparison comparison, Object key) {
    return new Node.Compare(order.node(), comparison, new Node.Value(key));
  }
}
