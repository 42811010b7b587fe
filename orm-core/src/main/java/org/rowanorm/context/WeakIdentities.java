package org.rowanorm.context;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.EntityModel;

/**
 * Objects that a session does not hold itself, by their rows, as long as somebody else holds them.
 * Not thread-safe.
 */
final class WeakIdentities {

  private record Row(EntityModel root, Object id) {}

  private static final class Held extends WeakReference<ManagedEntity> {
    private final Row row;

    Held(Row row, ManagedEntity state, ReferenceQueue<ManagedEntity> queue) {
      super(state, queue);
      this.row = row;
    }
  }

  private final Map<Row, Held> byRow = new HashMap<>();
  private final ReferenceQueue<ManagedEntity> gone = new ReferenceQueue<>();

  @Nullable ManagedEntity find(EntityModel model, Object id) {
    Held held = byRow.get(new Row(model.root(), id));
    return held == null ? null : held.get();
  }

  /** Takes an object over from an identity map, and from the hands of its cohort. */
  void add(ManagedEntity state) {
    Row row = new Row(state.model().root(), state.requiredId());
    Held held = new Held(row, state, gone);
    byRow.put(row, held);
    Cohort cohort = state.cohort();
    if (cohort != null) {
      cohort.release(state.place(), held);
    }
  }

  /** Lets go of an object. */
  void remove(ManagedEntity state) {
    byRow.remove(new Row(state.model().root(), state.requiredId()));
  }

  /** Adds all objects to a list. */
  void addTo(List<ManagedEntity> all) {
    for (Held held : byRow.values()) {
      ManagedEntity state = held.get();
      if (state != null) {
        all.add(state);
      }
    }
  }

  /** Forgets the rows whose objects are gone. */
  void purge() {
    Object reference;
    while ((reference = gone.poll()) != null) {
      Held held = (Held) reference;
      byRow.remove(held.row, held);
    }
  }
}
