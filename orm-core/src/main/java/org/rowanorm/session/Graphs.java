package org.rowanorm.session;

import java.util.ArrayList;
import java.util.List;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.Nearest;
import org.rowanorm.error.QueryException;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.EntityGraph;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.Models;
import org.rowanorm.mapping.RowPart;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.translate.Prepared;

/** Turns named entity graphs into paths to fetch. */
final class Graphs {

  private Graphs() {}

  /**
   * The paths of a graph that are not loaded with their rows anyway.
   *
   * @throws QueryException where there is no such graph, or it is of other objects
   */
  static String[] paths(Models models, Prepared query, String name) {
    EntityGraph graph = models.graph(name);
    if (graph == null) {
      throw new QueryException(
          ErrorCode.UNKNOWN_GRAPH,
          null,
          "No entity graph '" + name + "'" + hint(models, name),
          "in query " + query.written(),
          "declare it with @NamedEntityGraph");
    }
    EntityModel found = query.items().get(0).entity();
    if (found == null || !graph.entity().type().isAssignableFrom(found.type())) {
      throw new QueryException(
          ErrorCode.UNKNOWN_GRAPH,
          null,
          "Entity graph '" + name + "' is of " + graph.entity() + ", which the query does not find",
          "in query " + query.written(),
          "take a graph of what it finds");
    }
    List<String> paths = new ArrayList<>();
    add("", graph.nodes(), paths);
    return paths.toArray(String[]::new);
  }

  private static String hint(Models models, String name) {
    List<String> names = models.graphs().stream().map(EntityGraph::name).toList();
    return names.isEmpty() ? "; there is none" : Nearest.hint(name, names);
  }

  private static boolean hasEntityKeys(Attribute attribute) {
    RowPart keys = attribute instanceof ToManyAttribute map ? map.shape().position() : null;
    return keys != null && keys.attribute() instanceof ToOneAttribute;
  }

  private static void add(String prefix, List<EntityGraph.Node> nodes, List<String> paths) {
    for (EntityGraph.Node node : nodes) {
      String path = prefix + node.name();
      boolean withRow =
          node.attribute() instanceof EmbeddedAttribute
              || (node.attribute() instanceof BasicAttribute basic && !basic.lazy());
      if (!withRow) {
        paths.add(path);
      }
      add(path + ".", node.nodes(), paths);
      if (!node.keyNodes().isEmpty() && hasEntityKeys(node.attribute())) {
        String keys = prefix + "key(" + node.name() + ")";
        paths.add(keys);
        add(keys + ".", node.keyNodes(), paths);
      }
    }
  }
}
