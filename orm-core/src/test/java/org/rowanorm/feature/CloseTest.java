package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.rowanorm.model.Book;
import org.rowanorm.model.User;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** What a session says when it is closed with changes; the log of the tests goes to stderr. */
@Isolated
class CloseTest {

  private static String logOf(Runnable work) {
    PrintStream before = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setErr(before);
    }
    return bytes
        .toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.contains("org.rowanorm.tx"))
        .reduce("", (left, right) -> left + right + "\n");
  }

  @Test
  void close_withChanges_warnsOnceWithTheirNumbers() {
    try (H2 h2 = H2.with(User.class, Book.class)) {
      h2.sql("insert into \"USER\" (id, name) values ('1', 'Ann'), ('2', 'Bob'), ('3', 'Cid')");
      String log =
          logOf(
              () -> {
                try (Session session = h2.open()) {
                  session.add(new User("4", "Dan"));
                  session.add(new User("5", "Eve"));
                  session.get(User.class, "1").rename("Anna");
                  session.get(User.class, "2").books().add(new Book("b", "Dune"));
                  session.delete(session.get(User.class, "3"));
                }
              });
      assertThat(log)
          .isEqualTo(
              "[main] WARN org.rowanorm.tx - Session closed without commit: 2 new, 1 changed and 1"
                  + " deleted objects and 1 changed collections are not written\n");
    }
  }

  @Test
  void close_afterCommit_saysNothing() {
    try (H2 h2 = H2.with(User.class, Book.class)) {
      String log =
          logOf(
              () -> {
                try (Session session = h2.open()) {
                  session.add(new User("4", "Dan"));
                  session.commit();
                }
              });
      assertThat(log).isEmpty();
    }
  }

  /** What a session says that is closed after some work with two users, of which one has a book. */
  private static String closedAfter(Consumer<Session> work) {
    try (H2 h2 = H2.with(User.class, Book.class)) {
      h2.sql("insert into \"USER\" (id, name) values ('1', 'Ann'), ('2', 'Bob')");
      h2.sql("insert into book (id, name, user_id) values ('b', 'Dune', '1')");
      return logOf(
          () -> {
            try (Session session = h2.open()) {
              work.accept(session);
            }
          });
    }
  }

  @Test
  void close_afterChangesThatAreBack_saysNothing() {
    assertThat(
            closedAfter(
                session -> {
                  User ann = session.get(User.class, "1");
                  ann.rename("Anna");
                  ann.rename("Ann");
                  Book dune = ann.books().get(0);
                  ann.books().remove(dune);
                  ann.books().add(dune);
                }))
        .isEmpty();
  }

  @Test
  void close_afterCommitOfACollection_saysNothing() {
    assertThat(
            closedAfter(
                session -> {
                  session.get(User.class, "2").books().add(session.get(Book.class, "b"));
                  session.commit();
                  session.commit();
                }))
        .isEmpty();
  }

  @Test
  void close_afterAChangeOfOneSide_doesNotCountWhatOnlyShowsIt() {
    try (H2 h2 = H2.with(Shelf.class, Volume.class)) {
      h2.sql("insert into shelf (id) values (1), (2)");
      h2.sql("insert into volume (id, shelf_id) values (1, 1)");
      String log =
          logOf(
              () -> {
                try (Session session = h2.open()) {
                  Shelf first = session.get(Shelf.class, 1);
                  Shelf second = session.get(Shelf.class, 2);
                  assertThat(first.volumes.size() + second.volumes.size()).isEqualTo(1);
                  second.volumes.add(first.volumes.get(0));
                }
              });
      assertThat(log)
          .isEqualTo(
              "[main] WARN org.rowanorm.tx - Session closed without commit: 0 new, 1 changed and 0"
                  + " deleted objects and 0 changed collections are not written\n");
    }
  }

  @Test
  void close_withANewElement_warns_evenIfNobodyHasAddedIt() {
    try (H2 h2 = H2.with(Shelf.class, Volume.class)) {
      h2.sql("insert into shelf (id) values (1)");
      String log =
          logOf(
              () -> {
                try (Session session = h2.open()) {
                  session.get(Shelf.class, 1).volumes.add(new Volume());
                }
              });
      assertThat(log)
          .isEqualTo(
              "[main] WARN org.rowanorm.tx - Session closed without commit: 0 new, 0 changed and 0"
                  + " deleted objects and 1 changed collections are not written\n");
    }
  }

  @Entity
  static class Shelf {
    @Id int id;

    @OneToMany(mappedBy = "shelf")
    List<Volume> volumes = new ArrayList<>();
  }

  @Entity
  static class Volume {
    @Id int id;
    @ManyToOne @Nullable Shelf shelf;
  }
}
