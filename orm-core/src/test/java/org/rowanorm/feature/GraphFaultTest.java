package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.NamedAttributeNode;
import jakarta.persistence.NamedEntityGraph;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.NamedSubgraph;
import jakarta.persistence.SqlResultSetMapping;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.MappingException;
import org.rowanorm.support.H2;

class GraphFaultTest {

  private static AbstractThrowableAssert<?, ?> faultOf(Class<?>... entities) {
    return assertThatThrownBy(() -> H2.empty(entities)).isInstanceOf(MappingException.class);
  }

  @Entity
  @NamedEntityGraph(name = "all", attributeNodes = @NamedAttributeNode("titel"))
  static class Misspelt {
    @Id int id;
    String title = "";
  }

  @Test
  void attributeThatIsNotThere() {
    faultOf(Misspelt.class)
        .hasMessage(
            """
            No attribute 'titel' in Misspelt; did you mean 'title'?
                in @NamedEntityGraph 'all' at org.rowanorm.feature.GraphFaultTest$Misspelt [ROWAN-151]""");
  }

  @Entity
  @NamedEntityGraph(
      name = "all",
      attributeNodes = @NamedAttributeNode(value = "other", subgraph = "others"))
  static class NoSubgraph {
    @Id int id;
    @ManyToOne @Nullable NoSubgraph other;
  }

  @Test
  void subgraphThatIsNotThere() {
    faultOf(NoSubgraph.class)
        .hasMessage(
            """
            There is no subgraph 'others' for NoSubgraph.other
                in @NamedEntityGraph 'all' at org.rowanorm.feature.GraphFaultTest$NoSubgraph
                declare it in subgraphs of the same @NamedEntityGraph [ROWAN-151]""");
  }

  @Entity
  @NamedEntityGraph(
      attributeNodes = @NamedAttributeNode(value = "other", subgraph = "others"),
      subgraphs =
          @NamedSubgraph(
              name = "others",
              attributeNodes = @NamedAttributeNode(value = "other", subgraph = "others")))
  static class Circle {
    @Id int id;
    @ManyToOne @Nullable Circle other;
  }

  @Test
  void subgraphThatContainsItself() {
    faultOf(Circle.class)
        .hasMessage(
            """
            Subgraph 'others' contains itself
                in @NamedEntityGraph 'Circle' at org.rowanorm.feature.GraphFaultTest$Circle
                write out as many levels as are wanted [ROWAN-151]""");
  }

  @Entity
  @NamedEntityGraph(
      attributeNodes = {
        @NamedAttributeNode(value = "name", subgraph = "name"),
        @NamedAttributeNode(value = "other", subgraph = "typed")
      },
      subgraphs = {
        @NamedSubgraph(
            name = "name",
            attributeNodes = {}),
        @NamedSubgraph(
            name = "typed",
            type = String.class,
            attributeNodes = {}),
        @NamedSubgraph(
            name = "left",
            attributeNodes = {})
      })
  static class Misplaced {
    @Id int id;
    String name = "";
    @ManyToOne @Nullable Misplaced other;
  }

  @Test
  void subgraphsThatFitNothing_areReportedTogether() {
    faultOf(Misplaced.class)
        .hasMessage(
            """
            3 faults in the mapping:

            A subgraph needs an entity or an embeddable, but Misplaced.name leads to neither
                in @NamedEntityGraph 'Misplaced' at org.rowanorm.feature.GraphFaultTest$Misplaced
                take subgraph = "name" away [ROWAN-151]

            A subgraph is of type String, which is no entity that extends Misplaced
                in @NamedEntityGraph 'Misplaced' at org.rowanorm.feature.GraphFaultTest$Misplaced
                name Misplaced or an entity below it, or leave type away [ROWAN-151]

            No attribute node uses the subgraph 'left'
                in @NamedEntityGraph 'Misplaced' at org.rowanorm.feature.GraphFaultTest$Misplaced
                name it with subgraph = "left", or take it away [ROWAN-151]
             [ROWAN-151]""");
  }

  @Entity
  @NamedEntityGraph(name = "all")
  @NamedQuery(name = "find", query = "select o from One o")
  @SqlResultSetMapping(name = "rows")
  static class One {
    @Id int id;
  }

  @Entity
  @NamedEntityGraph(name = "all")
  @NamedNativeQuery(name = "find", query = "select * from two")
  @SqlResultSetMapping(name = "rows")
  static class Two {
    @Id int id;
  }

  @Test
  void sameNames_ofGraphsAndOfQueries() {
    faultOf(One.class, Two.class)
        .hasMessage(
            """
            3 faults in the mapping:

            Two entity graphs are named 'all'
                at org.rowanorm.feature.GraphFaultTest$One and org.rowanorm.feature.GraphFaultTest$Two
                give one of them another name [ROWAN-152]

            Two queries are named 'find'
                at org.rowanorm.feature.GraphFaultTest$One and org.rowanorm.feature.GraphFaultTest$Two
                give one of them another name [ROWAN-152]

            Two result set mappings are named 'rows'
                at org.rowanorm.feature.GraphFaultTest$One and org.rowanorm.feature.GraphFaultTest$Two
                give one of them another name [ROWAN-152]
             [ROWAN-152]""");
  }
}
