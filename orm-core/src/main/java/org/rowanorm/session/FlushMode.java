package org.rowanorm.session;

/** When a session sends its changes without being asked to. */
public enum FlushMode {
  /** Before a query that reads a changed table, and at commit. */
  AUTO,
  /** At commit only: queries do not see what was changed and not flushed. */
  COMMIT,
  /** Never: only {@link Session#flush()} sends them. */
  EXPLICIT
}
