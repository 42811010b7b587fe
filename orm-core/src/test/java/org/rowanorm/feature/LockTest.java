package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Version;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.LockFailedException;
import org.rowanorm.error.StaleEntityException;
import org.rowanorm.session.FlushMode;
import org.rowanorm.session.Session;
import org.rowanorm.sql.LockWait;
import org.rowanorm.support.H2;

/** Locks, savepoints and flush modes. */
class LockTest {

  @Entity
  static class Seat {
    @Id int id;
    @Version int version;
    String guest;
  }

  @Entity
  static class Plain {
    @Id int id;
    String name;
  }

  private final H2 h2 = H2.with(Seat.class, Plain.class);

  @AfterEach
  void close() {
    h2.close();
  }

  @BeforeEach
  void given() {
    h2.sql("insert into seat (id, version, guest) values (1, 0, 'Ann')");
    h2.sql("insert into plain (id, name) values (1, 'a')");
  }

  @Test
  void pessimisticWrite_sendsOneSelectForUpdate() {
    try (Session session = h2.open()) {
      Seat seat = session.get(Seat.class, 1);
      h2.log().clear();
      session.lock(seat, LockModeType.PESSIMISTIC_WRITE);
      assertThat(h2.log().sql())
          .containsExactly("select s.id, s.version from seat s where s.id = ? for update");
    }
  }

  @Test
  void lockedRow_nowait_failsAtOnce_andSkipLockedSaysNo() {
    try (Session first = h2.open();
        Session second = h2.open()) {
      first.lock(first.get(Seat.class, 1), LockModeType.PESSIMISTIC_WRITE);
      Seat seat = second.get(Seat.class, 1);
      assertThat(second.lock(seat, LockModeType.PESSIMISTIC_WRITE, LockWait.SKIP_LOCKED)).isFalse();
      LockFailedException error =
          catchThrowableOfType(
              LockFailedException.class,
              () -> second.lock(seat, LockModeType.PESSIMISTIC_WRITE, LockWait.NOWAIT));
      assertThat(error.code()).isEqualTo(ErrorCode.LOCK_TIMEOUT);
      second.rollback();
      first.rollback();
      LockWait wait = LockWait.atMost(Duration.ofMillis(1));
      assertThat(second.lock(seat, LockModeType.PESSIMISTIC_WRITE, wait)).isTrue();
    }
    assertThat(h2.log().sql())
        .contains("select s.id, s.version from seat s where s.id = ? for update nowait")
        .contains("select s.id, s.version from seat s where s.id = ? for update wait 1");
  }

  @Test
  void pessimisticLock_ofStaleObject_isRefused() {
    try (Session session = h2.open()) {
      Seat seat = session.get(Seat.class, 1);
      h2.sql("update seat set version = 1");
      assertThatThrownBy(() -> session.lock(seat, LockModeType.PESSIMISTIC_WRITE))
          .isInstanceOf(StaleEntityException.class)
          .hasMessage(
              """
              Seat 1 was changed or deleted by another transaction
                  its row has the version 1
                  in lock(Seat 1)
                  roll back, read it again in a new session and repeat the change [ROWAN-401]""");
    }
  }

  @Test
  void optimisticLock_ofUnchangedObject_isCheckedAtCommit() {
    try (Session session = h2.open()) {
      session.lock(session.get(Seat.class, 1), LockModeType.OPTIMISTIC);
      session.commit();
      session.lock(session.get(Seat.class, 1), LockModeType.OPTIMISTIC);
      h2.sql("update seat set version = 1");
      assertThatThrownBy(session::commit).isInstanceOf(StaleEntityException.class);
    }
  }

  @Test
  void forceIncrement_raisesTheVersionOfAnUnchangedObject() {
    try (Session session = h2.open()) {
      Seat seat = session.get(Seat.class, 1);
      h2.log().clear();
      session.lock(seat, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
      session.commit();
      assertThat(seat.version).isEqualTo(1);
      assertThat(h2.log().sql())
          .containsExactly("update seat set version = ? where id = ? and version = ?");
    }
  }

  @Test
  void optimisticLock_withoutVersion_isRefused() {
    try (Session session = h2.open()) {
      Plain plain = session.get(Plain.class, 1);
      assertThatThrownBy(() -> session.lock(plain, LockModeType.OPTIMISTIC))
          .hasMessage(
              """
              Plain 1 has no version to lock it by
                  its entity has no attribute with @Version
                  add one, or lock the row itself with PESSIMISTIC_WRITE [ROWAN-324]""");
    }
  }

  // ---- savepoints

  @Test
  void nestedWorkThatFails_isTakenBack_andTheTransactionGoesOn() {
    try (Session session = h2.open()) {
      Seat seat = session.get(Seat.class, 1);
      seat.guest = "Bob";
      Plain fresh = new Plain();
      fresh.id = 2;
      assertThatThrownBy(
              () ->
                  session.nested(
                      () -> {
                        session.add(fresh);
                        session.flush();
                        throw new IllegalStateException("no");
                      }))
          .hasMessage("no");
      assertThat(session.contains(fresh)).isTrue();
      session.detach(fresh);
      session.commit();
    }
    assertThat(h2.rows("select guest, version from seat")).containsExactly("Bob,1");
    assertThat(h2.rows("select id from plain")).containsExactly("1");
  }

  @Test
  void nestedFlushThatFails_leavesTheSessionUsable() {
    try (Session session = h2.open()) {
      session.get(Seat.class, 1).guest = "Bob";
      Plain taken = new Plain();
      taken.id = 1;
      assertThatThrownBy(() -> session.nested(() -> session.add(taken))).isNotNull();
      session.detach(taken);
      session.commit();
    }
    assertThat(h2.rows("select guest from seat")).containsExactly("Bob");
  }

  @Test
  void nestedWorkThatSucceeds_isCommittedWithTheRest() {
    try (Session session = h2.open()) {
      session.nested(() -> session.get(Seat.class, 1).guest = "Bob");
      session.commit();
    }
    assertThat(h2.rows("select guest from seat")).containsExactly("Bob");
  }

  // ---- flush modes

  @Test
  void flushModeCommit_doesNotFlushBeforeQueries() {
    try (Session session = h2.open()) {
      session.flushMode(FlushMode.COMMIT);
      Plain fresh = new Plain();
      fresh.id = 2;
      session.add(fresh);
      assertThat(session.query(Plain.class).count()).isEqualTo(1);
      session.commit();
    }
    assertThat(h2.rows("select count(*) from plain")).containsExactly("2");
  }

  @Test
  void flushModeExplicit_flushesWhenAskedOnly() {
    try (Session session = h2.open()) {
      session.flushMode(FlushMode.EXPLICIT);
      session.get(Plain.class, 1).name = "b";
      session.commit();
      assertThat(h2.rows("select name from plain")).containsExactly("a");
      session.flush();
      session.commit();
    }
    assertThat(h2.rows("select name from plain")).containsExactly("b");
  }
}
