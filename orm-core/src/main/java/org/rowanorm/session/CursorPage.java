package org.rowanorm.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a result, and where the pages beside it begin. A cursor is a text that can be handed
 * out, in a link for instance, and given back to {@link Query#page(int, String)}. It is signed, not
 * encrypted: whoever has it can read the sort keys of one row in it, and cannot change them.
 *
 * @param content what stands on it; can be changed
 * @param previous the cursor of the page before, or null on the first page
 * @param next the cursor of the page after, or null where nothing comes after
 */
public record CursorPage<R>(List<R> content, @Nullable String previous, @Nullable String next) {

  /** Whether there is a page after this one. */
  public boolean hasNext() {
    return next != null;
  }

  /** Whether there is a page before this one. */
  public boolean hasPrevious() {
    return previous != null;
  }
}
