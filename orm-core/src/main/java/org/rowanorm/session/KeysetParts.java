package org.rowanorm.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.SelectNode;

/** Parts that are results of their own: each begins after the last row of the one before. */
final class KeysetParts<R> implements Parts<R> {

  private final SelectNode query;
  private final Keyset keyset;
  private final int size;
  private final Function<SelectNode, List<@Nullable Object[]>> rows;
  private @Nullable List<@Nullable Object> last;
  private int left;

  /**
   * The parts of a query.
   *
   * @param rows reads rows of an object and its sort keys
   */
  KeysetParts(
      SelectNode query,
      Keyset keyset,
      int size,
      Function<SelectNode, List<@Nullable Object[]>> rows) {
    this.query = query;
    this.keyset = keyset;
    this.size = size;
    this.rows = rows;
    this.left = query.limit() instanceof Node.Value limit ? (int) limit.value() : Integer.MAX_VALUE;
  }

  @Override
  @SuppressWarnings("unchecked") // the objects of the query
  public List<R> next() {
    int wanted = Math.min(size, left);
    if (wanted == 0) {
      return List.of();
    }
    List<@Nullable Object[]> found = rows.apply(keyset.rows(query, last, wanted));
    left = found.size() < wanted ? 0 : left - wanted;
    List<R> part = new ArrayList<>(found.size());
    for (@Nullable Object[] row : found) {
      part.add((R) row[0]);
    }
    if (!found.isEmpty()) {
      @Nullable Object[] row = found.get(found.size() - 1);
      last = Arrays.asList(row).subList(1, row.length);
    }
    return part;
  }
}
