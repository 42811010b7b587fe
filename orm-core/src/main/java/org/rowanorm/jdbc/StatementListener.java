package org.rowanorm.jdbc;

/** Hears of each statement after it ran. Called on the session's thread; it must not throw. */
@FunctionalInterface
public interface StatementListener {

  /** Called once per statement or batch, failed ones too. */
  void statement(StatementEvent event);

  /** Whether it wants to hear of statements now; where none does, no event is made. */
  default boolean isListening() {
    return true;
  }
}
