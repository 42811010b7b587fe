package org.rowanorm.flush;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.DirectObjects;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.Models;
import org.rowanorm.mapping.Moment;

/** The objects that one call is given to write their rows, each once, and what it asks of them. */
final class Given {

  private final Models models;
  private final List<Enhanced> objects = new ArrayList<>();
  private final Set<Enhanced> fresh = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * Objects that no open session manages.
   *
   * @throws EntityStateException where one does
   * @throws QueryException where one is of no entity
   */
  Given(Models models, Collection<?> objects) {
    this.models = models;
    Set<Object> known = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Object object : objects) {
      if (known.add(object)) {
        Enhanced entity = checked(object);
        this.objects.add(entity);
        if (!Access.of(entity.getClass()).tracked(entity) || Cascade.isDeleted(entity)) {
          fresh.add(entity);
        }
      }
    }
  }

  List<Enhanced> objects() {
    return objects;
  }

  private Enhanced checked(@Nullable Object object) {
    EntityModel model = object == null ? null : models.find(object.getClass());
    if (model == null || !(object instanceof Enhanced entity)) {
      throw Cascade.unknown(object == null ? Void.class : object.getClass());
    }
    ManagedEntity state = ManagedEntity.behind(entity);
    if (state != null && DirectObjects.isManaged(state)) {
      throw new EntityStateException(
          ErrorCode.MANAGED_OBJECT,
          null,
          state.describe() + " is managed by a session",
          "insertAll, updateAll, upsertAll and deleteAll write objects that no session manages",
          "let the session's flush write it, or detach it before");
    }
    return entity;
  }

  /** The model of the class of an object. */
  EntityModel model(Enhanced object) {
    EntityModel model = models.find(object.getClass());
    if (model == null) {
      throw Cascade.unknown(object.getClass());
    }
    return model;
  }

  /** Calls who wants to be told of the objects: of those that were new, and of the others. */
  void tell(Moment ofNew, Moment ofOthers) {
    for (Enhanced object : objects) {
      Moment moment = fresh.contains(object) ? ofNew : ofOthers;
      model(object).callbacks().call(moment, object);
    }
  }

  /** Refuses objects that have a row. */
  void requireNew() {
    for (Enhanced object : objects) {
      if (!fresh.contains(object)) {
        EntityModel model = model(object);
        throw new EntityStateException(
            ErrorCode.HAS_ROW,
            null,
            model.name() + " " + model.id().of(object) + " has a row already",
            "it was loaded or stored before",
            "updateAll writes what it says now; for a row more make another object");
      }
    }
  }

  /** The id of an object, which must have one. */
  Object requireId(Enhanced object) {
    EntityModel model = model(object);
    Object id = model.id().of(object);
    if (id == null) {
      throw new EntityStateException(
          ErrorCode.MISSING_ID,
          null,
          "A " + model.name() + " has no id",
          "at " + model.id().path(),
          "its row is found by the id: set it, or insert the object");
    }
    return id;
  }

  /** Refuses an object whose version is not loaded, by which its row is to be found. */
  void requireVersion(Enhanced object) {
    EntityModel model = model(object);
    BasicAttribute version = model.version();
    if (version != null && model.access().lacks(object, version.slot())) {
      throw new EntityStateException(
          ErrorCode.UNREAD_VERSION,
          null,
          "The version of " + model.name() + " " + model.id().of(object) + " is not loaded",
          "its row is found by id and version",
          "read an attribute of it before, or attach it and let the session write it");
    }
  }
}
