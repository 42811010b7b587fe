package org.rowanorm.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.NamedAttributeNode;
import jakarta.persistence.NamedEntityGraph;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.NamedSubgraph;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SqlResultSetMapping;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.dialect.H2Dialect;
import org.rowanorm.mapping.EntityGraph;
import org.rowanorm.mapping.Models;
import org.rowanorm.mapping.NamedQueries;
import org.rowanorm.mapping.NamingStrategy;
import org.rowanorm.mapping.TypeSettings;

class EntityGraphTest {

  @MappedSuperclass
  @NamedQuery(name = "anything", query = "select 1 from Order o")
  static class Named {
    @Id int id;
    String name = "";
  }

  @Entity
  @NamedEntityGraph(
      name = "whole",
      attributeNodes = {
        @NamedAttributeNode("name"),
        @NamedAttributeNode(value = "lines", subgraph = "line"),
        @NamedAttributeNode(value = "delivery", subgraph = "delivery"),
        @NamedAttributeNode(value = "rates", keySubgraph = "category")
      },
      subgraphs = {
        @NamedSubgraph(
            name = "line",
            attributeNodes = @NamedAttributeNode(value = "article", subgraph = "article")),
        @NamedSubgraph(name = "article", attributeNodes = @NamedAttributeNode("category")),
        @NamedSubgraph(
            name = "article",
            type = Book.class,
            attributeNodes = @NamedAttributeNode("author")),
        @NamedSubgraph(name = "delivery", attributeNodes = @NamedAttributeNode("carrier")),
        @NamedSubgraph(name = "category", attributeNodes = @NamedAttributeNode("name"))
      })
  @NamedEntityGraph(includeAllAttributes = true)
  @NamedQuery(
      name = "Order.all",
      query = "select o from Order o",
      lockMode = LockModeType.PESSIMISTIC_READ)
  @NamedNativeQuery(name = "Order.count", query = "select count(*) from orders")
  @SqlResultSetMapping(name = "Order.rows")
  static class Order extends Named {
    @OneToMany Set<Line> lines = new HashSet<>();
    @Nullable Delivery delivery;
    @ElementCollection Map<Category, Integer> rates = new HashMap<>();
  }

  @Embeddable
  static class Delivery {
    String street = "";
    @ManyToOne @Nullable Carrier carrier;
  }

  @Entity
  static class Line extends Named {
    @ManyToOne @Nullable Article article;
  }

  @Entity
  @NamedEntityGraph(
      subclassSubgraphs =
          @NamedSubgraph(
              name = "",
              type = Book.class,
              attributeNodes = @NamedAttributeNode("author")))
  static class Article extends Named {
    @ManyToOne @Nullable Category category;
  }

  @Entity
  static class Book extends Article {
    @ManyToOne @Nullable Author author;
  }

  @Entity
  static class Category extends Named {}

  @Entity
  static class Author extends Named {}

  @Entity
  static class Carrier extends Named {}

  private final Models models =
      ModelBuilder.build(
          List.of(
              Order.class,
              Line.class,
              Article.class,
              Book.class,
              Category.class,
              Author.class,
              Carrier.class),
          TypeSettings.of(new H2Dialect().columnTypes()),
          new Naming(NamingStrategy.STANDARD, false),
          List.of());

  private EntityGraph graph(String name) {
    EntityGraph graph = models.graph(name);
    assertThat(graph).isNotNull();
    return graph;
  }

  @Test
  void graph_isATreeOfAttributes() {
    EntityGraph whole = graph("whole");
    assertThat(whole.entity().type()).isEqualTo(Order.class);
    assertThat(whole.paths())
        .containsExactly(
            "name",
            "lines",
            "lines.article",
            "lines.article.category",
            "lines.article.author",
            "delivery",
            "delivery.carrier",
            "rates",
            "rates.key.name");
  }

  @Test
  void nodeOfASubclass_knowsItsEntity() {
    EntityGraph.Node article = graph("whole").nodes().get(1).nodes().get(0);
    assertThat(article.nodes())
        .extracting(node -> node.attribute().owner().name())
        .containsExactly("Article", "Book");
  }

  @Test
  void graphWithoutName_hasThatOfItsEntity() {
    assertThat(graph("Order").paths()).containsExactly("id", "name", "lines", "delivery", "rates");
    assertThat(graph("Article").paths()).containsExactly("author");
    assertThat(models.graphs())
        .extracting(EntityGraph::name)
        .containsExactlyInAnyOrder("whole", "Order", "Article");
    assertThat(models.graph("nothing")).isNull();
  }

  @Test
  void namedQueries_areKeptAsTheyAreWritten() {
    NamedQueries queries = models.namedQueries();
    assertThat(queries.queries()).containsOnlyKeys("anything", "Order.all");
    assertThat(queries.queries().get("Order.all").query()).isEqualTo("select o from Order o");
    assertThat(queries.queries().get("Order.all").lockMode())
        .isEqualTo(LockModeType.PESSIMISTIC_READ);
    assertThat(queries.nativeQueries().get("Order.count").query()).contains("count(*)");
    assertThat(queries.resultSets()).containsOnlyKeys("Order.rows");
    assertThat(queries.procedures()).isEmpty();
  }
}
