package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.ConstraintViolationException;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

/** What the database refuses has the same type and code everywhere, and can be put right. */
public interface ErrorsTopic extends SuiteFixture {

  List<Class<?>> ENTITIES = List.of(Bank.class, Account.class);

  @Entity
  class Bank {
    @Id int id;

    Bank(int id) {
      this.id = id;
    }
  }

  @Entity
  class Account {
    @Id int id;

    @Column(unique = true)
    String number;

    @Column(nullable = false)
    String holder = "holder";

    @Column(columnDefinition = "integer check (balance >= 0)")
    Integer balance;

    @Column(length = 5)
    String remark;

    @ManyToOne Bank bank;

    Account(int id) {
      this.id = id;
      this.number = "n" + id;
    }
  }

  @Entity
  class NoTable {
    @Id int id;
  }

  @Entity
  @Table(name = "account")
  class NoColumn {
    @Id int id;
    String missing;
  }

  /**
   * Commits an account that the database refuses, once alone and once in a batch, then puts it
   * right in the same session and commits it.
   */
  private void assertRefused(
      Class<? extends DatabaseException> type,
      ErrorCode code,
      Consumer<Account> wrong,
      Consumer<Account> right) {
    assertRefused(type, code, wrong, right, new Account(1));
    assertRefused(type, code, wrong, right, new Account(2), new Account(3), new Account(4));
  }

  private void assertRefused(
      Class<? extends DatabaseException> type,
      ErrorCode code,
      Consumer<Account> wrong,
      Consumer<Account> right,
      Account... accounts) {
    try (Session session = sessions().open()) {
      session.addAll(List.of(accounts));
      wrong.accept(accounts[0]);

      DatabaseException error = catchThrowableOfType(type, session::commit);
      assertThat(error.code()).isEqualTo(code);
      assertThat(error).hasMessageContaining("in insert into account");

      session.rollback();
      inFresh(other -> assertThat(other.get(Account.class, accounts[0].id)).isNull());
      right.accept(accounts[0]);
      session.commit();
    }
    for (Account account : accounts) {
      inFresh(other -> assertThat(other.get(Account.class, account.id)).isNotNull());
    }
  }

  @Test
  default void unique_violated_isAConstraintViolation() {
    Account first = new Account(9);
    store(first);

    assertRefused(
        ConstraintViolationException.class,
        ErrorCode.UNIQUE_VIOLATION,
        account -> account.number = first.number,
        account -> account.number = "n" + account.id);
  }

  @Test
  default void primaryKey_takenByAnotherSession_isAConstraintViolation() {
    store(new Account(1));

    try (Session session = sessions().open()) {
      Account again = new Account(1);
      again.number = "other";
      session.add(again);
      assertThat(catchThrowableOfType(ConstraintViolationException.class, session::commit).code())
          .isEqualTo(ErrorCode.UNIQUE_VIOLATION);
    }
  }

  @Test
  default void notNull_violated_isAConstraintViolation() {
    assertRefused(
        ConstraintViolationException.class,
        ErrorCode.NOT_NULL_VIOLATION,
        account -> account.holder = null,
        account -> account.holder = "somebody");
  }

  @Test
  default void check_violated_isAConstraintViolation() {
    assertRefused(
        ConstraintViolationException.class,
        ErrorCode.CHECK_VIOLATION,
        account -> account.balance = -1,
        account -> account.balance = 1);
  }

  @Test
  default void text_tooLong_isRefused() {
    assertRefused(
        DatabaseException.class,
        ErrorCode.VALUE_TOO_LONG,
        account -> account.remark = "123456",
        account -> account.remark = "12345");
  }

  @Test
  default void foreignKey_toARowThatIsReferredTo_isAConstraintViolation() {
    Account account = new Account(1);
    account.bank = new Bank(1);
    store(account.bank, account);

    try (Session session = sessions().open()) {
      Account found = session.get(Account.class, 1);
      session.delete(found.bank);
      assertThat(catchThrowableOfType(ConstraintViolationException.class, session::commit).code())
          .isEqualTo(ErrorCode.FOREIGN_KEY_VIOLATION);

      session.rollback();
      found.bank = null;
      session.commit();
    }
    inFresh(session -> assertThat(session.query(Bank.class).count()).isEqualTo(0));
  }

  @Test
  default void foreignKey_toARowThatIsGone_isAConstraintViolation() {
    Bank bank = new Bank(1);
    store(bank);

    try (Session session = sessions().open()) {
      Account account = new Account(1);
      account.bank = session.get(Bank.class, 1);
      session.add(account);
      sessions().inTransaction(other -> other.delete(other.get(Bank.class, 1)));
      assertThat(catchThrowableOfType(ConstraintViolationException.class, session::commit).code())
          .isEqualTo(ErrorCode.FOREIGN_KEY_VIOLATION);

      session.rollback();
      account.bank = null;
      session.commit();
    }
    inFresh(session -> assertThat(session.get(Account.class, 1).bank).isNull());
  }

  @Test
  default void tableOrColumn_thatIsNotThere_isMissing() {
    store(new Account(1));

    try (SessionFactory other = otherFactory(NoTable.class, NoColumn.class, Bank.class).build();
        Session session = other.open()) {
      assertMissing(() -> session.get(NoTable.class, 1));
      assertMissing(() -> session.query(NoColumn.class).all());
      NoTable lost = new NoTable();
      session.add(lost);
      assertMissing(session::commit);

      session.rollback();
      session.delete(lost);
      session.add(new Bank(1));
      session.commit();
    }
    inFresh(session -> assertThat(session.get(Bank.class, 1)).isNotNull());
  }

  private static void assertMissing(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
    assertThat(catchThrowableOfType(DatabaseException.class, action).code())
        .isEqualTo(ErrorCode.MISSING_TABLE);
  }

  @Test
  default void sql_thatIsWrong_isADatabaseErrorWithTheStatement() {
    try (SessionFactory other = otherFactory(SchemaTopic.Nonsense.class).build()) {
      DatabaseException error =
          catchThrowableOfType(DatabaseException.class, () -> other.schema().createMissing());
      assertThat(error.code()).isEqualTo(ErrorCode.DATABASE);
      assertThat(log().events()).extracting(event -> event.error()).doesNotContainNull();
    }
  }
}
