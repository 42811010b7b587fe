package org.rowanorm.flush;

import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.IdModel;
import org.rowanorm.mapping.ToOneAttribute;

/** Takes ids, or parts of them, from what the references of new objects refer to. Stateless. */
final class TakenIds {

  private TakenIds() {}

  /** Whether the id of a new object waits for that of a new object that it refers to. */
  static boolean isWaiting(ManagedEntity state) {
    for (IdModel.Derived part : state.model().id().derived()) {
      if (isWaiting(part.reference(), state)) {
        return true;
      }
    }
    for (ColumnAttribute leaf : state.model().id().leaves()) {
      if (leaf instanceof ToOneAttribute toOne && isWaiting(toOne, state)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWaiting(ToOneAttribute reference, ManagedEntity state) {
    if (!(reference.read(state.entity()) instanceof Enhanced target)) {
      return false;
    }
    // a primitive id that is not set yet is no null
    ManagedEntity found = ManagedEntity.behind(target);
    return (found != null && found.isPending())
        ? found.id() == null
        : reference.target().id().of(target) == null;
  }

  /** Writes what is taken from references into the id; a rollback takes it back. */
  static void take(ManagedEntity state, PersistenceContext context) {
    for (IdModel.Derived part : state.model().id().derived()) {
      if (part.reference().read(state.entity()) instanceof Enhanced target) {
        take(state, part, target, context);
      }
    }
  }

  private static void take(
      ManagedEntity state, IdModel.Derived part, Enhanced target, PersistenceContext context) {
    IdModel id = part.reference().target().id();
    Object key = id.of(target);
    if (key == null) {
      return;
    }
    Access access = state.model().access();
    for (int i = 0; i < part.leaves().size(); i++) {
      ColumnAttribute leaf = part.leaves().get(i);
      Object before = access.read(state.entity(), leaf.slot());
      leaf.place().write(state.entity(), id.columnValue(key, i));
      context.undo().add(() -> restore(state, context, leaf.slot(), before));
    }
  }

  private static void restore(
      ManagedEntity state, PersistenceContext context, int slot, @Nullable Object before) {
    context.forgetId(state);
    state.model().access().write(state.entity(), slot, before);
  }
}
