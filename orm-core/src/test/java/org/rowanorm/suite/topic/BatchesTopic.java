package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rowanorm.jdbc.StatementEvent;
import org.rowanorm.session.Session;

/** Rows of one kind go together. */
public interface BatchesTopic extends SuiteFixture {

  List<Class<?>> ENTITIES = List.of(Part.class);

  @Entity
  class Part {
    @Id int id;
    String name;
    int amount;

    Part(int id) {
      this.id = id;
      this.name = "part " + id;
    }
  }

  private static Object[] parts(int count) {
    return IntStream.range(0, count).mapToObj(Part::new).toArray();
  }

  @Test
  default void inserts_of1000_areOneBatch() {
    try (Session session = sessions().open()) {
      session.addAll(List.of(parts(1_000)));
      session.commit();
    }

    StatementEvent insert = onlyEvent();
    assertThat(insert.sql()).isEqualTo(sql("insert into part (id, name, amount) values (?, ?, ?)"));
    assertThat(insert.batchSize()).isEqualTo(1_000);
    assertThat(insert.rows()).isEqualTo(1_000);
    inFresh(session -> assertThat(session.query(Part.class).count()).isEqualTo(1_000));
  }

  @Test
  default void updates_ofSeveralColumns_areGroupedByThem() {
    store(parts(6));

    try (Session session = sessions().open()) {
      for (Part part : session.query(Part.class).all()) {
        if (part.id < 4) {
          part.name = "new";
        }
        if (part.id > 2) {
          part.amount = 7;
        }
      }
      log().clear();
      session.commit();
    }

    assertThat(log().events())
        .extracting(StatementEvent::sql, StatementEvent::batchSize, StatementEvent::rows)
        .containsExactlyInAnyOrder(
            tuple(sql("update part set name = ? where id = ?"), 3, 3L),
            tuple(sql("update part set name = ?, amount = ? where id = ?"), 1, 1L),
            tuple(sql("update part set amount = ? where id = ?"), 2, 2L));
    inFresh(
        session ->
            assertThat(session.query(Part.class).filterBy("amount", 7).count()).isEqualTo(3));
  }

  @Test
  default void deletes_ofSeveral_areOneBatch() {
    store(parts(5));

    try (Session session = sessions().open()) {
      session.query(Part.class).all().forEach(session::delete);
      log().clear();
      session.commit();
    }

    StatementEvent delete = onlyEvent();
    assertThat(delete.sql()).isEqualTo(sql("delete from part where id = ?"));
    assertThat(delete.batchSize()).isEqualTo(5);
    assertThat(delete.rows()).isEqualTo(5);
    inFresh(session -> assertThat(session.query(Part.class).exists()).isFalse());
  }
}
