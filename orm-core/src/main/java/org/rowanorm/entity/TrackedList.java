package org.rowanorm.entity;

import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.RandomAccess;
import java.util.Spliterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A list that loads itself at first use and reports its changes. Not thread-safe. It is serialised
 * as a plain list of the elements that are there.
 *
 * @param <E> the elements
 */
public final class TrackedList<E> extends AbstractList<E>
    implements TrackedCollection, RandomAccess, Serializable {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Elements<E, List<E>> elements;

  /** A list of which nothing is loaded. */
  public TrackedList(CollectionOwner owner) {
    elements = new Elements<>(this, owner, null);
  }

  /** A list over the user's own, which stays in use. */
  public TrackedList(CollectionOwner owner, List<E> own) {
    elements = new Elements<>(this, owner, own);
  }

  @Override
  public boolean isLoaded() {
    return elements.isLoaded();
  }

  @Override
  @SuppressWarnings("unchecked")
  public void fill(Collection<?> loaded) {
    elements.fill(new ArrayList<>((Collection<E>) loaded));
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
  @SuppressWarnings("unchecked") // the owner finds what the list holds
  public E get(int index) {
    Object alone = elements.at(index);
    return alone == null ? elements.loaded().get(index) : (E) alone;
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
    if (elements.isAddedUnread(element)) {
      modCount++;
    } else {
      add(elements.loaded().size(), element);
    }
    return true;
  }

  @Override
  public boolean remove(@Nullable Object element) {
    Boolean removed = elements.removeUnread(element);
    return removed == null ? super.remove(element) : removed;
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
  public E set(int index, E element) {
    E before = elements.changing().set(index, element);
    if (before != element) {
      elements.removed(before);
      elements.added(element);
    }
    return before;
  }

  @Override
  public void add(int index, E element) {
    List<E> now = elements.changing();
    int at = index;
    if (elements.isJoined(element) && elements.removeOnly(element)) {
      at = Math.min(index, now.size()); // it moves to where the user wants it
    }
    now.add(at, element);
    modCount++;
    elements.added(element);
  }

  @Override
  public E remove(int index) {
    E removed = elements.changing().remove(index);
    modCount++;
    elements.removed(removed);
    return removed;
  }

  // what goes through all elements asks for no number of them before

  @Override
  public ListIterator<E> listIterator(int index) {
    elements.loaded();
    return super.listIterator(index);
  }

  @Override
  public Spliterator<E> spliterator() {
    elements.loaded();
    return super.spliterator();
  }

  @Override
  public Object[] toArray() {
    return elements.loaded().toArray();
  }

  @Override
  public <T> T[] toArray(T[] array) {
    return elements.loaded().toArray(array);
  }

  @Override
  @SuppressWarnings("unchecked") // an object of the other side
  public void join(Object element, @Nullable Object key) {
    elements.join((E) element);
  }

  @Override
  public void leave(Object element) {
    if (!elements.leaveUnread(element)) {
      elements.stepping();
      elements.removeOnly(element);
    }
  }

  @Serial
  private Object writeReplace() throws ObjectStreamException {
    elements.loadWhereChanged();
    return isLoaded()
        ? new ArrayList<>(elements.snapshot())
        : new UnloadedCollection(UnloadedCollection.Kind.LIST);
  }
}
