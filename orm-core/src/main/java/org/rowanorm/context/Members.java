package org.rowanorm.context;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.TrackedCollection;
import org.rowanorm.mapping.CollectionKind;
import org.rowanorm.mapping.ToManyAttribute;

/**
 * Which objects stand in a collection, and how they come and go because the other side of the
 * association changed. Not thread-safe.
 */
public final class Members {

  private final ManagedCollection collection;
  private final ManagedEntity owner;
  private final ToManyAttribute attribute;

  /** Those that came because the other side has said so; of the current step only. */
  private @Nullable Set<Object> joined;

  /** All of them, as far as they were asked for. */
  private @Nullable Set<Object> present;

  private int presentSize;

  Members(ManagedCollection collection) {
    this.collection = collection;
    this.owner = collection.owner();
    this.attribute = collection.attribute();
  }

  /** Whether an element is there; many questions in a row cost no search each. */
  public boolean has(Object element) {
    Set<Object> known = present;
    if (known == null || presentSize != size()) {
      known = PlainCollections.identities(collection.elements());
      present = known;
      presentSize = size();
    }
    return known.contains(element);
  }

  /** Notes that an element was put in. */
  void note(Object element) {
    if (present != null) {
      present.add(element);
      presentSize++;
    }
  }

  private int size() {
    Object value = collection.value();
    if (value instanceof Map<?, ?> own) {
      return own.size();
    }
    return value instanceof Collection<?> own ? own.size() : 0;
  }

  /** Notes that elements were taken out. */
  void forgetPresent() {
    present = null;
  }

  /** Whether an element came because the other side said so; it counts as the user's from now. */
  boolean takeJoined(Object element) {
    return joined != null && joined.remove(element);
  }

  void forget() {
    joined = null;
    present = null;
  }

  // ---- the other side changes what is loaded

  /** Puts an element in that is not there yet: the other side of the association has this one. */
  @SuppressWarnings("unchecked") // the mapping says what the attribute holds
  public void join(Enhanced element) {
    if (collection.value() == null && owner.isPending()) {
      collection.fillNone(); // a constructor left the attribute empty
    }
    Object value = collection.value();
    Object key =
        attribute.shape().mapKey() == null ? null : attribute.shape().mapKey().read(element);
    if (has(element) || (attribute.kind() == CollectionKind.MAP && key == null)) {
      return; // without a key it shows only once it is loaded
    }
    beforeChange();
    TrackedCollection tracked = collection.tracked();
    if (tracked != null) {
      tracked.join(element, key);
    } else if (value instanceof Collection<?> own) {
      ((Collection<Object>) own).add(element);
    } else if (value instanceof Map<?, ?> own) {
      ((Map<Object, Object>) own).put(Objects.requireNonNull(key), element);
    }
    if (joined == null) {
      joined = PlainCollections.identities();
    }
    joined.add(element);
    note(element);
    collection.markChanged();
  }

  /** Takes an element out: the other side of the association has this one no longer. */
  public void leave(Enhanced element) {
    if (!has(element)) {
      return;
    }
    beforeChange();
    TrackedCollection tracked = collection.tracked();
    if (tracked != null) {
      tracked.leave(element);
    } else if (collection.value() instanceof Collection<?> own) {
      own.removeIf(other -> other == element);
    } else if (collection.value() instanceof Map<?, ?> own) {
      own.values().removeIf(other -> other == element);
    }
    if (joined != null) {
      joined.remove(element);
    }
    present = null;
    collection.markChanged();
  }

  private void beforeChange() {
    if (attribute.writesRows()) {
      collection.requireWritable();
    }
    collection.noteBeforeChange();
  }

  // ---- the other side changes what is not loaded

  /** Whether the rows can change by what another side says, without a load. */
  public boolean changeUnread() {
    if (!attribute.isLarge() || !owner.isStored()) {
      return false;
    }
    TrackedCollection tracked = collection.exposed();
    CollectionTraps traps = collection.traps();
    return traps.addsUnread(tracked) && traps.removesUnread(tracked);
  }

  /**
   * Puts an element in without a load: the other side of the association has this one.
   *
   * @param wasThere whether the database has it already, unless it was taken out
   */
  void joinUnread(Enhanced element, boolean wasThere) {
    TrackedCollection tracked = collection.exposed();
    boolean gone = isAmong(tracked.removedUnread(), element);
    if (gone || (!wasThere && !isAmong(tracked.snapshot(), element))) {
      collection.requireWritable();
      tracked.join(element, null);
      collection.markChanged();
    }
  }

  /** Takes an element out without a load: the other side has this one no longer. */
  void leaveUnread(Enhanced element) {
    collection.requireWritable();
    collection.exposed().leave(element);
    collection.markChanged();
  }

  /**
   * Takes out an element that was added and not loaded: the other side has this one no longer.
   *
   * @return whether it was added
   */
  boolean forgetAdded(Enhanced element) {
    TrackedCollection tracked = collection.tracked();
    if (tracked == null || !collection.isPart() || !isAmong(tracked.snapshot(), element)) {
      return false;
    }
    tracked.settle(element);
    return true;
  }

  /**
   * Takes back that an element was removed while it was not loaded: the other side has it again.
   *
   * @return whether it was removed
   */
  boolean forgetRemoved(Enhanced element) {
    TrackedCollection tracked = collection.tracked();
    if (tracked == null || !collection.isPart() || !isAmong(tracked.removedUnread(), element)) {
      return false;
    }
    tracked.keepUnread(other -> true, other -> other != element);
    return true;
  }

  private static boolean isAmong(Collection<Object> elements, Enhanced element) {
    return elements.stream().anyMatch(other -> other == element);
  }
}
