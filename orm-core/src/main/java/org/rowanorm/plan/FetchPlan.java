package org.rowanorm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.plan.FetchTree.Branch;

/**
 * How a query loads what it fetches: what its SELECT joins. The rest comes by key. Immutable.
 *
 * @param references what is joined to the objects
 * @param collection the collection that is joined, or null
 * @param beside what is joined to that which other branches lead to, by their paths: to the
 *     elements of the collection, and to what comes by key
 * @param again the collections for whose elements the query can be asked again, where there are too
 *     many objects to name them all
 */
public record FetchPlan(
    FetchTree tree,
    JoinedReferences references,
    @Nullable Branch collection,
    Map<String, JoinedReferences> beside,
    List<Branch> again) {

  /** Copies the collections. */
  public FetchPlan {
    beside = Map.copyOf(beside);
    again = List.copyOf(again);
  }

  /** A plan that joins nothing to what has come already. */
  public static FetchPlan byKey(FetchTree tree, Map<String, JoinedReferences> beside) {
    return new FetchPlan(tree, JoinedReferences.NONE, null, beside, List.of());
  }

  /** Whether the SELECT of the objects joins a branch. */
  public boolean joins(Branch branch) {
    return branch.equals(collection)
        || references.paths().contains(branch.path())
        || (collection != null && joinsBeside(collection, branch));
  }

  /** What is joined to that which a branch leads to. */
  public JoinedReferences beside(Branch branch) {
    return beside.getOrDefault(branch.path(), JoinedReferences.NONE);
  }

  private boolean joinsBeside(Branch base, Branch branch) {
    return beside(base).paths().stream()
        .anyMatch(path -> branch.path().equals(base.path() + "." + path));
  }

  /** Whether a branch comes in the SELECT of another one that comes by key. */
  public boolean comesBeside(Branch branch) {
    return beside.entrySet().stream()
        .anyMatch(
            entry ->
                entry.getValue().paths().stream()
                    .anyMatch(path -> branch.path().equals(entry.getKey() + "." + path)));
  }

  /** The collection that is joined, or null. */
  public @Nullable ToManyAttribute joinedCollection() {
    return collection == null ? null : collection.collection();
  }

  /** What was chosen, for the log of statements. */
  public String reason(Cardinalities seen) {
    List<String> joined = new ArrayList<>();
    List<String> later = new ArrayList<>();
    add(tree, seen, joined, later);
    return joined.isEmpty()
        ? "fetch by key: " + String.join(", ", later)
        : "fetch joined: "
            + String.join(", ", joined)
            + (later.isEmpty() ? "" : "; by key: " + String.join(", ", later));
  }

  private void add(FetchTree some, Cardinalities seen, List<String> joined, List<String> later) {
    for (Branch branch : some.branches()) {
      if (joins(branch)) {
        joined.add(described(branch, seen));
      } else if (!comesBeside(branch)) {
        later.add(byKey(branch).described(seen));
      }
      add(branch.below(), seen, joined, later);
    }
  }

  /** How a branch is loaded by key. */
  public ByKey byKey(Branch branch) {
    return new ByKey(branch, beside(branch));
  }

  /**
   * A branch that comes in SELECTs of its own.
   *
   * @param joined what these join to that which the branch leads to
   */
  public record ByKey(Branch branch, JoinedReferences joined) {

    /** What comes, for the log of statements. */
    public String described(Cardinalities seen) {
      String also = joined.isEmpty() ? "" : " with " + String.join(" and ", joined.paths());
      return FetchPlan.described(branch, seen) + also;
    }
  }

  /** A branch, and what is known of how many it leads to. */
  private static String described(Branch branch, Cardinalities seen) {
    Double each = seen.each(branch.attribute());
    return each == null
        ? branch.path()
        : String.format(
            Locale.ROOT, each < 1 ? "%s (%.2f each)" : "%s (%.1f each)", branch.path(), each);
  }
}
