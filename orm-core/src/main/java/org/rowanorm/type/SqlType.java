package org.rowanorm.type;

/** What kind of column holds a value; each dialect spells it in its own words. */
public enum SqlType {
  BOOLEAN,
  TINYINT,
  SMALLINT,
  INTEGER,
  BIGINT,
  REAL,
  DOUBLE,
  NUMERIC,
  VARCHAR,
  TEXT,
  BINARY,
  BLOB,
  DATE,
  TIME,
  TIMESTAMP,
  /** A point on the time line; where a database has no zones it is a timestamp in UTC. */
  INSTANT,
  UUID,
  JSON,
  /** An enum type of the database; see {@link NativeEnumType}. */
  ENUM,
  /** An array of values of another type; see {@link ArrayType}. */
  ARRAY
}
