package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.CommitUnknownException;
import org.rowanorm.error.ConnectionLostException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.LockFailedException;
import org.rowanorm.error.RowanException;
import org.rowanorm.error.StaleEntityException;
import org.rowanorm.session.Retry;
import org.rowanorm.session.Session;
import org.rowanorm.session.Transaction;
import org.rowanorm.support.H2;

/** When work is repeated, how often, after what pause, and what each attempt begins with. */
class RetryTest {

  @Entity
  static class City {
    @Id int id;
    String name;

    City(int id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  private final SQLException deadlock = new SQLException("deadlock", "40001", 40001);
  private final SQLException conflict = new SQLException("conflict", "40001", 90131);
  private final SQLException locked = new SQLException("locked", "HYT00", 50200);
  private final SQLException lost = new SQLException("broken pipe", "08006");

  private final H2 h2 = H2.with(City.class);
  private final List<Session> attempts = new ArrayList<>();

  @BeforeEach
  void given() {
    h2.sessions().inTransaction(session -> session.add(new City(1, "Rome")));
    h2.log().clear();
    h2.connections().reset();
  }

  @AfterEach
  void close() {
    h2.close();
  }

  private static Transaction repeated(int times) {
    return Transaction.USUAL.repeated(new Retry(times, Duration.ofMillis(1)));
  }

  /** Reads and renames the city; the first statements of the work, or their commits, fail. */
  private void rename(Transaction transaction, int failing, String method, SQLException error) {
    h2.sessions()
        .inTransaction(
            transaction,
            session -> {
              attempts.add(session);
              if (attempts.size() <= failing) {
                h2.connections().failNext(method, error);
              }
              City city = Objects.requireNonNull(session.get(City.class, 1));
              assertThat(city.name).isEqualTo("Rome");
              city.name = "Roma";
            });
  }

  private List<String> names() {
    return h2.rows("select name from city");
  }

  @Test
  void deadlock_withoutARetry_isNotRepeated() {
    assertThatThrownBy(() -> rename(Transaction.USUAL, 1, "prepareStatement", deadlock))
        .isInstanceOf(LockFailedException.class)
        .hasMessage(
            """
            Two transactions waited for each other, and the database ended this one
                in select c.id, c.name from city c where c.id = ?
                the database says: deadlock
                roll back, then repeat the work in a new session [ROWAN-404]""");
    assertThat(attempts).hasSize(1);
    assertThat(names()).containsExactly("Rome");
  }

  @Test
  void deadlock_isRepeatedInANewSessionUntilItSucceeds() {
    rename(repeated(5), 2, "prepareStatement", deadlock);
    assertThat(attempts).hasSize(3).doesNotHaveDuplicates().noneMatch(Session::isOpen);
    assertThat(names()).containsExactly("Roma");
    assertThat(h2.connections().open()).isZero();
  }

  @Test
  void conflict_thatTheCommitTells_isRepeatedWithAllOfTheWork() {
    rename(repeated(2), 1, "commit", conflict);
    assertThat(attempts).hasSize(2);
    assertThat(names()).containsExactly("Roma");
  }

  @Test
  void deadlock_thatDoesNotEnd_isRepeatedAsOftenAsWanted() {
    LockFailedException error =
        catchThrowableOfType(
            LockFailedException.class,
            () -> rename(repeated(3), 100, "prepareStatement", deadlock));
    assertThat(error.code()).isEqualTo(ErrorCode.DEADLOCK);
    assertThat(attempts).hasSize(3);
    assertThat(names()).containsExactly("Rome");
  }

  @Test
  void lockThatIsNotToBeHad_isNotRepeated() {
    assertNotRepeated(LockFailedException.class, "prepareStatement", locked);
  }

  @Test
  void lostConnection_isNotRepeated() {
    assertNotRepeated(ConnectionLostException.class, "prepareStatement", lost);
  }

  @Test
  void commitOfUnknownOutcome_isNotRepeated() {
    assertNotRepeated(CommitUnknownException.class, "commit", lost);
  }

  private void assertNotRepeated(
      Class<? extends RowanException> type, String method, SQLException error) {
    assertThatThrownBy(() -> rename(repeated(3), 100, method, error)).isInstanceOf(type);
    assertThat(attempts).hasSize(1);
    assertThat(names()).containsExactly("Rome");
  }

  @Test
  void errorOfTheWork_isNotRepeated() {
    List<Integer> runs = new ArrayList<>();
    assertThatThrownBy(
            () ->
                h2.sessions()
                    .inTransaction(
                        repeated(3),
                        session -> {
                          runs.add(1);
                          throw new StaleEntityException("City", 1, "no");
                        }))
        .isInstanceOf(StaleEntityException.class);
    assertThat(runs).hasSize(1);
  }

  @Test
  void value_ofTheAttemptThatSucceeded_isGiven() {
    String given =
        h2.sessions()
            .fromTransaction(
                repeated(2),
                session -> {
                  attempts.add(session);
                  if (attempts.size() == 1) {
                    h2.connections().failNext("prepareStatement", deadlock);
                  }
                  return Objects.requireNonNull(session.get(City.class, 1)).name + attempts.size();
                });
    assertThat(given).isEqualTo("Rome2");
  }

  @Test
  void pause_isBoundedAndVaries() {
    Retry retry = new Retry(2, Duration.ofMillis(40));
    Set<Long> pauses = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      attempts.clear();
      h2.sql("update city set name = 'Rome'");
      long start = System.nanoTime();
      rename(Transaction.USUAL.repeated(retry), 1, "prepareStatement", deadlock);
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      assertThat(millis).isGreaterThanOrEqualTo(20);
      pauses.add(millis);
    }
    assertThat(pauses).hasSizeGreaterThan(1);
  }

  @Test
  void threadThatIsInterrupted_makesNoOtherAttempt() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> rename(repeated(3), 1, "prepareStatement", deadlock))
          .isInstanceOf(LockFailedException.class);
      assertThat(attempts).hasSize(1);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void numbersThatMakeNoSense_areRefused() {
    assertThatThrownBy(() -> Retry.upTo(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("attempts: 0; at least 1 is needed");
    assertThatThrownBy(() -> new Retry(2, Duration.ofMillis(-5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pause: PT-0.005S; it must not be negative");
  }
}
