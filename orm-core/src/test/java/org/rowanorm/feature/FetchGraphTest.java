package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.NamedAttributeNode;
import jakarta.persistence.NamedEntityGraph;
import jakarta.persistence.NamedSubgraph;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rowanorm.Rowan;
import org.rowanorm.error.QueryException;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;
import org.rowanorm.support.Misuse;

class FetchGraphTest {

  @Entity
  static class Writer {
    @Id int id;
    String name = "writer";
  }

  @Entity
  static class Volume {
    @Id int id;
    @ManyToOne Shelf shelf;

    @ManyToOne(cascade = CascadeType.ALL)
    Writer writer;
  }

  @Entity
  @NamedEntityGraph(
      name = "Shelf.full",
      attributeNodes = {
        @NamedAttributeNode("label"),
        @NamedAttributeNode(value = "volumes", subgraph = "volume")
      },
      subgraphs = @NamedSubgraph(name = "volume", attributeNodes = @NamedAttributeNode("writer")))
  static class Shelf {
    @Id int id;
    String label = "a";

    @OneToMany(mappedBy = "shelf", cascade = CascadeType.ALL)
    List<Volume> volumes = new ArrayList<>();
  }

  @Test
  void graph_isFetched() {
    try (H2 h2 = H2.with(Shelf.class, Volume.class, Writer.class)) {
      Shelf stored = new Shelf();
      Volume volume = new Volume();
      volume.shelf = stored;
      volume.writer = new Writer();
      stored.volumes.add(volume);
      h2.sessions().inTransaction(session -> session.add(stored));
      h2.log().clear();
      try (Session session = h2.open()) {
        Shelf shelf = session.query(Shelf.class).fetchGraph("Shelf.full").one();
        assertThat(Rowan.isLoaded(shelf, "volumes")).isTrue();
        assertThat(shelf.volumes.get(0).writer.name).isEqualTo("writer");
      }
      assertThat(h2.log().sql()).hasSize(1);
    }
  }

  @Test
  @Misuse(Misuse.Of.FETCH)
  void unknownGraph_isRefusedWithTheNearestName() {
    try (H2 h2 = H2.with(Shelf.class, Volume.class, Writer.class);
        Session session = h2.open()) {
      assertThatThrownBy(() -> session.query(Shelf.class).fetchGraph("Shelf.ful"))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              No entity graph 'Shelf.ful'; did you mean 'Shelf.full'?
                  in query Shelf
                  declare it with @NamedEntityGraph [ROWAN-347]""");
    }
  }

  @Test
  @Misuse(Misuse.Of.FETCH)
  void graphOfAnotherEntity_isRefused() {
    try (H2 h2 = H2.with(Shelf.class, Volume.class, Writer.class);
        Session session = h2.open()) {
      assertThatThrownBy(() -> session.query(Volume.class).fetchGraph("Shelf.full"))
          .hasMessage(
              """
              Entity graph 'Shelf.full' is of Shelf, which the query does not find
                  in query Volume
                  take a graph of what it finds [ROWAN-347]""");
    }
  }
}
