package org.rowanorm.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All entity models of one session factory. Immutable and thread-safe. */
public final class Models {

  private final List<EntityModel> all;
  private final Map<Class<?>, EntityModel> byType = new HashMap<>();

  /** Takes models that are filled, and closes them. */
  public Models(List<EntityModel> all) {
    this.all = List.copyOf(all);
    for (EntityModel model : all) {
      model.close();
      byType.put(model.type(), model);
    }
  }

  /** The models in the order of their ordinals. */
  public List<EntityModel> all() {
    return all;
  }

  /** The model of a class, or null where it is none of these entities. */
  public @Nullable EntityModel find(Class<?> type) {
    return byType.get(type);
  }
}
