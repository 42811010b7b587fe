package org.rowanorm.declaration;

import jakarta.persistence.NamedAttributeNode;
import jakarta.persistence.NamedEntityGraph;
import jakarta.persistence.NamedSubgraph;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.ComponentAccess;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.Nearest;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.CollectionKind;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.EntityGraph;
import org.rowanorm.mapping.EntityGraph.Node;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.RowPart;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;

/** Makes entity graphs of what the entities declare. For one use by one thread. */
final class GraphBuilder {

  /** What the attributes of nodes are looked up in: an entity, an embeddable, or neither. */
  private record Scope(@Nullable EntityModel entity, @Nullable EmbeddedAttribute embedded) {

    static Scope of(Attribute leadsTo) {
      if (leadsTo instanceof EmbeddedAttribute value) {
        return new Scope(null, value);
      }
      if (leadsTo instanceof ToOneAttribute toOne) {
        return new Scope(toOne.target(), null);
      }
      if (leadsTo instanceof InverseToOneAttribute inverse) {
        return new Scope(inverse.target(), null);
      }
      return leadsTo instanceof ToManyAttribute collection
          ? of(collection.element().attribute())
          : new Scope(null, null);
    }

    boolean isEmpty() {
      return entity == null && embedded == null;
    }

    String name() {
      return entity == null ? Objects.requireNonNull(embedded).path() : entity.name();
    }

    @Nullable Attribute find(String name) {
      return entity == null ? Objects.requireNonNull(embedded).part(name) : entity.attribute(name);
    }

    List<String> names() {
      if (entity != null) {
        return entity.attributeNames();
      }
      ComponentAccess component = Objects.requireNonNull(embedded).component();
      return Stream.iterate(0, i -> i < component.parts(), i -> i + 1)
          .map(i -> component.slot(i).name())
          .toList();
    }
  }

  private final Map<Class<?>, EntityModel> models;
  private final Faults faults;
  private final Map<String, EntityGraph> graphs = new LinkedHashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private String place = "";
  private Map<String, List<NamedSubgraph>> subgraphs = Map.of();
  private Set<String> used = Set.of();

  GraphBuilder(Map<Class<?>, EntityModel> models, Faults faults) {
    this.models = models;
    this.faults = faults;
  }

  /** All graphs by their names; with a fault for each that cannot be made. */
  Map<String, EntityGraph> build() {
    for (EntityModel model : models.values()) {
      for (NamedEntityGraph said :
          model.type().getDeclaredAnnotationsByType(NamedEntityGraph.class)) {
        add(model, said);
      }
    }
    return graphs;
  }

  private void add(EntityModel model, NamedEntityGraph said) {
    String name = said.name().isEmpty() ? model.name() : said.name();
    place = "in @NamedEntityGraph '" + name + "' at " + model.type().getName();
    used = new LinkedHashSet<>();
    subgraphs = new LinkedHashMap<>();
    for (NamedSubgraph subgraph : said.subgraphs()) {
      subgraphs.computeIfAbsent(subgraph.name(), n -> new ArrayList<>()).add(subgraph);
    }
    Scope scope = new Scope(model, null);
    Map<Attribute, Node> nodes = new LinkedHashMap<>();
    put(nodes, nodes(scope, said.attributeNodes()));
    if (said.includeAllAttributes()) {
      for (String attribute : model.attributeNames()) {
        put(nodes, List.of(leaf(Objects.requireNonNull(model.attribute(attribute)))));
      }
    }
    for (NamedSubgraph subclass : said.subclassSubgraphs()) {
      put(nodes, typed(scope, subclass));
    }
    refuseUnused();
    EntityGraph other = graphs.put(name, new EntityGraph(name, model, List.copyOf(nodes.values())));
    if (other != null) {
      faults.add(
          ErrorCode.DUPLICATE_NAME,
          "Two entity graphs are named '" + name + "'",
          "at " + other.entity().type().getName() + " and " + model.type().getName(),
          "give one of them another name");
    }
  }

  private static Node leaf(Attribute attribute) {
    return new Node(attribute, List.of(), List.of());
  }

  /** Of two nodes for one attribute the first one counts: it may say more. */
  private static void put(Map<Attribute, Node> nodes, Collection<Node> added) {
    added.forEach(node -> nodes.putIfAbsent(node.attribute(), node));
  }

  private List<Node> nodes(Scope scope, NamedAttributeNode... said) {
    Map<Attribute, Node> nodes = new LinkedHashMap<>();
    for (NamedAttributeNode node : said) {
      Node made = node(scope, node);
      if (made != null) {
        put(nodes, List.of(made));
      }
    }
    return List.copyOf(nodes.values());
  }

  private @Nullable Node node(Scope scope, NamedAttributeNode said) {
    Attribute attribute = scope.find(said.value());
    if (attribute == null) {
      fault(
          "No attribute '"
              + said.value()
              + "' in "
              + scope.name()
              + Nearest.hint(said.value(), scope.names()));
      return null;
    }
    List<Node> keys = List.of();
    if (!said.keySubgraph().isEmpty()) {
      RowPart position =
          attribute instanceof ToManyAttribute map && map.kind() == CollectionKind.MAP
              ? map.shape().position()
              : null;
      Scope key = position == null ? new Scope(null, null) : Scope.of(position.attribute());
      keys = subgraph(attribute.path() + "'s keys", key, said.keySubgraph());
    }
    List<Node> inside =
        said.subgraph().isEmpty()
            ? List.of()
            : subgraph(attribute.path(), Scope.of(attribute), said.subgraph());
    return new Node(attribute, inside, keys);
  }

  private List<Node> subgraph(String path, Scope scope, String name) {
    List<NamedSubgraph> said = subgraphs.get(name);
    if (said == null) {
      fault(
          "There is no subgraph '" + name + "' for " + path,
          "declare it in subgraphs of the same @NamedEntityGraph");
      return List.of();
    }
    used.add(name);
    if (scope.isEmpty()) {
      fault(
          "A subgraph needs an entity or an embeddable, but " + path + " leads to neither",
          "take subgraph = \"" + name + "\" away");
      return List.of();
    }
    if (open.contains(name)) {
      fault("Subgraph '" + name + "' contains itself", "write out as many levels as are wanted");
      return List.of();
    }
    open.push(name);
    Map<Attribute, Node> nodes = new LinkedHashMap<>();
    said.forEach(part -> put(nodes, typed(scope, part)));
    open.pop();
    return List.copyOf(nodes.values());
  }

  /** The nodes of a subgraph, which may be for a class that extends that of its place. */
  private List<Node> typed(Scope scope, NamedSubgraph said) {
    EntityModel base = scope.entity();
    if (said.type() == void.class || base == null) {
      return nodes(scope, said.attributeNodes());
    }
    EntityModel type = models.get(said.type());
    if (type == null || !base.type().isAssignableFrom(type.type())) {
      fault(
          "A subgraph is of type "
              + said.type().getSimpleName()
              + ", which is no entity that extends "
              + base.name(),
          "name " + base.name() + " or an entity below it, or leave type away");
      return List.of();
    }
    return nodes(new Scope(type, null), said.attributeNodes());
  }

  private void refuseUnused() {
    for (String name : subgraphs.keySet()) {
      if (!used.contains(name)) {
        fault(
            "No attribute node uses the subgraph '" + name + "'",
            "name it with subgraph = \"" + name + "\", or take it away");
      }
    }
  }

  private void fault(String fact, String... remedy) {
    List<String> details = new ArrayList<>(List.of(place));
    details.addAll(List.of(remedy));
    faults.add(ErrorCode.WRONG_ENTITY_GRAPH, fact, details.toArray(String[]::new));
  }
}
