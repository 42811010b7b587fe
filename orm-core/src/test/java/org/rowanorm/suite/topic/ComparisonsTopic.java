package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.NotCompared;
import org.rowanorm.annotation.OptimisticLocking;
import org.rowanorm.annotation.OptimisticLocking.Compared;
import org.rowanorm.error.StaleEntityException;
import org.rowanorm.error.StaleValue;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;

/** Rows without a version, found by the values that they were read with. */
public interface ComparisonsTopic extends SuiteFixture {

  List<Class<?>> ENTITIES = List.of(Consignment.class, CustomsMark.class);

  /** One of each kind of value that is compared. */
  @Entity
  @OptimisticLocking(Compared.ALL)
  class Consignment {
    @Id int id;
    String label;
    @Nullable String note;
    long number = 1;
    boolean full;
    BigDecimal price = new BigDecimal("12.50");
    LocalDate packed = LocalDate.of(2024, 2, 29);
    LocalDateTime seen = LocalDateTime.of(2024, 2, 29, 12, 30, 15, 123_456_000);
    UUID tag = UUID.fromString("6f1c9f54-8b0d-4f6a-9a51-0a0f3f4b5c6d");
    byte[] seal = {1, 2, 3};
    Kind kind = Kind.WOOD;
    @NotCompared double weight = 0.1;
    @ManyToOne @Nullable CustomsMark customs;

    Consignment(int id, String label) {
      this.id = id;
      this.label = label;
    }

    enum Kind {
      WOOD,
      STEEL
    }
  }

  /** One of which what is changed is compared. */
  @Entity
  @OptimisticLocking(Compared.CHANGED)
  class CustomsMark {
    @Id int id;
    String text;
    @Nullable String color;

    CustomsMark(int id, String text) {
      this.id = id;
      this.text = text;
    }
  }

  private static List<Consignment> consignments(Session session) {
    return session.query(Consignment.class).orderBy(Path.path("id").asc()).all();
  }

  @Test
  default void comparedRows_thatNobodyChanged_areUpdatedAndDeleted() {
    CustomsMark customs = new CustomsMark(1, "s");
    store(customs);
    Consignment marked = new Consignment(1, "a");
    marked.customs = customs;
    store(marked, new Consignment(2, "b"), new Consignment(3, "c"), new Consignment(4, "d"));

    sessions()
        .inTransaction(
            session -> {
              for (Consignment consignment : consignments(session)) {
                consignment.note = "n" + consignment.id;
                consignment.seal[0] = 9;
              }
              session.flush();
              for (Consignment consignment : consignments(session)) {
                consignment.note = consignment.id == 2 ? null : consignment.note;
                consignment.kind = Consignment.Kind.STEEL;
              }
            });

    sessions()
        .inTransaction(
            session -> {
              List<Consignment> found = consignments(session);
              assertThat(found).allMatch(consignment -> consignment.seal[0] == 9);
              assertThat(found)
                  .extracting(consignment -> consignment.note)
                  .contains("n1", null, "n3");
              found.forEach(session::delete);
            });
    inFresh(session -> assertThat(consignments(session)).isEmpty());
  }

  @Test
  default void comparedRow_thatAnotherTransactionChanged_isToldAmongMany() {
    store(IntStream.range(0, 6).mapToObj(i -> new Consignment(i, "c" + i)).toArray());

    try (Session slow = sessions().open()) {
      List<Consignment> read = consignments(slow);
      sessions().inTransaction(other -> other.get(Consignment.class, 3).note = "theirs");
      read.forEach(consignment -> consignment.label = "mine");

      StaleEntityException error = catchThrowableOfType(StaleEntityException.class, slow::commit);
      assertThat(error.id()).isEqualTo(3);
      assertThat(error.values())
          .containsExactlyInAnyOrder(
              new StaleValue("label", "c3", "mine", "c3"),
              new StaleValue("note", null, null, "theirs"));

      slow.rollback();
      slow.refresh(read.get(3));
      slow.commit();
    }
    inFresh(
        session ->
            assertThat(consignments(session))
                .extracting(consignment -> consignment.label)
                .containsExactly("mine", "mine", "mine", "c3", "mine", "mine"));
  }

  @Test
  default void comparedRow_thatAnotherTransactionChanged_isNotDeleted() {
    store(
        new Consignment(1, "a"),
        new Consignment(2, "b"),
        new Consignment(3, "c"),
        new Consignment(4, "d"));

    try (Session slow = sessions().open()) {
      List<Consignment> read = consignments(slow);
      sessions().inTransaction(other -> other.get(Consignment.class, 2).number = 7);
      read.forEach(slow::delete);

      assertThat(catchThrowableOfType(StaleEntityException.class, slow::commit).id()).isEqualTo(2);
    }
    inFresh(session -> assertThat(consignments(session)).hasSize(4));
  }

  @Test
  default void changedValues_areComparedAlone() {
    store(new CustomsMark(1, "a"));

    try (Session slow = sessions().open()) {
      CustomsMark customs = slow.get(CustomsMark.class, 1);
      sessions().inTransaction(other -> other.get(CustomsMark.class, 1).color = "red");
      customs.text = "b";
      slow.commit();
      sessions().inTransaction(other -> other.get(CustomsMark.class, 1).text = "theirs");
      customs.text = "c";
      assertThat(catchThrowableOfType(StaleEntityException.class, slow::commit).values())
          .contains(new StaleValue("text", "b", "c", "theirs"));
    }
    inFresh(
        session -> {
          CustomsMark customs = session.get(CustomsMark.class, 1);
          assertThat(customs.text).isEqualTo("theirs");
          assertThat(customs.color).isEqualTo("red");
        });
  }
}
