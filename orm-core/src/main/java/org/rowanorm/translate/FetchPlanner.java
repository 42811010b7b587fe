package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.CollectionLink;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdModel;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.Cardinalities;
import org.rowanorm.plan.FetchPlan;
import org.rowanorm.plan.FetchTree;
import org.rowanorm.plan.FetchTree.Branch;
import org.rowanorm.tree.FromNode;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.SelectNode;
import org.rowanorm.tree.SortNode;

/**
 * Chooses what the SELECT of a query joins of what it fetches: references, and at most one
 * collection, so that rows are never multiplied by each other. Thread-safe.
 */
public final class FetchPlanner {

  /** A collection with more elements comes by key: its owner's columns would come with each. */
  private static final double MOST_JOINED = 16;

  /** A statement more costs about as much as so many rows whose columns are there already. */
  private static final double WORTH_A_STATEMENT = 100;

  /** Databases join many tables badly, and some refuse more than 61. */
  private static final int MOST_REFERENCES = 10;

  private final Cardinalities seen;

  /** A planner that goes by what results have shown. */
  public FetchPlanner(Cardinalities seen) {
    this.seen = seen;
  }

  /** The plan of a query that fetches something. */
  public FetchPlan plan(Prepared query) {
    FetchTree tree = query.fetches();
    SelectNode select = query.tree();
    EntityModel root = query.root();
    if (!isPlain(select)) {
      return FetchPlan.byKey(tree);
    }
    boolean sortable = !isBounded(select) || isSortedByColumns(select, root);
    List<Branch> references = new ArrayList<>();
    addReferences(tree, root, references);
    List<Branch> joinable = sortable ? joinable(tree, root) : List.of();
    Branch collection = collection(tree, joinable);
    List<Branch> ofElements = new ArrayList<>();
    EntityModel element = collection == null ? null : collection.target();
    if (collection != null && element != null) {
      addReferences(collection.below(), element, ofElements);
    }
    return new FetchPlan(tree, references, collection, ofElements, joinable);
  }

  /** Whether each row is an object of the root, once, and is not to be locked. */
  private static boolean isPlain(SelectNode select) {
    return select.from() instanceof FromNode.Rows
        && select.joins().stream().allMatch(join -> join.from() == null)
        && select.groups().isEmpty()
        && select.having().isEmpty()
        && select.combined().isEmpty()
        && select.options().lock() == null;
  }

  static boolean isBounded(SelectNode select) {
    return select.limit() != null || select.offset() != null || select.options().distinct();
  }

  /** The order of limited rows is told again outside, by columns. */
  private static boolean isSortedByColumns(SelectNode select, EntityModel root) {
    boolean own = select.options().distinct();
    return select.orders().stream()
        .map(SortNode::node)
        .allMatch(
            node ->
                node instanceof Node.Path path && (!own || Paths.leaf(root, path.name()) != null));
  }

  // ---- references

  private void addReferences(FetchTree tree, EntityModel from, List<Branch> joined) {
    for (Branch branch : tree.branches()) {
      if (branch.attribute() instanceof ToOneAttribute reference
          && joined.size() < MOST_REFERENCES
          && isOf(reference, from)
          && reference.refersToId()
          && !reference.target().cacheable()
          && seen.repeated(reference) <= WORTH_A_STATEMENT) {
        joined.add(branch);
        addReferences(branch.below(), reference.target(), joined);
      }
    }
  }

  /** Not of an entity that extends it. */
  private static boolean isOf(Attribute attribute, EntityModel model) {
    return attribute.owner().type().isAssignableFrom(model.type());
  }

  // ---- the collection

  /**
   * The collection with the fewest elements. One alone is left to a statement of its own where it
   * has many; of several one is joined in any case, so that there are no more statements than
   * collections.
   */
  private @Nullable Branch collection(FetchTree tree, List<Branch> joinable) {
    Branch best = joinable.stream().min(Comparator.comparingDouble(this::each)).orElse(null);
    long collections = tree.branches().stream().filter(b -> b.collection() != null).count();
    boolean many = best != null && collections == 1 && each(best) > MOST_JOINED;
    return many ? null : best;
  }

  private static List<Branch> joinable(FetchTree tree, EntityModel root) {
    List<Branch> joinable = new ArrayList<>();
    for (Branch branch : tree.branches()) {
      ToManyAttribute collection = branch.collection();
      if (collection != null
          && isOf(collection, root)
          && isLinkedInFirstTable(collection)
          && collection.ownerKey() instanceof IdModel
          && !collection.refersToUntold()) { // those load what they refer to after the statement
        joinable.add(branch);
      }
    }
    return joinable;
  }

  private double each(Branch branch) {
    Double known = seen.each(branch.attribute());
    return known == null ? 0 : known;
  }

  /** An outer join begins with the table that the key stands in. */
  private static boolean isLinkedInFirstTable(ToManyAttribute collection) {
    if (!(collection.link() instanceof CollectionLink.InTarget)) {
      return true;
    }
    ToOneAttribute back = collection.mappedBy();
    return collection.target().tableOf(back == null ? collection : back) == 0;
  }
}
