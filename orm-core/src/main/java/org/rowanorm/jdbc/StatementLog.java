package org.rowanorm.jdbc;

import java.util.ArrayList;
import java.util.List;

/** Keeps the statements that ran, for tests that assert what was sent. Thread-safe. */
public final class StatementLog implements StatementListener {

  private final List<StatementEvent> events = new ArrayList<>();

  @Override
  public synchronized void statement(StatementEvent event) {
    events.add(event);
  }

  /** The statements since the last {@link #clear()}. */
  public synchronized List<StatementEvent> events() {
    return List.copyOf(events);
  }

  /** The texts of the statements since the last {@link #clear()}. */
  public synchronized List<String> sql() {
    return events.stream().map(StatementEvent::sql).toList();
  }

  /** Forgets all statements so far. */
  public synchronized void clear() {
    events.clear();
  }
}
