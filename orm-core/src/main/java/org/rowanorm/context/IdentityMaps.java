package org.rowanorm.context;

import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.EntityModel;

/**
 * The identity maps of one session, one for each topmost entity of which it has objects: open
 * addressing by entity, so that a session pays for what it uses, not for what is mapped. Not
 * thread-safe.
 */
final class IdentityMaps {

  private @Nullable IdentityMap[] table = new @Nullable IdentityMap[2];
  private int size;

  /** The map that an entity's objects are in, or null where there is none yet. */
  @Nullable IdentityMap find(EntityModel model) {
    EntityModel root = model.root();
    int mask = table.length - 1;
    for (int i = root.ordinal() & mask; ; i = (i + 1) & mask) {
      IdentityMap map = table[i];
      if (map == null || map.root() == root) {
        return map;
      }
    }
  }

  /** The map that an entity's objects are in. */
  IdentityMap of(EntityModel model) {
    IdentityMap found = find(model);
    if (found == null) {
      found = new IdentityMap(model.root());
      if (++size * 2 > table.length) {
        grow();
      }
      put(found);
    }
    return found;
  }

  private void grow() {
    @Nullable IdentityMap[] old = table;
    table = new @Nullable IdentityMap[old.length * 2];
    for (IdentityMap map : old) {
      if (map != null) {
        put(map);
      }
    }
  }

  private void put(IdentityMap map) {
    int mask = table.length - 1;
    int i = map.root().ordinal() & mask;
    while (table[i] != null) {
      i = (i + 1) & mask;
    }
    table[i] = map;
  }

  /** The maps, with nulls between them. */
  @Nullable IdentityMap[] all() {
    return table;
  }

  /** The number of objects. */
  int objects() {
    int objects = 0;
    for (IdentityMap map : table) {
      objects += map == null ? 0 : map.size();
    }
    return objects;
  }

  /** Forgets all objects. */
  void clear() {
    table = new @Nullable IdentityMap[2];
    size = 0;
  }
}
