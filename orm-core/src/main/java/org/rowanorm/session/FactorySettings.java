package org.rowanorm.session;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.TableNaming;
import org.rowanorm.jdbc.ConnectionSource;
import org.rowanorm.jdbc.StatementListener;
import org.rowanorm.mapping.NamingStrategy;
import org.rowanorm.sql.Statement.Table;
import org.rowanorm.type.JsonFormat;

/**
 * What a session factory is made of.
 *
 * @param converters the classes of converters that may apply by themselves
 * @param json how JSON columns are written; null for the library on the class path
 * @param naming how tables and columns are named where the mapping does not
 * @param entityListeners what is told of all entities: objects, or classes of which one is made
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
    List<Object> entityListeners,
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
    entityListeners = List.copyOf(entityListeners);
    cursorKeys = List.copyOf(cursorKeys);
  }

  /** The same for tables in another schema; those for which the mapping names one stay there. */
  FactorySettings inSchema(String schema) {
    TableNaming usual = tables;
    return new FactorySettings(
        connections,
        entities,
        converters,
        json,
        naming,
        dialect,
        table ->
            table.schema() == null
                ? new Table(schema, usual.resolve(table).name())
                : usual.resolve(table),
        listeners,
        entityListeners,
        cohortSize,
        cacheSize,
        lazyAfterClose,
        origins,
        cursorKeys,
        () -> {});
  }
}
