package org.rowanorm.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a statement: what is asked for, without the values. A parameter is the position of
 * its value, from 0, in a list that goes beside the tree; the same position may stand at several
 * places, which is all that a named parameter needs. Equal shapes are translated once.
 */
public sealed interface QueryTree {

  /** The rows of a query. */
  record Rows(SelectNode select) implements QueryTree {}

  /**
   * The objects of a query, with more that is joined to them. The rows of the query that limits
   * bound are those of the objects.
   *
   * @param whole whether the objects are selected, or only their ids
   * @param references the references that are joined, by their paths
   * @param collection the collection whose elements are joined, or null
   * @param elementReferences the references of the elements that are joined, by their paths from
   *     the element
   */
  record Fetched(
      SelectNode select,
      boolean whole,
      List<String> references,
      @Nullable String collection,
      List<String> elementReferences)
      implements QueryTree {

    /** Copies the lists. */
    public Fetched {
      references = List.copyOf(references);
      elementReferences = List.copyOf(elementReferences);
    }
  }

  /** The number of rows of a query. */
  record Count(SelectNode select) implements QueryTree {}

  /** Whether a query has a row; its first one tells. */
  record Exists(SelectNode select) implements QueryTree {}

  /**
   * New values for the rows of the root of a query, which has conditions only.
   *
   * @param table the entity whose own table is meant: the root, or one below it that has another
   */
  record Update(SelectNode rows, Class<?> table, List<SetNode> sets) implements QueryTree {

    /** Copies the list. */
    public Update {
      sets = List.copyOf(sets);
    }
  }

  /**
   * The end of the rows of the root of a query, which has conditions only.
   *
   * @param table the entity whose own table is meant: the root, or one below it that has another
   * @param mark what marks rows as deleted that stay, or null where they go
   */
  record Delete(SelectNode rows, Class<?> table, @Nullable Node mark) implements QueryTree {}

  /**
   * New rows of an entity.
   *
   * @param attributes what the rows give, in their order
   * @param rows a query, or a select from {@link FromNode.Values} and nothing more
   * @param constants what all new rows have besides
   * @param conflict what becomes of a row that is there already, or null for an error
   */
  record Insert(
      Source.Entity target,
      List<String> attributes,
      SelectNode rows,
      List<SetNode> constants,
      @Nullable ConflictNode conflict)
      implements QueryTree {

    /** Copies the lists. */
    public Insert {
      attributes = List.copyOf(attributes);
      constants = List.copyOf(constants);
    }
  }

  /**
   * A change that gives the rows that it changed.
   *
   * @param items what it gives of each; of none, the objects
   */
  record Returning(QueryTree change, List<Node> items) implements QueryTree {

    /** Copies the list. */
    public Returning {
      items = List.copyOf(items);
    }
  }

  /**
   * What becomes of the row that an insert finds there already.
   *
   * @param key the attributes that tell that it is the same row
   * @param sets what changes in it; of none, it stays as it is
   */
  record ConflictNode(List<String> key, List<SetNode> sets) {

    /** Copies the lists. */
    public ConflictNode {
      key = List.copyOf(key);
      sets = List.copyOf(sets);
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
