package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rowanorm.model.Book;
import org.rowanorm.model.User;
import org.rowanorm.session.Session;

/** The story of the README, statement by statement. */
public interface StoryTopic extends SuiteFixture {

  List<Class<?>> ENTITIES = List.of(User.class, Book.class);

  @Test
  default void story_newUserWithBook_isTwoInserts() {
    try (Session session = sessions().open()) {
      User bob = new User("5", "Bob");
      bob.books().add(new Book("1", "Dune"));
      session.add(bob);
      session.commit();
    }

    assertThat(log().sql())
        .containsExactly(
            sql("insert into [user] (id, name) values (?, ?)"),
            sql("insert into book (id, name, user_id) values (?, ?, ?)"));
    assertThat(log().events().get(1).parameters().get(0)).containsExactly("1", "Dune", "5");
    inFresh(
        session ->
            assertThat(session.get(User.class, "5").books().get(0).name()).isEqualTo("Dune"));
  }

  @Test
  default void story_renamedUser_isOneUpdate() {
    store(new User("5", "Bob"));

    try (Session session = sessions().open()) {
      session.query(User.class).filterBy("id", "5").one().rename("Robert");
      session.commit();
    }

    assertThat(log().sql())
        .containsExactly(
            sql("select u.id, u.name from [user] u where u.id = ? limit ?"),
            sql("update [user] set name = ? where id = ?"));
    inFresh(session -> assertThat(session.get(User.class, "5").name()).isEqualTo("Robert"));
  }

  @Test
  default void commit_withNothingChanged_sendsNothing() {
    store(new User("5", "Bob"));

    try (Session session = sessions().open()) {
      User bob = session.get(User.class, "5");
      log().clear();
      bob.rename("Bob");
      session.commit();
    }

    assertThat(log().sql()).isEmpty();
  }

  @Test
  default void get_ofLoadedUser_sendsNothingAndIsTheSame() {
    store(new User("5", "Bob"));

    try (Session session = sessions().open()) {
      User bob = session.query(User.class).one();
      log().clear();

      assertThat(session.get(User.class, "5")).isSameAs(bob);
      assertThat(log().sql()).isEmpty();
    }
  }

  @Test
  default void books_of100Users_comeInOneSelect() {
    sessions()
        .inTransaction(
            session ->
                IntStream.range(0, 100)
                    .forEach(
                        i -> {
                          User user = new User("u" + i, "User " + i);
                          user.books().add(new Book("b" + i, "Book " + i));
                          session.add(user);
                        }));
    log().clear();

    try (Session session = sessions().open()) {
      List<User> users = session.query(User.class).all();
      assertThat(log().sql()).containsExactly(sql("select u.id, u.name from [user] u"));
      log().clear();
      for (User user : users) {
        assertThat(user.books()).extracting(Book::id).containsExactly("b" + user.id().substring(1));
      }
    }

    assertThat(onlyEvent().sql())
        .startsWith("select b.user_id, b.id, b.name from book b where b.user_id in (?, ?");
    assertThat(onlyEvent().rows()).isEqualTo(100);
  }
}
