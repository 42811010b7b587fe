package org.rowanorm.mapping;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All entity models of one session factory. Immutable and thread-safe. */
public final class Models {

  private final List<EntityModel> all;
  private final Map<Class<?>, EntityModel> byType = new HashMap<>();
  private final Map<String, EntityGraph> graphs;
  private final NamedQueries namedQueries;

  /** Takes models that are filled, and closes them. */
  public Models(List<EntityModel> all, Map<String, EntityGraph> graphs, NamedQueries namedQueries) {
    this.all = List.copyOf(all);
    all.forEach(Models::tellOtherSides);
    this.graphs = new LinkedHashMap<>(graphs);
    this.namedQueries = namedQueries;
    for (EntityModel model : all) {
      model.close();
      byType.put(model.type(), model);
    }
  }

  private static void tellOtherSides(EntityModel model) {
    for (ToManyAttribute side : model.toManys()) {
      Attribute own = side.table() == null ? side.mappedBy() : side.table().mappedBy();
      if (own != null && side.owner() == model) {
        own.owner().addOtherSide(own, side);
      }
    }
    for (InverseToOneAttribute side : model.inverses()) {
      if (side.owner() == model) {
        side.mappedBy().owner().addOtherSide(side.mappedBy(), side);
      }
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

  /** The entity graph of a name, or null where none is declared. */
  public @Nullable EntityGraph graph(String name) {
    return graphs.get(name);
  }

  /** The entity graphs, in the order in which they are declared. */
  public List<EntityGraph> graphs() {
    return List.copyOf(graphs.values());
  }

  /** The named queries. */
  public NamedQueries namedQueries() {
    return namedQueries;
  }
}
