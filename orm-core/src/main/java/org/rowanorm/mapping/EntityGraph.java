package org.rowanorm.mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * A named plan of what to fetch with objects of an entity, as {@code @NamedEntityGraph} says it:
 * checked, and as a tree without circles. Immutable.
 *
 * @param name the name, which no other graph of the factory has
 */
public record EntityGraph(String name, EntityModel entity, List<Node> nodes) {

  /** Copies the list. */
  public EntityGraph {
    nodes = List.copyOf(nodes);
  }

  /**
   * An attribute to fetch.
   *
   * @param attribute an attribute of what the node stands in, or of an entity that extends it; in
   *     an embeddable one of its parts
   * @param nodes what to fetch with what it leads to
   * @param keyNodes what to fetch with the keys of a map
   */
  public record Node(Attribute attribute, List<Node> nodes, List<Node> keyNodes) {

    /** Copies the lists. */
    public Node {
      nodes = List.copyOf(nodes);
      keyNodes = List.copyOf(keyNodes);
    }

    /** The last part of the attribute's name. */
    public String name() {
      return attribute.name().substring(attribute.name().lastIndexOf('.') + 1);
    }
  }

  /** The paths of all nodes, such as {@code lines.product}; those of keys go by {@code key}. */
  public List<String> paths() {
    List<String> paths = new ArrayList<>();
    add("", nodes, paths);
    return paths;
  }

  private static void add(String prefix, List<Node> nodes, List<String> paths) {
    for (Node node : nodes) {
      String path = prefix + node.name();
      paths.add(path);
      add(path + ".", node.nodes(), paths);
      add(path + ".key.", node.keyNodes(), paths);
    }
  }
}
