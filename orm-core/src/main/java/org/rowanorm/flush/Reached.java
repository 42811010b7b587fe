package org.rowanorm.flush;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedCollection;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.TrackedCollection;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.Models;
import org.rowanorm.mapping.RowPart;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;

/**
 * Finds the entities of objects that the next flush would take in or delete, and which nobody has
 * added or deleted yet: what changed objects lead to, or led to. For one use by one thread.
 */
final class Reached {

  private final PersistenceContext context;
  private final Models models;
  private final BitSet entities = new BitSet();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Enhanced> todo = new ArrayDeque<>();

  Reached(PersistenceContext context, Models models) {
    this.context = context;
    this.models = models;
  }

  /** The topmost entities, by ordinal. */
  BitSet entities() {
    context.pending().forEach(state -> follow(state.model(), state.entity()));
    context.dirty().forEach(this::followChanges);
    context.orphans().forEach(orphan -> note(orphan.object()));
    context.changed().forEach(this::followElements);
    Enhanced found;
    while ((found = todo.poll()) != null) {
      EntityModel model = models.find(found.getClass());
      if (model != null) {
        entities.set(model.root().ordinal());
        follow(model, found);
      }
    }
    return entities;
  }

  private void followChanges(ManagedEntity state) {
    for (ToOneAttribute reference : state.model().toOnes()) {
      if (state.isDirty(reference.slot())) {
        find(reference.read(state.entity()));
      }
    }
    for (InverseToOneAttribute inverse : state.model().inverses()) {
      if (state.isDirty(inverse.slot())) {
        find(inverse.read(state.entity()));
      }
    }
  }

  private void followElements(ManagedCollection collection) {
    collection.elements().forEach(element -> follow(collection.attribute(), element));
  }

  /** Follows what an object leads to, as far as it is there. */
  private void follow(EntityModel model, Enhanced entity) {
    model.toOnes().forEach(reference -> find(reference.read(entity)));
    model.inverses().forEach(inverse -> find(inverse.read(entity)));
    for (ToManyAttribute collection : model.toManys()) {
      elements(collection.read(entity)).forEach(element -> follow(collection, element));
    }
  }

  private void follow(ToManyAttribute collection, Object element) {
    if (collection.isAssociation()) {
      find(element);
      return;
    }
    for (ColumnAttribute leaf : collection.element().leaves()) {
      if (leaf instanceof ToOneAttribute reference) {
        find(RowPart.referredTo(reference, element));
      }
    }
  }

  private static Iterable<?> elements(@Nullable Object held) {
    if (held instanceof TrackedCollection tracked) {
      return tracked.snapshot();
    }
    if (held instanceof Map<?, ?> map) {
      return map.values();
    }
    return held instanceof Iterable<?> plain ? plain : List.of();
  }

  /** Notes an object that the session does not know, to be followed. */
  private void find(@Nullable Object object) {
    if (object instanceof Enhanced entity && context.own(entity) == null && seen.add(entity)) {
      todo.add(entity);
    }
  }

  private void note(Enhanced orphan) {
    EntityModel model = models.find(orphan.getClass());
    if (model != null) {
      entities.set(model.root().ordinal());
    }
  }
}
