package org.rowanorm.context;

import org.rowanorm.entity.Access;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.LazyLoadException;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.mapping.ValueAttribute;

/**
 * What the read of a trapped slot leads to: in a session, after it was closed, and of an object
 * that it let go of.
 */
final class ReadTraps {

  private ReadTraps() {}

  /** Makes a slot readable. */
  static void read(ManagedEntity state, int slot) {
    PersistenceContext context = state.context();
    if (state.isOut()) {
      readOut(state, slot);
    } else if (context.isClosed()) {
      context.afterClose().run(() -> readClosed(state, slot));
    } else {
      boolean outermost = context.guard().enter();
      try {
        context.requireUsable();
        readManaged(state, slot);
      } finally {
        context.guard().exit(outermost);
      }
    }
  }

  private static void readManaged(ManagedEntity state, int slot) {
    if (state.isPending()) {
      state.context().pendingInserts().insertNow(state);
    } else {
      load(state, slot);
    }
  }

  /** Brings what a slot lacks. */
  private static void load(ManagedEntity state, int slot) {
    Attribute attribute = state.model().attribute(slot);
    if (attribute instanceof ToManyAttribute toMany) {
      state.collection(toMany).expose();
      return;
    }
    LazyLoader loader = state.context().loader();
    if (state.status() == Status.HOLLOW) {
      requireLoadable(state, attribute);
      loader.loadReference(state);
    }
    if (attribute instanceof InverseToOneAttribute inverse) {
      readInverse(state, inverse);
    } else if (attribute instanceof ToOneAttribute toOne && state.deferredKey(toOne) != null) {
      requireLoadable(state, attribute);
      loader.loadDeferred(state, toOne);
    } else if (state.model().access().readArmed(state.entity(), slot)) {
      if (!(attribute instanceof ValueAttribute value)) {
        throw openReference(state, slot);
      }
      loadValue(state, value);
    }
  }

  private static void loadValue(ManagedEntity state, ValueAttribute attribute) {
    if (attribute instanceof BasicAttribute basic && state.lacks(basic)) {
      requireLoadable(state, attribute);
      state.context().loader().loadValue(state, basic);
    }
    if (attribute instanceof EmbeddedAttribute embedded) {
      if (state.lostKeys() && embedded.mayBeOpen(embedded.read(state.entity()))) {
        throw openReference(state, attribute.slot());
      }
      loadDeferredIn(state, embedded);
      EmbeddedSides.expose(state, embedded);
    }
    if (state.model().mutables().contains(attribute)) {
      state.context().watch(state, attribute);
    }
    state.model().access().disarmRead(state.entity(), attribute.slot());
  }

  /** Finds the objects of the references in an embeddable. */
  private static void loadDeferredIn(ManagedEntity state, EmbeddedAttribute embedded) {
    if (state.hasDeferredIn(embedded.slot())) {
      for (ColumnAttribute leaf : embedded.leaves()) {
        if (leaf instanceof ToOneAttribute toOne && state.deferredKey(toOne) != null) {
          requireLoadable(state, embedded);
          state.context().loader().loadDeferred(state, toOne);
        }
      }
    }
  }

  /** Loads the other side of a one-to-one association, where it is not loaded. */
  static void readInverse(ManagedEntity state, InverseToOneAttribute attribute) {
    if (state.lacks(attribute)) {
      requireLoadable(state, attribute);
      state.context().loader().loadInverse(state, attribute);
    }
    state.model().access().disarmRead(state.entity(), attribute.slot());
  }

  // ---- reads without an open session

  /** A read of an object of a closed session; what is there was merely not watched for change. */
  private static void readClosed(ManagedEntity state, int slot) {
    Access access = state.model().access();
    if (!access.readArmed(state.entity(), slot)) {
      return; // another thread has loaded it meanwhile
    }
    if (isThere(state, slot)) {
      access.disarmRead(state.entity(), slot);
    } else if (state.isPending()) {
      throw unloaded(state, state.model().attribute(slot));
    } else {
      load(state, slot);
    }
  }

  /** A read of an object that was detached or deleted: the first one that lacks something. */
  private static void readOut(ManagedEntity state, int slot) {
    Enhanced entity = state.entity();
    if (isThere(state, slot) || isCompleted(state, slot)) {
      state.model().access().disarmRead(entity, slot);
    } else {
      read(outside(state, state.model().attribute(slot)), slot);
    }
  }

  /** What stands behind an object that was detached, so that it can load an attribute. */
  static ManagedEntity outside(ManagedEntity state, Attribute attribute) {
    boolean gone = state.status() == Status.DELETED || !state.hasId();
    if (gone || !state.context().loadsAfterClose()) {
      throw unloaded(state, attribute);
    }
    return state.context().outside(state);
  }

  private static boolean isThere(ManagedEntity state, int slot) {
    return state.isRead()
        && !comesLater(state.model().attribute(slot))
        && state.model().access().read(state.entity(), slot) != null;
  }

  /** Completes an embeddable whose columns are there with collections that are not loaded. */
  private static boolean isCompleted(ManagedEntity state, int slot) {
    boolean complete =
        state.isRead()
            && state.model().attribute(slot) instanceof EmbeddedAttribute embedded
            && !state.hasDeferredIn(slot)
            && EmbeddedSides.hasOnlyCollections(embedded);
    if (complete) {
      EmbeddedSides.expose(state, (EmbeddedAttribute) state.model().attribute(slot));
    }
    return complete;
  }

  private static boolean comesLater(Attribute attribute) {
    return attribute instanceof ToManyAttribute
        || (attribute instanceof EmbeddedAttribute embedded && embedded.hasSides());
  }

  // ---- refusals

  /**
   * Refuses a load that the session, the query or the factory does not allow.
   *
   * @throws LazyLoadException where one of them does not
   */
  static void requireLoadable(ManagedEntity state, Attribute attribute) {
    PersistenceContext context = state.context();
    boolean hollow = state.status() == Status.HOLLOW;
    if (context.isSealed()) {
      throw refused(
          state,
          attribute,
          ErrorCode.SEALED,
          " is not loaded, and the session is sealed",
          "load it before seal(), with the query or by reading it");
    }
    if (state.origin().raises(attribute, hollow)) {
      throw refused(
          state,
          attribute,
          ErrorCode.RAISED,
          " is not loaded, and its query raises where it is read",
          state.origin().raisesAll()
              ? "fetch it with the query, or name in raise(...) what must not be loaded"
              : "fetch it with the query, or take its path out of raise(...)");
    }
    if (context.isClosed() && !context.loadsAfterClose()) {
      throw unloaded(state, attribute);
    }
  }

  private static LazyLoadException refused(
      ManagedEntity state, Attribute attribute, ErrorCode code, String fact, String remedy) {
    String[] details = state.origin().details("", remedy);
    return new LazyLoadException(code, null, what(state, attribute) + fact, details);
  }

  private static String what(ManagedEntity state, Attribute attribute) {
    return "Attribute '" + attribute.name() + "' of " + state.describe();
  }

  private static LazyLoadException unloaded(ManagedEntity state, Attribute attribute) {
    return new LazyLoadException(
        ErrorCode.LAZY_LOAD,
        null,
        what(state, attribute) + " was not loaded",
        state.status() == Status.DELETED
            ? new String[] {"the object was deleted", "read it before that"}
            : state
                .origin()
                .details(
                    "its session is closed, or let go of it",
                    "read it before that, or set lazyAfterClose(LazyAfterClose.LOAD)"));
  }

  /** The class of what it refers to was not known yet when the object was serialised. */
  private static LazyLoadException openReference(ManagedEntity state, int slot) {
    return new LazyLoadException(
        ErrorCode.LAZY_LOAD,
        null,
        what(state, state.model().attribute(slot)) + " was not loaded",
        "the object was serialised before that, and with it went the key of the reference",
        "read it before, or refresh the object");
  }
}
