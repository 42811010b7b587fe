package org.rowanorm.context;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.EntityModel;

/**
 * The managed states of one entity by id: open addressing, since it holds nothing but the states,
 * which know their ids. Not thread-safe.
 */
final class IdentityMap {

  private final EntityModel root;
  private final boolean numbers;
  private @Nullable ManagedEntity[] table = new @Nullable ManagedEntity[4];
  private int size;

  /** An empty map for a topmost entity. */
  IdentityMap(EntityModel root) {
    this.root = root;
    this.numbers = root.id().isNumber();
  }

  EntityModel root() {
    return root;
  }

  @Nullable ManagedEntity get(Object id) {
    if (numbers) {
      return get(((Number) id).longValue());
    }
    int mask = table.length - 1;
    for (int i = spread(id.hashCode()) & mask; ; i = (i + 1) & mask) {
      ManagedEntity state = table[i];
      if (state == null || id.equals(state.id())) {
        return state;
      }
    }
  }

  /** The state with an id that is a whole number. */
  @Nullable ManagedEntity get(long number) {
    int mask = table.length - 1;
    for (int i = spread(Long.hashCode(number)) & mask; ; i = (i + 1) & mask) {
      ManagedEntity state = table[i];
      if (state == null || ((NumberedEntity) state).hasNumber(number)) {
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
    if ((size + 1) * 4 > table.length * 3) {
      grow(table.length * 2);
    }
    insert(state);
    size++;
  }

  void remove(ManagedEntity state) {
    int mask = table.length - 1;
    int i = spread(state.hash()) & mask;
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
      int home = spread(state.hash()) & mask;
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

  /** Makes room for more states, of which some may be there. */
  void expect(int more) {
    int length = table.length;
    while (more * 4 > length * 3) {
      length *= 2;
    }
    if (length > table.length) {
      grow(length);
    }
  }

  private void grow(int length) {
    @Nullable ManagedEntity[] old = table;
    table = new @Nullable ManagedEntity[length];
    for (ManagedEntity state : old) {
      if (state != null) {
        insert(state);
      }
    }
  }

  private void insert(ManagedEntity state) {
    int mask = table.length - 1;
    int i = spread(state.hash()) & mask;
    while (table[i] != null) {
      i = (i + 1) & mask;
    }
    table[i] = state;
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 16);
  }
}
