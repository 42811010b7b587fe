package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.lang.reflect.Field;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;

/** A small model, and work on it whose flush sends something of each kind of statement. */
final class Fleet {

  static final List<Class<?>> ENTITIES = List.of(Wharf.class, Barge.class, Deckhand.class);

  /** The tables, what refers before what it refers to. */
  private static final List<String> TABLES =
      List.of("barge_wharf", "barge_flags", "deckhand", "barge", "wharf");

  @Entity
  static class Wharf {
    @Id int id;
    int visits;

    Wharf(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Barge {
    @Id @GeneratedValue @Nullable Long id;
    @Version int version;
    String name;
    @ElementCollection Set<String> flags = new HashSet<>();
    @ManyToMany Set<Wharf> wharves = new HashSet<>();

    Barge(String name) {
      this.name = name;
    }
  }

  @Entity
  static class Deckhand {
    @Id @GeneratedValue long id;
    String name;
    @ManyToOne Barge barge;

    Deckhand(String name, Barge barge) {
      this.name = name;
      this.barge = barge;
    }
  }

  private Fleet() {}

  /** Empties the tables, and stores what {@link Changes} are made to. */
  static void prepare(SuiteFixture suite) throws SQLException {
    for (String table : TABLES) {
      suite.execute("delete from " + table);
    }
    Wharf here = new Wharf(1);
    Barge kept = new Barge("kept");
    kept.flags.add("red");
    kept.wharves.add(here);
    Barge sunk = new Barge("sunk");
    suite.store(here, new Wharf(2), kept, sunk, new Deckhand("Old", kept));
  }

  /** All rows, as far as they can be told beforehand. */
  static List<String> rows(SuiteFixture suite) throws SQLException {
    List<String> rows = new ArrayList<>(suite.rows("select id, visits from wharf order by id"));
    rows.addAll(suite.rows("select name, version from barge order by name"));
    rows.addAll(
        suite.rows(
            "select d.name, b.name from deckhand d join barge b on b.id = d.barge_id"
                + " order by d.name"));
    rows.addAll(
        suite.rows(
            "select b.name, f.flags from barge_flags f join barge b on b.id = f.barge_id"
                + " order by b.name, f.flags"));
    rows.addAll(
        suite.rows(
            "select b.name, w.wharves_id from barge_wharf w join barge b on b.id = w.barge_id"
                + " order by b.name, w.wharves_id"));
    return rows;
  }

  /** What the rows are before. */
  static final List<String> BEFORE =
      List.of("1,0", "2,0", "kept,0", "sunk,0", "Old,kept", "kept,red", "kept,1");

  /** What the rows are after, each change made once. */
  static final List<String> AFTER =
      List.of(
          "1,1",
          "2,0",
          "new,0",
          "renamed,1",
          "Ann,new",
          "Bob,new",
          "Cid,new",
          "new,white",
          "renamed,blue",
          "new,2",
          "renamed,2");

  /** What one session changes. */
  static final class Changes {
    private final Session session;
    private final Barge added = new Barge("new");
    private final List<Deckhand> crew =
        Stream.of("Ann", "Bob", "Cid").map(name -> new Deckhand(name, added)).toList();
    private final Barge kept;
    private final Barge sunk;

    /** Makes the changes, of which nothing is sent yet. */
    Changes(Session session) {
      this.session = session;
      List<Barge> barges = session.query(Barge.class).orderBy(Path.path("name").asc()).all();
      kept = barges.get(0);
      sunk = barges.get(1);
      List<Wharf> wharves = session.query(Wharf.class).orderBy(Path.path("id").asc()).all();
      wharves.get(0).visits++;
      kept.name = "renamed";
      assertThat(kept.flags.remove("red")).isTrue();
      kept.flags.add("blue");
      assertThat(kept.wharves.remove(wharves.get(0))).isTrue();
      kept.wharves.add(wharves.get(1));
      session.delete(session.query(Deckhand.class).one());
      session.delete(sunk);
      added.flags.add("white");
      added.wharves.add(wharves.get(1));
      session.addAll(crew);
    }

    /** The objects are as they were before anything was sent, with all changes still to be made. */
    void assertUndone() {
      assertThat(idWithin(added)).isNull();
      assertThat(added.version).isZero();
      assertThat(crew)
          .allMatch(hand -> Long.valueOf(0).equals(idWithin(hand)) && session.contains(hand));
      assertThat(kept.name).isEqualTo("renamed");
      assertThat(kept.version).isZero();
      assertThat(kept.flags).containsExactly("blue");
      assertThat(session.contains(sunk)).isFalse();
    }

    /** To read it from a new object would insert that: so past the woven code. */
    private static @Nullable Object idWithin(Object object) {
      try {
        Field id = object.getClass().getDeclaredField("id");
        id.setAccessible(true);
        return id.get(object);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(e.getMessage(), e);
      }
    }

    /** The objects are what the rows say. */
    void assertDone(SuiteFixture suite) throws SQLException {
      assertThat(kept.version).isEqualTo(1);
      assertThat(suite.queryOne("select id from barge where name = 'new'"))
          .isEqualTo("" + added.id);
      for (Deckhand hand : crew) {
        assertThat(suite.queryOne("select id from deckhand where name = '" + hand.name + "'"))
            .isEqualTo("" + hand.id);
      }
      suite.log().clear();
      session.commit();
      assertThat(suite.log().sql()).isEmpty();
    }
  }
}
