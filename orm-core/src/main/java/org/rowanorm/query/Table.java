package org.rowanorm.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.rowanorm.tree.FromNode;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.Source;

/**
 * The rows of a query, or given values, as something to select from. Its columns are asked for with
 * the expressions that the query selects. Immutable and thread-safe.
 */
public final class Table {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,29}");

  private final FromNode node;

  private Table(FromNode node) {
    this.node = node;
  }

  /** What a table is made of. */
  static FromNode node(Table table) {
    return table.node;
  }

  private static Source.Table source(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'" + name + "' is no name of a table: letters, digits and _, at most 30");
    }
    return new Source.Table(name);
  }

  /** The rows of a query, which stands where the table does. */
  public static Table of(String name, Selection<?, ?> query) {
    return new Table(new FromNode.Derived(source(name), Selection.node(query), false));
  }

  /** The rows of a query that may speak of what stands before the table. */
  public static Table lateral(String name, Selection<?, ?> query) {
    return new Table(new FromNode.Derived(source(name), Selection.node(query), true));
  }

  /** The rows of a query, which stands before the statement ({@code with}). */
  public static Table with(String name, Selection<?, ?> query) {
    return new Table(new FromNode.Named(source(name), Selection.node(query), null, false));
  }

  /**
   * The rows of a query, and those that a step makes of them, and so on until there are no new
   * ones.
   *
   * @param step a query that reads from the table that it is given
   */
  public static Table recursive(
      String name, Selection<?, ?> start, Function<Table, Selection<?, ?>> step) {
    Source.Table source = source(name);
    Selection<?, ?> next = step.apply(new Table(new FromNode.Itself(source)));
    return new Table(
        new FromNode.Named(source, Selection.node(start), Selection.node(next), false));
  }

  /**
   * Rows of values.
   *
   * @param columns expressions that have the types of the columns, and by which they are asked for
   */
  public static Table values(
      String name, List<? extends Expression<?>> columns, Collection<? extends List<?>> rows) {
    List<List<Node>> nodes = new ArrayList<>(rows.size());
    for (List<?> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "A row of " + row.size() + " values for " + columns.size() + " columns");
      }
      List<Node> values = new ArrayList<>(row.size());
      row.forEach(value -> values.add(Expression.of(value)));
      nodes.add(values);
    }
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("A table of values needs a row");
    }
    return new Table(new FromNode.Values(source(name), Expression.nodes(columns), nodes));
  }

  /**
   * An object that the query selects, to be compared with others: of an entity only its id is here,
   * an embeddable is whole.
   */
  public <V> Expression<V> get(EntityPath<V> selected) {
    return new Expression<>(new Node.Column((Source.Table) node.source(), selected.tree()));
  }

  /** The column that an expression of the query gives. */
  public <X extends Expression<?>> X get(X selected) {
    return Functions.like(selected, new Node.Column((Source.Table) node.source(), selected.tree()));
  }

  @Override
  public String toString() {
    return node.toString();
  }
}
