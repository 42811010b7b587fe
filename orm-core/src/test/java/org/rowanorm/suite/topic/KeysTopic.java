package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.rowanorm.jdbc.StatementEvent;
import org.rowanorm.session.Session;

/** Ids that the database makes, and those that Rowan makes. */
public interface KeysTopic extends SuiteFixture {

  List<Class<?>> ENTITIES =
      List.of(
          LongKey.class,
          BoxedKey.class,
          IntKey.class,
          UuidKey.class,
          Lonely.class,
          Parent.class,
          Child.class);

  @Entity
  class LongKey {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long id;

    String name;

    LongKey(String name) {
      this.name = name;
    }
  }

  @Entity
  class BoxedKey {
    @Id @GeneratedValue Long id;
    String name;

    BoxedKey(String name) {
      this.name = name;
    }
  }

  @Entity
  class IntKey {
    @Id @GeneratedValue int id;
    String name;

    IntKey(String name) {
      this.name = name;
    }
  }

  @Entity
  class UuidKey {
    @Id @GeneratedValue UUID id;
    String name;

    UuidKey(String name) {
      this.name = name;
    }
  }

  /** An entity of which there is nothing but the id. */
  @Entity
  class Lonely {
    @Id @GeneratedValue Long id;
  }

  @Entity
  class Parent {
    @Id @GeneratedValue long id;
    String name;

    Parent(String name) {
      this.name = name;
    }
  }

  @Entity
  class Child {
    @Id @GeneratedValue Long id;
    String name;
    @ManyToOne Parent parent;

    Child(String name, Parent parent) {
      this.name = name;
      this.parent = parent;
    }
  }

  /** Writes 100 objects and checks that each has the id of the row with its name. */
  private <T> void storeHundred(Class<T> type, Function<String, T> maker, ToLongFunction<T> id) {
    List<T> made = new ArrayList<>();
    try (Session session = sessions().open()) {
      for (int i = 0; i < 100; i++) {
        made.add(maker.apply("n" + i));
      }
      session.addAll(made);
      session.commit();
    }
    StatementEvent insert = onlyInsert();
    assertThat(insert.batchSize()).isEqualTo(100);
    assertThat(insert.rows()).isEqualTo(100);
    assertThat(made).extracting(id::applyAsLong).doesNotHaveDuplicates().doesNotContain(0L);
    try (Session session = sessions().open()) {
      for (int i = 0; i < 100; i++) {
        T found = session.query(type).filterBy("name", "n" + i).one();
        assertThat(id.applyAsLong(found)).isEqualTo(id.applyAsLong(made.get(i)));
      }
    }
  }

  @Test
  default void longKey_of100InOneBatch_isThatOfItsRow() {
    storeHundred(LongKey.class, LongKey::new, object -> object.id);
  }

  @Test
  default void boxedKey_of100InOneBatch_isThatOfItsRow() {
    storeHundred(BoxedKey.class, BoxedKey::new, object -> object.id);
  }

  @Test
  default void intKey_of100InOneBatch_isThatOfItsRow() {
    storeHundred(IntKey.class, IntKey::new, object -> object.id);
  }

  @Test
  default void generatedKey_ofOneObject_isNotInTheInsert() {
    LongKey one = new LongKey("one");
    try (Session session = sessions().open()) {
      session.add(one);
      session.commit();
    }

    assertThat(log().sql()).containsExactly(sql("insert into longkey (name) values (?)"));
    inFresh(session -> assertThat(session.get(LongKey.class, one.id).name).isEqualTo("one"));
  }

  @Test
  default void parentAndChildren_inOneCommit_areTwoInserts() {
    Parent parent = new Parent("parent");
    List<Child> children = List.of(new Child("a", parent), new Child("b", parent));
    try (Session session = sessions().open()) {
      session.addAll(children);
      session.commit();
    }

    assertThat(log().sql())
        .containsExactly(
            sql("insert into parent (name) values (?)"),
            sql("insert into child (name, parent_id) values (?, ?)"));
    assertThat(log().events().get(1).batchSize()).isEqualTo(2);
    inFresh(
        session ->
            assertThat(
                    session.query(Child.class).filterBy("parent", parent).all().stream()
                        .map(child -> child.parent.id)
                        .toList())
                .containsExactly(parent.id, parent.id));
  }

  @Test
  default void uuid_ofNewObject_isThereBeforeTheInsert() {
    UuidKey one = new UuidKey("one");
    try (Session session = sessions().open()) {
      session.add(one);
      assertThat(one.id).isNotNull();
      assertThat(log().sql()).isEmpty();
      session.commit();
    }

    assertThat(log().sql()).containsExactly(sql("insert into uuidkey (id, name) values (?, ?)"));
    inFresh(session -> assertThat(session.get(UuidKey.class, one.id).name).isEqualTo("one"));
  }

  @Test
  default void idTrap_idReadAfterAdd_insertsThatObjectOnly() {
    long before = sessions().forcedInserts();
    LongKey read = new LongKey("read");
    LongKey other = new LongKey("other");
    try (Session session = sessions().open()) {
      session.add(other);
      session.add(read);

      assertThat(read.id).isPositive();
      assertThat(onlyEvent().parameters()).hasSize(1);
      assertThat(onlyEvent().parameters().get(0)).containsExactly("read");
      assertThat(sessions().forcedInserts()).isEqualTo(before + 1);
      session.commit();
    }

    assertThat(log().sql()).hasSize(2);
    inFresh(session -> assertThat(session.query(LongKey.class).count()).isEqualTo(2));
  }

  @Test
  default void onlyAnId_ofOne_isInserted() {
    Lonely lonely = new Lonely();
    try (Session session = sessions().open()) {
      session.add(lonely);
      session.commit();
    }

    assertThat(log().sql()).containsExactly("insert into lonely" + database().emptyInsert());
    inFresh(session -> assertThat(session.get(Lonely.class, lonely.id)).isNotNull());
  }

  @Test
  default void onlyAnId_ofMany_isInsertedInOneBatch() {
    List<Lonely> lonely = List.of(new Lonely(), new Lonely(), new Lonely());
    try (Session session = sessions().open()) {
      session.addAll(lonely);
      session.commit();
    }

    assertThat(onlyInsert().batchSize()).isEqualTo(3);
    assertThat(lonely).extracting(object -> object.id).doesNotHaveDuplicates();
    inFresh(session -> assertThat(session.query(Lonely.class).count()).isEqualTo(3));
  }
}
