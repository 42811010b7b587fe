package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.sql.Statement.Join;
import org.rowanorm.tree.Source;

/**
 * What one SELECT reads from, while it is translated: its sources with their aliases, and the joins
 * that its paths need, each once. For one use by one thread.
 */
final class Frame {

  /**
   * A source and the name by which the SELECT speaks of it.
   *
   * @param model the entity, or null where it is none
   * @param rows of the elements of a collection the rows that lead to them; else null
   */
  record Entry(
      Source source, String alias, @Nullable EntityModel model, @Nullable Rows rows, Frame frame) {

    EntityModel requiredModel() {
      EntityModel found = model;
      if (found == null) {
        throw new IllegalStateException(source + " is no entity");
      }
      return found;
    }
  }

  /** The table with the rows of a collection: one of its own, or that of its elements. */
  record Rows(ToManyAttribute collection, String alias) {}

  private final @Nullable Frame outer;
  private final List<Entry> entries = new ArrayList<>(2);
  private final List<Join> joins = new ArrayList<>();
  private final Map<String, Integer> implicit = new HashMap<>(0);

  Frame(@Nullable Frame outer) {
    this.outer = outer;
  }

  Entry add(Source source, String alias, @Nullable EntityModel model) {
    return add(new Entry(source, alias, model, null, this));
  }

  /** Takes the elements of a collection, or its values. */
  Entry addElements(Source source, String alias, Rows rows) {
    EntityModel model = rows.collection().isAssociation() ? rows.collection().target() : null;
    return add(new Entry(source, alias, model, rows, this));
  }

  private Entry add(Entry entry) {
    entries.add(entry);
    return entry;
  }

  Entry root() {
    return entries.get(0);
  }

  Entry find(Source source) {
    if (source == Source.Root.ROOT) {
      return root();
    }
    for (Frame frame = this; frame != null; frame = frame.outer) {
      for (Entry entry : frame.entries) {
        if (entry.source().equals(source)) {
          return entry;
        }
      }
    }
    throw new IllegalStateException("not part of the query: " + source);
  }

  void add(Join join) {
    joins.add(join);
  }

  List<Join> joins() {
    return joins;
  }

  /** The join that a path needs, or null where it is not there yet. */
  @Nullable Join implicit(String key) {
    Integer index = implicit.get(key);
    return index == null ? null : joins.get(index);
  }

  void addImplicit(String key, Join join) {
    implicit.put(key, joins.size());
    joins.add(join);
  }

  /** Makes a join that a path needs an inner one. */
  void makeInner(String key) {
    Integer index = implicit.get(key);
    if (index != null) {
      Join join = joins.get(index);
      joins.set(index, new Join(join.from(), false, join.on()));
    }
  }
}
