package org.rowanorm.entity;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a tracked collection. What the engine changes meanwhile, because the other side of
 * an association changed, it does not show; what the user changes it refuses as any iterator does.
 * Not thread-safe.
 *
 * @param <E> the elements
 */
final class TrackedIterator<E> implements Iterator<E> {

  private final Elements<E, ?> elements;
  private final Elements.Shown<E> shown;
  private Iterator<E> rest;
  private boolean apart;
  private int passed;
  private @Nullable E last;

  TrackedIterator(Elements<E, ?> elements, Elements.Shown<E> shown, Iterator<E> rest) {
    this.elements = elements;
    this.shown = shown;
    this.rest = rest;
  }

  @Override
  public boolean hasNext() {
    return rest().hasNext();
  }

  @Override
  public E next() {
    E next = rest().next();
    passed++;
    last = next;
    return next;
  }

  @Override
  public void remove() {
    Iterator<E> now = rest();
    elements.changing();
    if (!apart) {
      now.remove();
      passed--;
      elements.removed(last);
    } else if (elements.removeOnly(last)) {
      elements.removed(last);
    }
  }

  private Iterator<E> rest() {
    List<E> kept = shown.kept();
    if (!apart && kept != null) {
      rest = kept.listIterator(passed);
      apart = true;
    }
    return rest;
  }
}
