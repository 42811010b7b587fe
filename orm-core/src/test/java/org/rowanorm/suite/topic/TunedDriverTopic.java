package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.rowanorm.query.Path.path;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.StaleEntityException;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.suite.topic.BatchesTopic.Part;
import org.rowanorm.suite.topic.KeysTopic.LongKey;
import org.rowanorm.suite.topic.TransactionsTopic.Versioned;

/**
 * The same with the options that people give the driver for speed: statements that the server
 * prepares, with values in binary form, and batches that the driver rewrites.
 */
public interface TunedDriverTopic extends TypesTopic {

  @Test
  default void values_ofEveryType_comeBackAsTheyWereFromATunedDriver() {
    try (SessionFactory tuned = tunedFactory(Everything.class).build()) {
      Stream.concat(TypeCases.ofPlainTypes(), TypeCases.ofTimes())
          .forEach(given -> assertComesBack(given, tuned));
    }
  }

  @Test
  default void rows_changedTogetherByATunedDriver_haveEachItsOwnValue() {
    try (SessionFactory tuned = tunedFactory(Everything.class).build()) {
      Stream.concat(TypeCases.ofPlainTypes(), TypeCases.ofTimes())
          .collect(Collectors.groupingBy(TypeCase::attribute))
          .values()
          .forEach(cases -> assertChangedTogether(cases, tuned));
    }
  }

  @Test
  default void generatedKeys_ofATunedDriver_areThoseOfTheirRows() {
    List<LongKey> made = IntStream.range(0, 100).mapToObj(i -> new LongKey("n" + i)).toList();
    try (SessionFactory tuned = tunedFactory(LongKey.class).build()) {
      tuned.inTransaction(session -> session.addAll(made));

      assertThat(onlyInsert().rows()).isEqualTo(100);
      try (Session session = tuned.open()) {
        for (LongKey one : made) {
          assertThat(session.get(LongKey.class, one.id).name).isEqualTo(one.name);
        }
      }
    }
  }

  @Test
  default void batches_ofATunedDriver_writeAllRows() {
    List<Part> parts = IntStream.range(0, 100).mapToObj(Part::new).toList();
    try (SessionFactory tuned = tunedFactory(Part.class).build()) {
      tuned.inTransaction(session -> session.addAll(parts));
      assertThat(onlyEvent().rows()).isEqualTo(100);
      tuned.inTransaction(
          session -> session.query(Part.class).all().forEach(part -> part.amount = part.id));
      try (Session session = tuned.open()) {
        assertThat(session.query(Part.class).filter(path("amount").gt(0)).count()).isEqualTo(99);
      }
      log().clear();
      tuned.inTransaction(session -> session.query(Part.class).all().forEach(session::delete));
      assertThat(log().events().get(1).rows()).isEqualTo(100);
      inFresh(session -> assertThat(session.query(Part.class).exists()).isFalse());
    }
  }

  @Test
  default void staleRow_inABatchOfATunedDriver_refusesAllOfIt() {
    Versioned[] objects =
        IntStream.range(0, 10).mapToObj(i -> new Versioned("n" + i)).toArray(Versioned[]::new);
    store((Object[]) objects);
    try (SessionFactory tuned = tunedFactory(Versioned.class).build();
        Session slow = tuned.open()) {
      slow.query(Versioned.class).all().forEach(late -> late.name = "late");
      sessions().inTransaction(other -> other.get(Versioned.class, objects[5].id).name = "new");

      StaleEntityException error = catchThrowableOfType(StaleEntityException.class, slow::commit);
      assertThat(error).isNotNull();
      assertThat(error.id()).isEqualTo(objects[5].id);
      assertThat(error)
          .message()
          .startsWith("Versioned " + objects[5].id + " was changed or deleted by another");
    }
    inFresh(
        session ->
            assertThat(session.query(Versioned.class).filterBy("name", "late").count()).isZero());
  }
}
