package org.rowanorm.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.Origin;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.translate.Prepared;
import org.rowanorm.translate.ValueType;
import org.rowanorm.tree.SelectNode;

/** Reads pages that begin after a row, or end before one. For one query; not thread-safe. */
final class Pages {

  private final SessionFactory factory;
  private final Sight sight;
  private final Streams rows;
  private final Prepared query;
  private final Keyset order;
  private final CursorFormat format;
  private final Origin origin;

  /**
   * The pages of a query.
   *
   * @throws QueryException where it has no order that cursors can tell, or they have no key
   */
  Pages(SessionFactory factory, Sight sight, Streams rows, Prepared query, Origin origin) {
    this.factory = factory;
    this.sight = sight;
    this.rows = rows;
    this.query = query;
    this.origin = origin;
    SelectNode written = query.written();
    if (written.limit() != null || written.offset() != null) {
      throw unpageable(
          "A query that is read page by page has no limit or offset of its own",
          "leave them out: page(size) bounds each page");
    }
    boolean lowNulls = sight.plans().dialect().hasLowNulls();
    Keyset keyset = Keyset.of(query, lowNulls);
    if (keyset == null) {
      throw unpageable(
          "Only whole objects, each of them one row, are read page by page",
          "leave out select(...), named joins and groups, or use page(number, size)");
    }
    this.order = keyset;
    this.format = new CursorFormat(keys(written), query.tree() + " " + keyset.orders(), written);
  }

  private QueryException unpageable(String fact, String advice) {
    return new QueryException(
        ErrorCode.UNPAGEABLE_QUERY, null, fact, "in query " + query.written(), advice);
  }

  private CursorKeys keys(SelectNode written) {
    CursorKeys keys = factory.cursorKeys();
    if (keys == null) {
      throw new QueryException(
          ErrorCode.NO_CURSOR_KEY,
          null,
          "The session factory has no key to sign cursors with",
          "in query " + written,
          "give one with cursorKey(...) when it is built: random bytes, the same in all processes");
    }
    return keys;
  }

  /** The page that a cursor leads to; the first one without. */
  @SuppressWarnings("unchecked") // the objects of the query
  <R> CursorPage<R> read(int size, @Nullable String text) {
    Cursor cursor = text == null ? null : format.read(text, order.orders().size());
    boolean backward = cursor != null && cursor.backward();
    Keyset way = backward ? order.reversed() : order;
    Prepared page = prepared(way, size, cursor);
    List<@Nullable Object[]> found = new ArrayList<>(rows.rows(query, page, origin));
    boolean more = found.size() > size;
    if (more) {
      found.remove(size);
    }
    if (backward) {
      Collections.reverse(found);
    }
    List<R> content = new ArrayList<>(found.size());
    for (@Nullable Object[] row : found) {
      content.add((R) row[0]);
    }
    boolean before = backward ? more : cursor != null;
    boolean after = backward || more;
    return new CursorPage<>(
        content, before ? at(found, page, true) : null, after ? at(found, page, false) : null);
  }

  private Prepared prepared(Keyset way, int size, @Nullable Cursor cursor) {
    List<@Nullable Object> keys = null;
    if (cursor != null) {
      Prepared first = sight.translator().prepare(null, way.rows(query.written(), null, 1));
      keys = new ArrayList<>();
      for (int i = 0; i < cursor.keys().size(); i++) {
        keys.add(first.items().get(i + 1).column().fromImage(cursor.keys().get(i)));
      }
    }
    return sight.translator().prepare(null, way.rows(query.written(), keys, size + 1));
  }

  /** The cursor at the first or the last row of a page; null where the page is empty. */
  private @Nullable String at(List<@Nullable Object[]> found, Prepared page, boolean backward) {
    if (found.isEmpty()) {
      return null;
    }
    @Nullable Object[] row = found.get(backward ? 0 : found.size() - 1);
    List<@Nullable Object> keys = new ArrayList<>();
    List<ValueType> types = page.items();
    for (int i = 1; i < row.length; i++) {
      keys.add(types.get(i).column().toImage(row[i]));
    }
    return format.write(new Cursor(backward, keys));
  }
}
