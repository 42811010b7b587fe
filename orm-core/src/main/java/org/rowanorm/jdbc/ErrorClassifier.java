package org.rowanorm.jdbc;

import java.sql.SQLException;

/** Tells what a database means by an error. */
@FunctionalInterface
public interface ErrorClassifier {

  /** The kind of an error. */
  ErrorKind classify(SQLException error);
}
