package org.rowanorm.context;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.ValueAttribute;

/**
 * The mutable values that were handed out, with what they were: what changes in place passes no
 * trap, and is found by comparing. Not thread-safe.
 */
final class Watches {

  private record Watch(ManagedEntity state, int slot) {

    ValueAttribute attribute() {
      return (ValueAttribute) state.model().attribute(slot);
    }
  }

  private final Map<Watch, Object> snapshots = new LinkedHashMap<>();

  boolean isEmpty() {
    return snapshots.isEmpty();
  }

  /**
   * Notes what a value is now; where it is watched already, the first one is what the row holds.
   */
  void add(ManagedEntity state, ValueAttribute attribute, Object value) {
    snapshots.putIfAbsent(
        new Watch(state, attribute.slot()), Objects.requireNonNull(attribute.snapshot(value)));
  }

  /** What a value was, or null where it is not watched. */
  @Nullable Object snapshot(ManagedEntity state, ValueAttribute attribute) {
    return snapshots.get(new Watch(state, attribute.slot()));
  }

  /** Makes dirty what changed. */
  void compare() {
    snapshots.forEach(Watches::compare);
  }

  private static void compare(Watch watch, Object before) {
    ManagedEntity state = watch.state();
    int slot = watch.slot();
    if (watch.attribute() instanceof EmbeddedAttribute embedded
        && embedded.hasSides()
        && state.status() == Status.MANAGED) {
      EmbeddedSides.compare(state, embedded);
    }
    Object now = state.model().access().read(state.entity(), slot);
    if (!state.isDirty(slot)
        && state.status() == Status.MANAGED
        && !watch.attribute().isSame(before, now)) {
      state.change(slot, before);
    }
  }

  /** Makes dirty what changed of an object that leaves, which takes along what it was. */
  void release(ManagedEntity state) {
    for (ValueAttribute attribute : state.model().mutables()) {
      Watch watch = new Watch(state, attribute.slot());
      Object before = snapshots.remove(watch);
      if (before != null) {
        compare(watch, before);
        state.noteBase(attribute.slot(), before);
      }
    }
  }

  /** All objects leave, and take along what their values were. */
  void release() {
    snapshots.forEach((watch, before) -> watch.state().noteBase(watch.slot(), before));
    snapshots.clear();
  }

  /** Values start anew from what is written now. */
  void renew() {
    List<Watch> old = List.copyOf(snapshots.keySet());
    snapshots.clear();
    for (Watch watch : old) {
      ManagedEntity state = watch.state();
      boolean trapped = state.model().access().readArmed(state.entity(), watch.slot());
      Object value = state.model().access().read(state.entity(), watch.slot());
      if (!trapped && !state.status().isOut() && value != null) {
        add(state, watch.attribute(), value);
      }
    }
  }

  void forget(ManagedEntity state) {
    for (ValueAttribute attribute : state.model().mutables()) {
      snapshots.remove(new Watch(state, attribute.slot()));
    }
  }

  /** Forgets those of objects that left, or whose rows are to be read again. */
  void forgetGone() {
    snapshots
        .keySet()
        .removeIf(
            watch -> {
              Status now = watch.state().status();
              return now.isOut() || now == Status.HOLLOW;
            });
  }

  void clear() {
    snapshots.clear();
  }
}
