package org.rowanorm.entity;

import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
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

  private final transient CollectionOwner owner;
  private transient @Nullable List<E> elements;

  /** A list of which nothing is loaded. */
  public TrackedList(CollectionOwner owner) {
    this.owner = owner;
  }

  /** A list over the user's own, which stays in use. */
  public TrackedList(CollectionOwner owner, List<E> elements) {
    this.owner = owner;
    this.elements = elements;
  }

  private List<E> loaded() {
    if (elements == null) {
      owner.load(this);
    }
    List<E> now = elements;
    if (now == null) {
      throw new IllegalStateException("the owner did not fill the list");
    }
    return now;
  }

  private List<E> changing() {
    List<E> list = loaded();
    owner.changing(this);
    return list;
  }

  @Override
  public boolean isLoaded() {
    return elements != null;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void fill(Collection<?> loadedElements) {
    elements = new ArrayList<>((Collection<E>) loadedElements);
  }

  @Override
  public List<Object> snapshot() {
    return elements == null ? List.of() : new ArrayList<>(elements);
  }

  @Override
  public Collection<?> delegate() {
    return loaded();
  }

  @Override
  public E get(int index) {
    return loaded().get(index);
  }

  @Override
  public int size() {
    return loaded().size();
  }

  @Override
  public E set(int index, E element) {
    return changing().set(index, element);
  }

  @Override
  public void add(int index, E element) {
    changing().add(index, element);
    modCount++;
  }

  @Override
  public E remove(int index) {
    E removed = changing().remove(index);
    modCount++;
    return removed;
  }

  @Serial
  private Object writeReplace() throws ObjectStreamException {
    return elements == null ? new ArrayList<>() : new ArrayList<>(elements);
  }
}
