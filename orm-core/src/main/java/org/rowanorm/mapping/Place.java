package org.rowanorm.mapping;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.ComponentAccess;
import org.rowanorm.entity.Enhanced;

/**
 * Where the value of an attribute stands in an object: in a slot, or in a part of the embeddable
 * that the slot holds. Immutable and thread-safe.
 */
public final class Place {

  private record Step(ComponentAccess access, int part) {}

  private final Access access;
  private final int slot;
  private final List<Step> steps;

  private Place(Access access, int slot, List<Step> steps) {
    this.access = access;
    this.slot = slot;
    this.steps = steps;
  }

  /** A slot of an entity. */
  public static Place ofSlot(Access access, int slot) {
    return new Place(access, slot, List.of());
  }

  /** A part of the embeddable that stands at this place. */
  public Place part(ComponentAccess component, int part) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(new Step(component, part));
    return new Place(access, slot, List.copyOf(longer));
  }

  /** The slot, whose traps guard the place. */
  public int slot() {
    return slot;
  }

  /** Whether it is the slot itself. */
  public boolean isSlot() {
    return steps.isEmpty();
  }

  /** The value, without any trap; null where an embeddable on the way is null. */
  public @Nullable Object read(Enhanced entity) {
    Object value = access.read(entity, slot);
    return steps.isEmpty() ? value : within(value);
  }

  /** The value in what the slot holds. */
  public @Nullable Object within(@Nullable Object inSlot) {
    Object value = inSlot;
    for (Step step : steps) {
      if (value == null) {
        return null;
      }
      value = step.access().read(value, step.part());
    }
    return value;
  }

  /** Sets the value, without any trap; embeddables on the way are made anew. */
  public void write(Enhanced entity, @Nullable Object value) {
    access.write(entity, slot, with(access.read(entity, slot), 0, value));
  }

  /**
   * Sets the value, without any trap, in the embeddables that are there; only those that are null
   * or records are made anew.
   */
  public void put(Enhanced entity, @Nullable Object value) {
    access.write(entity, slot, put(access.read(entity, slot), 0, value));
  }

  private @Nullable Object put(@Nullable Object holder, int depth, @Nullable Object value) {
    if (depth == steps.size()) {
      return value;
    }
    Step step = steps.get(depth);
    Object before = holder == null ? null : step.access().read(holder, step.part());
    Object inside = put(before, depth + 1, value);
    if (holder == null || !step.access().isWritable()) {
      return made(holder, step, inside);
    }
    step.access().write(holder, step.part(), inside);
    return holder;
  }

  private @Nullable Object with(@Nullable Object holder, int depth, @Nullable Object value) {
    if (depth == steps.size()) {
      return value;
    }
    Step step = steps.get(depth);
    Object before = holder == null ? null : step.access().read(holder, step.part());
    return made(holder, step, with(before, depth + 1, value));
  }

  /** An embeddable like another one, or with nothing in it, but for one part. */
  private static Object made(@Nullable Object like, Step step, @Nullable Object inside) {
    @Nullable Object[] parts = new @Nullable Object[step.access().parts()];
    for (int part = 0; like != null && part < parts.length; part++) {
      parts[part] = step.access().read(like, part);
    }
    parts[step.part()] = inside;
    return step.access().make(parts);
  }
}
