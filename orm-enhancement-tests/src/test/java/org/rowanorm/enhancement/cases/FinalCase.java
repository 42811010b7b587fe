package org.rowanorm.enhancement.cases;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.junit.jupiter.api.Test;
import org.rowanorm.enhancement.H2;
import org.rowanorm.session.Session;

/** A user's test with final attributes; run in a JVM of its own by FinalFieldsTest. */
class FinalCase {

  @Entity
  static final class Coin {
    @Id private final int id;
    private final String name;
    @ManyToOne private final Coin base;

    Coin(int id, String name, Coin base) {
      this.id = id;
      this.name = name;
      this.base = base;
    }
  }

  @Test
  void finalAttributes_areLoaded() {
    try (H2 h2 = H2.with(Coin.class)) {
      h2.sql("insert into coin (id, name) values (1, 'one')");
      try (Session session = h2.open()) {
        session.add(new Coin(2, "two", session.get(Coin.class, 1)));
        session.commit();
      }
      try (Session session = h2.open()) {
        Coin base = session.get(Coin.class, 2).base;
        h2.log().clear();
        assertThat(base.name + base.id).isEqualTo("one1");
        assertThat(base.base).isNull();
        assertThat(h2.log().sql())
            .containsExactly("select c.id, c.name, c.base_id from coin c where c.id in (?)");
      }
    }
  }
}
