package org.rowanorm.session;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.SessionStateException;

/**
 * What a query finds, once it is needed: the first {@link #get} sends all queries that its session
 * has gathered since, in as few round trips as the database allows. Belongs to its session, and as
 * that to one thread at a time.
 *
 * @param <R> what the query finds
 */
public final class Later<R> {

  private final Session session;
  private final Object query;
  private @Nullable Supplier<List<R>> found;

  Later(Session session, Object query) {
    this.session = session;
    this.query = query;
  }

  /** Whether the query was sent. */
  public boolean isThere() {
    return found != null;
  }

  /**
   * All that the query finds, in a list that can be changed; the same list each time.
   *
   * @throws SessionStateException where the session was closed before the query was sent, or the
   *     queries that it was sent with failed
   */
  public List<R> get() {
    if (found == null) {
      session.queries().sendGathered();
    }
    Supplier<List<R>> result = found;
    if (result == null) {
      throw new SessionStateException(
          ErrorCode.NOT_SENT,
          null,
          "The query was not sent",
          "it was gathered with others, and the sending of those failed",
          "in later(" + query + ")",
          "ask for it again with session.later(...)");
    }
    return result.get();
  }

  void found(Supplier<List<R>> result) {
    found = result;
  }
}
