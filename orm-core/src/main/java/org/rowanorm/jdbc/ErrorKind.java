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
  CONNECTION_LOST,
  OTHER
}
