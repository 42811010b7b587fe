package org.rowanorm.flush;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedCollection;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.Status;
import org.rowanorm.mapping.CollectionLink;
import org.rowanorm.mapping.ToManyAttribute;

/**
 * Keeps the two sides of a many-to-many association in step: what joins or leaves one side joins or
 * leaves the other. The side that writes the rows is loaded for it where it must be, the other one
 * never is. Not thread-safe.
 */
final class BothSides {

  private final PersistenceContext context;

  BothSides(PersistenceContext context) {
    this.context = context;
  }

  void align() {
    for (ManagedCollection collection : List.copyOf(context.changed())) {
      ToManyAttribute other = other(collection.attribute());
      Status owner = collection.owner().status();
      if (other != null && owner != Status.REMOVED && owner != Status.DETACHED) {
        align(collection, other);
      }
    }
  }

  private static @Nullable ToManyAttribute other(ToManyAttribute attribute) {
    CollectionLink.InTable table = attribute.table();
    if (table == null || !attribute.isAssociation()) {
      return null;
    }
    if (table.mappedBy() != null) {
      return table.mappedBy();
    }
    for (ToManyAttribute candidate : attribute.target().toManys()) {
      if (candidate.table() != null && attribute.equals(candidate.table().mappedBy())) {
        return candidate;
      }
    }
    return null;
  }

  private static void align(ManagedCollection collection, ToManyAttribute other) {
    Set<Object> now = identitySet(collection.elements());
    Set<Object> before =
        collection.isStoredUnknown() ? Set.of() : identitySet(collection.stored().elements());
    Object owner = collection.owner().entity();
    for (Object element : now) {
      if (!before.contains(element) && isReachable(element, other)) {
        CollectionKeys.state(element).collection(other).join(owner);
      }
    }
    for (Object element : before) {
      if (!now.contains(element) && isReachable(element, other)) {
        CollectionKeys.state(element).collection(other).leave(owner);
      }
    }
  }

  private static boolean isReachable(Object element, ToManyAttribute other) {
    ManagedEntity state = CollectionKeys.state(element);
    boolean stays = state.status() == Status.MANAGED || state.status() == Status.PENDING;
    return stays && (other.writesRows() || !state.lacks(other));
  }

  private static Set<Object> identitySet(List<Object> elements) {
    Set<Object> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(elements);
    return set;
  }
}
