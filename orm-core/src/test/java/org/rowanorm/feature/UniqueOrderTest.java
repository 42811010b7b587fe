package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** Values of unique keys are given up before other rows take them. */
class UniqueOrderTest {

  @Embeddable
  record Spot(int aisle, @Nullable String shelf) {}

  @Entity
  @Table(uniqueConstraints = @UniqueConstraint(columnNames = {"aisle", "SHELF"}))
  static class Crate {
    @Id int id;

    @Column(unique = true, nullable = false)
    String code;

    @Column(unique = true)
    @Nullable String label;

    @Nullable Spot spot;
    @ManyToOne @Nullable Crate below;
    @Version int version;

    @OneToMany(mappedBy = "crate")
    List<Thing> things = new ArrayList<>();

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "sealed_id")
    List<Seal> seals = new ArrayList<>();

    Crate(int id, String code) {
      this.id = id;
      this.code = code;
    }
  }

  @Entity
  static class Thing {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @ManyToOne(optional = false)
    Crate crate;

    @OneToOne @Nullable Crate seals;

    Thing(Crate crate) {
      this.crate = crate;
    }
  }

  @Entity
  static class Seal {
    @Id int id;

    Seal(int id) {
      this.id = id;
    }
  }

  private final H2 h2 = H2.with(Crate.class, Thing.class, Seal.class);

  @AfterEach
  void close() {
    h2.close();
  }

  private void given() {
    h2.sql(
        "insert into crate (id, code, label, aisle, shelf, version) values"
            + " (1, 'a', 'A', 1, 'x', 0), (2, 'b', 'B', 1, 'y', 0), (3, 'c', 'C', 2, 'x', 0)");
  }

  private static List<Crate> crates(Session session) {
    return session.query(Crate.class).orderBy(Path.path("id").asc()).all();
  }

  private List<String> stored() {
    return h2.rows("select id, code, label from crate order by id");
  }

  private List<String> committed(Session session) {
    h2.log().clear();
    session.commit();
    return h2.log().sql();
  }

  @Test
  void deleteWithElementsThatNameIt_andInsertOfItsValue_deletesTheElementsBefore() {
    given();
    h2.sql("insert into seal (id, sealed_id) values (7, 1)");
    try (Session session = h2.open()) {
      session.delete(session.get(Crate.class, 1));
      session.add(new Crate(4, "a"));
      assertThat(committed(session))
          .containsExactly(
              "delete from seal where id = ?",
              "delete from crate where id = ? and version = ?",
              "insert into crate (id, code, label, aisle, shelf, below_id, version)"
                  + " values (?, ?, ?, ?, ?, ?, ?)");
    }
  }

  @Test
  void deleteAndInsert_ofTheSameValue_deletesFirst() {
    given();
    try (Session session = h2.open()) {
      session.delete(session.get(Crate.class, 1));
      session.add(new Crate(4, "a"));
      session.add(new Crate(5, "e"));
      assertThat(committed(session))
          .containsExactly(
              "delete from crate where id = ? and version = ?",
              "insert into crate (id, code, label, aisle, shelf, below_id, version)"
                  + " values (?, ?, ?, ?, ?, ?, ?)");
    }
    assertThat(stored()).containsExactly("2,b,B", "3,c,C", "4,a,null", "5,e,null");
  }

  @Test
  void deleteAndInsert_ofTheSameId_deletesFirst() {
    given();
    try (Session session = h2.open()) {
      session.delete(session.get(Crate.class, 1));
      session.add(new Crate(1, "new"));
      session.commit();
    }
    assertThat(stored()).containsExactly("1,new,null", "2,b,B", "3,c,C");
  }

  @Test
  void deleteThatOthersWaitFor_takesWhatRefersToItAlong() {
    given();
    h2.sql("insert into thing (crate_id) values (1), (1)");
    try (Session session = h2.open()) {
      List<Crate> all = crates(session);
      List<Thing> things = session.query(Thing.class).orderBy(Path.path("id").asc()).all();
      session.delete(things.get(0));
      things.get(1).crate = all.get(1);
      session.delete(all.get(0));
      session.add(new Crate(4, "a"));
      assertThat(committed(session))
          .containsExactly(
              "delete from thing where id = ?",
              "update thing set crate_id = ? where id = ?",
              "delete from crate where id = ? and version = ?",
              "insert into crate (id, code, label, aisle, shelf, below_id, version)"
                  + " values (?, ?, ?, ?, ?, ?, ?)");
    }
    assertThat(stored()).containsExactly("2,b,B", "3,c,C", "4,a,null");
  }

  @Test
  void updateThatGivesUpAValue_goesBeforeTheInsertThatTakesIt() {
    given();
    try (Session session = h2.open()) {
      session.get(Crate.class, 1).code = "z";
      session.add(new Crate(4, "a"));
      session.commit();
    }
    assertThat(stored()).containsExactly("1,z,A", "2,b,B", "3,c,C", "4,a,null");
  }

  @Test
  void chainOfUpdates_goesFromItsEnd() {
    given();
    try (Session session = h2.open()) {
      List<Crate> all = crates(session);
      all.get(0).code = "b";
      all.get(1).code = "c";
      all.get(2).code = "d";
      session.commit();
    }
    assertThat(stored()).containsExactly("1,b,A", "2,c,B", "3,d,C");
  }

  @Test
  void swap_ofNullableValues_emptiesOneOfThemFirst() {
    given();
    try (Session session = h2.open()) {
      List<Crate> all = crates(session);
      all.get(0).label = "B";
      all.get(1).label = "A";
      assertThat(session.flushPlan().toString())
          .isEqualTo(
              """
              update crate set label = ? where id = ? and version = ?
                  Crate 2: emptied at Crate.label
              update crate set label = ?, version = ? where id = ? and version = ?
                  Crate 1: Crate.label: A -> B
              update crate set label = ?, version = ? where id = ? and version = ?
                  Crate 2: Crate.label: B -> A""");
      session.commit();
      assertThat(all.get(1).version).isEqualTo(1);
    }
    assertThat(stored()).containsExactly("1,a,B", "2,b,A", "3,c,C");
  }

  @Test
  void swap_ofSeveralColumns_emptiesTheOneThatMayBeNull() {
    given();
    try (Session session = h2.open()) {
      List<Crate> all = crates(session);
      Spot first = all.get(0).spot;
      all.get(0).spot = all.get(1).spot;
      all.get(1).spot = all.get(2).spot;
      all.get(2).spot = first;
      session.commit();
    }
    assertThat(h2.rows("select id, aisle, shelf from crate order by id"))
        .containsExactly("1,1,y", "2,2,x", "3,1,x");
  }

  @Test
  void swap_ofRequiredValues_isRefused_namingBothRows() {
    given();
    try (Session session = h2.open()) {
      List<Crate> all = crates(session);
      all.get(0).code = "b";
      all.get(1).code = "a";
      h2.log().clear();
      assertThat(catchThrowableOfType(EntityStateException.class, session::commit))
          .hasMessage(
              """
              Crate 1 takes a value of Crate 2, which waits for it
                  at Crate.code, a unique key
                  make the column nullable or the constraint deferred, or flush in between \
              [ROWAN-408]""");
      assertThat(h2.log().sql()).isEmpty();
      all.get(1).code = "d";
      session.commit();
    }
    assertThat(stored()).containsExactly("1,b,A", "2,d,B", "3,c,C");
  }

  @Test
  void deleteThatWaitsForTheInsertOfItsValue_isEmptiedFirst() {
    given();
    h2.sql("insert into thing (crate_id, seals_id) values (1, 2)");
    try (Session session = h2.open()) {
      Crate old = session.get(Crate.class, 1);
      Thing thing = session.query(Thing.class).one();
      Crate taker = new Crate(4, "d");
      taker.label = "A";
      session.add(taker);
      thing.crate = taker;
      session.delete(old);
      session.commit();
    }
    assertThat(stored()).containsExactly("2,b,B", "3,c,C", "4,d,A");
  }

  @Test
  void uniqueReference_isGivenUpBeforeItIsTaken() {
    given();
    h2.sql("insert into thing (crate_id, seals_id) values (1, 2)");
    try (Session session = h2.open()) {
      Thing old = session.query(Thing.class).one();
      Crate sealed = old.seals;
      old.seals = null;
      Thing other = new Thing(old.crate);
      other.seals = sealed;
      session.add(other);
      session.commit();
    }
    assertThat(h2.rows("select id, seals_id from thing order by id"))
        .containsExactly("1,null", "2,2");
  }

  @Test
  void valuesThatNobodyTakes_keepTheUsualOrder() {
    given();
    try (Session session = h2.open()) {
      session.delete(session.get(Crate.class, 1));
      session.get(Crate.class, 2).code = "z";
      session.add(new Crate(4, "d"));
      assertThat(committed(session))
          .containsExactly(
              "insert into crate (id, code, label, aisle, shelf, below_id, version)"
                  + " values (?, ?, ?, ?, ?, ?, ?)",
              "update crate set code = ?, version = ? where id = ? and version = ?",
              "delete from crate where id = ? and version = ?");
    }
  }

  @Entity
  static class Tag {
    @Id int id;

    @Column(unique = true)
    @Nullable String text;

    @Nullable String colour;

    Tag(int id, String text) {
      this.id = id;
      this.text = text;
    }
  }

  @Entity
  static class Label {
    @Id int id;
    @ManyToOne @Nullable Tag tag;
  }

  /** A session with labels whose tags are not read. */
  private void withTags(BiConsumer<Session, List<Tag>> work) {
    try (H2 other = H2.with(Tag.class, Label.class)) {
      other.sql("insert into tag (id, text) values (1, 'a'), (2, 'b'), (3, 'c')");
      other.sql("insert into label (id, tag_id) values (1, 1), (2, 2), (3, 3)");
      try (Session session = other.open()) {
        List<Label> labels = session.query(Label.class).orderBy(Path.path("id").asc()).all();
        List<Tag> tags = labels.stream().map(label -> label.tag).toList();
        labels.forEach(label -> label.tag = null);
        other.log().clear();
        work.accept(session, tags);
        session.commit();
      }
      assertThat(other.log().sql()).filteredOn(sql -> sql.startsWith("select")).hasSize(1);
      assertThat(other.rows("select id, text from tag where text in ('a', 'b') order by text"))
          .containsExactly("4,a", "5,b");
    }
  }

  @Test
  void valuesOfUnreadRows_thatAreDeleted_areAskedForInOneStatement() {
    withTags(
        (session, tags) -> {
          session.delete(tags.get(0));
          session.delete(tags.get(1));
          session.add(new Tag(4, "a"));
          session.add(new Tag(5, "b"));
        });
  }

  @Test
  void valuesOfUnreadRows_thatAreWritten_areAskedForInOneStatement() {
    withTags(
        (session, tags) -> {
          tags.get(0).text = "x";
          tags.get(1).text = "y";
          tags.get(2).colour = "red"; // gives nothing up
          session.add(new Tag(4, "a"));
          session.add(new Tag(5, "b"));
        });
  }
}
