package org.rowanorm.flush;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.rowanorm.context.ManagedEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the inserts that had to be sent before their time because an id was read, and logs each
 * place in the code once. Thread-safe.
 */
public final class IdTrapLog {

  private static final Logger LOG = LoggerFactory.getLogger("org.rowanorm.sql");

  private final LongAdder count = new LongAdder();
  private final Set<String> places = ConcurrentHashMap.newKeySet();

  /** The number of inserts that were sent before their time. */
  public long count() {
    return count.sum();
  }

  void note(ManagedEntity pending) {
    count.increment();
    if (LOG.isInfoEnabled() && places.size() < 1_000) {
      String place = callSite(pending.model().type());
      if (places.add(place)) {
        LOG.info(
            "The id of a new {} is read at {}: its row is inserted now, alone, not in a batch",
            pending.model().name(),
            place);
      }
    }
  }

  /** The first frame that is neither Rowan's nor the entity's own. */
  private static String callSite(Class<?> entity) {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(f -> !f.getClassName().startsWith("org.rowanorm.context."))
                    .filter(f -> !f.getClassName().startsWith("org.rowanorm.entity."))
                    .filter(f -> !f.getClassName().startsWith("org.rowanorm.flush."))
                    .filter(f -> !f.getClassName().equals(entity.getName()))
                    .findFirst()
                    .map(StackWalker.StackFrame::toString)
                    .orElse("an unknown place"));
  }
}
