package org.rowanorm.session;

import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.mapping.EntityModel;

/** Takes ids as users give them. Stateless. */
final class IdValue {

  private IdValue() {}

  /**
   * An id as the session keeps it.
   *
   * @param call the method that it was given to, for messages
   * @throws QueryException where it is null or of another class than the entity's ids
   */
  static Object of(EntityModel model, @Nullable Object given, String call) {
    Object key = model.id().userType().isInstance(given) ? model.id().key(given) : null;
    if (key == null) {
      throw wrongType(model, given, call);
    }
    return key;
  }

  private static QueryException wrongType(EntityModel model, @Nullable Object given, String call) {
    return new QueryException(
        ErrorCode.WRONG_VALUE_TYPE,
        null,
        "The id of "
            + model.name()
            + " is of type "
            + model.id().userType().getSimpleName()
            + ", not "
            + (given == null ? "null" : given.getClass().getSimpleName()),
        "in " + call + "(" + model.name() + ", " + given + ")");
  }
}
