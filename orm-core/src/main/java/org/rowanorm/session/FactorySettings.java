package org.rowanorm.session;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.TableNaming;
import org.rowanorm.jdbc.ConnectionSource;
import org.rowanorm.jdbc.StatementListener;
import org.rowanorm.mapping.NamingStrategy;
import org.rowanorm.type.JsonFormat;

/**
 * What a session factory is made of.
 *
 * @param converters the classes of converters that may apply by themselves
 * @param json how JSON columns are written; null for the library on the class path
 * @param naming how tables and columns are named where the mapping does not
 * @param origins whether each load notes the place in the code that asked for it
 * @param cursorKeys what cursors are signed with: the first signs, all verify; none for no cursors
 * @param onClose what is closed with the factory, such as a pool of its own
 */
public record FactorySettings(
    ConnectionSource connections,
    List<Class<?>> entities,
    List<Class<?>> converters,
    @Nullable JsonFormat json,
    NamingStrategy naming,
    Dialect dialect,
    TableNaming tables,
    List<StatementListener> listeners,
    int cohortSize,
    long cacheSize,
    LazyAfterClose lazyAfterClose,
    boolean origins,
    List<byte[]> cursorKeys,
    Runnable onClose) {

  /** Copies the lists. */
  public FactorySettings {
    entities = List.copyOf(entities);
    converters = List.copyOf(converters);
    listeners = List.copyOf(listeners);
    cursorKeys = List.copyOf(cursorKeys);
  }
}
