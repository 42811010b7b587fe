package org.rowanorm.lifecycle;

import jakarta.persistence.LockModeType;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.rowanorm.session.Session;
import org.rowanorm.sql.LockWait;

/** What is done to an object, and what it gives. */
@SuppressWarnings("ImmutableEnumChecker") // functions that keep nothing
enum Operation {
  ADD(nothing(Session::add)),
  DELETE(nothing(Session::delete)),
  GET((session, item) -> session.get(item.getClass(), item.id)),
  MERGE(Session::merge),
  ATTACH(Session::attach),
  REFRESH(nothing(Session::refresh)),
  DETACH(nothing(Session::detach)),
  CLEAR((session, item) -> after(session::clear)),
  CONTAINS(Session::contains),
  LOCK_OPTIMISTIC(locked(LockModeType.OPTIMISTIC)),
  LOCK_FORCE_INCREMENT(locked(LockModeType.OPTIMISTIC_FORCE_INCREMENT)),
  LOCK_PESSIMISTIC_READ(locked(LockModeType.PESSIMISTIC_READ)),
  LOCK_PESSIMISTIC_WRITE(locked(LockModeType.PESSIMISTIC_WRITE)),
  LOCK_PESSIMISTIC_FORCE_INCREMENT(locked(LockModeType.PESSIMISTIC_FORCE_INCREMENT));

  private interface Call {
    void run(Session session, Item item);
  }

  private static final Object NOTHING = "-";

  private final BiFunction<Session, Item, @Nullable Object> call;

  Operation(BiFunction<Session, Item, @Nullable Object> call) {
    this.call = call;
  }

  private static BiFunction<Session, Item, @Nullable Object> nothing(Call call) {
    return (session, item) -> after(() -> call.run(session, item));
  }

  private static Object after(Runnable call) {
    call.run();
    return NOTHING;
  }

  private static BiFunction<Session, Item, @Nullable Object> locked(LockModeType mode) {
    return (session, item) -> session.lock(item, mode, LockWait.NOWAIT);
  }

  /** Does it; the word for what comes of it. */
  String run(Session session, Item item) {
    Object given = call.apply(session, item);
    if (given instanceof Item other) {
      return other == item ? "the same" : "another";
    }
    return given == null ? "null" : given.toString();
  }
}
