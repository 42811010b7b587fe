package org.rowanorm.context;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the contexts of one factory share for objects that no open session stands behind.
 * Thread-safe.
 *
 * @param further makes closed contexts, which objects go to that were detached; null where reads
 *     that need a row are refused
 * @param reads counts the reads that leased a connection
 * @param cleaner tells when the garbage collector has run
 */
public record AfterClose(
    @Nullable Supplier<PersistenceContext> further, LongAdder reads, Cleaner cleaner) {

  /** Whether objects may load what they lack. */
  boolean loads() {
    return further != null;
  }
}
