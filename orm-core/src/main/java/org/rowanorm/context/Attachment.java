package org.rowanorm.context;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.mapping.ValueAttribute;

/**
 * How a detached object comes into a context with what it knows and what changed: told by the state
 * that it had, and by its traps where it has none. Not thread-safe.
 */
final class Attachment {

  private final PersistenceContext context;
  private final EntityModel model;
  private final Access access;
  private final Enhanced entity;
  private final @Nullable ManagedEntity before;

  Attachment(PersistenceContext context, EntityModel model, Enhanced entity) {
    this.context = context;
    this.model = model;
    this.access = model.access();
    this.entity = entity;
    this.before = ManagedEntity.behind(entity);
  }

  /** Takes the object in. */
  ManagedEntity take(Object id) {
    boolean loaded = before == null ? hasRow() : before.isLoaded();
    Status status = loaded ? Status.MANAGED : Status.HOLLOW;
    boolean back =
        before != null && before.context() == context && before.status() == Status.DETACHED;
    // one that comes back keeps its state, of which this transaction may take back what it wrote
    ManagedEntity state =
        back
            ? Objects.requireNonNull(before)
            : ManagedEntity.of(context.alone(model, Origin.BY_ID), entity, status, id);
    state.status(status);
    access.link(entity, state);
    context.takeBack(state);
    state.takeDeferred(before);
    markChanged(state);
    if (before != null && !back) {
      state.takeBases(before);
    }
    for (ValueAttribute attribute : model.mutables()) {
      watch(state, attribute);
    }
    listOrphans(state);
    return state;
  }

  private void markChanged(ManagedEntity state) {
    for (int slot = 0; slot < access.slots(); slot++) {
      Attribute attribute = model.attributeOrNull(slot);
      if (attribute instanceof EmbeddedAttribute embedded) {
        attachWithin(state, embedded);
      }
      if (attribute instanceof ToManyAttribute toMany) {
        attach(state, toMany);
      } else if (attribute != null && isChanged(slot)) {
        state.markDirty(slot);
      }
    }
  }

  /** What owning references held before they were written goes with the next flush. */
  private void listOrphans(ManagedEntity state) {
    for (ToOneAttribute attribute : model.toOnes()) {
      if (attribute.orphanRemoval()
          && state.isDirty(attribute.slot())
          && state.base(attribute.slot()) instanceof Enhanced orphan) {
        context.listOrphan(state, attribute, orphan);
      }
    }
  }

  /** The trap of a slot with two sides stays set when it is written. */
  private boolean isChanged(int slot) {
    boolean mayBe = before == null ? access.isMarkedChanged(entity) : before.isDirty(slot);
    return !access.writeArmed(entity, slot) || (mayBe && model.isTwoSided(slot));
  }

  /**
   * Whether an object without a state has more than its id. Something loaded lacks what comes later
   * than the row; of something that was written nothing can be told.
   */
  private boolean hasRow() {
    boolean lacks = false;
    for (int slot = 0; slot < access.slots(); slot++) {
      Attribute attribute = model.attributeOrNull(slot);
      if (tellsOfRow(attribute) && !isChanged(slot) && !model.id().has(slot)) {
        boolean unwatched =
            attribute instanceof ValueAttribute value
                && model.mutables().contains(value)
                && access.read(entity, slot) != null;
        if (!access.readArmed(entity, slot) || unwatched) {
          return true;
        }
        lacks = true;
      }
    }
    return !lacks;
  }

  private static boolean tellsOfRow(@Nullable Attribute attribute) {
    return attribute instanceof BasicAttribute basic
        ? !basic.lazy()
        : attribute instanceof EmbeddedAttribute || attribute instanceof ToOneAttribute;
  }

  private void attachWithin(ManagedEntity state, EmbeddedAttribute embedded) {
    for (Attribute side : embedded.sides()) {
      if (side instanceof ToManyAttribute collection) {
        attach(state, collection);
      }
    }
  }

  private void attach(ManagedEntity state, ToManyAttribute attribute) {
    boolean touched =
        !access.readArmed(entity, attribute.slot()) || !access.writeArmed(entity, attribute.slot());
    if (touched) {
      state
          .collection(attribute)
          .attach(before == null ? null : before.collectionOrNull(attribute));
    }
  }

  /** A value that was handed out may have changed; where what it was is not known, it has. */
  private void watch(ManagedEntity state, ValueAttribute attribute) {
    int slot = attribute.slot();
    Object value = access.read(entity, slot);
    if (value == null || state.isDirty(slot) || access.readArmed(entity, slot)) {
      return;
    }
    Object was = before == null ? null : before.snapshot(attribute);
    if (was == null) {
      state.markDirty(slot);
    } else if (attribute.isSame(was, value)) {
      context.watch(state, attribute);
    } else {
      state.change(slot, was);
    }
  }
}
