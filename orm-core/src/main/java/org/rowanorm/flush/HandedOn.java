package org.rowanorm.flush;

import jakarta.persistence.CascadeType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedCollection;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.Status;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.RowPart;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;

/** Finds the objects to which the attributes of one hand on what is done to it. Not thread-safe. */
final class HandedOn {

  private final PersistenceContext context;

  HandedOn(PersistenceContext context) {
    this.context = context;
  }

  /** An object and what it leads to over attributes with a cascade, as far as it is loaded. */
  List<ManagedEntity> reached(ManagedEntity first, CascadeType type) {
    Set<ManagedEntity> reached = new LinkedHashSet<>(Set.of(first));
    Deque<ManagedEntity> todo = new ArrayDeque<>(reached);
    ManagedEntity state;
    while ((state = todo.poll()) != null) {
      List<ManagedEntity> next = new ArrayList<>();
      for (ToOneAttribute attribute : state.model().toOnes()) {
        if (attribute.cascades().has(type)) {
          addState(next, attribute.read(state.entity()));
        }
      }
      for (InverseToOneAttribute attribute : state.model().inverses()) {
        if (attribute.cascades().has(type) && !state.lacks(attribute)) {
          addState(next, attribute.read(state.entity()));
        }
      }
      for (ToManyAttribute attribute : state.model().toManys()) {
        ManagedCollection collection = state.collectionOrNull(attribute);
        if (handsOn(attribute, type) && collection != null && collection.isLoaded()) {
          addElements(next, collection, type);
        }
      }
      next.stream().filter(reached::add).forEach(todo::add);
    }
    return List.copyOf(reached);
  }

  /** What goes with an object that is deleted, loaded where it is not. */
  List<ManagedEntity> owned(ManagedEntity state) {
    List<ManagedEntity> owned = new ArrayList<>();
    EntityModel model = state.model();
    for (ToOneAttribute attribute : model.toOnes()) {
      if (attribute.cascadeRemove() || attribute.orphanRemoval()) {
        if (state.status() == Status.HOLLOW) {
          context.loader().loadReference(state);
        }
        if (state.deferredKey(attribute) != null) {
          context.loader().loadDeferred(state, attribute);
        }
        addState(owned, attribute.read(state.entity()));
      }
    }
    for (InverseToOneAttribute attribute : model.inverses()) {
      if (attribute.cascadeRemove() || attribute.orphanRemoval()) {
        if (state.status() == Status.HOLLOW) {
          context.loader().loadReference(state);
        }
        if (state.lacks(attribute)) {
          context.loader().loadInverse(state, attribute);
        }
        addState(owned, attribute.read(state.entity()));
      }
    }
    for (ToManyAttribute attribute : model.toManys()) {
      if (handsOn(attribute, CascadeType.REMOVE) || attribute.orphanRemoval()) {
        if (!state.isPending() && lacks(state, attribute)) {
          context.loader().loadCollection(state, attribute);
        }
        addElements(owned, state.collection(attribute), CascadeType.REMOVE);
      }
    }
    return owned;
  }

  private static boolean lacks(ManagedEntity state, ToManyAttribute attribute) {
    return state.collectionOrNull(attribute) == null || state.lacks(attribute);
  }

  /** Whether a collection, or a reference in its values, hands something on. */
  private static boolean handsOn(ToManyAttribute attribute, CascadeType type) {
    return attribute.isAssociation()
        ? attribute.cascades().has(type)
        : attribute.element().leaves().stream().anyMatch(leaf -> handsOn(leaf, type));
  }

  private static boolean handsOn(ColumnAttribute leaf, CascadeType type) {
    return leaf instanceof ToOneAttribute reference && reference.cascades().has(type);
  }

  private void addElements(
      List<ManagedEntity> found, ManagedCollection collection, CascadeType type) {
    if (collection.attribute().isAssociation()) {
      collection.elements().forEach(element -> addState(found, element));
      return;
    }
    for (ColumnAttribute leaf : collection.attribute().element().leaves()) {
      if (handsOn(leaf, type) && leaf instanceof ToOneAttribute reference) {
        collection.elements().forEach(e -> addState(found, RowPart.referredTo(reference, e)));
      }
    }
  }

  private void addState(List<ManagedEntity> owned, @Nullable Object object) {
    ManagedEntity state = ManagedEntity.behind(object);
    if (state != null && state.context() == context) {
      owned.add(state);
    }
  }
}
