package org.rowanorm.flush;

import jakarta.persistence.CascadeType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.Status;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.TrackedCollection;
import org.rowanorm.entity.TrackedMap;
import org.rowanorm.error.StaleEntityException;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.Cascades;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdGeneration;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.RowPart;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.mapping.ValueAttribute;
import org.rowanorm.plan.Plans;

/**
 * Copies what an object says to the session's own object of the same row, and what it leads to. It
 * goes level by level, so that the rows of one level are loaded together. For one use by one
 * thread.
 */
final class Merge {

  /** A row that was asked for: it may not be there. */
  private record Asked(EntityModel model, Object id) {}

  private final PersistenceContext context;
  private final Plans plans;
  private final Cascade cascade;
  private final IdentityHashMap<Object, Enhanced> copies = new IdentityHashMap<>();
  private final List<Enhanced> added = new ArrayList<>();
  private final Set<Asked> asked = new HashSet<>();
  private List<Enhanced> next = new ArrayList<>();

  Merge(PersistenceContext context, Plans plans, Cascade cascade) {
    this.context = context;
    this.plans = plans;
    this.cascade = cascade;
  }

  /** The session's object, with what the given one says. */
  Object merge(Object object) {
    Enhanced copy = target(cascade.entity(object));
    while (!next.isEmpty()) {
      List<Enhanced> level = next;
      next = new ArrayList<>();
      level.forEach(this::preload);
      level.forEach(this::copy);
    }
    added.forEach(cascade::add);
    return copy;
  }

  // ---- which object

  /** The session's object for one to merge, whose state is copied later. */
  private Enhanced target(Enhanced source) {
    Enhanced known = copies.get(source);
    if (known != null) {
      return known;
    }
    EntityModel model = cascade.model(source);
    ManagedEntity own = context.own(source);
    if (own != null && own.status() == Status.REMOVED) {
      throw Cascade.removed(own, "merged");
    }
    Enhanced copy = own == null ? stored(model, source) : source;
    if (copy == null) {
      copy = plans.of(model).hydrator().instantiate();
      added.add(copy);
    }
    copies.put(source, copy);
    next.add(source);
    return copy;
  }

  private @Nullable Enhanced stored(EntityModel model, Enhanced source) {
    Object id = model.id().of(source);
    ManagedEntity found = id == null ? null : find(model, id);
    if (found == null && model.access().tracked(source) && !Cascade.isDeleted(source)) {
      throw gone(model, id);
    }
    if (found != null) {
      requireVersion(found, source);
    }
    return found == null ? null : found.entity();
  }

  private @Nullable ManagedEntity find(EntityModel model, Object id) {
    ManagedEntity known = context.find(model, id);
    boolean lacks = known == null || known.status() == Status.HOLLOW;
    if (lacks && asked.add(new Asked(model, id))) {
      context.loader().loadAll(model, List.of(id));
      known = context.find(model, id);
    }
    if (known == null || known.status() == Status.HOLLOW) {
      return null;
    }
    return model.type().isInstance(known.entity()) ? known : null;
  }

  private static StaleEntityException gone(EntityModel model, @Nullable Object id) {
    return new StaleEntityException(
        model.name(),
        id,
        model.name() + " " + id + " was deleted since it was detached",
        "in merge(" + model.name() + " " + id + ")",
        "leave it out, or make a new object");
  }

  /** What was read before another transaction wrote must not be copied over it. */
  private static void requireVersion(ManagedEntity found, Enhanced source) {
    BasicAttribute version = found.model().version();
    if (version == null || !isCopied(version, source)) {
      return; // of an object that was never read nothing is copied either
    }
    Object base = version.read(source);
    Object now = version.read(found.entity());
    boolean managedOnce = found.model().access().tracked(source);
    if ((base != null || managedOnce) && !version.isSame(base, now)) {
      throw new StaleEntityException(
          found.model().name(),
          found.requiredId(),
          found.describe() + " was changed by another transaction",
          "it was detached with the version " + base + ", its row has the version " + now,
          "in merge(" + found.describe() + ")",
          "read it again in a new session and repeat the change");
    }
  }

  /** Loads the rows of all that an object will be copied with. */
  private void preload(Enhanced source) {
    Map<EntityModel, Set<Object>> ids = new LinkedHashMap<>();
    EntityModel model = cascade.model(source);
    for (ToOneAttribute attribute : model.toOnes()) {
      if (attribute.read(source) instanceof Enhanced target && isMerged(attribute.cascades())) {
        note(ids, target);
      }
    }
    for (ToManyAttribute attribute : model.toManys()) {
      if (attribute.isAssociation()
          && isCopied(attribute, source)
          && isMerged(attribute.cascades())) {
        elements(attribute, source).forEach(element -> note(ids, element));
      }
    }
    ids.forEach((target, some) -> context.loader().loadAll(target, some));
  }

  private void note(Map<EntityModel, Set<Object>> ids, Object target) {
    if (target instanceof Enhanced entity
        && !copies.containsKey(target)
        && context.own(entity) == null) {
      EntityModel model = cascade.model(target);
      Object id = model.id().of(entity);
      if (id != null && asked.add(new Asked(model, id))) {
        ids.computeIfAbsent(model, m -> new LinkedHashSet<>()).add(id);
      }
    }
  }

  // ---- copying

  private void copy(Enhanced source) {
    Enhanced copy = Objects.requireNonNull(copies.get(source));
    EntityModel model = cascade.model(source);
    for (int slot = 0; slot < model.access().slots(); slot++) {
      Attribute attribute = model.attributeOrNull(slot);
      if (attribute == null || attribute == model.version() || !isCopied(attribute, source)) {
        continue;
      }
      if (attribute instanceof ToManyAttribute toMany) {
        copyElements(toMany, source, copy);
      } else if (isWritten(model, slot, copy)) {
        List<ToManyAttribute> within = collectionsWithin(attribute);
        within.forEach(collection -> keep(collection, copy));
        write(model, copy, slot, value(attribute, attribute.read(source), copy));
        for (ToManyAttribute collection : within) {
          if (isKnown(collection.read(source))) {
            copyElements(collection, source, copy);
          }
        }
      }
    }
  }

  /** The collections in an embeddable, which is copied without them. */
  private static List<ToManyAttribute> collectionsWithin(Attribute attribute) {
    return attribute instanceof EmbeddedAttribute embedded
        ? embedded.sides().stream()
            .filter(ToManyAttribute.class::isInstance)
            .map(ToManyAttribute.class::cast)
            .toList()
        : List.of();
  }

  private void keep(ToManyAttribute collection, Enhanced copy) {
    ManagedEntity own = context.own(copy);
    if (own != null) {
      own.collection(collection).inUse();
    }
  }

  private static boolean isKnown(@Nullable Object held) {
    return held != null && !(held instanceof TrackedCollection tracked && !tracked.isLoaded());
  }

  private boolean isWritten(EntityModel model, int slot, Enhanced copy) {
    return !model.id().has(slot)
        || (context.own(copy) == null && model.idGeneration() == IdGeneration.ASSIGNED);
  }

  /** What was not loaded is left alone. */
  private static boolean isCopied(Attribute attribute, Enhanced source) {
    Access access = attribute.owner().access();
    boolean unwatched =
        attribute instanceof ValueAttribute value
            && attribute.owner().mutables().contains(value)
            && access.read(source, attribute.slot()) != null
            && !(attribute instanceof EmbeddedAttribute embedded
                && embedded.mayBeOpen(embedded.read(source)));
    return Access.of(source.getClass()).readArmed(source, attribute.slot())
        ? unwatched
        : !(attribute.read(source) instanceof TrackedCollection tracked) || tracked.isLoaded();
  }

  private void write(EntityModel model, Enhanced copy, int slot, @Nullable Object value) {
    ManagedEntity own = context.own(copy);
    if (own == null) {
      model.access().write(copy, slot, value);
    } else if (model.attribute(slot) instanceof InverseToOneAttribute side) {
      writeInverse(own, side, value);
    } else if (!(model.access().read(copy, slot) == value && copies.get(copy) == copy)) {
      own.set(slot, value);
    }
  }

  /** The side without the key is compared with who is there, so that the same one is no change. */
  private void writeInverse(ManagedEntity own, InverseToOneAttribute side, @Nullable Object value) {
    if (own.lacks(side)) {
      context.loader().loadInverse(own, side);
    }
    if (side.read(own.entity()) != value) {
      own.set(side.slot(), value);
    }
  }

  /** What a value becomes in a copy, where an embeddable keeps its collections and other sides. */
  private @Nullable Object value(Attribute attribute, @Nullable Object value, Enhanced copy) {
    if (attribute instanceof ToManyAttribute
        || (attribute instanceof InverseToOneAttribute && !attribute.place().isSlot())) {
      return attribute.read(copy);
    }
    if (value == null) {
      return null;
    }
    if (attribute instanceof ToOneAttribute toOne) {
      return reference(toOne.cascades(), (Enhanced) value);
    }
    if (attribute instanceof InverseToOneAttribute inverse) {
      return reference(inverse.cascades(), (Enhanced) value);
    }
    if (attribute instanceof EmbeddedAttribute embedded) {
      @Nullable Object[] parts = new @Nullable Object[embedded.parts().size()];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = value(embedded.parts().get(i), embedded.component().read(value, i), copy);
      }
      return embedded.component().make(parts);
    }
    return value;
  }

  private static boolean isMerged(Cascades cascades) {
    return cascades.has(CascadeType.MERGE);
  }

  /** What a reference to an object becomes: what is not merged is referred to by its id. */
  private Enhanced reference(Cascades cascades, Enhanced target) {
    if (isMerged(cascades) || copies.containsKey(target)) {
      return target(target);
    }
    if (context.own(target) != null) {
      return target;
    }
    EntityModel model = cascade.model(target);
    Object id = model.id().of(target);
    if (id != null && model.access().tracked(target)) {
      return context.loader().reference(model, id).entity();
    }
    ManagedEntity found = id == null ? null : find(model, id);
    return found == null ? target(target) : found.entity();
  }

  // ---- collections

  private void copyElements(ToManyAttribute attribute, Enhanced source, Enhanced copy) {
    Map<Object, Object> entries = new LinkedHashMap<>();
    List<Object> wanted = new ArrayList<>();
    if (attribute.read(source) instanceof Map<?, ?> map) {
      map.forEach((key, e) -> entries.put(key(attribute, key, copy), element(attribute, e, copy)));
    } else {
      elements(attribute, source).forEach(e -> wanted.add(element(attribute, e, copy)));
    }
    ManagedEntity own = context.own(copy);
    if (own == null) {
      Object made =
          switch (attribute.kind()) {
            case LIST -> wanted;
            case SET -> new LinkedHashSet<>(wanted);
            case MAP -> entries;
          };
      attribute.place().put(copy, made);
    } else if (source != copy) {
      TrackedCollection held = own.collection(attribute).inUse();
      if (held instanceof TrackedMap<?, ?> map) {
        replace(map, entries);
      } else if (held instanceof Collection<?> collection) {
        replace(collection, wanted);
      }
    }
  }

  private Object element(ToManyAttribute attribute, Object element, Enhanced copy) {
    return attribute.isAssociation()
        ? reference(attribute.cascades(), cascade.entity(element))
        : part(attribute.element(), element, copy);
  }

  private Object key(ToManyAttribute attribute, Object key, Enhanced copy) {
    RowPart position = attribute.shape().position();
    return position == null ? key : part(position, key, copy);
  }

  /** A value of a collection, or a key of one: what it refers to is the session's own. */
  private Object part(RowPart part, Object value, Enhanced copy) {
    boolean refers = part.leaves().stream().anyMatch(ToOneAttribute.class::isInstance);
    return refers ? Objects.requireNonNull(value(part.attribute(), value, copy)) : value;
  }

  @SuppressWarnings("unchecked")
  private static void replace(TrackedMap<?, ?> held, Map<Object, Object> wanted) {
    Map<Object, Object> map = (Map<Object, Object>) held;
    if (!new LinkedHashMap<>(map).equals(wanted)) {
      map.clear();
      map.putAll(wanted);
    }
  }

  @SuppressWarnings("unchecked")
  private static void replace(Collection<?> held, List<Object> wanted) {
    Collection<Object> collection = (Collection<Object>) held;
    List<Object> now = new ArrayList<>(collection);
    if (!isSame(now, wanted)) {
      collection.clear();
      collection.addAll(wanted);
    }
  }

  /** Whether objects are the same ones, in the same order, and values equal. */
  private static boolean isSame(List<Object> now, List<Object> wanted) {
    boolean same = now.size() == wanted.size();
    for (int i = 0; same && i < now.size(); i++) {
      Object left = now.get(i);
      same = left instanceof Enhanced ? left == wanted.get(i) : left.equals(wanted.get(i));
    }
    return same;
  }

  private static Collection<?> elements(ToManyAttribute attribute, Enhanced source) {
    Object held = attribute.read(source);
    if (held instanceof TrackedCollection tracked) {
      return tracked.snapshot();
    }
    if (held instanceof Map<?, ?> map) {
      return map.values();
    }
    return held instanceof Collection<?> plain ? plain : List.of();
  }
}
