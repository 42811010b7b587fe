package org.rowanorm.context;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;

/**
 * The objects that came into a session while one part of a stream was read and worked on: those
 * that nothing else needs leave with it. Not thread-safe.
 */
public final class Newcomers {

  private final PersistenceContext context;
  private final Set<ManagedEntity> all = new LinkedHashSet<>();

  Newcomers(PersistenceContext context) {
    this.context = context;
  }

  void add(ManagedEntity state) {
    all.add(state);
  }

  void addAll(Newcomers others) {
    all.addAll(others.all);
  }

  /**
   * Lets go of those that are clean and that no object that stays leads to. The others stay, and
   * are looked at again with the next part.
   */
  public void leave() {
    if (all.isEmpty()) {
      return;
    }
    context.compareWatched();
    Set<ManagedEntity> leaving = new LinkedHashSet<>(all);
    Set<ManagedEntity> busy = context.ownersOfChanges();
    leaving.removeIf(state -> !isClean(state) || busy.contains(state));
    Deque<ManagedEntity> staying = new ArrayDeque<>();
    context.forEach(
        state -> {
          if (!leaving.contains(state)) {
            staying.add(state);
          }
        });
    keepReachable(staying, leaving);
    all.removeIf(state -> leaving.contains(state) || state.status().isOut());
    all.forEach(ManagedEntity::leaveCohort); // it would keep those that leave in memory
    context.letGo(leaving);
  }

  private static boolean isClean(ManagedEntity state) {
    return !state.isDirty()
        && (state.status() == Status.MANAGED || state.status() == Status.HOLLOW);
  }

  private static void keepReachable(Deque<ManagedEntity> staying, Set<ManagedEntity> leaving) {
    while (!staying.isEmpty() && !leaving.isEmpty()) {
      ManagedEntity state = staying.remove();
      for (ToOneAttribute attribute : state.model().toOnes()) {
        keep(attribute.read(state.entity()), staying, leaving);
      }
      for (InverseToOneAttribute attribute : state.model().inverses()) {
        keep(attribute.read(state.entity()), staying, leaving);
      }
      for (ToManyAttribute attribute : state.model().toManys()) {
        ManagedCollection collection = state.collectionOrNull(attribute);
        if (attribute.isAssociation() && collection != null && collection.isLoaded()) {
          collection.elements().forEach(element -> keep(element, staying, leaving));
        }
      }
    }
  }

  private static void keep(
      @Nullable Object object, Deque<ManagedEntity> staying, Set<ManagedEntity> leaving) {
    ManagedEntity state = ManagedEntity.behind(object);
    if (state != null && leaving.remove(state)) {
      staying.add(state);
    }
  }
}
