package org.rowanorm.entity;

import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;

/**
 * A list that loads itself at first use and reports its changes. Not thread-safe. It is serialised
 * as a plain list of the elements that are there.
 *
 * @param <E> the elements
 */
public final class TrackedList<E> extends AbstractList<E>
    implements TrackedCollection, RandomAccess, Serializable {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Elements<List<E>> elements;

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
  public E get(int index) {
    return elements.loaded().get(index);
  }

  @Override
  public int size() {
    return elements.loaded().size();
  }

  @Override
  public E set(int index, E element) {
    return elements.changing().set(index, element);
  }

  @Override
  public void add(int index, E element) {
    elements.changing().add(index, element);
    modCount++;
  }

  @Override
  public E remove(int index) {
    E removed = elements.changing().remove(index);
    modCount++;
    return removed;
  }

  @Serial
  private Object writeReplace() throws ObjectStreamException {
    return isLoaded()
        ? new ArrayList<>(elements.snapshot())
        : new UnloadedCollection(UnloadedCollection.Kind.LIST);
  }
}
