package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.CommitUnknownException;
import org.rowanorm.error.ConnectionLostException;
import org.rowanorm.error.ConstraintViolationException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.SessionStateException;
import org.rowanorm.error.StaleEntityException;
import org.rowanorm.error.TimedOutException;
import org.rowanorm.jdbc.Isolation;
import org.rowanorm.session.FlushMode;
import org.rowanorm.session.Session;
import org.rowanorm.session.Transaction;
import org.rowanorm.support.H2;

/** When a transaction is begun, what is said to the connection for it, and what is set back. */
class TransactionTest {

  @Entity
  static class Task {
    @Id int id;
    @Version int version;
    String name;

    Task(int id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  @Entity
  static class Entry {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String text;

    Entry(String text) {
      this.text = text;
    }
  }

  @Entity
  static class Watched {
    @Id int id;
    String name;

    @PostUpdate
    void refuse() {
      throw new IllegalStateException("no");
    }
  }

  private static final List<String> WHOLE =
      List.of("setAutoCommit false", "commit", "setAutoCommit true");

  private final H2 h2 = H2.with(Task.class, Entry.class, Watched.class);

  @AfterEach
  void close() {
    h2.close();
  }

  @BeforeEach
  void given() {
    h2.sql("insert into task (id, version, name) values (1, 0, 'a'), (2, 0, 'b')");
  }

  private List<String> commands() {
    return h2.connections().commands();
  }

  private List<String> names() {
    return h2.rows("select name from task order by id");
  }

  // ---- one statement

  @Test
  void oneChange_isCommittedByTheDatabase() {
    try (Session session = h2.open()) {
      Task task = session.get(Task.class, 1);
      task.name = "c";
      session.commit();
      assertThat(task.version).isEqualTo(1);
      session.delete(task);
      session.commit();
      Entry entry = new Entry("x");
      session.add(entry);
      session.commit();
      assertThat(entry.id).isEqualTo(1);
    }
    assertThat(commands()).isEmpty();
    assertThat(h2.rows("select id, name from task")).containsExactly("2,b");
    assertThat(h2.rows("select id, text from entry")).containsExactly("1,x");
    assertThat(h2.connections().open()).isZero();
  }

  @Test
  void oneChange_ofATransactionThatSentNothing_isCommittedByTheDatabase() {
    h2.sessions().inTransaction(session -> session.add(new Task(3, "c")));
    assertThat(commands()).isEmpty();
    assertThat(names()).containsExactly("a", "b", "c");
  }

  @Test
  void oneChange_afterAReadOfTheTransaction_isPartOfIt() {
    h2.sessions().inTransaction(session -> session.get(Task.class, 1).name = "c");
    assertThat(commands()).isEqualTo(WHOLE);
  }

  @Test
  void batchOfTwoRows_isOneTransaction() {
    try (Session session = h2.open()) {
      session.addAll(List.of(new Entry("x"), new Entry("y")));
      session.commit();
    }
    assertThat(h2.log().sql()).hasSize(1);
    assertThat(commands()).isEqualTo(WHOLE);
  }

  @Test
  void oneChange_thatWasFlushed_canBeRolledBack() {
    try (Session session = h2.open()) {
      session.add(new Task(3, "c"));
      session.flush();
      session.rollback();
    }
    assertThat(commands()).containsExactly("setAutoCommit false", "rollback", "setAutoCommit true");
    assertThat(names()).containsExactly("a", "b");
  }

  @Test
  void oneChange_whoseCallbackComesAfter_isRolledBackWithIt() {
    h2.sql("insert into watched (id, name) values (1, 'a')");
    try (Session session = h2.open()) {
      session.get(Watched.class, 1).name = "b";
      assertThatThrownBy(session::commit).isInstanceOf(IllegalStateException.class);
    }
    assertThat(h2.rows("select name from watched")).containsExactly("a");
  }

  @Test
  void oneChange_besideALockToCheck_isOneTransaction() {
    try (Session session = h2.open()) {
      session.lock(session.get(Task.class, 2), LockModeType.OPTIMISTIC);
      session.get(Task.class, 1).name = "c";
      h2.sql("update task set version = 1 where id = 2");
      assertThatThrownBy(session::commit).isInstanceOf(StaleEntityException.class);
    }
    assertThat(names()).containsExactly("a", "b");
  }

  @Test
  void oneChange_thatIsRefused_leavesTheSessionToBeRolledBackAndRepeated() {
    try (Session session = h2.open()) {
      Task task = new Task(1, "c");
      session.add(task);
      assertThatThrownBy(session::commit).isInstanceOf(ConstraintViolationException.class);
      assertThat(catchThrowableOfType(SessionStateException.class, session::commit).code())
          .isEqualTo(ErrorCode.ROLLBACK_REQUIRED);
      session.rollback();
      task.id = 3;
      session.commit();
    }
    assertThat(commands()).isEmpty();
    assertThat(names()).containsExactly("a", "b", "c");
  }

  @Test
  void oneChange_thatIsStale_writesNothingAndTellsTheValues() {
    try (Session session = h2.open()) {
      session.get(Task.class, 1).name = "mine";
      h2.sql("update task set version = 1, name = 'theirs' where id = 1");
      StaleEntityException error =
          catchThrowableOfType(StaleEntityException.class, session::commit);
      assertThat(error.values().toString()).contains("mine").contains("theirs");
    }
    assertThat(names()).containsExactly("theirs", "b");
  }

  @Test
  void oneChange_whoseConnectionIsLostBeforeItIsSent_isNotWritten() {
    try (Session session = h2.open()) {
      session.add(new Task(3, "c"));
      h2.connections().failNext("prepareStatement", new SQLException("broken pipe", "08006"));
      assertThatThrownBy(session::commit).isInstanceOf(ConnectionLostException.class);
      session.rollback();
      session.commit();
    }
    assertThat(names()).containsExactly("a", "b", "c");
  }

  @Test
  void oneChange_whoseConnectionIsLostAfterItWasSent_isUnknown() {
    try (Session session = h2.open()) {
      session.add(new Task(3, "c"));
      h2.connections().failStatement("executeUpdate", new SQLException("broken pipe", "08006"));
      assertThat(catchThrowableOfType(CommitUnknownException.class, session::commit))
          .hasMessage(
              """
              The connection was lost during a change that commits itself; whether it is written \
              is unknown
                  in insert into task (id, version, name) values (?, ?, ?)
                  the database says: broken pipe
                  look into the database before you repeat the work [ROWAN-502]""");
    }
    assertThat(names()).containsExactly("a", "b", "c");
  }

  @Test
  void transactionThatSendsNothing_leasesNoConnection() {
    h2.sessions().inTransaction(session -> assertThat(session.isOpen()).isTrue());
    assertThat(h2.connections().leased()).isZero();
    assertThat(commands()).isEmpty();
  }

  @Test
  void explicitFlushMode_commitsWhatWasFlushed() {
    try (Session session = h2.open()) {
      session.flushMode(FlushMode.EXPLICIT);
      session.get(Task.class, 1).name = "c";
      session.commit();
      assertThat(names()).containsExactly("a", "b");
      session.flush();
      session.commit();
    }
    assertThat(commands()).isEqualTo(WHOLE);
    assertThat(names()).containsExactly("c", "b");
  }

  // ---- settings

  @Test
  void isolation_isSetBeforeTheFirstStatementAndSetBackOnce() {
    Transaction serializable = Transaction.USUAL.isolated(Isolation.SERIALIZABLE);
    h2.sessions()
        .inTransaction(
            serializable,
            session -> {
              assertThat(commands()).isEmpty();
              session.get(Task.class, 1).name = "c";
            });
    assertThat(commands())
        .containsExactly(
            "setTransactionIsolation " + Connection.TRANSACTION_SERIALIZABLE,
            "setAutoCommit false",
            "commit",
            "setTransactionIsolation " + Connection.TRANSACTION_READ_COMMITTED,
            "setAutoCommit true");
  }

  @Test
  void settings_areOfOneTransactionOnly() {
    try (Session session = h2.open()) {
      session.begin(Transaction.USUAL.isolated(Isolation.REPEATABLE_READ));
      session.query(Task.class).all();
      session.rollback();
      h2.connections().reset();
      session.begin();
      session.query(Task.class).all();
      session.commit();
    }
    assertThat(commands()).isEqualTo(WHOLE);
  }

  @Test
  void settings_ofATransactionUnderWay_areRefused() {
    try (Session session = h2.open()) {
      session.begin();
      session.query(Task.class).all();
      assertThatThrownBy(() -> session.begin(Transaction.READ_ONLY))
          .isInstanceOf(SessionStateException.class)
          .hasMessage(
              """
              A transaction is under way, and its isolation, timeout and whether it may write are \
              set when it begins
                  commit or roll back first, or set them with the first begin(...) [ROWAN-413]""");
    }
  }

  @Test
  void transactionThatOnlyReads_refusesAFlush() {
    try (Session session = h2.open()) {
      session.begin(Transaction.READ_ONLY);
      session.get(Task.class, 1).name = "c";
      assertThatThrownBy(session::commit)
          .isInstanceOf(SessionStateException.class)
          .hasMessage(
              """
              The transaction only reads
                  it was about to send: update task set version = ?, name = ? where id = ? and \
              version = ?
                  do this in a session of sessions.open(), in a transaction that is not read-only \
              [ROWAN-409]""");
      session.rollback();
      session.commit();
    }
    assertThat(names()).containsExactly("c", "b");
  }

  @Test
  void timeout_endsALongStatementAndIsNotLeftOnTheConnection() {
    String count =
        "select count(*) from system_range(1, %d) a cross join system_range(1, 1000) b"
            + " where mod(a.x * b.x, 7) = 1";
    try (Session session = h2.open()) {
      session.begin(Transaction.USUAL.within(Duration.ofSeconds(1)));
      assertThat(
              catchThrowableOfType(
                      TimedOutException.class, () -> session.sql(count.formatted(10_000_000)).one())
                  .code())
          .isEqualTo(ErrorCode.TIMED_OUT);
      session.rollback();
      assertThat(session.sql(count.formatted(10)).one()[0]).isNotNull();
    }
  }

  @Test
  void timeout_ofNothing_isRefused() {
    assertThatThrownBy(() -> Transaction.USUAL.within(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("timeout: PT0S; it must be more than nothing");
  }

  @Test
  void timeout_thatIsOver_refusesTheNextStatementAndTheSessionGoesOn() throws Exception {
    try (Session session = h2.open()) {
      session.begin(Transaction.USUAL.within(Duration.ofMillis(5)));
      Thread.sleep(10);
      assertThatThrownBy(() -> session.get(Task.class, 1))
          .isInstanceOf(TimedOutException.class)
          .hasMessage(
              """
              The time of the transaction is over: it may take PT0.005S
                  it was about to send: select t.id, t.version, t.name from task t where t.id = ?
                  roll back, then give it more time or less to do [ROWAN-412]""");
      session.rollback();
      assertThat(session.get(Task.class, 1)).isNotNull();
    }
  }
}
