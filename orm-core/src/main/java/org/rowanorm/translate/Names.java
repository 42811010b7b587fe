package org.rowanorm.translate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.Models;
import org.rowanorm.type.TypeSet;

/**
 * What the names in queries stand for: entities, column types, and paths, which are resolved once.
 * Thread-safe.
 */
final class Names {

  /** More paths of an entity than this are resolved anew each time: they may go in circles. */
  private static final int MOST_PATHS = 1_000;

  private final Models models;
  private final TypeSet types;
  private final Map<EntityModel, Map<String, ValueType>> paths = new ConcurrentHashMap<>();

  Names(Models models, TypeSet types) {
    this.models = models;
    this.types = types;
  }

  /** The entity of a class, or null. */
  @Nullable EntityModel entity(Class<?> type) {
    return models.find(type);
  }

  /** The column types by the Java type of a value. */
  TypeSet types() {
    return types;
  }

  /**
   * What a path of an entity leads to.
   *
   * @param query what messages show as the query, by its {@code toString()}
   * @throws org.rowanorm.error.QueryException where it leads nowhere
   */
  ValueType typeOf(EntityModel entity, String path, Object query) {
    Map<String, ValueType> known = paths.get(entity);
    if (known == null) {
      known = paths.computeIfAbsent(entity, e -> new ConcurrentHashMap<>());
    }
    ValueType type = known.get(path);
    if (type == null) {
      type = ValueType.of(Paths.resolve(entity, path, query), query);
      if (known.size() < MOST_PATHS) {
        known.put(path, type);
      }
    }
    return type;
  }
}
