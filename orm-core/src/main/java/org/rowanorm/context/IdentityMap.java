package org.rowanorm.context;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The managed states of one entity by id: open addressing, since it holds nothing but the states,
 * which know their ids. Not thread-safe.
 */
final class IdentityMap {

  private @Nullable ManagedEntity[] table = new @Nullable ManagedEntity[16];
  private int size;

  @Nullable ManagedEntity get(Object id) {
    int mask = table.length - 1;
    for (int i = spread(id) & mask; ; i = (i + 1) & mask) {
      ManagedEntity state = table[i];
      if (state == null || id.equals(state.id())) {
        return state;
      }
    }
  }

  /** Adds all states to a list. */
  void addTo(List<ManagedEntity> all) {
    for (ManagedEntity state : table) {
      if (state != null) {
        all.add(state);
      }
    }
  }

  void put(ManagedEntity state) {
    if (size * 2 >= table.length) {
      grow();
    }
    insert(state);
    size++;
  }

  void remove(ManagedEntity state) {
    int mask = table.length - 1;
    int i = spread(state.requiredId()) & mask;
    while (table[i] != state) {
      if (table[i] == null) {
        return;
      }
      i = (i + 1) & mask;
    }
    table[i] = null;
    size--;
    closeGap(i, mask);
  }

  /** Moves back what stood behind a removed state only because that stood there. */
  private void closeGap(int from, int mask) {
    int gap = from;
    for (int i = (gap + 1) & mask; ; i = (i + 1) & mask) {
      ManagedEntity state = table[i];
      if (state == null) {
        return;
      }
      int home = spread(state.requiredId()) & mask;
      if (((i - home) & mask) >= ((i - gap) & mask)) {
        table[gap] = state;
        table[i] = null;
        gap = i;
      }
    }
  }

  int size() {
    return size;
  }

  /** All states; a copy. */
  List<ManagedEntity> states() {
    List<ManagedEntity> states = new ArrayList<>(size);
    for (ManagedEntity state : table) {
      if (state != null) {
        states.add(state);
      }
    }
    return states;
  }

  private void grow() {
    @Nullable ManagedEntity[] old = table;
    table = new @Nullable ManagedEntity[old.length * 2];
    for (ManagedEntity state : old) {
      if (state != null) {
        insert(state);
      }
    }
  }

  private void insert(ManagedEntity state) {
    int mask = table.length - 1;
    int i = spread(state.requiredId()) & mask;
    while (table[i] != null) {
      i = (i + 1) & mask;
    }
    table[i] = state;
  }

  private static int spread(Object id) {
    int hash = id.hashCode() * 0x9E3779B9;
    return hash ^ (hash >>> 16);
  }
}
