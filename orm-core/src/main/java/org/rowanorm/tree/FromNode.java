package org.rowanorm.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a query reads from. */
public sealed interface FromNode {

  /** How paths speak of it. */
  Source source();

  /** The rows of an entity. */
  record Rows(Source.Entity source) implements FromNode {
    @Override
    public String toString() {
      return source.toString();
    }
  }

  /** The values of a collection, which the join that it stands in leads to. */
  record Elements(Source.Elements source) implements FromNode {
    @Override
    public String toString() {
      return source.toString();
    }
  }

  /**
   * The rows of another query.
   *
   * @param lateral whether it may speak of what stands before it
   */
  record Derived(Source.Table source, SelectNode select, boolean lateral) implements FromNode {
    @Override
    public String toString() {
      return source.toString();
    }
  }

  /**
   * A query with a name, which stands before the statement.
   *
   * @param select the query; of a recursive one, the rows that it starts with
   * @param step the rows that each round of a recursive one adds; null where it is not recursive
   * @param all whether a row may come twice out of the rounds
   */
  record Named(Source.Table source, SelectNode select, @Nullable SelectNode step, boolean all)
      implements FromNode {
    @Override
    public String toString() {
      return source.toString();
    }
  }

  /** A named query within its own step. */
  record Itself(Source.Table source) implements FromNode {
    @Override
    public String toString() {
      return source.toString();
    }
  }

  /** Rows that are given as values. */
  record Values(Source.Table source, List<Node> columns, List<List<Node>> rows)
      implements FromNode {

    /** Copies the lists. */
    public Values {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }

    @Override
    public String toString() {
      return source.toString();
    }
  }
}
