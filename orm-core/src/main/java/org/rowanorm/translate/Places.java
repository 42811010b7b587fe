package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.List;
import org.rowanorm.sql.Statement.Item;
import org.rowanorm.sql.Term;

/**
 * What one SELECT gives: its columns, and where those of each item of the query begin. Other
 * clauses speak of an item by its place, or by a name that it gets. For one use by one thread.
 */
final class Places {

  private final List<Item> columns = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();

  /** The columns, in their order. */
  List<Item> columns() {
    return columns;
  }

  /** Takes the columns of the next item. */
  void add(List<Item> item) {
    starts.add(columns.size());
    columns.addAll(item);
  }

  /** Takes columns that belong to no item. */
  void addOthers(List<Item> others) {
    columns.addAll(others);
  }

  boolean isEmpty() {
    return columns.isEmpty();
  }

  /** Whether each item of the query has its columns here. */
  boolean hasItems() {
    return !starts.isEmpty();
  }

  /** The number of the first column of an item, both from 0. */
  int first(int item) {
    return starts.get(item);
  }

  /** A column by its place. */
  static Term place(int column) {
    return new Term.Whole(column + 1);
  }

  /** A column by its name, which it gets. */
  Term name(int column) {
    String name = SelectTranslation.columnName(column);
    columns.set(column, new Item(columns.get(column).term(), name));
    return new Term.Column(null, name);
  }
}
