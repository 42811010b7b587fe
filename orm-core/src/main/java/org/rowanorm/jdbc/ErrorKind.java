package org.rowanorm.jdbc;

/** What a database means by an error; each dialect tells them apart. */
public enum ErrorKind {
  UNIQUE,
  FOREIGN_KEY,
  NOT_NULL,
  CHECK,
  TOO_LONG,
  MISSING_TABLE,
  DEADLOCK,
  LOCK_TIMEOUT,
  SERIALIZATION,
  TIMED_OUT,
  CONNECTION_LOST,
  OTHER
}
