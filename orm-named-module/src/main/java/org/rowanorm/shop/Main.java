package org.rowanorm.shop;

import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.rowanorm.Rowan;
import org.rowanorm.jdbc.StatementEvent;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

/** Adds, reads, changes and deletes, and prints the statements with what came of them. */
final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1");
    System.out.println("named: " + Main.class.getModule().isNamed());
    try (SessionFactory sessions =
        Rowan.configure(database).entitiesIn("org.rowanorm.shop").listener(Main::print).build()) {
      sessions.schema().createMissing();
      add(sessions);
      walk(sessions);
      change(sessions);
      delete(sessions);
    }
  }

  private static void print(StatementEvent event) {
    System.out.println("sql: " + event.sql());
  }

  private static void add(SessionFactory sessions) {
    try (Session session = sessions.open()) {
      session.add(new Customer(1, "Ann").buys("pen", 1.5).buys("ink", 2));
      session.add(new Customer(2, "Bob").buys("cup", 3));
      session.commit();
    }
  }

  private static void walk(SessionFactory sessions) {
    try (Session session = sessions.open()) {
      List<Purchase> purchases = session.query(Purchase.class).all();
      purchases.forEach(p -> System.out.println(p.item() + " of " + nameOf(p)));
      Customer first = session.query(Customer.class).filterBy("name", "Ann").one();
      System.out.println(first.purchases().stream().mapToDouble(Purchase::price).sum());
    }
  }

  private static String nameOf(Purchase purchase) {
    Customer customer = purchase.customer();
    return customer == null ? "nobody" : customer.name();
  }

  private static void change(SessionFactory sessions) {
    try (Session session = sessions.open()) {
      Customer bob = session.query(Customer.class).filterBy("name", "Bob").one();
      bob.rename("Robert");
      bob.purchases().get(0).reduce(0.5);
      bob.buys("jar", 4);
      session.commit();
    }
    try (Session session = sessions.open()) {
      Customer robert = session.query(Customer.class).filterBy("name", "Robert").one();
      robert.purchases().forEach(p -> System.out.println(p.item() + " " + p.price()));
    }
  }

  private static void delete(SessionFactory sessions) {
    try (Session session = sessions.open()) {
      session.query(Customer.class).all().forEach(session::delete);
      session.commit();
      System.out.println("left: " + session.query(Purchase.class).count());
    }
  }
}
