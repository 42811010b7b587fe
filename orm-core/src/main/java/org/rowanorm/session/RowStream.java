package org.rowanorm.session;

import java.util.List;
import java.util.Spliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.Newcomers;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.SessionStateException;

/**
 * What a query finds, one after the other. While a part is worked on, the session manages its
 * objects and what they lead to; after it those leave that are clean. Not thread-safe.
 */
final class RowStream<R> implements Spliterator<R>, AutoCloseable {

  private final PersistenceContext context;
  private final Object query;
  private final Parts<R> parts;
  private final Consumer<RowStream<?>> onEnd;
  private @Nullable Newcomers newcomers;
  private List<R> part = List.of();
  private int at;
  private boolean done;
  private @Nullable String endedBy;

  /**
   * A stream.
   *
   * @param query what messages show as the query
   * @param onEnd told when it has let go of everything
   */
  RowStream(
      PersistenceContext context, Object query, Parts<R> parts, Consumer<RowStream<?>> onEnd) {
    this.context = context;
    this.query = query;
    this.parts = parts;
    this.onEnd = onEnd;
  }

  @Override
  public boolean tryAdvance(Consumer<? super R> action) {
    if (at == part.size() && !advance()) {
      return false;
    }
    action.accept(part.get(at++));
    return true;
  }

  private boolean advance() {
    if (done) {
      return false;
    }
    boolean outermost = context.guard().enter();
    try {
      requireOpen();
      context.requireUsable();
      turnOver();
      newcomers = context.begin();
      part = parts.next();
      at = 0;
      if (part.isEmpty()) {
        done = true;
        end();
      }
      return !done;
    } finally {
      context.guard().exit(outermost);
    }
  }

  private void requireOpen() {
    String why = endedBy;
    if (why == null && parts.isCutOff()) {
      why = "the transaction in which it was opened has ended";
    }
    if (why != null) {
      throw new SessionStateException(
          ErrorCode.STREAM_ENDED,
          null,
          "The stream of " + query + " goes on no more",
          why,
          "read it to its end before, or open it anew");
    }
  }

  private void turnOver() {
    Newcomers before = newcomers;
    newcomers = null;
    part = List.of();
    at = 0;
    if (before != null && !context.isClosed()) {
      context.end(before);
    }
  }

  @Override
  public void close() {
    end("it was closed");
  }

  /** Ends it, for a reason that whoever goes on reading is told. */
  void end(String why) {
    if (endedBy != null) {
      return;
    }
    boolean outermost = context.guard().enter();
    try {
      endedBy = why;
      end();
    } finally {
      context.guard().exit(outermost);
    }
  }

  private void end() {
    endedBy = endedBy == null ? "it was read to its end" : endedBy;
    try {
      turnOver();
    } finally {
      onEnd.accept(this);
      parts.end();
    }
  }

  /** Rows come one after the other from one connection. */
  @Override
  public @Nullable Spliterator<R> trySplit() {
    return null;
  }

  @Override
  public long estimateSize() {
    return Long.MAX_VALUE;
  }

  @Override
  public int characteristics() {
    return ORDERED;
  }
}
