package org.rowanorm.flush;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedCollection;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.Status;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdGeneration;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.Models;
import org.rowanorm.mapping.Moment;
import org.rowanorm.mapping.RowPart;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;

/**
 * Takes new objects, and what they lead to, into the session; and marks objects, and what they own,
 * as deleted. It walks without recursion, so that a long chain costs no stack. Not thread-safe.
 */
public final class Cascade {

  private final PersistenceContext context;
  private final Models models;
  private final NewIds newIds;
  private final Deque<ManagedEntity> fresh = new ArrayDeque<>(1);

  Cascade(PersistenceContext context, Models models, NewIds newIds) {
    this.context = context;
    this.models = models;
    this.newIds = newIds;
  }

  /**
   * Adds an object and all new ones that it leads to.
   *
   * @throws EntityStateException where one of them cannot be added
   */
  public void add(Object object) {
    int before = context.pending().size();
    boolean done = false;
    try {
      context.revive(take(object));
      spreadFresh();
      done = true;
    } finally {
      if (!done) {
        letGo(before);
      }
    }
  }

  /** What a failed add has taken in is new again. */
  private void letGo(int before) {
    fresh.clear();
    List<ManagedEntity> taken = context.pending();
    for (ManagedEntity state : List.copyOf(taken.subList(before, taken.size()))) {
      context.remove(state);
    }
    context.forgetOrphanedCollections();
  }

  /** Takes in what became reachable since the last flush from new, dirty and changed objects. */
  void collect() {
    List<ManagedEntity> pending = context.pending();
    for (int i = 0; i < pending.size(); i++) {
      spread(pending.get(i));
      spreadFresh();
    }
    for (ManagedEntity state : List.copyOf(context.dirty())) {
      for (ToOneAttribute attribute : state.model().toOnes()) {
        if (state.isDirty(attribute.slot())) {
          takeTarget(state, attribute);
        }
      }
      for (InverseToOneAttribute attribute : state.model().inverses()) {
        if (state.isDirty(attribute.slot())) {
          takeOther(state, attribute);
        }
      }
    }
    List<ManagedCollection> changed = context.changed();
    for (int i = 0; i < changed.size(); i++) {
      takeElements(changed.get(i));
    }
    spreadFresh();
  }

  private void spreadFresh() {
    ManagedEntity state;
    while ((state = fresh.poll()) != null) {
      spread(state);
    }
  }

  /** Takes in what an object leads to. */
  void spread(ManagedEntity state) {
    for (ToOneAttribute attribute : state.model().toOnes()) {
      takeTarget(state, attribute);
    }
    for (InverseToOneAttribute attribute : state.model().inverses()) {
      takeOther(state, attribute);
    }
    for (ToManyAttribute attribute : state.model().toManys()) {
      if (state.collectionOrNull(attribute) == null) {
        state.collection(attribute).startEmpty();
      }
      takeElements(state.collection(attribute));
    }
  }

  private void takeTarget(ManagedEntity state, ToOneAttribute attribute) {
    takeTarget(attribute.read(state.entity()));
  }

  /** The other side of a one-to-one association, which is to refer to this one. */
  private void takeOther(ManagedEntity state, InverseToOneAttribute attribute) {
    Object other = attribute.read(state.entity());
    if (other != null && !isKnownElsewhere(other)) {
      pointBack(take(other), attribute.mappedBy(), state.entity());
    }
  }

  private void takeTarget(@Nullable Object target) {
    if (target != null && !isKnownElsewhere(target)) {
      take(target);
    }
  }

  private void takeElements(ManagedCollection collection) {
    collection.adopt();
    ToOneAttribute owner = collection.attribute().mappedBy();
    for (Object element : collection.elements()) {
      if (element == null) {
        throw new EntityStateException(
            ErrorCode.NULL_ELEMENT,
            null,
            "A collection holds null",
            "at " + collection.attribute().path() + " of " + collection.owner().describe(),
            "remove the null");
      }
      if (!collection.attribute().isAssociation()) {
        takeReferences(collection.attribute().element(), element);
        continue;
      }
      ManagedEntity state = take(element);
      if (owner != null) {
        pointBack(state, owner, collection.owner().entity());
      }
    }
    RowPart position = collection.attribute().shape().position();
    if (position != null) {
      collection.keys().forEach(key -> takeReferences(position, key));
    }
  }

  /** Takes in what a value in a collection, or a key of one, refers to. */
  private void takeReferences(RowPart part, Object value) {
    for (ColumnAttribute leaf : part.leaves()) {
      if (leaf instanceof ToOneAttribute toOne) {
        takeTarget(RowPart.referredTo(toOne, value));
      }
    }
  }

  /** An element of an inverse collection that refers to nobody refers to the collection's owner. */
  private static void pointBack(ManagedEntity element, ToOneAttribute attribute, Enhanced owner) {
    Access access = element.model().access();
    boolean loaded = element.status() != Status.HOLLOW;
    if (loaded && attribute.place().isSlot() && attribute.read(element.entity()) == null) {
      element.markDirty(attribute.slot());
      access.write(element.entity(), attribute.slot(), owner);
    }
  }

  /** Whether an object has a row that another session loaded: its id is all that is needed. */
  private boolean isKnownElsewhere(Object object) {
    if (!(object instanceof Enhanced entity)) {
      return false;
    }
    Access access = Access.of(entity.getClass());
    return access.tracked(entity)
        && !(access.state(entity) instanceof ManagedEntity state && state.context() == context);
  }

  private ManagedEntity take(Object object) {
    EntityModel model = model(object);
    Enhanced entity = (Enhanced) object;
    Access access = model.access();
    ManagedEntity state = (ManagedEntity) access.state(entity);
    if (state != null && state.context() == context && state.status() != Status.DETACHED) {
      return state;
    }
    boolean deletedHere = state != null && state.context() == context;
    boolean openElsewhere = state != null && !deletedHere && !state.context().isClosed();
    if (openElsewhere || (!deletedHere && access.tracked(entity))) {
      throw foreign(model, entity, state);
    }
    access.forget(entity);
    return takeNew(model, entity);
  }

  private ManagedEntity takeNew(EntityModel model, Enhanced entity) {
    model.callbacks().call(Moment.PRE_PERSIST, entity);
    Access access = model.access();
    Object id = newIds.of(model, entity);
    boolean byDatabase = model.idGeneration() == IdGeneration.IDENTITY;
    if (byDatabase && NewIds.isSet(id)) {
      throw new EntityStateException(
          ErrorCode.GENERATED_ID_SET,
          null,
          "A new " + model.name() + " has the id " + id + ", but its ids are made by the database",
          "at " + model.id().path(),
          "leave the id unset, or take @GeneratedValue away");
    }
    ManagedEntity state = context.add(model, entity);
    fresh.add(state);
    model.id().slots().stream().forEach(slot -> access.armWrite(entity, slot));
    if (byDatabase) {
      access.armRead(entity, model.id().simple().slot());
    } else if (id != null) {
      context.identify(state, id);
    }
    return state;
  }

  private EntityStateException foreign(
      EntityModel model, Enhanced entity, @Nullable ManagedEntity state) {
    Object id = model.id().of(entity);
    boolean open = state != null && !state.context().isClosed();
    return new EntityStateException(
        ErrorCode.FOREIGN_SESSION,
        null,
        model.name() + " " + id + " belongs to another session",
        open ? "that session is still open" : "that session is closed, so the object is detached",
        "get the object by its id from this session and change that one");
  }

  private EntityModel model(Object object) {
    EntityModel model = models.find(object.getClass());
    if (model == null || !(object instanceof Enhanced)) {
      throw unknown(object.getClass());
    }
    return model;
  }

  static QueryException unknown(Class<?> type) {
    return new QueryException(
        ErrorCode.UNKNOWN_ENTITY,
        null,
        type.getName() + " is not an entity of this session factory",
        "give its class to entities(...) when the factory is built");
  }

  // ---- delete

  /**
   * Marks an object of this session as deleted, and what goes with it.
   *
   * @throws EntityStateException where the object is not of this session
   */
  public void delete(Object object) {
    EntityModel model = model(object);
    Enhanced entity = (Enhanced) object;
    ManagedEntity state = (ManagedEntity) model.access().state(entity);
    if (state == null || state.context() != context || state.status() == Status.DETACHED) {
      Object id = model.id().of(entity);
      throw new EntityStateException(
          ErrorCode.FOREIGN_SESSION,
          null,
          model.name() + " " + id + " is not managed by this session, so it cannot be deleted",
          "get the object by its id from this session and delete that one");
    }
    delete(state);
  }

  /** Marks a managed object as deleted, and what goes with it. */
  void delete(ManagedEntity first) {
    Deque<ManagedEntity> todo = new ArrayDeque<>();
    todo.add(first);
    ManagedEntity state;
    while ((state = todo.poll()) != null) {
      if (state.status() == Status.REMOVED || state.status() == Status.DETACHED) {
        continue;
      }
      if (state.status() == Status.HOLLOW && state.model().version() != null) {
        context.loader().loadReference(state);
      }
      state.model().callbacks().call(Moment.PRE_REMOVE, state.entity());
      todo.addAll(owned(state));
      context.remove(state);
    }
    context.forgetOrphanedCollections();
  }

  private List<ManagedEntity> owned(ManagedEntity state) {
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
      if (attribute.cascadeRemove() || attribute.orphanRemoval()) {
        if (state.status() != Status.PENDING && lacks(state, attribute)) {
          context.loader().loadCollection(state, attribute);
        }
        for (Object element : state.collection(attribute).elements()) {
          addState(owned, element);
        }
      }
    }
    return owned;
  }

  private static boolean lacks(ManagedEntity state, ToManyAttribute attribute) {
    return state.collectionOrNull(attribute) == null || state.lacks(attribute);
  }

  private void addState(List<ManagedEntity> owned, @Nullable Object object) {
    if (object instanceof Enhanced entity
        && Access.of(entity.getClass()).state(entity) instanceof ManagedEntity state
        && state.context() == context) {
      owned.add(state);
    }
  }
}
