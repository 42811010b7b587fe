package org.rowanorm.flush;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.Contents;
import org.rowanorm.context.ManagedCollection;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.Status;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.plan.Plans;

/**
 * What a flush would write, counted without loading anything: objects that hold again what they
 * held, and collections that only show what other objects say, are not in it.
 *
 * @param added new objects
 * @param changed objects with changed values
 * @param deleted objects to be deleted
 * @param collections changed collections of objects that stay
 */
public record Unwritten(int added, long changed, int deleted, long collections) {

  /** Counts what is listed in a context. */
  static Unwritten of(PersistenceContext context, Plans plans) {
    return new Unwritten(
        context.pending().size(),
        context.dirty().stream().filter(state -> isWritten(state, plans)).count(),
        context.removed().size(),
        context.changed().stream().filter(Unwritten::isWritten).count());
  }

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return added + changed + deleted + collections == 0;
  }

  /** The counts as a warning tells them. */
  @Override
  public String toString() {
    return added
        + " new, "
        + changed
        + " changed and "
        + deleted
        + " deleted objects and "
        + collections
        + " changed collections";
  }

  private static boolean isWritten(ManagedEntity state, Plans plans) {
    return state.status() != Status.REMOVED
        && !DirtyColumns.of(plans.of(state.model()), state).isEmpty();
  }

  private static boolean isWritten(ManagedCollection collection) {
    ManagedEntity owner = collection.owner();
    if (!owner.isStored() || owner.status() == Status.REMOVED) {
      return false;
    }
    if (collection.isStoredUnknown()) {
      return true;
    }
    ToManyAttribute attribute = collection.attribute();
    boolean writes = attribute.writesRows() || !attribute.columnsInTarget().isEmpty();
    return (writes || attribute.orphanRemoval())
        ? collection.isPart() || differs(collection)
        : collection.elements().stream().anyMatch(Unwritten::isNew);
  }

  /** Where there is no index the order of the elements does not count. */
  private static boolean differs(ManagedCollection collection) {
    boolean ordered = collection.attribute().shape().position() != null;
    return ordered
        ? !collection.isAsStored()
        : !counted(collection.stored()).equals(counted(collection.contents()));
  }

  private static Map<List<@Nullable Object>, Integer> counted(Contents contents) {
    Map<List<@Nullable Object>, Integer> counted = new HashMap<>();
    for (int row = 0; row < contents.size(); row++) {
      counted.merge(Arrays.asList(contents.element(row)), 1, Integer::sum);
    }
    return counted;
  }

  private static boolean isNew(Object element) {
    return element instanceof Enhanced entity && !Access.of(entity.getClass()).tracked(entity);
  }
}
