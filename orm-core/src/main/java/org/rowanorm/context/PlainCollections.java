package org.rowanorm.context;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.CollectionOwner;
import org.rowanorm.entity.TrackedCollection;
import org.rowanorm.entity.TrackedList;
import org.rowanorm.entity.TrackedMap;
import org.rowanorm.entity.TrackedSet;
import org.rowanorm.mapping.CollectionKind;

/** Turns users' own collections into tracked ones, and both into elements. Holds no state. */
final class PlainCollections {

  private PlainCollections() {}

  /** A collection without elements, which loads them at first use. */
  static TrackedCollection unloaded(CollectionKind kind, CollectionOwner owner) {
    return switch (kind) {
      case LIST -> new TrackedList<>(owner);
      case SET -> new TrackedSet<>(owner);
      case MAP -> new TrackedMap<>(owner);
    };
  }

  /**
   * A collection over the user's own. Another object's collection is copied, or two objects would
   * share their elements.
   */
  @SuppressWarnings("unchecked") // the mapping says what the attribute holds
  static TrackedCollection tracked(CollectionKind kind, CollectionOwner owner, Object value) {
    return switch (kind) {
      case LIST -> new TrackedList<>(owner, asList((Collection<Object>) own(value)));
      case SET -> new TrackedSet<>(owner, asSet((Collection<Object>) own(value)));
      case MAP -> new TrackedMap<>(owner, asMap((Map<Object, Object>) value));
    };
  }

  private static Object own(Object value) {
    return value instanceof TrackedCollection other ? other.snapshot() : value;
  }

  private static Map<Object, Object> asMap(Map<Object, Object> own) {
    return own instanceof TrackedMap<Object, Object> other
        ? (other.isLoaded() ? new LinkedHashMap<>(other) : new LinkedHashMap<>())
        : own;
  }

  private static Set<Object> asSet(Collection<Object> elements) {
    return elements instanceof Set<Object> set ? set : new LinkedHashSet<>(elements);
  }

  private static List<Object> asList(Collection<Object> elements) {
    return elements instanceof List<Object> list ? list : new ArrayList<>(elements);
  }

  /** The elements of a collection or the values of a map, without any load; a copy. */
  static List<Object> elements(@Nullable Object value) {
    if (value instanceof TrackedCollection other) {
      return other.snapshot();
    }
    if (value instanceof Map<?, ?> own) {
      return new ArrayList<>(own.values());
    }
    return value instanceof Collection<?> own ? new ArrayList<>(own) : List.of();
  }

  /** What a tracked collection is filled with: a map wants entries. */
  static List<Object> filling(
      CollectionKind kind, List<Object> elements, @Nullable List<@Nullable Object> keys) {
    if (kind != CollectionKind.MAP) {
      return elements;
    }
    List<Object> entries = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      Object key = keys == null ? null : keys.get(i);
      entries.add(new AbstractMap.SimpleImmutableEntry<>(key, elements.get(i)));
    }
    return entries;
  }

  /** An empty set that tells objects apart by what they are. */
  static Set<Object> identities() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** Objects as a set that tells them apart by what they are. */
  static Set<Object> identities(Collection<Object> elements) {
    Set<Object> set = identities();
    set.addAll(elements);
    return set;
  }
}
