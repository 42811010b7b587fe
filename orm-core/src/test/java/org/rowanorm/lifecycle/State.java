package org.rowanorm.lifecycle;

/** Where an object stands before an operation. */
enum State {
  /** Made with {@code new}, and no row has its id. */
  NEW,
  /** Made with {@code new}, with the id of a row. */
  NEW_WITH_ROW,
  /** Added, not flushed. */
  PENDING,
  /** Loaded, but for what is loaded when it is read. */
  CLEAN,
  /** Loaded with all that it has. */
  WHOLE,
  /** Loaded and written to. */
  CHANGED,
  /** Known by a reference, its row not read. */
  UNREAD,
  /** Made read-only. */
  READ_ONLY,
  /** To be deleted by the next flush. */
  REMOVED,
  /** Deleted by a flush. */
  DELETED,
  /** Of a session that is closed. */
  DETACHED,
  /** Of a session that is closed, written to since. */
  DETACHED_CHANGED,
  /** Detached and written to; another transaction has deleted the row. */
  DETACHED_GONE,
  /** Detached and written to; another transaction has changed the row. */
  DETACHED_STALE,
  /** Detached and written to; this session has another object for the row. */
  DETACHED_BESIDE,
  /** Detached without its row having been read. */
  DETACHED_UNREAD,
  /** Of another session, which is open. */
  FOREIGN
}
