package org.rowanorm.context;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.EntityState;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EntityModel;

/**
 * Objects that no session manages, for the time in which their rows are written: a state stands
 * behind each, in a context of its own. It ends with {@link #stored} or {@link #deleted}, after
 * which {@link #takeBack} makes the objects what they were before. Not thread-safe.
 */
public final class DirectObjects {

  /** What an object was. */
  private record Before(
      EntityModel model,
      Enhanced entity,
      @Nullable EntityState entry,
      long[] traps,
      int[] slots,
      @Nullable Object[] values,
      @Nullable Runnable dirtyAgain) {}

  private final List<Before> objects = new ArrayList<>();
  private final Map<EntityModel, int[]> written = new HashMap<>();
  private @Nullable PersistenceContext context;

  /** Objects whose rows are written through a session. */
  public DirectObjects(PersistenceContext session) {
    context = session.beside();
  }

  /** The context of the states, until the end. */
  public PersistenceContext context() {
    PersistenceContext own = context;
    if (own == null) {
      throw new IllegalStateException("the rows are written already");
    }
    return own;
  }

  // ---- in

  /** Takes a new object in, without an id for now. */
  public ManagedEntity takeNew(EntityModel model, Enhanced entity) {
    note(model, entity);
    model.access().forget(entity);
    return put(model, entity, Status.PENDING);
  }

  /**
   * Takes an object in whose row is to change. What it lacks counts as clean; of one that has no
   * state nothing is known of what its row holds.
   */
  public ManagedEntity takeStored(EntityModel model, Enhanced entity, Object id) {
    note(model, entity);
    ManagedEntity before = ManagedEntity.behind(entity);
    ManagedEntity taken = put(model, entity, Status.MANAGED);
    identify(taken, id);
    for (ColumnAttribute leaf : model.leaves()) {
      boolean known = before != null && before.isRead() && !before.isDirty(leaf.slot());
      if (!known && !model.id().has(leaf.slot())) {
        taken.markDirty(leaf.slot());
      }
    }
    if (before != null) {
      taken.takeBases(before);
    }
    return taken;
  }

  /** Takes an object in whose row is to go, of which no more than the id is known. */
  public ManagedEntity takeGoing(EntityModel model, Enhanced entity, Object id) {
    note(model, entity);
    ManagedEntity taken = put(model, entity, Status.HOLLOW);
    identify(taken, id);
    return taken;
  }

  /**
   * Gives a new object its id.
   *
   * @throws EntityStateException where another one has it
   */
  public void identify(ManagedEntity taken, Object id) {
    if (context().find(taken.model(), id) != null) {
      throw new EntityStateException(
          ErrorCode.SAME_ROW,
          null,
          "Two objects for the row of " + taken.model().name() + " " + id,
          "each row is written once in a call",
          "leave one of them out, or call once for each");
    }
    context().identify(taken, id);
  }

  private ManagedEntity put(EntityModel model, Enhanced entity, Status status) {
    ManagedEntity taken =
        ManagedEntity.of(context().alone(model, Origin.BY_ID), entity, status, null);
    model.access().link(entity, taken);
    return taken;
  }

  private void note(EntityModel model, Enhanced entity) {
    Access access = model.access();
    ManagedEntity state = ManagedEntity.behind(entity);
    int[] slots = written.computeIfAbsent(model, DirectObjects::written);
    @Nullable Object[] values = new @Nullable Object[slots.length];
    for (int i = 0; i < slots.length; i++) {
      values[i] = access.read(entity, slots[i]);
    }
    objects.add(
        new Before(
            model,
            entity,
            entity.$rowan_entry(),
            access.traps(entity),
            slots,
            values,
            state != null && state.isDirty() ? state.dirtyAgain() : null));
  }

  /** The slots that a write of the row may set. */
  private static int[] written(EntityModel model) {
    return IntStream.concat(
            model.id().slots().stream(),
            model.basics().stream()
                .filter(basic -> basic.version() || basic.readBack() != null)
                .mapToInt(BasicAttribute::slot))
        .distinct()
        .toArray();
  }

  // ---- out

  /** The rows are there: the objects are detached, and are what their rows are. */
  public void stored() {
    for (Before before : objects) {
      Access access = before.model.access();
      access.traps(before.entity, before.traps);
      if (before.entry instanceof ManagedEntity state && isOf(state, before.entity)) {
        access.link(before.entity, state);
        state.markWritten();
      } else {
        access.link(before.entity, null);
        access.armWrites(before.entity);
      }
    }
    context = null;
  }

  /** Whether a state is that of an object with a row: not one that it was copied from. */
  private static boolean isOf(ManagedEntity state, Enhanced entity) {
    return state.entity() == entity && state.status() != Status.DELETED;
  }

  /** The rows are gone: the objects are new. */
  public void deleted() {
    objects.forEach(before -> before.model.access().forget(before.entity));
    context = null;
  }

  /** Makes the objects what they were before; not those that a session manages by now. */
  public void takeBack() {
    for (Before before : objects) {
      Access access = before.model.access();
      ManagedEntity now = ManagedEntity.behind(before.entity);
      if (now != null && now.context() != context && isManaged(now)) {
        continue;
      }
      access.link(before.entity, before.entry);
      for (int i = 0; i < before.slots.length; i++) {
        access.write(before.entity, before.slots[i], before.values[i]);
      }
      if (before.dirtyAgain != null) {
        before.dirtyAgain.run();
      }
      access.traps(before.entity, before.traps);
    }
  }

  /** Whether an open session stands behind an object. */
  public static boolean isManaged(ManagedEntity state) {
    return !state.status().isOut() && !state.context().isClosed();
  }
}
