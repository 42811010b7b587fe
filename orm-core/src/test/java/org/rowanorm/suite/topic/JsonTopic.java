package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rowanorm.query.Path.path;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.Json;
import org.rowanorm.error.QueryException;
import org.rowanorm.session.Session;

/** Values in columns of JSON. */
public interface JsonTopic extends SuiteFixture {

  List<Class<?>> ENTITIES = List.of(Doc.class);

  record Tag(String name, int weight) {}

  record Settings(Instant since, BigDecimal limit, List<Tag> tags, Map<String, Settings> inner) {}

  /** A class of a user's, without any annotation. */
  final class Address {
    public String street;
    public List<String> lines;
  }

  @Entity
  class Doc {
    @Id int id = 1;
    @Json Map<String, Object> map;
    @Json List<Tag> tags;
    @Json Settings settings;
    @Json Address address;
    @Json int[] numbers;
    @Json String text;
    @Json long number;
    @Json Instant[] instants;
  }

  private static Doc full() {
    Doc doc = new Doc();
    doc.map = new LinkedHashMap<>();
    doc.map.put("b", List.of(1, "zwei", true));
    doc.map.put("a", Map.of("x", 1.5));
    doc.map.put("nothing", null);
    doc.tags = List.of(new Tag("blue", 1), new Tag("Grüße 😀 \"quoted\" \\ so", -2));
    doc.settings =
        new Settings(
            Instant.parse("2024-07-01T12:00:00.123456789Z"),
            new BigDecimal("12345678901.25"),
            List.of(),
            Map.of("deep", new Settings(Instant.EPOCH, BigDecimal.ONE, null, null)));
    doc.address = new Address();
    doc.address.street = "Rowan Lane";
    doc.address.lines = List.of("one", "two");
    doc.numbers = new int[] {1, -1, Integer.MIN_VALUE};
    doc.text = "a text, not JSON";
    doc.number = 42;
    doc.instants = new Instant[] {Instant.EPOCH, null};
    return doc;
  }

  @Test
  default void json_ofEveryShape_comesBackAsItWas() {
    Doc written = full();
    store(written);

    Doc found = freshly(session -> session.get(Doc.class, 1));
    assertThat(found.map).isEqualTo(written.map);
    assertThat(found.tags).isEqualTo(written.tags);
    assertThat(found.settings).isEqualTo(written.settings);
    assertThat(found.address).usingRecursiveComparison().isEqualTo(written.address);
    assertThat(found.numbers).isEqualTo(written.numbers);
    assertThat(found.text).isEqualTo(written.text);
    assertThat(found.number).isEqualTo(42);
    assertThat(found.instants).isEqualTo(written.instants);
  }

  @Test
  default void json_ofAMebibyte_comesBackAsItWas() {
    Doc written = new Doc();
    written.text = TypeCases.MEBIBYTE_OF_TEXT;
    store(written);

    assertThat(freshly(session -> session.get(Doc.class, 1)).text).isEqualTo(written.text);
  }

  @Test
  default void json_thatIsNull_isNullInTheColumn() {
    store(new Doc());

    inFresh(
        session -> {
          Doc found = session.query(Doc.class).filter(path("map").isNull()).one();
          assertThat(found.map).isNull();
          assertThat(found.tags).isNull();
        });
  }

  @Test
  default void json_thatIsReadOnly_isNotWritten() {
    store(full());

    try (Session session = sessions().open()) {
      Doc found = session.get(Doc.class, 1);
      assertThat(found.map).isNotNull();
      assertThat(found.settings).isNotNull();
      assertThat(found.instants).isNotNull();
      log().clear();
      session.commit();
      assertThat(log().sql()).isEmpty();
    }
  }

  @Test
  default void json_changedInPlace_isWritten() {
    store(full());

    try (Session session = sessions().open()) {
      Doc found = session.get(Doc.class, 1);
      found.map.put("a", "changed");
      found.address.lines = List.of();
      found.numbers[0] = 7;
      assertThat(found.settings).isNotNull();
      log().clear();
      session.commit();
      assertThat(log().sql())
          .containsExactly(sql("update doc set map = ?, address = ?, numbers = ? where id = ?"));

      log().clear();
      found.map.put("b", "again");
      session.commit();
      assertThat(log().sql()).containsExactly(sql("update doc set map = ? where id = ?"));
    }
    Doc found = freshly(session -> session.get(Doc.class, 1));
    assertThat(found.map).containsEntry("a", "changed").containsEntry("b", "again");
    assertThat(found.address.lines).isEmpty();
    assertThat(found.numbers[0]).isEqualTo(7);
  }

  @Test
  default void json_setToTheSameInAnotherOrder_sendsNothing() {
    store(full());

    try (Session session = sessions().open()) {
      Doc found = session.get(Doc.class, 1);
      Map<String, Object> turned = new LinkedHashMap<>();
      turned.put("nothing", null);
      turned.put("a", Map.of("x", 1.5));
      turned.put("b", List.of(1, "zwei", true));
      found.map = turned;
      found.tags = List.copyOf(found.tags);
      log().clear();
      session.commit();
      assertThat(log().sql()).isEmpty();
    }
  }

  @Test
  default void json_inAQuery_isRefused() {
    try (Session session = sessions().open()) {
      assertThatThrownBy(() -> session.query(Doc.class).filterBy("text", "x").exists())
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              Doc.text is JSON, which is not compared with a value
                  in query Doc.filter(text = ?)
                  keep what you look for in an attribute of its own [ROWAN-206]""");
    }
  }
}
