package org.rowanorm.entity;

import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set that loads itself at first use and reports its changes. Not thread-safe. It is serialised
 * as a plain set of the elements that are there.
 *
 * @param <E> the elements
 */
public final class TrackedSet<E> extends AbstractSet<E> implements TrackedCollection, Serializable {

  @Serial private static final long serialVersionUID = 1L;

  private final transient CollectionOwner owner;
  private transient @Nullable Set<E> elements;

  /** A set of which nothing is loaded. */
  public TrackedSet(CollectionOwner owner) {
    this.owner = owner;
  }

  /** A set over the user's own, which stays in use. */
  public TrackedSet(CollectionOwner owner, Set<E> elements) {
    this.owner = owner;
    this.elements = elements;
  }

  private Set<E> loaded() {
    if (elements == null) {
      owner.load(this);
    }
    Set<E> now = elements;
    if (now == null) {
      throw new IllegalStateException("the owner did not fill the set");
    }
    return now;
  }

  private Set<E> changing() {
    Set<E> set = loaded();
    owner.changing(this);
    return set;
  }

  @Override
  public boolean isLoaded() {
    return elements != null;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void fill(Collection<?> loadedElements) {
    elements = new LinkedHashSet<>((Collection<E>) loadedElements);
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
  public int size() {
    return loaded().size();
  }

  @Override
  public boolean contains(@Nullable Object element) {
    return loaded().contains(element);
  }

  @Override
  public boolean add(E element) {
    return changing().add(element);
  }

  @Override
  public boolean remove(@Nullable Object element) {
    return changing().remove(element);
  }

  @Override
  public Iterator<E> iterator() {
    Iterator<E> iterator = loaded().iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public E next() {
        return iterator.next();
      }

      @Override
      public void remove() {
        owner.changing(TrackedSet.this);
        iterator.remove();
      }
    };
  }

  @Serial
  private Object writeReplace() throws ObjectStreamException {
    return elements == null ? new LinkedHashSet<>() : new LinkedHashSet<>(elements);
  }
}
