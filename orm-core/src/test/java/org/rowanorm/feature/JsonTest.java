package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.Json;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;
import org.rowanorm.type.Jackson2Format;
import org.rowanorm.type.JsonFormat;

/** JSON through sessions: changes, cache, failures, and libraries. */
class JsonTest {

  /** A part of a circle cannot be written. */
  static class Part {
    public Part next;
  }

  @Entity
  @Cacheable
  static class Page implements Serializable {
    @Id int id = 1;
    @Json Map<String, List<Integer>> places;
    @Json List<String> words;
  }

  @Entity
  static class Circle {
    @Id int id = 1;
    @Json Part part;
  }

  private static Page page() {
    Page page = new Page();
    page.places = new HashMap<>(Map.of("a", new ArrayList<>(List.of(1, 2))));
    page.words = List.of("x");
    return page;
  }

  @Test
  void json_fromTheCache_isTheSessionsOwn() {
    try (H2 h2 = H2.with(Page.class)) {
      h2.sessions().inTransaction(session -> session.add(page()));
      try (Session session = h2.open()) {
        session.get(Page.class, 1).places.clear();
      }
      h2.log().clear();
      try (Session session = h2.open()) {
        assertThat(session.get(Page.class, 1).places).isEqualTo(page().places);
      }
      assertThat(h2.log().sql()).isEmpty();
    }
  }

  @Test
  void json_ofANewObject_isWatchedAfterItsCommit() {
    try (H2 h2 = H2.with(Page.class);
        Session session = h2.open()) {
      Page page = page();
      session.add(page);
      session.commit();
      page.places.get("a").add(3);
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql()).containsExactly("update page set places = ? where id = ?");
      assertThat(h2.rows("select places from page")).containsExactly("{\"a\":[1,2,3]}");
    }
  }

  @Test
  void json_changedAndRolledBack_isStillDirty() {
    try (H2 h2 = H2.with(Page.class)) {
      h2.sessions().inTransaction(session -> session.add(page()));
      try (Session session = h2.open()) {
        Page found = session.get(Page.class, 1);
        found.places.put("b", List.of());
        session.flush();
        session.rollback();
        h2.log().clear();
        session.commit();
        assertThat(h2.log().sql()).containsExactly("update page set places = ? where id = ?");
      }
    }
  }

  @Test
  void json_changedInPlaceAndThenSetToAnEqualValue_isWritten() {
    try (H2 h2 = H2.with(Page.class)) {
      h2.sessions().inTransaction(session -> session.add(page()));
      try (Session session = h2.open()) {
        Page found = session.get(Page.class, 1);
        found.places.put("b", List.of(3));
        found.places = new HashMap<>(found.places);
        h2.log().clear();
        session.commit();
        assertThat(h2.log().sql()).containsExactly("update page set places = ? where id = ?");
      }
    }
  }

  @Test
  void json_ofADeserialisedObject_isReadable() throws Exception {
    try (H2 h2 = H2.with(Page.class)) {
      h2.sessions().inTransaction(session -> session.add(page()));
      Page found;
      try (Session session = h2.open()) {
        found = session.get(Page.class, 1);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      new ObjectOutputStream(bytes).writeObject(found);
      Page copy =
          (Page) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
      assertThat(copy.words).containsExactly("x");
      assertThat(copy.places).isEqualTo(page().places);
    }
  }

  @Test
  void json_thatCannotBeWritten_isNamed() {
    try (H2 h2 = H2.with(Circle.class);
        Session session = h2.open()) {
      Circle circle = new Circle();
      circle.part = new Part();
      circle.part.next = circle.part;
      session.add(circle);
      assertThatThrownBy(session::commit)
          .isInstanceOf(DatabaseException.class)
          .message()
          .startsWith(
              """
              A value cannot be turned into that of its column
                  at Circle.part
                  it says: JSON failed with org.rowanorm.feature.JsonTest$Part@""")
          .endsWith("in insert into circle (id, part) values (?, ?) [ROWAN-141]");
    }
  }

  @Test
  void json_thatCannotBeRead_isNamed() {
    try (H2 h2 = H2.with(Page.class);
        Session session = h2.open()) {
      h2.sql("insert into page (id, words) values (1, json '{\"no\":\"list\"}')");
      assertThatThrownBy(() -> session.get(Page.class, 1))
          .isInstanceOf(DatabaseException.class)
          .message()
          .startsWith(
              """
              The value in column words does not fit its attribute
                  at Page.words, of type java.util.List
                  it says: JSON failed with '{"no":"list"}': \
              tools.jackson.databind.exc.MismatchedInputException""");
    }
  }

  @Test
  void json_byJackson2_isTheSameInTheRow() {
    try (H2 h2 = H2.with(b -> b.entities(Page.class).json(new Jackson2Format()))) {
      h2.sessions().inTransaction(session -> session.add(page()));
      assertThat(h2.rows("select places, words from page"))
          .containsExactly("{\"a\":[1,2]},[\"x\"]");
      try (Session session = h2.open()) {
        Page found = session.get(Page.class, 1);
        assertThat(found.places).isEqualTo(page().places);
        found.places.get("a").clear();
        session.commit();
      }
      assertThat(h2.rows("select places from page")).containsExactly("{\"a\":[]}");
    }
  }

  @Test
  void json_byAFormatOfOnesOwn_isWhatItWrites() {
    JsonFormat lengths =
        new JsonFormat() {
          @Override
          public String write(Object value, Type type) {
            return "{\"" + type.getTypeName() + "\":1}";
          }

          @Override
          public Object read(String text, Type type) {
            return type.getTypeName().startsWith("java.util.List")
                ? List.of(text)
                : Map.of(text, List.of());
          }

          @Override
          public boolean same(String left, String right) {
            return left.equals(right);
          }
        };
    try (H2 h2 = H2.with(b -> b.entities(Page.class).json(lengths))) {
      h2.sessions().inTransaction(session -> session.add(page()));
      assertThat(h2.rows("select words from page"))
          .containsExactly("{\"java.util.List<java.lang.String>\":1}");
      try (Session session = h2.open()) {
        assertThat(session.query(Page.class).one().words)
            .containsExactly("{\"java.util.List<java.lang.String>\":1}");
      }
    }
  }
}
