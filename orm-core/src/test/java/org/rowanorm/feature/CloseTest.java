package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
}
