package org.rowanorm.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import org.rowanorm.session.Session;

/**
 * An entity {@code Item} that a test makes, with the attributes id, name and parent, as the test
 * sees it.
 */
public interface Subject {

  /** The plainest source of it. */
  String SOURCE =
      """
      @Entity public class Item implements org.rowanorm.enhancement.Subject {
        @Id int id; String name; @ManyToOne Item parent;
        public String name() { return name; }
        public void name(String given) { name = given; }
        public Item parent() { return parent; }
      }""";

  String name();

  void name(String given);

  Subject parent();

  /** Runs a whole session: a reference loads at its first read, and a write is one UPDATE. */
  static void assertLazyAndTracked(Class<?> type) {
    try (H2 h2 = H2.with(type)) {
      h2.sql("insert into item (id, name) values (1, 'one')");
      h2.sql("insert into item (id, name, parent_id) values (2, 'two', 1)");
      try (Session session = h2.open()) {
        Subject parent = ((Subject) session.get(type, 2)).parent();
        h2.log().clear();
        assertThat(parent.name()).isEqualTo("one");
        assertThat(h2.log().sql()).hasSize(1).first().asString().endsWith("where i.id in (?)");
        h2.log().clear();
        parent.name("uno");
        session.commit();
      }
      assertThat(h2.log().sql()).containsExactly("update item set name = ? where id = ?");
      assertThat(h2.rows("select name from item order by id")).containsExactly("uno", "two");
    }
  }
}
