package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.jdbc.StatementEvent;
import org.rowanorm.jdbc.StatementListener;
import org.rowanorm.model.City;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class StatementListenerTest {

  private final List<String> heard = new ArrayList<>();

  private final StatementListener deaf =
      new StatementListener() {
        @Override
        public boolean isListening() {
          return false;
        }

        @Override
        public void statement(StatementEvent event) {
          heard.add(event.sql());
        }
      };

  private final H2 h2 = H2.with(builder -> builder.entities(City.class).listener(deaf));

  @AfterEach
  void close() {
    h2.close();
  }

  @Test
  void query_tellsTextParametersRowsAndTime() {
    h2.sql("insert into city (id, name) select x, 'c' || x from system_range(1, 3)");
    try (Session session = h2.open()) {
      session.query(City.class).filterBy("name", "c2").all();
    }
    StatementEvent event = h2.log().events().get(0);
    assertThat(event.sql())
        .isEqualTo("select c.id, c.name, c.founded, c.arms from city c where c.name = ?");
    assertThat(event.parametersText()).isEqualTo("[c2]");
    assertThat(event.rows()).isEqualTo(1);
    assertThat(event.batchSize()).isEqualTo(1);
    assertThat(event.nanos()).isPositive();
    assertThat(event.error() == null).isTrue();
  }

  @Test
  void batch_tellsItsSizeAndEveryRow() {
    try (Session session = h2.open()) {
      session.add(new City(1, "Rome"));
      session.add(new City(2, "Oslo"));
      session.commit();
    }
    StatementEvent event = h2.log().events().get(0);
    assertThat(event.batchSize()).isEqualTo(2);
    assertThat(event.rows()).isEqualTo(2);
    assertThat(event.parametersText()).isEqualTo("[1, Rome, null, null] [2, Oslo, null, null]");
  }

  @Test
  void failedStatement_tellsTheError() {
    h2.sql("drop table city");
    try (Session session = h2.open()) {
      assertThat(catchThrowable(() -> session.get(City.class, 1L))).isNotNull();
    }
    StatementEvent event = h2.log().events().get(0);
    assertThat(event.error().getMessage()).contains("CITY");
    assertThat(event.rows()).isZero();
  }

  @Test
  void listenerThatDoesNotListen_hearsNothing() {
    try (Session session = h2.open()) {
      session.get(City.class, 1L);
    }
    assertThat(h2.log().sql()).hasSize(1);
    assertThat(heard).isEmpty();
  }
}
