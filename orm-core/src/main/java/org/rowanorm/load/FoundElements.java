package org.rowanorm.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one owner, as one result gave them, and their indexes or keys where they have
 * any. Not thread-safe.
 */
final class FoundElements {

  /** What was found for an owner without elements; it never gets any. */
  static final FoundElements NONE = new FoundElements(false);

  private final List<Object> values = new ArrayList<>();
  private final @Nullable List<@Nullable Object> positions;

  /** Nothing yet. */
  FoundElements(boolean positioned) {
    this.positions = positioned ? new ArrayList<>() : null;
  }

  void add(Object value, @Nullable Object position) {
    values.add(value);
    if (positions != null) {
      positions.add(position);
    }
  }

  /** The elements; not to be changed. */
  List<Object> values() {
    return values;
  }

  /** Their indexes or keys, or null where they have none. */
  @Nullable List<@Nullable Object> positions() {
    return positions;
  }

  /** The first element, or null. */
  @Nullable Object first() {
    return values.isEmpty() ? null : values.get(0);
  }

  /** Whether one equals a value. */
  boolean has(Object value) {
    return values.contains(value);
  }

  /** What stands at an index, or under a key, or null. */
  @Nullable Object at(Object position) {
    int place = positions == null ? -1 : positions.indexOf(position);
    return place < 0 ? null : values.get(place);
  }

  /** What stands by index, from one on; null where one is missing in between. */
  List<@Nullable Object> from(int first) {
    FoundElements sorted = sorted();
    List<@Nullable Object> elements = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      int place = sorted.position(i) instanceof Integer index ? index - first : -1;
      while (elements.size() < place) {
        elements.add(null);
      }
      if (elements.size() == place) {
        elements.add(sorted.values.get(i));
      }
    }
    return elements;
  }

  /** In the order of the indexes; elements without one come last. */
  FoundElements sorted() {
    if (!hasGaps()) {
      return this;
    }
    List<Integer> order = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      order.add(i);
    }
    order.sort(
        Comparator.comparing(
            this::position,
            Comparator.nullsLast(Comparator.comparingInt(index -> (Integer) index))));
    FoundElements sorted = new FoundElements(true);
    order.forEach(i -> sorted.add(values.get(i), position(i)));
    return sorted;
  }

  /** Whether the indexes are not those of the elements in this list. */
  boolean hasGaps() {
    for (int i = 0; positions != null && i < values.size(); i++) {
      if (!Integer.valueOf(i).equals(positions.get(i))) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Object position(int place) {
    return positions == null ? null : positions.get(place);
  }
}
