package org.rowanorm.translate;

import java.util.List;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.SelectNode;

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

  /** An attribute and its new value. */
  record Assigned(Node attribute, Node value) {
    @Override
    public String toString() {
      return attribute + ", " + value;
    }
  }
}
