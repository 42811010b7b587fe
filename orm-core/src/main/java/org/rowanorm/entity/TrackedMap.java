package org.rowanorm.entity;

import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.lang.invoke.VarHandle;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map that loads itself at first use and reports its changes. Not thread-safe. It is serialised
 * as a plain map of the entries that are there.
 *
 * @param <K> the keys
 * @param <V> the values, which are the elements
 */
public final class TrackedMap<K, V> extends AbstractMap<K, V>
    implements TrackedCollection, Serializable {

  @Serial private static final long serialVersionUID = 1L;

  private transient CollectionOwner owner;
  private transient @Nullable Map<K, V> held;

  /** A map of which nothing is loaded. */
  public TrackedMap(CollectionOwner owner) {
    this.owner = owner;
  }

  /** A map over the user's own, which stays in use. */
  public TrackedMap(CollectionOwner owner, Map<K, V> own) {
    this.owner = owner;
    this.held = own;
  }

  @Override
  public boolean isLoaded() {
    return held != null;
  }

  /** Takes entries. */
  @Override
  @SuppressWarnings("unchecked")
  public void fill(Collection<?> elements) {
    Map<K, V> map = new LinkedHashMap<>();
    for (Entry<K, V> entry : (Collection<Entry<K, V>>) elements) {
      map.put(entry.getKey(), entry.getValue());
    }
    VarHandle.releaseFence(); // who sees it sees it whole, also where a thread loads for another
    held = map;
  }

  @Override
  public void unload() {
    held = null;
  }

  @Override
  public void belongTo(CollectionOwner newOwner) {
    owner = newOwner;
  }

  @Override
  public List<Object> snapshot() {
    return held == null ? List.of() : new ArrayList<>(held.values());
  }

  /** The keys as they are now, in the order of {@link #snapshot()}, without any load. */
  public List<Object> keys() {
    return held == null ? List.of() : new ArrayList<>(held.keySet());
  }

  private Map<K, V> loaded() {
    if (held == null) {
      owner.load(this);
    }
    Map<K, V> now = held;
    if (now == null) {
      throw new IllegalStateException("the owner did not fill its collection");
    }
    return now;
  }

  private Map<K, V> changing() {
    Map<K, V> now = loaded();
    owner.changing(this);
    return now;
  }

  private void replaced(@Nullable V before, @Nullable V now) {
    if (before != null && before != now) {
      owner.removed(this, before);
    }
    if (now != null && before != now) {
      owner.added(this, now);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // an object of the other side
  public void join(Object element, @Nullable Object key) {
    Map<K, V> copy = new LinkedHashMap<>(loaded()); // iterators under way go on as they were
    copy.put((K) key, (V) element);
    held = copy;
  }

  @Override
  public void leave(Object element) {
    Map<K, V> copy = new LinkedHashMap<>(loaded());
    copy.values().removeIf(value -> value == element);
    held = copy;
  }

  @Override
  public int size() {
    long stored = held == null ? owner.size(this) : -1;
    return stored < 0 ? loaded().size() : Math.toIntExact(stored);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return isAsked() ? owner.under(this, key) != null : loaded().containsKey(key);
  }

  @Override
  @SuppressWarnings("unchecked") // the owner finds what the map holds
  public @Nullable V get(@Nullable Object key) {
    return isAsked() ? (V) owner.under(this, key) : loaded().get(key);
  }

  private boolean isAsked() {
    return held == null && owner.isAskedByKey(this);
  }

  @Override
  public @Nullable V put(K key, V value) {
    V before = changing().put(key, value);
    replaced(before, value);
    return before;
  }

  @Override
  public @Nullable V remove(@Nullable Object key) {
    if (!loaded().containsKey(key)) {
      return null;
    }
    V before = changing().remove(key);
    replaced(before, null);
    return before;
  }

  @Override
  public void clear() {
    if (!loaded().isEmpty()) {
      List<V> all = new ArrayList<>(loaded().values());
      changing().clear();
      all.forEach(value -> replaced(value, null));
    }
  }

  @Override
  public Set<Entry<K, V>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Entry<K, V>> {

    @Override
    public int size() {
      return loaded().size();
    }

    @Override
    public Iterator<Entry<K, V>> iterator() {
      Map<K, V> shown = loaded();
      Iterator<Entry<K, V>> iterator = shown.entrySet().iterator();
      return new Iterator<>() {
        private @Nullable Entry<K, V> last;

        @Override
        public boolean hasNext() {
          return iterator.hasNext();
        }

        @Override
        public Entry<K, V> next() {
          Entry<K, V> next = iterator.next();
          last = next;
          return new TrackedEntry(next);
        }

        @Override
        public void remove() {
          Entry<K, V> entry = Objects.requireNonNull(last);
          V value = entry.getValue();
          if (changing() == shown) {
            iterator.remove();
            replaced(value, null);
          } else {
            TrackedMap.this.remove(entry.getKey(), value); // the engine has changed it meanwhile
          }
        }
      };
    }
  }

  /** An entry whose value may be set. */
  private final class TrackedEntry implements Entry<K, V> {

    private final Entry<K, V> entry;

    TrackedEntry(Entry<K, V> entry) {
      this.entry = entry;
    }

    @Override
    public K getKey() {
      return entry.getKey();
    }

    @Override
    public V getValue() {
      return entry.getValue();
    }

    @Override
    public V setValue(V value) {
      changing();
      V before = entry.setValue(value);
      replaced(before, value);
      return before;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return entry.equals(other);
    }

    @Override
    public int hashCode() {
      return entry.hashCode();
    }

    @Override
    public String toString() {
      return entry.toString();
    }
  }

  @Serial
  private Object writeReplace() throws ObjectStreamException {
    return held == null
        ? new UnloadedCollection(UnloadedCollection.Kind.MAP)
        : new LinkedHashMap<>(held);
  }
}
