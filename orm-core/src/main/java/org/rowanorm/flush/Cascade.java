package org.rowanorm.flush;

import jakarta.persistence.CascadeType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.Cohort;
import org.rowanorm.context.ManagedCollection;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.Origin;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.ReadOnly;
import org.rowanorm.context.Status;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.mapping.Attribute;
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
  private final HandedOn handedOn;
  private final Deque<ManagedEntity> fresh = new ArrayDeque<>(1);
  private final List<ManagedEntity> attached = new ArrayList<>(0);
  private Map<ManagedEntity, String> paths = Map.of();
  private Map<ManagedEntity, List<ManagedEntity>> deletedWith = Map.of();
  private Map<EntityModel, Cohort> cohorts = Map.of();

  Cascade(PersistenceContext context, Models models, NewIds newIds) {
    this.context = context;
    this.models = models;
    this.newIds = newIds;
    this.handedOn = new HandedOn(context);
  }

  /**
   * Takes an object in and all that it leads to: new ones are added, detached ones attached.
   *
   * @throws EntityStateException where one of them cannot be taken in
   */
  public void add(Object object) {
    ReadOnly.requireWritable(context, "add", object);
    ManagedEntity state = takeAll(object);
    if (state.status() == Status.REMOVED) {
      revive(state);
    }
  }

  /** An object that was to be deleted stays, and what was to go with it. */
  private void revive(ManagedEntity first) {
    Deque<ManagedEntity> todo = new ArrayDeque<>();
    todo.add(first);
    ManagedEntity state;
    while ((state = todo.poll()) != null) {
      if (state.status() == Status.REMOVED) {
        context.revive(state);
        todo.addAll(deletedWith.getOrDefault(state, List.of()));
      }
    }
  }

  /** Forgets what leads to objects and what goes with them: a flush has written it. */
  void flushed() {
    paths = Map.of();
    if (!deletedWith.isEmpty()) {
      Map<ManagedEntity, List<ManagedEntity>> before = deletedWith;
      context
          .undo()
          .add(
              () -> {
                Map<ManagedEntity, List<ManagedEntity>> all = new HashMap<>(deletedWith);
                all.putAll(before);
                deletedWith = all;
              });
      deletedWith = Map.of();
    }
  }

  /** The ways over which objects were come upon, for those that no flush has written since. */
  Map<ManagedEntity, String> paths() {
    return paths;
  }

  private void notePath(ManagedEntity reached, ManagedEntity owner, Attribute attribute) {
    if (reached.isPending()) {
      paths = paths.isEmpty() ? new HashMap<>() : paths;
      paths.putIfAbsent(reached, owner.describe() + "." + attribute.name());
    }
  }

  private ManagedEntity takeAll(Object object) {
    int before = context.pending().size();
    boolean done = false;
    try {
      ManagedEntity state = take(object);
      spreadFresh();
      done = true;
      return state;
    } finally {
      if (!done) {
        letGo(before);
      }
      attached.clear();
      cohorts = Map.of();
    }
  }

  /**
   * Takes a detached object in, as {@link #add}, and refuses one that never had a row.
   *
   * @throws EntityStateException where one of them cannot be taken in
   */
  public void attach(Object object) {
    ReadOnly.requireWritable(context, "attach", object);
    Enhanced entity = entity(object);
    ManagedEntity own = context.own(entity);
    if (own != null && own.status() == Status.REMOVED) {
      throw removed(own, "attached");
    }
    if (own == null && (!Access.of(entity.getClass()).tracked(entity) || isDeleted(entity))) {
      EntityModel model = model(object);
      throw new EntityStateException(
          ErrorCode.NOT_DETACHED,
          null,
          model.name() + " " + model.id().of(entity) + " has no row that is known of",
          "only an object that a session loaded or stored can be attached",
          "add it where it is new, or merge it");
    }
    takeAll(object);
  }

  /** The error of something that cannot be done to an object that is to be deleted. */
  static EntityStateException removed(ManagedEntity state, String what) {
    return new EntityStateException(
        ErrorCode.REMOVED_OBJECT,
        null,
        state.describe() + " is to be deleted, so it cannot be " + what,
        "add it first, which takes the deletion back");
  }

  /** What a failed add has taken in is new again. */
  private void letGo(int before) {
    fresh.clear();
    context.detach(attached);
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
      if (state.status() == Status.REMOVED) {
        continue; // what it leads to is of no use to it any more
      }
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
      if (changed.get(i).owner().status() != Status.REMOVED) {
        takeElements(changed.get(i));
      }
    }
    spreadFresh();
  }

  private void spreadFresh() {
    ManagedEntity state;
    while ((state = fresh.poll()) != null) {
      spread(state);
      context.tellOtherSides(state);
    }
  }

  /** Takes in what an object leads to. */
  void spread(ManagedEntity state) {
    if (state.model().isAlone()) {
      return;
    }
    for (ToOneAttribute attribute : state.model().toOnes()) {
      takeTarget(state, attribute);
    }
    for (InverseToOneAttribute attribute : state.model().inverses()) {
      takeOther(state, attribute);
    }
    for (ToManyAttribute attribute : state.model().toManys()) {
      if (state.isPending() && state.collectionOrNull(attribute) == null) {
        state.collection(attribute).startEmpty();
      }
      ManagedCollection collection = state.collectionOrNull(attribute);
      if (collection != null && collection.isLoaded()) {
        takeElements(collection);
      }
    }
  }

  private void takeTarget(ManagedEntity state, ToOneAttribute attribute) {
    ManagedEntity taken = takeTarget(attribute.read(state.entity()));
    if (taken != null) {
      notePath(taken, state, attribute);
    }
  }

  /** The other side of a one-to-one association, which is to refer to this one. */
  private void takeOther(ManagedEntity state, InverseToOneAttribute attribute) {
    Object other = attribute.read(state.entity());
    if (other instanceof Enhanced entity && !isByIdOnly(entity)) {
      ManagedEntity taken = take(entity);
      notePath(taken, state, attribute);
      pointBack(taken, attribute.mappedBy(), state.entity());
    }
  }

  private @Nullable ManagedEntity takeTarget(@Nullable Object target) {
    return target instanceof Enhanced entity && !isByIdOnly(entity) ? take(entity) : null;
  }

  private void takeElements(ManagedCollection collection) {
    collection.adopt();
    if (collection.attribute().isAssociation()) {
      takeStored(collection);
    }
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
      if (wasDeletedHere(element)) {
        collection
            .members()
            .leave((Enhanced) element); // what was deleted is not added by where it stood
        continue;
      }
      if (!collection.attribute().isAssociation()) {
        takeReferences(collection.attribute().element(), element);
        continue;
      }
      ManagedEntity state = take(element);
      notePath(state, collection.owner(), collection.attribute());
      if (owner != null) {
        pointBack(state, owner, collection.owner().entity());
      }
    }
    RowPart position = collection.attribute().shape().position();
    if (position != null) {
      collection.keys().forEach(key -> takeReferences(position, key));
    }
  }

  /** Takes in what a collection held: what left it while it was detached refers to it no more. */
  private void takeStored(ManagedCollection collection) {
    ToOneAttribute reference = collection.attribute().mappedBy();
    for (Object element : collection.stored().elements()) {
      if (wasDeletedHere(element)) {
        continue;
      }
      boolean known = context.own((Enhanced) element) != null;
      ManagedEntity state = take(element);
      if (!known && reference != null && !collection.members().has(element)) {
        context.release(state, reference, collection.owner().entity());
      }
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
  private void pointBack(ManagedEntity element, ToOneAttribute attribute, Enhanced owner) {
    Access access = element.model().access();
    boolean loaded =
        element.status() != Status.HOLLOW && !access.readArmed(element.entity(), attribute.slot());
    if (loaded && attribute.place().isSlot() && attribute.read(element.entity()) == null) {
      context.point(element, attribute, owner);
    }
  }

  /**
   * Whether a reference to an object is one to its row only: it is another open session's, or this
   * session has an object of its own for the row.
   */
  private boolean isByIdOnly(Enhanced entity) {
    Access access = Access.of(entity.getClass());
    if (context.own(entity) != null || !access.tracked(entity) || isDeleted(entity)) {
      return false;
    }
    if (isOpenElsewhere(ManagedEntity.behind(entity))) {
      return true;
    }
    EntityModel model = model(entity);
    Object id = model.id().of(entity);
    ManagedEntity other = id == null ? null : context.find(model, id);
    return other != null && !isChanged(entity);
  }

  private static boolean isChanged(Enhanced entity) {
    Access access = Access.of(entity.getClass());
    for (int slot = 0; slot < access.slots(); slot++) {
      if (!access.writeArmed(entity, slot)) {
        return true;
      }
    }
    return access.isMarkedChanged(entity);
  }

  /** Whether a session other than this one stands behind an object. */
  private boolean isOpenElsewhere(@Nullable ManagedEntity state) {
    return state != null
        && state.context() != context
        && !state.context().isClosed()
        && !state.status().isOut();
  }

  private boolean wasDeletedHere(Object object) {
    ManagedEntity state = ManagedEntity.behind(object);
    return state != null && state.status() == Status.DELETED && state.context() == context;
  }

  /** Whether a flush deleted the row of an object, so that it is new. */
  static boolean isDeleted(Enhanced entity) {
    ManagedEntity state = ManagedEntity.behind(entity);
    return state != null && state.status() == Status.DELETED;
  }

  private ManagedEntity take(Object object) {
    EntityModel model = model(object);
    Enhanced entity = (Enhanced) object;
    Access access = model.access();
    ManagedEntity own = context.own(entity);
    if (own != null) {
      return own;
    }
    if (isOpenElsewhere(ManagedEntity.behind(entity))) {
      throw foreign(model, entity);
    }
    if (access.tracked(entity) && !isDeleted(entity)) {
      return takeDetached(model, entity);
    }
    access.forget(entity);
    return takeNew(model, entity);
  }

  private ManagedEntity takeDetached(EntityModel model, Enhanced entity) {
    Object id = requireSameId(model, entity);
    ManagedEntity other = context.find(model, id);
    if (other != null) {
      throw new EntityStateException(
          ErrorCode.OTHER_INSTANCE,
          null,
          "The session has another object for " + model.name() + " " + id,
          "a row is one object in a session, so the detached one cannot be attached",
          "attach it before the row is loaded, or merge it, which copies its values");
    }
    ManagedEntity state = context.attach(model, entity, id);
    attached.add(state);
    fresh.add(state);
    cohorts = cohorts.isEmpty() ? new HashMap<>() : cohorts;
    cohorts.computeIfAbsent(model, m -> new Cohort(Origin.ATTACHED)).add(state);
    return state;
  }

  private static Object requireSameId(EntityModel model, Enhanced entity) {
    Access access = model.access();
    Object id = model.id().of(entity);
    boolean written =
        model.id().slots().stream().anyMatch(slot -> !access.writeArmed(entity, slot));
    ManagedEntity before = ManagedEntity.behind(entity);
    boolean same = !written || (before != null && before.requiredId().equals(id));
    if (id == null || !same) {
      throw new EntityStateException(
          ErrorCode.CHANGED_ID,
          null,
          "The id of a detached " + model.name() + " was changed to " + id,
          "at " + model.id().path(),
          "an id stands for its row: delete the object and add a new one");
    }
    access.armWrites(entity, model.id().slots());
    return id;
  }

  private ManagedEntity takeNew(EntityModel model, Enhanced entity) {
    model.callbacks().call(Moment.PRE_PERSIST, entity);
    Access access = model.access();
    Object id = newIds.of(model, entity);
    NewIds.requireUnset(model, id);
    ManagedEntity state = context.add(model, entity);
    fresh.add(state);
    access.armWrites(entity, model.id().slots());
    if (model.idGeneration() == IdGeneration.IDENTITY) {
      access.armRead(entity, model.id().simple().slot());
    } else if (id != null) {
      context.identify(state, id);
    }
    return state;
  }

  private static EntityStateException foreign(EntityModel model, Enhanced entity) {
    Object id = model.id().of(entity);
    return new EntityStateException(
        ErrorCode.FOREIGN_SESSION,
        null,
        model.name() + " " + id + " belongs to another session",
        "that session is still open",
        "get the object by its id from this session and change that one");
  }

  /** An object as one of a mapped class. */
  Enhanced entity(Object object) {
    model(object);
    return (Enhanced) object;
  }

  /** The model of the class of an object. */
  EntityModel model(Object object) {
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

  // ---- detach and refresh

  /** Whether the session manages an object. */
  public boolean contains(Object object) {
    ManagedEntity state = context.own(entity(object));
    return state != null && state.status() != Status.REMOVED;
  }

  /** Lets go of an object, and of what its attributes hand that on to. */
  public void detach(Object object) {
    ManagedEntity state = context.own(entity(object));
    if (state != null) {
      context.detach(handedOn.reached(state, CascadeType.DETACH));
    }
  }

  /**
   * Reads the row of an object again, and of what its attributes hand that on to.
   *
   * @throws EntityStateException where the session has no row for it
   */
  public void refresh(Object object) {
    handedOn.reached(requireRow(object, "refreshed"), CascadeType.REFRESH).stream()
        .filter(state -> state.status() == Status.MANAGED || state.status() == Status.HOLLOW)
        .forEach(context.loader()::reload);
  }

  /** What this session knows of an object with a row. */
  public ManagedEntity requireRow(Object object, String what) {
    Enhanced entity = entity(object);
    ManagedEntity state = context.own(entity);
    if (state == null || !state.isStored() || state.status() == Status.REMOVED) {
      EntityModel model = model(object);
      throw new EntityStateException(
          ErrorCode.NOT_MANAGED,
          null,
          model.name() + " " + model.id().of(entity) + " cannot be " + what,
          state == null
              ? "this session does not manage it"
              : state.status() == Status.REMOVED ? "it is to be deleted" : "it has no row yet",
          state == null ? "get or attach it first" : "flush first");
    }
    return state;
  }

  // ---- delete

  /**
   * Marks an object as deleted, and what goes with it; a detached one is attached before.
   *
   * @throws EntityStateException where it has no row that is known of
   */
  public void delete(Object object) {
    ReadOnly.requireWritable(context, "delete", object);
    EntityModel model = model(object);
    Enhanced entity = (Enhanced) object;
    Access access = model.access();
    ManagedEntity state = context.own(entity);
    if (state == null && access.tracked(entity) && !isDeleted(entity)) {
      state = takeAll(object);
    }
    if (state == null) {
      Object id = model.id().of(entity);
      throw new EntityStateException(
          ErrorCode.FOREIGN_SESSION,
          null,
          model.name() + " " + id + " is not managed by this session, so it cannot be deleted",
          "get the object by its id from this session and delete that one");
    }
    delete(state);
  }

  /** Marks a managed object as deleted, and what goes with it; where a callback fails, none. */
  void delete(ManagedEntity first) {
    Map<ManagedEntity, List<ManagedEntity>> going = new LinkedHashMap<>();
    Deque<ManagedEntity> todo = new ArrayDeque<>();
    todo.add(first);
    ManagedEntity state;
    while ((state = todo.poll()) != null) {
      boolean gone = state.status() == Status.REMOVED || state.status().isOut();
      if (!gone && !going.containsKey(state)) {
        going.put(state, toDeleteWith(state));
        todo.addAll(going.get(state));
      }
    }
    going.forEach(this::remove);
    context.forgetOrphanedCollections();
  }

  /** Tells an object that it is to be deleted; what goes with it. */
  private List<ManagedEntity> toDeleteWith(ManagedEntity state) {
    if (state.status() == Status.HOLLOW && state.model().isReadFirst()) {
      context.loader().loadReference(state);
    }
    ReadOnly.requireDeletable(state);
    state.model().callbacks().call(Moment.PRE_REMOVE, state.entity());
    return handedOn.owned(state);
  }

  private void remove(ManagedEntity state, List<ManagedEntity> owned) {
    for (ManagedEntity part : owned) {
      paths = paths.isEmpty() ? new HashMap<>() : paths;
      paths.put(part, "what " + state.describe() + " owns");
      if (part.status() != Status.REMOVED) {
        deletedWith = deletedWith.isEmpty() ? new HashMap<>() : deletedWith;
        deletedWith.computeIfAbsent(state, s -> new ArrayList<>()).add(part);
      }
    }
    context.remove(state);
  }
}
