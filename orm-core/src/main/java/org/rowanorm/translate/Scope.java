package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.Nearest;
import org.rowanorm.error.QueryException;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.Source;

/**
 * What paths of one query may start from: its own sources, then those of the query around it. For
 * one use by one thread; a copy is another scope.
 */
final class Scope {

  /**
   * One source.
   *
   * @param model the entity, or null where it is none
   * @param items what a query selects, as it was written; empty for anything else
   * @param types their types
   * @param collection the collection that it is the elements of, or null
   */
  record Entry(
      Source source,
      @Nullable EntityModel model,
      List<Node> items,
      List<ValueType> types,
      @Nullable ToManyAttribute collection) {

    static Entry of(Source source, EntityModel model) {
      return new Entry(source, model, List.of(), List.of(), null);
    }

    /** The rows of a query. */
    static Entry ofRows(Source source, List<Node> items, List<ValueType> types) {
      return new Entry(source, null, items, types, null);
    }

    /** The elements of a collection, or its values. */
    static Entry ofElements(Source source, ToManyAttribute collection) {
      EntityModel target = collection.isAssociation() ? collection.target() : null;
      return new Entry(source, target, List.of(), List.of(), collection);
    }

    EntityModel requiredModel() {
      EntityModel found = model;
      if (found == null) {
        throw new IllegalStateException(source + " is no entity");
      }
      return found;
    }
  }

  private final @Nullable Scope outer;
  private final List<Entry> entries;

  Scope(@Nullable Scope outer) {
    this(outer, new ArrayList<>(2));
  }

  private Scope(@Nullable Scope outer, List<Entry> entries) {
    this.outer = outer;
    this.entries = entries;
  }

  Scope copy() {
    return new Scope(outer, new ArrayList<>(entries));
  }

  /** Takes one more source, whose name must be new here. */
  void add(Entry entry, Object query) {
    for (Entry there : entries) {
      if (there.source().equals(entry.source())) {
        throw new QueryException(
            ErrorCode.AMBIGUOUS_SOURCE,
            null,
            "'" + entry.source() + "' stands twice in the query, so a path could mean either",
            "in query " + query,
            "give one of them another name with as(...)");
      }
    }
    entries.add(entry);
  }

  /** The first source of this query. */
  Entry root() {
    return entries.get(0);
  }

  /** The source that a path starts from. */
  Entry find(Source source, Object query) {
    if (source == Source.Root.ROOT) {
      return root();
    }
    for (Scope scope = this; scope != null; scope = scope.outer) {
      for (int i = 0; i < scope.entries.size(); i++) {
        Entry entry = scope.entries.get(i);
        if (entry.source().equals(source)) {
          return entry;
        }
      }
    }
    throw unknown(source, query);
  }

  private QueryException unknown(Source source, Object query) {
    Set<String> names = new LinkedHashSet<>();
    for (Scope scope = this; scope != null; scope = scope.outer) {
      scope.entries.forEach(entry -> names.add(entry.source().toString()));
    }
    return new QueryException(
        ErrorCode.UNKNOWN_SOURCE,
        null,
        "'" + source + "' is not part of the query" + Nearest.hint(source.toString(), names),
        "in query " + query,
        "join it before a condition speaks of it");
  }
}
