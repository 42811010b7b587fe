package org.rowanorm.context;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
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

  /** The same with elements more, which stand nowhere. */
  Contents with(Collection<Object> come) {
    List<Object> more = new ArrayList<>(elements);
    more.addAll(come);
    List<@Nullable Object> at = new ArrayList<>();
    for (int row = 0; row < more.size(); row++) {
      at.add(row < size() ? position(row) : null);
    }
    return new Contents(attribute, more, attribute.shape().position() == null ? null : at);
  }

  /** The same without some elements: of equal ones no more go than are given. */
  Contents without(Collection<Object> gone) {
    if (attribute.isAssociation()) {
      IdentityHashMap<Object, Integer> counts = new IdentityHashMap<>();
      gone.forEach(element -> counts.merge(element, 1, Integer::sum));
      return only(element -> !takeOne(element, counts));
    }
    RowPart part = attribute.element();
    List<@Nullable Object[]> left = new ArrayList<>();
    gone.forEach(element -> left.add(part.snapshot(element)));
    return only(element -> !takeSame(part.snapshot(element), left));
  }

  private static boolean takeOne(Object element, IdentityHashMap<Object, Integer> counts) {
    Integer count = counts.get(element);
    if (count == null || count == 0) {
      return false;
    }
    counts.put(element, count - 1);
    return true;
  }

  private boolean takeSame(@Nullable Object[] values, List<@Nullable Object[]> left) {
    for (int i = 0; i < left.size(); i++) {
      if (attribute.element().isSame(left.get(i), values)) {
        left.remove(i);
        return true;
      }
    }
    return false;
  }

  /** The same with those elements only that fulfil a condition; it is asked once for each. */
  Contents only(Predicate<Object> stays) {
    List<Object> fewer = new ArrayList<>();
    List<@Nullable Object> at = new ArrayList<>();
    for (int row = 0; row < size(); row++) {
      Object element = elements.get(row);
      if (stays.test(element)) {
        fewer.add(element);
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
