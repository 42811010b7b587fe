package org.rowanorm.context;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.UniqueKey;

/**
 * The managed states of one session by keys beside their ids. What it holds is a hint, which is
 * checked when it is asked: a key can change, and an object can leave. Not thread-safe.
 */
final class UniqueIndex {

  private final Map<UniqueKey, Map<Object, ManagedEntity>> states = new HashMap<>(2);

  /** Notes what the row of an object is found by. */
  void note(ManagedEntity state) {
    for (UniqueKey key : state.model().uniqueKeys()) {
      Object value = state.storedKey(key);
      if (value != null) {
        states.computeIfAbsent(key, k -> new HashMap<>()).put(value, state);
      }
    }
  }

  /** The object whose row has a key, or null where none is known. */
  @Nullable ManagedEntity find(UniqueKey key, Object value) {
    Map<Object, ManagedEntity> byValue = states.get(key);
    if (byValue == null) {
      return null;
    }
    ManagedEntity found = byValue.get(value);
    if (found == null) {
      return null;
    }
    if (found.status().isOut() || !value.equals(found.storedKey(key))) {
      byValue.remove(value);
      return null;
    }
    return found;
  }
}
