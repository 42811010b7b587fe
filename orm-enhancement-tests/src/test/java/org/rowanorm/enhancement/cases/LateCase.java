package org.rowanorm.enhancement.cases;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.junit.jupiter.api.Test;
import org.rowanorm.enhancement.H2;
import org.rowanorm.session.Session;

/** A user's test; run in a JVM of its own by LateAttachTest, and under JaCoCo by JacocoTest. */
class LateCase {

  @Entity
  static class Item {
    @Id int id;
    String name;
    @ManyToOne Item parent;

    String name() {
      return name;
    }
  }

  @Test
  void entity_isLazyAndTracked() {
    try (H2 h2 = H2.with(Item.class)) {
      h2.sql("insert into item (id, name) values (1, 'one')");
      h2.sql("insert into item (id, name, parent_id) values (2, 'two', 1)");
      try (Session session = h2.open()) {
        Item parent = session.get(Item.class, 2).parent;
        h2.log().clear();
        assertThat(parent.name()).isEqualTo("one");
        parent.name = "uno";
        session.commit();
      }
      assertThat(h2.log().sql())
          .containsExactly(
              "select i.id, i.name, i.parent_id from item i where i.id in (?)",
              "update item set name = ? where id = ?");
    }
  }
}
