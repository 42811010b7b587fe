package org.rowanorm.context;

import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdGeneration;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.mapping.ValueAttribute;
import org.rowanorm.type.ColumnType;

/** What the write of a trapped slot leads to: what it held is noted, and it is dirty. */
final class WriteTraps {

  private WriteTraps() {}

  /** Notes that a slot is about to get a value. Nearly all writes go the short way. */
  static void write(ManagedEntity state, int slot, @Nullable Object value) {
    if (state.isWritable() && state.context().isFree()) {
      ColumnType<?> type = state.model().plainType(slot);
      if (type != null) {
        writePlain(state, slot, type, value);
        return;
      }
    }
    writeGuarded(state, slot, value);
  }

  /** A value that is loaded, and cannot change in place. */
  private static void writePlain(
      ManagedEntity state, int slot, ColumnType<?> type, @Nullable Object written) {
    Object old = state.model().access().read(state.entity(), slot);
    if (old != written && !type.equal(old, written)) {
      state.changePlain(slot, old);
    }
  }

  private static void writeGuarded(ManagedEntity state, int slot, @Nullable Object value) {
    PersistenceContext context = state.context();
    if (state.isOut()) {
      noteLast(state, slot);
      state.model().access().disarm(state.entity(), slot);
      return;
    }
    if (context.isClosed()) {
      context.afterClose().run(() -> writeClosed(state, slot));
      return;
    }
    boolean outermost = context.guard().enter();
    try {
      context.requireUsable();
      if (state.isReadOnly()) {
        requireSame(state, slot, value);
        return;
      }
      if (state.model().id().has(slot)) {
        writeId(state, slot, value);
      } else {
        writeManaged(state, slot, value);
      }
    } finally {
      context.guard().exit(outermost);
    }
  }

  /** What can only be read may be written as it is. */
  private static void requireSame(ManagedEntity state, int slot, @Nullable Object value) {
    Object now = state.model().access().read(state.entity(), slot);
    ColumnType<?> type = state.model().plainType(slot);
    boolean same = state.isRead() && (type == null ? now == value : type.equal(now, value));
    if (!same) {
      throw ReadOnly.refusal(state, state.model().attribute(slot));
    }
  }

  private static void writeClosed(ManagedEntity state, int slot) {
    noteLast(state, slot);
    state.markDirty(slot); // a row that comes later leaves it alone
  }

  /** A session to come is told by the trap that a slot changed, and by this state what it was. */
  private static void noteLast(ManagedEntity state, int slot) {
    EntityModel model = state.model();
    boolean known = isConstant(model, slot) || model.attribute(slot) instanceof ToOneAttribute;
    if (known && state.isRead() && !model.access().readArmed(state.entity(), slot)) {
      state.noteBase(slot, model.access().read(state.entity(), slot));
    }
  }

  private static boolean isConstant(EntityModel model, int slot) {
    return model.attribute(slot) instanceof BasicAttribute basic
        && !basic.column().type().isMutable()
        && !model.id().has(slot);
  }

  /** Notes a write to a slot that is no part of the id. */
  static void writeManaged(ManagedEntity state, int slot, @Nullable Object written) {
    Attribute attribute = state.model().attribute(slot);
    Access access = state.model().access();
    Object old = access.read(state.entity(), slot);
    if (attribute instanceof ToManyAttribute toMany) {
      if (old != written || access.readArmed(state.entity(), slot)) {
        state.collection(toMany).replace(written);
      }
    } else if (attribute instanceof ValueAttribute value) {
      if (value instanceof EmbeddedAttribute embedded && embedded.hasSides()) {
        EmbeddedSides.replaced(state, embedded, written);
      }
      writeValue(state, value, old, written);
    } else if (attribute instanceof ToOneAttribute toOne) {
      state.context().sides().pointed(state, toOne, state.target(toOne), written);
      if (toOne.orphanRemoval() && !state.isPending()) {
        writeOwned(state, toOne, written);
      } else {
        state.point(toOne, written);
      }
    } else if (attribute instanceof InverseToOneAttribute inverse) {
      writeInverse(state, inverse, written);
    }
  }

  private static void writeValue(
      ManagedEntity state,
      ValueAttribute attribute,
      @Nullable Object old,
      @Nullable Object written) {
    int slot = attribute.slot();
    boolean lacking = attribute instanceof BasicAttribute basic && state.lacks(basic);
    if (state.status() == Status.HOLLOW || lacking || state.hasDeferredIn(slot)) {
      state.markDirty(slot);
      return;
    }
    Object snapshot = attribute.snapshot(old);
    if (!attribute.isSame(snapshot, written)) {
      state.change(slot, snapshot);
    } else if (state.model().mutables().contains(attribute) && old != written) {
      // the same value in another object, which may change from here on
      state.context().watch(state, attribute);
      state.model().access().disarmRead(state.entity(), slot);
    }
  }

  /** What the reference held goes with the flush, unless it comes back before. */
  private static void writeOwned(ManagedEntity state, Attribute attribute, @Nullable Object value) {
    LazyLoader loader = state.context().loader();
    if (state.status() == Status.HOLLOW) {
      loader.loadReference(state);
    }
    if (attribute instanceof ToOneAttribute toOne && state.deferredKey(toOne) != null) {
      loader.loadDeferred(state, toOne);
    }
    Object old = state.model().access().read(state.entity(), attribute.slot());
    if (old != value) {
      if (old instanceof Enhanced orphan && state.status() == Status.MANAGED) {
        state.context().listOrphan(state, attribute, orphan);
      }
      state.change(attribute.slot(), old);
    }
  }

  /** Who was there before must be known where it is to be deleted. */
  private static void writeInverse(
      ManagedEntity state, InverseToOneAttribute attribute, @Nullable Object value) {
    if (attribute.orphanRemoval()) {
      if (state.status() == Status.HOLLOW) {
        state.context().loader().loadReference(state);
      }
      ReadTraps.readInverse(state, attribute);
      writeOwned(state, attribute, value);
    } else {
      int slot = attribute.slot();
      if (state.status() == Status.MANAGED
          && !state.model().access().readArmed(state.entity(), slot)) {
        state.noteBase(slot, attribute.read(state.entity()));
      }
      state.markDirty(slot);
    }
    state.context().sides().pointed(state, attribute, value);
  }

  private static void writeId(ManagedEntity state, int slot, @Nullable Object value) {
    EntityModel model = state.model();
    boolean same = value != null && value.equals(model.access().read(state.entity(), slot));
    if (state.isPending() && model.idGeneration() == IdGeneration.ASSIGNED) {
      if (!same) {
        state.context().forgetId(state);
      }
    } else if (!same) {
      throw new EntityStateException(
          ErrorCode.CHANGED_ID,
          null,
          "The id of " + state.describe() + " cannot be changed to " + value,
          "at " + model.id().path(),
          state.isPending()
              ? "its ids are made by the database"
              : "an id stands for its row: delete the object and add a new one");
    }
  }
}
