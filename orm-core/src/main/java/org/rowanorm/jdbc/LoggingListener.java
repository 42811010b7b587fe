package org.rowanorm.jdbc;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes statements to the log category {@code org.rowanorm.sql} (DEBUG) and their values to {@code
 * org.rowanorm.sql.bind} (TRACE). Thread-safe.
 */
public final class LoggingListener implements StatementListener {

  private static final Logger SQL = LoggerFactory.getLogger("org.rowanorm.sql");
  private static final Logger BIND = LoggerFactory.getLogger("org.rowanorm.sql.bind");

  @Override
  public boolean isListening() {
    return SQL.isDebugEnabled();
  }

  @Override
  public void statement(StatementEvent event) {
    if (SQL.isDebugEnabled()) {
      SQL.debug("{} {}", event.sql(), measures(event));
    }
    if (BIND.isTraceEnabled()) {
      BIND.trace("{}", event.parametersText());
    }
  }

  private static String measures(StatementEvent event) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "{%.1f ms, rows=%d", event.nanos() / 1e6, event.rows()));
    if (event.batchSize() > 1) {
      text.append(", batch=").append(event.batchSize());
    }
    if (event.reason() != null) {
      text.append(", ").append(event.reason());
    }
    if (event.error() != null) {
      text.append(", failed: ").append(event.error().getMessage());
    }
    return text.append('}').toString();
  }
}
