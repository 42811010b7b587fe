package org.rowanorm.jdbc;

import java.sql.SQLException;

/** Tells what a database means by an error. */
@FunctionalInterface
public interface ErrorClassifier {

  /** The kind of an error. */
  ErrorKind classify(SQLException error);

  /**
   * Whether a statement that failed so has ended its transaction: nothing that was sent in it can
   * be committed any more, and what would be sent after is not part of it.
   */
  default boolean endsTransaction(ErrorKind kind) {
    return switch (kind) {
      case DEADLOCK, SERIALIZATION, CONNECTION_LOST -> true;
      default -> false;
    };
  }
}
