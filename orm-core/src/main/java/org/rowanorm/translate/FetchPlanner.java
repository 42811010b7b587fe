package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.CollectionLink;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdModel;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.Cardinalities;
import org.rowanorm.plan.FetchPlan;
import org.rowanorm.plan.FetchTree;
import org.rowanorm.plan.FetchTree.Branch;
import org.rowanorm.plan.JoinedReferences;
import org.rowanorm.plan.JoinedReferences.Step;
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
      return byKey(tree);
    }
    boolean sortable = !isBounded(select) || isSortedByColumns(select, root);
    List<Step> references = new ArrayList<>();
    addReferences(tree, new Start(root, "", -1, null), references);
    List<Branch> joinable = sortable ? joinable(tree, root) : List.of();
    Set<String> joined = new HashSet<>();
    references.forEach(step -> joined.add(step.path()));
    return new FetchPlan(
        tree,
        new JoinedReferences(references),
        collection(tree, joinable),
        beside(tree, joined),
        joinable);
  }

  /** The plan for objects that have come already. */
  public FetchPlan byKey(FetchTree tree) {
    return FetchPlan.byKey(tree, beside(tree, new HashSet<>()));
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

  /**
   * What references start from.
   *
   * @param path where the objects stand, with a dot at the end; empty for those of the query
   * @param step the number of the reference that leads to them, or -1
   * @param back the reference that leads back to where one came from, or null
   */
  private record Start(EntityModel model, String path, int step, @Nullable ToOneAttribute back) {}

  private void addReferences(FetchTree tree, Start from, List<Step> joined) {
    for (Branch branch : tree.branches()) {
      if (branch.keysOf() == null
          && branch.attribute() instanceof ToOneAttribute reference
          && joined.size() < MOST_REFERENCES
          && isOf(reference, from.model())
          && !reference.equals(from.back())
          && reference.refersToId()
          && !reference.target().cacheable()
          && seen.repeated(reference) <= WORTH_A_STATEMENT) {
        String path = branch.path().substring(from.path().length());
        joined.add(new Step(from.step(), reference, path));
        addReferences(
            branch.below(),
            new Start(reference.target(), from.path(), joined.size() - 1, null),
            joined);
      }
    }
  }

  /** What is joined to that which collections and what comes by key lead to. */
  private Map<String, JoinedReferences> beside(FetchTree tree, Set<String> joined) {
    Map<String, JoinedReferences> beside = new HashMap<>();
    addBeside(tree, joined, beside);
    return beside;
  }

  private void addBeside(FetchTree tree, Set<String> joined, Map<String, JoinedReferences> beside) {
    for (Branch branch : tree.branches()) {
      EntityModel target = branch.target();
      if (target != null && !joined.contains(branch.path()) && isWhole(branch)) {
        String path = branch.path() + ".";
        List<Step> steps = new ArrayList<>();
        addReferences(branch.below(), new Start(target, path, -1, back(branch)), steps);
        steps.forEach(step -> joined.add(path + step.path()));
        if (!steps.isEmpty()) {
          beside.put(branch.path(), new JoinedReferences(steps));
        }
      }
      addBeside(branch.below(), joined, beside);
    }
  }

  /** Whether one statement brings all that a branch leads to and the session does not have. */
  private static boolean isWhole(Branch branch) {
    return branch.attribute() instanceof ToOneAttribute reference
        ? branch.keysOf() == null && reference.tellsObject() && !reference.target().cacheable()
        : !(branch.attribute() instanceof ToManyAttribute collection
            && collection.refersToUntold());
  }

  private static @Nullable ToOneAttribute back(Branch branch) {
    return branch.attribute() instanceof ToManyAttribute collection
        ? collection.mappedBy()
        : branch.attribute() instanceof InverseToOneAttribute inverse ? inverse.mappedBy() : null;
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
