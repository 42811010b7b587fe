package org.rowanorm.context;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.UniqueKey;

/**
 * The identity maps of one session, one for each topmost entity of which it has objects: open
 * addressing by entity, so that a session pays for what it uses, not for what is mapped. Beside
 * them stand the objects that are held weakly, and those that are found by other keys. Not
 * thread-safe.
 */
final class IdentityMaps {

  private @Nullable IdentityMap[] table = new @Nullable IdentityMap[2];
  private int size;
  private @Nullable WeakIdentities weak;
  private @Nullable UniqueIndex uniques;

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

  /** The object of a row, or null where there is none. */
  @Nullable ManagedEntity find(EntityModel model, Object id) {
    IdentityMap map = find(model);
    ManagedEntity found = map == null ? null : map.get(id);
    return found != null || weak == null ? found : weak.find(model, id);
  }

  /** {@link #find(EntityModel, Object)} of an id that is a whole number, without a box. */
  @Nullable ManagedEntity find(EntityModel model, long number) {
    IdentityMap map = find(model);
    ManagedEntity found = map == null ? null : map.get(number);
    return found != null || weak == null ? found : weak.find(model, model.id().ofNumber(number));
  }

  /** The object whose row has a key beside its id, or null where none is known. */
  @Nullable ManagedEntity find(UniqueKey key, Object value) {
    return uniques == null ? null : uniques.find(key, value);
  }

  /** Notes by which keys the row of an object is found that is known now. */
  void noteKeys(ManagedEntity state) {
    if (uniques == null) {
      uniques = new UniqueIndex();
    }
    uniques.note(state);
  }

  void forgetKeys() {
    uniques = null;
  }

  /** Holds an object. */
  void put(ManagedEntity state) {
    of(state.model()).put(state);
  }

  /** Takes an object out that is held. */
  void forget(ManagedEntity state) {
    of(state.model()).remove(state);
  }

  /** Takes an object out, held weakly or not. */
  void remove(ManagedEntity state) {
    forget(state);
    if (weak != null) {
      weak.remove(state);
    }
  }

  /** Whether it holds any object weakly. */
  boolean holdsWeakly() {
    return weak != null;
  }

  /** Holds an object weakly from here on. */
  void holdWeakly(ManagedEntity state) {
    if (weak == null) {
      weak = new WeakIdentities();
    }
    forget(state);
    weak.purge();
    weak.add(state);
  }

  /** All objects; a copy. */
  List<ManagedEntity> all() {
    List<ManagedEntity> all = new ArrayList<>();
    for (IdentityMap map : table) {
      if (map != null) {
        map.addTo(all);
      }
    }
    if (weak != null) {
      weak.addTo(all);
    }
    return all;
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
    weak = null;
  }
}
