package org.rowanorm.translate;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rowanorm.tree.FromNode;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.SelectNode;
import org.rowanorm.tree.Source;

/** A statement that changes rows past their objects, as it was written. */
public sealed interface Change {

  /** New values for the rows of a root. */
  record Update(SelectNode rows, List<Assigned> sets) implements Change {

    /** Copies the list. */
    public Update {
      sets = List.copyOf(sets);
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("update ").append(rows.from());
      sets.forEach(set -> text.append(".set(").append(set).append(')'));
      rows.where().forEach(condition -> text.append(".where(").append(condition).append(')'));
      return text.toString();
    }
  }

  /** The end of the rows of a root. */
  record Delete(SelectNode rows) implements Change {
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("delete from ").append(rows.from());
      rows.where().forEach(condition -> text.append(".where(").append(condition).append(')'));
      return text.toString();
    }
  }

  /**
   * New rows of an entity.
   *
   * @param attributes what the rows give, in their order
   * @param rows a query, or a select from given values
   * @param conflict what becomes of a row that is there already, or null for an error
   */
  record Insert(
      Source.Entity target, List<Node> attributes, SelectNode rows, @Nullable Conflict conflict)
      implements Change {

    /** Copies the list. */
    public Insert {
      attributes = List.copyOf(attributes);
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("insert into ").append(target);
      text.append(".columns(").append(list(attributes)).append(')');
      if (rows.from() instanceof FromNode.Values values) {
        text.append(".values(").append(values.rows().size()).append(" rows)");
      } else {
        text.append(".from(").append(rows).append(')');
      }
      return conflict == null ? text.toString() : text.append(conflict).toString();
    }
  }

  /**
   * What becomes of the row that an insert finds there already.
   *
   * @param key the attributes that tell that it is the same row
   * @param sets what changes in it; of none, it stays as it is
   */
  record Conflict(List<Node> key, List<Assigned> sets) {

    /** Copies the lists. */
    public Conflict {
      key = List.copyOf(key);
      sets = List.copyOf(sets);
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(".onConflict(").append(list(key)).append(')');
      sets.forEach(set -> text.append(".set(").append(set).append(')'));
      return text.toString();
    }
  }

  /**
   * A change that gives the rows that it changed.
   *
   * @param items what it gives of each; of none, the objects
   */
  record Returning(Change change, List<Node> items) implements Change {

    /** Copies the list. */
    public Returning {
      items = List.copyOf(items);
    }

    @Override
    public String toString() {
      return change + ".returning(" + list(items) + ")";
    }
  }

  private static String list(List<Node> nodes) {
    return nodes.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  /** An attribute and its new value. */
  record Assigned(Node attribute, Node value) {
    @Override
    public String toString() {
      return attribute + ", " + value;
    }
  }
}
