package org.rowanorm.context;

import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.RowanException;
import org.rowanorm.error.SessionStateException;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ValueAttribute;

/** Refuses changes of objects that can only be read, and makes objects so. Holds no state. */
public final class ReadOnly {

  private ReadOnly() {}

  /**
   * Refuses an operation that takes objects in to write them.
   *
   * @param call the call as messages name it
   * @throws SessionStateException where the session only reads
   */
  public static void requireWritable(PersistenceContext context, String call, Object object) {
    if (context.isReadOnly()) {
      throw new SessionStateException(
          ErrorCode.READ_ONLY,
          null,
          "The session only reads",
          "in " + call + "(" + object.getClass().getSimpleName() + ")",
          "do this in a session of sessions.open()");
    }
  }

  /**
   * Refuses to delete an object that can only be read.
   *
   * @throws EntityStateException where it can
   */
  public static void requireDeletable(ManagedEntity state) {
    if (state.isReadOnly()) {
      throw refusal(state, state.describe() + " cannot be deleted");
    }
  }

  /**
   * Refuses to change an attribute of an object that can only be read.
   *
   * @throws EntityStateException where it can
   */
  public static void requireChangeable(ManagedEntity state, Attribute attribute) {
    if (state.isReadOnly()) {
      throw refusal(state, attribute);
    }
  }

  /** The error of a change of an attribute. */
  static RowanException refusal(ManagedEntity state, Attribute attribute) {
    return refusal(
        state,
        "Attribute '" + attribute.name() + "' of " + state.describe() + " cannot be changed");
  }

  private static EntityStateException refusal(ManagedEntity state, String fact) {
    boolean whole = state.context().isReadOnly();
    return new EntityStateException(
        ErrorCode.READ_ONLY,
        null,
        fact,
        whole
            ? "its session only reads"
            : state.origin().readOnly()
                ? state.origin().how() + ", as one that can only be read"
                : "it was made read-only",
        whole
            ? "change it in a session of sessions.open()"
            : "call makeWritable(object) before, or change it in another session");
  }

  /**
   * Makes an object refuse changes, and forgets what was noted to see them.
   *
   * @throws EntityStateException where it has some that are not written
   */
  public static void makeReadOnly(ManagedEntity state) {
    PersistenceContext context = state.context();
    context.compareWatched();
    if (context.isChanged(state)) {
      throw new EntityStateException(
          ErrorCode.UNWRITTEN_CHANGES,
          null,
          state.describe() + " has changes that are not written, so it cannot be made read-only",
          "flush or refresh it first");
    }
    state.readOnly(true);
    context.forget(state);
  }

  /**
   * Makes an object take changes; what is in memory counts as what the database has.
   *
   * @throws SessionStateException where the session only reads
   */
  public static void makeWritable(ManagedEntity state) {
    requireWritable(state.context(), "makeWritable", state.entity());
    if (!state.isReadOnly()) {
      return;
    }
    state.readOnly(false);
    for (ValueAttribute attribute : state.model().mutables()) {
      if (!state.model().access().readArmed(state.entity(), attribute.slot())) {
        state.context().watch(state, attribute);
      }
    }
    for (ToManyAttribute attribute : state.model().toManys()) {
      ManagedCollection collection = state.collectionOrNull(attribute);
      if (collection != null) {
        collection.watchElements();
      }
    }
  }
}
