package org.rowanorm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.plan.FetchTree.Branch;

/**
 * How a query loads what it fetches: what its SELECT joins. The rest comes by key. Immutable.
 *
 * @param references what is joined to the objects, each after what it is reached by
 * @param collection the collection that is joined, or null
 * @param elementReferences what is joined to the elements of that collection
 * @param again the collections for whose elements the query can be asked again, where there are too
 *     many objects to name them all
 */
public record FetchPlan(
    FetchTree tree,
    List<Branch> references,
    @Nullable Branch collection,
    List<Branch> elementReferences,
    List<Branch> again) {

  /** Copies the lists. */
  public FetchPlan {
    references = List.copyOf(references);
    elementReferences = List.copyOf(elementReferences);
    again = List.copyOf(again);
  }

  /** A plan that joins nothing. */
  public static FetchPlan byKey(FetchTree tree) {
    return new FetchPlan(tree, List.of(), null, List.of(), List.of());
  }

  /** Whether the SELECT joins a branch. */
  public boolean joins(Branch branch) {
    return branch.equals(collection)
        || references.contains(branch)
        || elementReferences.contains(branch);
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
      (joins(branch) ? joined : later).add(described(branch, seen));
      add(branch.below(), seen, joined, later);
    }
  }

  /** A branch, and what is known of how many it leads to. */
  public static String described(Branch branch, Cardinalities seen) {
    Double each = seen.each(branch.attribute());
    return each == null
        ? branch.path()
        : String.format(
            Locale.ROOT, each < 1 ? "%s (%.2f each)" : "%s (%.1f each)", branch.path(), each);
  }
}
