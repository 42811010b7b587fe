package org.rowanorm.session;

import java.util.List;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.TableNaming;
import org.rowanorm.jdbc.ConnectionSource;
import org.rowanorm.jdbc.StatementListener;

/**
 * What a session factory is made of.
 *
 * @param onClose what is closed with the factory, such as a pool of its own
 */
public record FactorySettings(
    ConnectionSource connections,
    List<Class<?>> entities,
    Dialect dialect,
    TableNaming tables,
    List<StatementListener> listeners,
    int cohortSize,
    long cacheSize,
    Runnable onClose) {

  /** Copies the lists. */
  public FactorySettings {
    entities = List.copyOf(entities);
    listeners = List.copyOf(listeners);
  }
}
