package org.rowanorm.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.Models;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;

/**
 * The order of entities by their foreign keys: what is referred to comes first. Entities that refer
 * to each other in a circle, or to themselves, share a rank; their rows are ordered one by one.
 * Entities that extend each other count as one, the topmost.
 *
 * <p>The ranks are the strongly connected components of the reference graph, which Tarjan's
 * algorithm (1972) finds in just this order. Immutable and thread-safe.
 */
public final class InsertOrder {

  private final int[] rank;
  private final boolean[] cyclic;

  private final int[] index;
  private final int[] low;
  private final Deque<EntityModel> stack = new ArrayDeque<>();
  private int next;
  private int ranks;

  InsertOrder(Models models) {
    int n = models.all().size();
    rank = new int[n];
    cyclic = new boolean[n];
    index = new int[n];
    low = new int[n];
    Arrays.fill(rank, -1);
    Arrays.fill(index, -1);
    for (EntityModel model : models.all()) {
      if (index[model.root().ordinal()] < 0) {
        visit(model.root());
      }
    }
  }

  /** The rank of an entity; rows of a lower one are inserted before. */
  public int rank(EntityModel model) {
    return rank[model.root().ordinal()];
  }

  /** Whether the rows of an entity may refer to each other, directly or by way of others. */
  public boolean isCyclic(EntityModel model) {
    return cyclic[model.root().ordinal()];
  }

  private void visit(EntityModel model) {
    int at = model.ordinal();
    index[at] = next;
    low[at] = next;
    next++;
    stack.push(model);
    for (EntityModel target : referredTo(model)) {
      int to = target.ordinal();
      if (index[to] < 0) {
        visit(target);
        low[at] = Math.min(low[at], low[to]);
      } else if (rank[to] < 0) {
        low[at] = Math.min(low[at], index[to]);
      }
      cyclic[at] |= target == model;
    }
    if (low[at] == index[at]) {
      closeRank(model);
    }
  }

  private void closeRank(EntityModel root) {
    List<EntityModel> members = new ArrayList<>();
    EntityModel member;
    do {
      member = stack.pop();
      rank[member.ordinal()] = ranks;
      members.add(member);
    } while (member != root);
    if (members.size() > 1) {
      members.forEach(m -> cyclic[m.ordinal()] = true);
    }
    ranks++;
  }

  private static List<EntityModel> referredTo(EntityModel model) {
    List<EntityModel> targets = new ArrayList<>();
    for (EntityModel member : model.hierarchy().family()) {
      for (ToOneAttribute attribute : member.toOnes()) {
        targets.add(attribute.target().root());
      }
      for (ToManyAttribute collection : member.foreignKeys()) {
        targets.add(collection.owner().root());
      }
    }
    return targets;
  }
}
