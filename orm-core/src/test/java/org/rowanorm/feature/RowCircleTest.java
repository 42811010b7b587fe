package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** Rows that refer to each other in a circle, within an entity and between entities. */
class RowCircleTest {

  @Entity
  static class Person {
    @Id int id;
    @ManyToOne @Nullable Person likes;
    @ManyToOne @Nullable Person follows;
    @ManyToOne @Nullable Club club;
    @Version int version;

    Person(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Club {
    @Id int id;

    @ManyToOne(optional = false)
    Person founder;

    Club(int id, Person founder) {
      this.id = id;
      this.founder = founder;
    }
  }

  @Entity
  static class Node {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @ManyToOne @Nullable Node next;
  }

  @Entity
  static class Link {
    @Id int id;

    @ManyToOne(optional = false)
    Link other;

    Link(int id) {
      this.id = id;
    }
  }

  private static final String INSERT =
      "insert into person (id, likes_id, follows_id, club_id, version) values (?, ?, ?, ?, ?)";
  private static final String DELETE = "delete from person where id = ? and version = ?";

  private final H2 h2 = H2.with(Person.class, Club.class, Node.class, Link.class);

  @AfterEach
  void close() {
    h2.close();
  }

  private List<String> committed(Session session) {
    h2.log().clear();
    session.commit();
    return h2.log().sql();
  }

  private void givenCircleOfTwo() {
    h2.sql("insert into person (id, version) values (1, 0), (2, 0)");
    h2.sql("update person set likes_id = 3 - id");
  }

  @Test
  void newRows_inACircle_areBrokenAtANullableKey() {
    try (Session session = h2.open()) {
      Person ann = new Person(1);
      ann.likes = new Person(2);
      ann.likes.likes = ann;
      session.add(ann);
      assertThat(committed(session))
          .containsExactly(
              INSERT, INSERT, "update person set likes_id = ? where id = ? and version = ?");
    }
    assertThat(h2.rows("select id, likes_id from person order by id"))
        .containsExactly("1,2", "2,1");
  }

  @Test
  void newRow_inTwoCircles_isBrokenAtBothOfItsKeys() {
    try (Session session = h2.open()) {
      Person ann = new Person(1);
      Person bob = new Person(2);
      Person eve = new Person(3);
      ann.likes = bob;
      ann.follows = eve;
      bob.likes = ann;
      eve.likes = ann;
      ann.club = new Club(7, ann);
      session.add(ann);
      session.commit();
    }
    assertThat(h2.rows("select id, likes_id, follows_id, club_id from person order by id"))
        .containsExactly("1,2,3,7", "2,1,null,null", "3,1,null,null");
  }

  @Test
  void newRow_thatRefersToItself_isOneInsert() {
    try (Session session = h2.open()) {
      Person ann = new Person(1);
      ann.likes = ann;
      session.add(ann);
      assertThat(committed(session)).containsExactly(INSERT);
      Link link = new Link(1);
      link.other = link;
      session.add(link);
      assertThat(committed(session))
          .containsExactly("insert into link (id, other_id) values (?, ?)");
      Node node = new Node();
      node.next = node;
      session.add(node);
      assertThat(committed(session)).hasSize(2);
    }
    assertThat(h2.rows("select id, next_id from node")).containsExactly("1,1");
  }

  @Test
  void newRows_betweenEntities_areBrokenAtTheNullableKey() {
    try (Session session = h2.open()) {
      Person ann = new Person(1);
      ann.club = new Club(7, ann);
      session.add(ann.club);
      assertThat(committed(session))
          .containsExactly(
              INSERT,
              "insert into club (id, founder_id) values (?, ?)",
              "update person set club_id = ? where id = ? and version = ?");
    }
  }

  @Test
  void newRows_inACircleOfRequiredKeys_areRefused_namingBoth() {
    try (Session session = h2.open()) {
      Link first = new Link(1);
      Link second = new Link(2);
      first.other = second;
      second.other = first;
      session.add(first);
      assertThat(catchThrowableOfType(EntityStateException.class, session::commit))
          .hasMessage(
              """
              Link 2 and Link 1 each need the other's row first
                  at Link.other
                  make one of the foreign keys nullable [ROWAN-402]""");
      assertThat(h2.log().sql()).isEmpty();
      second.other = second;
      session.commit();
    }
    assertThat(h2.rows("select id, other_id from link order by id")).containsExactly("1,2", "2,2");
  }

  @Test
  void deletedRows_inACircle_areBrokenBefore() {
    givenCircleOfTwo();
    try (Session session = h2.open()) {
      session.query(Person.class).orderBy(Path.path("id").asc()).all().forEach(session::delete);
      assertThat(committed(session))
          .containsExactly(
              "update person set likes_id = ? where id = ? and version = ?", DELETE, DELETE);
    }
    assertThat(h2.rows("select * from person")).isEmpty();
  }

  @Test
  void deletedRows_whoseCircleWasOpenedMeanwhile_areOrderedByWhatTheDatabaseHas() {
    givenCircleOfTwo();
    try (Session session = h2.open()) {
      List<Person> all = session.query(Person.class).orderBy(Path.path("id").asc()).all();
      all.get(0).likes = null;
      all.get(1).likes = null;
      all.forEach(session::delete);
      session.commit();
    }
    assertThat(h2.rows("select * from person")).isEmpty();
  }

  @Test
  void deletedRows_betweenEntities_areBrokenAtTheNullableKey() {
    h2.sql("insert into person (id, version) values (1, 0)");
    h2.sql("insert into club (id, founder_id) values (7, 1)");
    h2.sql("update person set club_id = 7");
    try (Session session = h2.open()) {
      Person ann = session.get(Person.class, 1);
      session.delete(session.get(Club.class, 7));
      session.delete(ann);
      assertThat(committed(session))
          .containsExactly(
              "update person set club_id = ? where id = ? and version = ?",
              "delete from club where id = ?",
              DELETE);
    }
  }

  @Test
  void deletedRow_thatRefersToItself_isOneDelete() {
    h2.sql("insert into person (id, version, likes_id) values (1, 0, 1)");
    try (Session session = h2.open()) {
      session.delete(session.get(Person.class, 1));
      assertThat(committed(session)).containsExactly(DELETE);
    }
  }

  @Test
  void deletedChain_goesFromItsEnd() {
    h2.sql("insert into person (id, version, likes_id) values (1, 0, null), (2, 0, 1), (3, 0, 2)");
    try (Session session = h2.open()) {
      session.query(Person.class).all().forEach(session::delete);
      session.commit();
    }
    assertThat(h2.rows("select * from person")).isEmpty();
  }
}
