package org.rowanorm.sample;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.Rowan;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

/** The story: two plain objects become rows, change, and come back. */
final class Story {

  private Story() {}

  /** Runs it on a database and leaves no rows behind. */
  static void tell(
      String url, @Nullable String user, @Nullable String password, Narrator narrator) {
    narrator.step("Connect, and create the tables that are missing");
    try (SessionFactory sessions =
        Rowan.connect(url, user, password)
            .entities(User.class, Book.class)
            .listener(narrator)
            .build()) {
      sessions.schema().createMissing();
      narrator.result("there is a table for users and one for books");
      addBob(sessions, narrator);
      renameBob(sessions, narrator);
      readBob(sessions, narrator);
      deleteBob(sessions, narrator);
    }
  }

  private static void addBob(SessionFactory sessions, Narrator narrator) {
    narrator.step("Add Bob and his book to a session, and commit");
    try (Session session = sessions.open()) {
      User bob = new User("5", "Bob");
      bob.books().add(new Book("1", "Dune"));
      session.add(bob);
      session.commit();
      narrator.result(bob.name() + " and his books " + names(bob.books()) + " are rows now");
    }
  }

  private static void renameBob(SessionFactory sessions, Narrator narrator) {
    narrator.step("Find Bob, rename him, and commit");
    try (Session session = sessions.open()) {
      User user = session.query(User.class).filter(QUser.id.eq("5")).one();
      user.rename("Robert");
      session.commit();
      narrator.result("he is " + user.name() + " now");
    }
  }

  private static void readBob(SessionFactory sessions, Narrator narrator) {
    narrator.step("Read him back in a new session, and his books when they are asked for");
    try (Session session = sessions.open()) {
      User user = session.query(User.class).filter(QUser.id.eq("5")).one();
      narrator.result(user.name() + " has the books " + names(user.books()));
    }
  }

  private static void deleteBob(SessionFactory sessions, Narrator narrator) {
    narrator.step("Delete his books and him, so that the story can be told again");
    try (Session session = sessions.open()) {
      User user = session.query(User.class).filter(QUser.id.eq("5")).one();
      user.books().forEach(session::delete);
      session.delete(user);
      session.commit();
      long left = session.query(User.class).filter(QUser.id.eq("5")).count();
      narrator.result(left + " rows of his are left; the tables stay");
    }
  }

  private static List<String> names(List<Book> books) {
    return books.stream().map(Book::name).toList();
  }
}
