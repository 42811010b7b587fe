package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rowanorm.Rowan;
import org.rowanorm.jdbc.StatementLog;
import org.rowanorm.model.Book;
import org.rowanorm.model.User;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

class StoryTest {

  @Test
  void story_onH2_sendsExactlyItsStatements() {
    StatementLog log = new StatementLog();
    try (SessionFactory sessions =
        Rowan.connect("jdbc:h2:mem:story", "sa", "")
            .entities(User.class, Book.class)
            .listener(log)
            .build()) {
      sessions.schema().createMissing();
      log.clear();
      try (Session session = sessions.open()) {
        User bob = new User("5", "Bob");
        bob.books().add(new Book("1", "Dune"));
        session.add(bob);
        session.commit();
      }
      assertThat(log.sql())
          .containsExactly(
              "insert into \"USER\" (id, name) values (?, ?)",
              "insert into book (id, name, user_id) values (?, ?, ?)");
      log.clear();
      try (Session session = sessions.open()) {
        User user = session.query(User.class).filterBy("id", "5").one();
        user.rename("Robert");
        session.commit();
      }
      assertThat(log.sql())
          .containsExactly(
              "select u.id, u.name from \"USER\" u where u.id = ? limit ?",
              "update \"USER\" set name = ? where id = ?");
      try (Session session = sessions.open()) {
        User user = session.get(User.class, "5");
        assertThat(user.name()).isEqualTo("Robert");
        assertThat(user.books()).extracting(Book::name).containsExactly("Dune");
      }
    }
  }
}
