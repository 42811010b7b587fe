package org.rowanorm.tree;

import java.util.List;

/**
 * The shape of a statement: what is asked for, without the values. A parameter is the position of
 * its value, from 0, in a list that goes beside the tree; the same position may stand at several
 * places, which is all that a named parameter needs. Equal shapes are translated once.
 */
public sealed interface QueryTree {

  /** The rows of a query. */
  record Rows(SelectNode select) implements QueryTree {}

  /** The number of rows of a query. */
  record Count(SelectNode select) implements QueryTree {}

  /** Whether a query has a row; its first one tells. */
  record Exists(SelectNode select) implements QueryTree {}

  /** New values for the rows of the root of a query, which has conditions only. */
  record Update(SelectNode rows, List<SetNode> sets) implements QueryTree {

    /** Copies the list. */
    public Update {
      sets = List.copyOf(sets);
    }
  }

  /** The end of the rows of the root of a query, which has conditions only. */
  record Delete(SelectNode rows) implements QueryTree {}

  /** New rows of an entity, from a query. */
  record InsertSelect(Class<?> entity, List<String> attributes, SelectNode select)
      implements QueryTree {

    /** Copies the list. */
    public InsertSelect {
      attributes = List.copyOf(attributes);
    }
  }

  /**
   * A new row of an entity, or new values for the one that is there.
   *
   * @param keys the attributes by which a row is known
   * @param updated the attributes that an existing row takes
   */
  record Upsert(Class<?> entity, List<SetNode> sets, List<String> keys, List<String> updated)
      implements QueryTree {

    /** Copies the lists. */
    public Upsert {
      sets = List.copyOf(sets);
      keys = List.copyOf(keys);
      updated = List.copyOf(updated);
    }
  }

  /** An attribute and its new value. */
  record SetNode(String attribute, Node value) {
    @Override
    public String toString() {
      return attribute + " = " + value;
    }
  }
}
