package org.rowanorm.context;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.RowPart;
import org.rowanorm.mapping.ToManyAttribute;

/**
 * What a collection held at one moment: its elements, and the keys or indexes that they stood at.
 * Immutable, even where an element can change in place.
 */
public final class Contents {

  private final ToManyAttribute attribute;
  private final List<Object> elements;
  private final @Nullable List<@Nullable Object> positions;
  private final @Nullable List<@Nullable Object[]> snapshots;

  /**
   * Contents of elements.
   *
   * @param positions the keys or indexes; null where these are those of the list, or there are none
   */
  Contents(
      ToManyAttribute attribute,
      List<Object> elements,
      @Nullable List<@Nullable Object> positions) {
    this.attribute = attribute;
    this.elements = elements;
    this.positions = positions;
    this.snapshots =
        attribute.element().isConstant()
            ? null
            : elements.stream().map(attribute.element()::snapshot).toList();
  }

  /** The elements. */
  public List<Object> elements() {
    return elements;
  }

  /** The keys or indexes; null where these are those of the list, or there are none. */
  @Nullable List<@Nullable Object> positions() {
    return positions;
  }

  /** The number of elements. */
  public int size() {
    return elements.size();
  }

  /** The values of the leaves of an element. */
  public @Nullable Object[] element(int row) {
    return snapshots == null ? attribute.element().snapshot(elements.get(row)) : snapshots.get(row);
  }

  /** The key or the index of an element; null where it has none. */
  public @Nullable Object position(int row) {
    if (positions != null) {
      return positions.get(row);
    }
    return attribute.shape().isIndexed() ? row : null;
  }

  /** The same with one element more. */
  Contents with(Object element, @Nullable Object position) {
    List<Object> more = new ArrayList<>(elements);
    more.add(element);
    List<@Nullable Object> at = new ArrayList<>();
    for (int row = 0; row < size(); row++) {
      at.add(position(row));
    }
    at.add(position);
    return new Contents(attribute, more, attribute.shape().position() == null ? null : at);
  }

  /** The same without an element, which stands there once at least. */
  Contents without(Object element) {
    List<Object> fewer = new ArrayList<>();
    List<@Nullable Object> at = new ArrayList<>();
    boolean found = false;
    for (int row = 0; row < size(); row++) {
      boolean left = !found && elements.get(row) == element;
      found |= left;
      if (!left) {
        fewer.add(elements.get(row));
        at.add(position(row));
      }
    }
    return new Contents(attribute, fewer, attribute.shape().position() == null ? null : at);
  }

  /** Whether the same stands at the same places. */
  boolean isSame(Contents other) {
    if (size() != other.size()) {
      return false;
    }
    RowPart part = attribute.element();
    for (int row = 0; row < size(); row++) {
      if (!Objects.equals(position(row), other.position(row))
          || !part.isSame(element(row), other.element(row))) {
        return false;
      }
    }
    return true;
  }

  static Contents none(ToManyAttribute attribute) {
    return new Contents(attribute, Collections.emptyList(), null);
  }
}
