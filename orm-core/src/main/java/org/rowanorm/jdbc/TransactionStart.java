package org.rowanorm.jdbc;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction needs of its connection before its first statement.
 *
 * @param first a statement that holds for this transaction only, so that nothing is to be set back;
 *     null for none
 * @param isolation what the connection is set to, and set back from after; null for what it has
 * @param after a statement that sets back what the others left on the connection; null for none
 * @param readOnly whether a change is refused before it is sent
 * @param timeout how long the transaction may take, in all; null for as long as it likes
 */
public record TransactionStart(
    @Nullable String first,
    @Nullable Isolation isolation,
    @Nullable String after,
    boolean readOnly,
    @Nullable Duration timeout) {

  /** As the connection is. */
  public static final TransactionStart USUAL = new TransactionStart(null, null, null, false, null);

  /** Whether it needs anything. */
  boolean isUsual() {
    return equals(USUAL);
  }
}
