package org.rowanorm.entity;

import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A set that loads itself at first use and reports its changes. Not thread-safe. It is serialised
 * as a plain set of the elements that are there.
 *
 * @param <E> the elements
 */
public final class TrackedSet<E> extends AbstractSet<E> implements TrackedCollection, Serializable {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Elements<E, Set<E>> elements;

  /** A set of which nothing is loaded. */
  public TrackedSet(CollectionOwner owner) {
    elements = new Elements<>(this, owner, null);
  }

  /** A set over the user's own, which stays in use. */
  public TrackedSet(CollectionOwner owner, Set<E> own) {
    elements = new Elements<>(this, owner, own);
  }

  @Override
  public boolean isLoaded() {
    return elements.isLoaded();
  }

  @Override
  @SuppressWarnings("unchecked")
  public void fill(Collection<?> loaded) {
    elements.fill(new LinkedHashSet<>((Collection<E>) loaded));
  }

  @Override
  public void unload() {
    elements.unload();
  }

  @Override
  public void belongTo(CollectionOwner owner) {
    elements.belongTo(owner);
  }

  @Override
  public List<Object> snapshot() {
    return elements.snapshot();
  }

  @Override
  public int size() {
    return elements.size();
  }

  @Override
  public boolean contains(@Nullable Object element) {
    return elements.contains(element);
  }

  @Override
  public boolean add(E element) {
    if (!elements.isLoaded() && !elements.mustLoadToAdd()) {
      return !elements.contains(element) && elements.isAddedUnread(element);
    }
    boolean added = elements.changing().add(element);
    if (added) {
      elements.added(element);
    }
    return added;
  }

  @Override
  public boolean remove(@Nullable Object element) {
    Boolean unread = elements.removeUnread(element);
    if (unread != null) {
      return unread;
    }
    boolean removed = elements.changing().remove(element);
    if (removed) {
      elements.removed(element);
    }
    return removed;
  }

  @Override
  public List<Object> removedUnread() {
    return elements.removed();
  }

  @Override
  public Runnable settle(@Nullable Object element) {
    return elements.settle(element);
  }

  @Override
  public void keepUnread(Predicate<Object> isToCome, Predicate<Object> isToGo) {
    elements.keepUnread(isToCome, isToGo);
  }

  @Override
  public Iterator<E> iterator() {
    return elements.iterator();
  }

  @Override
  @SuppressWarnings("unchecked") // an object of the other side
  public void join(Object element, @Nullable Object key) {
    elements.join((E) element);
  }

  @Override
  public void leave(Object element) {
    if (!elements.leaveUnread(element) && !elements.stepping().remove(element)) {
      elements.removeOnly(element); // its hash may have changed since it was put in
    }
  }

  @Override
  public Object[] toArray() {
    return elements.loaded().toArray();
  }

  @Override
  public <T> T[] toArray(T[] array) {
    return elements.loaded().toArray(array);
  }

  @Serial
  private Object writeReplace() throws ObjectStreamException {
    elements.loadWhereChanged();
    return isLoaded()
        ? new LinkedHashSet<>(elements.snapshot())
        : new UnloadedCollection(UnloadedCollection.Kind.SET);
  }
}
