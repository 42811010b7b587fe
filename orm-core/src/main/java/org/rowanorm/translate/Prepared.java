package org.rowanorm.translate;

import java.util.List;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.plan.FetchTree;
import org.rowanorm.tree.SelectNode;

/**
 * A query taken apart into its shape and its values, and checked. Immutable, so that queries can
 * share it.
 */
public final class Prepared {

  private final SelectNode written;
  private final SelectNode tree;
  private final Scope scope;
  private final List<ValueType> items;
  private final FetchTree fetches;
  private final Parameters parameters;
  private final boolean aggregates;

  Prepared(
      SelectNode written,
      SelectNode tree,
      Scope scope,
      List<ValueType> items,
      FetchTree fetches,
      Parameters parameters,
      boolean aggregates) {
    this.written = written;
    this.tree = tree;
    this.scope = scope;
    this.items = items;
    this.fetches = fetches;
    this.parameters = parameters;
    this.aggregates = aggregates;
  }

  /** The query as it was written. */
  public SelectNode written() {
    return written;
  }

  /** Its shape. */
  public SelectNode tree() {
    return tree;
  }

  Scope scope() {
    return scope;
  }

  /** The entity that it begins with; not for one that begins with rows of another query. */
  public EntityModel root() {
    return scope.root().requiredModel();
  }

  /** What it selects; of whole objects, one. */
  public List<ValueType> items() {
    return items;
  }

  /** What is loaded with its objects. */
  public FetchTree fetches() {
    return fetches;
  }

  /** Its values. */
  public Parameters parameters() {
    return parameters;
  }

  /** Whether an aggregate stands in it, be it within a window. */
  boolean aggregates() {
    return aggregates;
  }
}
