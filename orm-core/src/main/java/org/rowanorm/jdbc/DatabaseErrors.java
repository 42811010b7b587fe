package org.rowanorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.CommitUnknownException;
import org.rowanorm.error.ConnectionLostException;
import org.rowanorm.error.ConstraintViolationException;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.LockFailedException;
import org.rowanorm.error.TimedOutException;
import org.rowanorm.type.ConversionException;

/** Turns what a driver throws into Rowan's own errors. Thread-safe. */
final class DatabaseErrors {

  private final ErrorClassifier classifier;

  DatabaseErrors(ErrorClassifier classifier) {
    this.classifier = classifier;
  }

  /** Whether an error means that the connection is gone. */
  boolean isLost(SQLException error, @Nullable Connection connection) {
    if (classifier.classify(error) == ErrorKind.CONNECTION_LOST) {
      return true;
    }
    try {
      return connection != null && connection.isClosed();
    } catch (SQLException e) {
      return true;
    }
  }

  /** Whether a transaction in which a statement failed so can only be rolled back. */
  boolean endsTransaction(SQLException error, @Nullable Connection connection) {
    return isLost(error, connection) || classifier.endsTransaction(classifier.classify(error));
  }

  /** The failure of a statement. */
  DatabaseException statement(SQLException error, String sql, @Nullable Connection connection) {
    String said = "the database says: " + reason(error);
    String place = "in " + sql;
    if (isLost(error, connection)) {
      return new ConnectionLostException(
          ErrorCode.CONNECTION_LOST,
          error,
          "The connection to the database was lost",
          place,
          said,
          "nothing of this transaction is written: roll back, then try again");
    }
    return switch (classifier.classify(error)) {
      case UNIQUE ->
          violation(
              ErrorCode.UNIQUE_VIOLATION,
              "A row has a value that must be unique and is taken",
              error,
              place,
              said,
              "roll back, change the value, then commit again");
      case FOREIGN_KEY ->
          violation(
              ErrorCode.FOREIGN_KEY_VIOLATION,
              "A row refers to a row that is not there, or is still referred to",
              error,
              place,
              said,
              "roll back, then add the row it needs or delete what refers to it first");
      case NOT_NULL ->
          violation(
              ErrorCode.NOT_NULL_VIOLATION,
              "A row lacks a value that its column demands",
              error,
              place,
              said,
              "roll back, set the attribute, then commit again");
      case CHECK ->
          violation(
              ErrorCode.CHECK_VIOLATION,
              "A row breaks a check constraint",
              error,
              place,
              said,
              "roll back, change the value, then commit again");
      case DEADLOCK ->
          lock(
              ErrorCode.DEADLOCK,
              "Two transactions waited for each other, and the database ended this one",
              error,
              place,
              said);
      case LOCK_TIMEOUT ->
          lock(
              ErrorCode.LOCK_TIMEOUT,
              "Another transaction holds a lock that this one needs",
              error,
              place,
              said);
      case SERIALIZATION ->
          lock(
              ErrorCode.SERIALIZATION,
              "Another transaction wrote what this one has read",
              error,
              place,
              said);
      case TIMED_OUT ->
          new TimedOutException(
              ErrorCode.TIMED_OUT,
              error,
              "A statement took longer than it may",
              place,
              said,
              "roll back, then give it more time or less to do");
      case TOO_LONG ->
          new DatabaseException(
              ErrorCode.VALUE_TOO_LONG,
              error,
              "A value does not fit into its column",
              place,
              said,
              "roll back, then shorten the value or widen the column (@Column(length = ...))");
      case MISSING_TABLE ->
          new DatabaseException(
              ErrorCode.MISSING_TABLE,
              error,
              "The database has no such table or column",
              place,
              said,
              "create it, for instance with sessions.schema().createMissing(), or correct its name");
      default ->
          new DatabaseException(
              ErrorCode.DATABASE, error, "The database refused a statement", place, said);
    };
  }

  /** The failure of a converter before anything was sent. */
  static DatabaseException unwritable(ConversionException error, String sql) {
    return new DatabaseException(
        ErrorCode.UNWRITABLE_VALUE,
        error,
        "A value cannot be turned into that of its column",
        "at " + error.place(),
        "it says: " + error.getMessage(),
        "in " + sql);
  }

  /** The failure to get a connection. */
  static DatabaseException noConnection(SQLException error) {
    return new DatabaseException(
        ErrorCode.NO_CONNECTION,
        error,
        "No connection to the database",
        "the driver says: " + reason(error),
        "check that the server runs, the URL, the user and the password");
  }

  /** The failure of a COMMIT. */
  DatabaseException commit(SQLException error, @Nullable Connection connection) {
    if (isLost(error, connection)) {
      return new CommitUnknownException(
          ErrorCode.COMMIT_UNKNOWN,
          error,
          "The connection was lost during COMMIT; whether the changes are written is unknown",
          "the database says: " + reason(error),
          "look into the database before you repeat the work");
    }
    return statement(error, "commit", connection);
  }

  /** The failure of a statement that the database commits by itself. */
  DatabaseException ownCommit(SQLException error, String sql, @Nullable Connection connection) {
    if (isLost(error, connection)) {
      return new CommitUnknownException(
          ErrorCode.COMMIT_UNKNOWN,
          error,
          "The connection was lost during a change that commits itself; whether it is written is"
              + " unknown",
          "in " + sql,
          "the database says: " + reason(error),
          "look into the database before you repeat the work");
    }
    return statement(error, sql, connection);
  }

  private static LockFailedException lock(
      ErrorCode code, String fact, SQLException error, String place, String said) {
    return new LockFailedException(
        code, error, fact, place, said, "roll back, then repeat the work in a new session");
  }

  private static ConstraintViolationException violation(
      ErrorCode code, String fact, SQLException error, String... details) {
    return new ConstraintViolationException(code, error, fact, details);
  }

  /** The cause of a batch's failure says more than the batch's own error. */
  private static String reason(SQLException error) {
    SQLException next = error.getNextException();
    String text = String.valueOf((next == null ? error : next).getMessage());
    String line = text.lines().findFirst().orElse(text);
    // some drivers repeat the statement after this, which stands above already
    return line.endsWith("; SQL statement:") ? line.substring(0, line.lastIndexOf(';')) : line;
  }
}
