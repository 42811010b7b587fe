package org.rowanorm.declaration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.ComponentAccess;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdModel;
import org.rowanorm.mapping.ModelDraft;

/**
 * Makes the ids of the entities, before all else: foreign keys take their columns from them. An id
 * that is a reference waits for that of its target. For one use by one thread.
 */
final class IdBuilder {

  private final AttributeBuilder attributes;
  private final Map<EntityModel, EntityDeclaration> declarations;
  private final DerivedIds derived;
  private final Faults faults;
  private final Map<EntityModel, Boolean> done = new HashMap<>();
  private final Set<EntityModel> underWay = new HashSet<>();

  IdBuilder(
      AttributeBuilder attributes,
      Map<EntityModel, EntityDeclaration> declarations,
      DerivedIds derived,
      Faults faults) {
    this.derived = derived;
    this.attributes = attributes;
    this.declarations = declarations;
    this.faults = faults;
  }

  /** Gives an entity its id, and those that it depends on; false where a fault hinders it. */
  boolean identify(EntityModel model) {
    Boolean before = done.get(model);
    if (before != null) {
      return before;
    }
    if (!underWay.add(model)) {
      faults.add(
          ErrorCode.NO_ID,
          "The id of " + model.name() + " depends on itself",
          "at " + model.type().getName(),
          "give one of the entities an id of its own");
      return false;
    }
    boolean made = make(model);
    done.put(model, made);
    return made;
  }

  private boolean make(EntityModel model) {
    EntityModel parent = model.hierarchy().parent();
    if (parent != null) {
      boolean identified = identify(parent);
      if (identified) {
        ModelDraft.of(model).identify(parent.id());
      }
      return identified;
    }
    EntityDeclaration declaration = Objects.requireNonNull(declarations.get(model));
    List<AttributeDeclaration> ids =
        declaration.attributes().stream().filter(AttributeDeclaration::id).toList();
    if (ids.isEmpty()) {
      faults.add(
          ErrorCode.NO_ID,
          "Entity " + model.name() + " has no id",
          "at " + model.type().getName(),
          "annotate the attribute that identifies its rows with @Id");
      return false;
    }
    for (AttributeDeclaration reference : DerivedIds.of(declaration)) {
      if (!identifyTarget(reference)) {
        return false;
      }
    }
    List<AttributeDeclaration> named = derived.named(declaration, ids);
    if (named == null) {
      return false;
    }
    List<Attribute> made = new ArrayList<>();
    for (AttributeDeclaration said : named) {
      Attribute attribute = identifyTarget(said) ? attributes.make(model, said) : null;
      if (attribute == null) {
        return false;
      }
      made.add(attribute);
    }
    ComponentAccess idClass = ids.size() == 1 ? null : idClass(model, declaration, made);
    if (ids.size() > 1 && idClass == null) {
      return false;
    }
    ModelDraft.of(model).identify(new IdModel(model, made, idClass));
    return true;
  }

  /** An id that is a reference takes its columns from the id of the target. */
  private boolean identifyTarget(AttributeDeclaration said) {
    if (said instanceof AttributeDeclaration.ToOne toOne) {
      EntityModel target = attributes.target(toOne, toOne.target());
      return target != null && identify(target);
    }
    return true;
  }

  private @Nullable ComponentAccess idClass(
      EntityModel model, EntityDeclaration declaration, List<Attribute> ids) {
    Class<?> type = declaration.idClass();
    if (type == null) {
      faults.add(
          ErrorCode.WRONG_ID_CLASS,
          "Entity " + model.name() + " has " + ids.size() + " ids and no class for them",
          "at " + model.type().getName(),
          "name a class with attributes of the same names with @IdClass, or use @EmbeddedId");
      return null;
    }
    ComponentAccess access;
    try {
      access = ComponentAccess.of(type);
    } catch (IllegalArgumentException e) {
      faults.add(
          ErrorCode.WRONG_ID_CLASS,
          "The id class of " + model.name() + " cannot be used",
          "at " + type.getName(),
          String.valueOf(e.getMessage()),
          "declare it as a class with a no-arg constructor, or as a record");
      return null;
    }
    for (Attribute id : ids) {
      if (access.part(id.name()) < 0) {
        faults.add(
            ErrorCode.WRONG_ID_CLASS,
            "The id class " + type.getSimpleName() + " has no attribute '" + id.name() + "'",
            "at " + type.getName() + ", the id class of " + model.name(),
            "it needs one for each @Id of the entity, of the same name");
        return null;
      }
    }
    return access;
  }
}
