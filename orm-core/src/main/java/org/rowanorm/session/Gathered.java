package org.rowanorm.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.rowanorm.context.Origin;
import org.rowanorm.jdbc.Read;
import org.rowanorm.load.Reading;
import org.rowanorm.translate.Prepared;

/** The queries of a session that wait to be sent together. Not thread-safe. */
final class Gathered {

  /**
   * A query that waits.
   *
   * @param reading makes its SELECT when it is about to be sent
   */
  private record Waiting<R>(Later<R> later, Supplier<Reading<R>> reading) {}

  private List<Waiting<?>> waiting = new ArrayList<>(0);

  <R> Later<R> add(Session session, Prepared query, Outcome<R> outcome, Origin origin) {
    Later<R> later = new Later<>(session, query.written());
    waiting.add(new Waiting<>(later, () -> outcome.reading(session, query, origin)));
    return later;
  }

  /** The SELECTs of all that waits; who waits is told of its result after they ran. */
  List<Runnable> take(List<Read> reads) {
    List<Waiting<?>> taken = waiting;
    waiting = new ArrayList<>(0);
    List<Runnable> afterwards = new ArrayList<>(taken.size());
    for (Waiting<?> one : taken) {
      afterwards.add(take(one, reads));
    }
    return afterwards;
  }

  private static <R> Runnable take(Waiting<R> one, List<Read> reads) {
    Reading<R> reading = one.reading().get();
    reads.add(reading.read());
    return () -> one.later().found(reading.result());
  }
}
