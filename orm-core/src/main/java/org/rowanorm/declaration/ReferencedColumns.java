package org.rowanorm.declaration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.Nearest;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.mapping.UniqueKey;
import org.rowanorm.mapping.UniqueKey.Part;

/**
 * Finds what of an entity foreign keys refer to: its id, or other columns that tell its rows apart.
 * For one use by one thread.
 */
final class ReferencedColumns {

  private final Map<EntityModel, List<Attribute>> attributes;
  private final Faults faults;
  private final Map<EntityModel, List<UniqueKey>> keys = new LinkedHashMap<>();
  private final Set<UniqueKey> referredTo = new HashSet<>();

  /** What finds columns among the attributes that the entities have so far. */
  ReferencedColumns(Map<EntityModel, List<Attribute>> attributes, Faults faults) {
    this.attributes = attributes;
    this.faults = faults;
  }

  /** The keys that were found or made. */
  Map<EntityModel, List<UniqueKey>> keys() {
    return keys;
  }

  /** Whether some join columns refer to a column of the target that is not of its id. */
  static boolean reachBeyondId(List<ColumnDeclaration> declared, EntityModel target) {
    return declared.stream()
        .map(ColumnDeclaration::referenced)
        .anyMatch(
            name ->
                !name.isEmpty()
                    && target.id().columns().stream()
                        .noneMatch(column -> column.name().equalsIgnoreCase(name)));
  }

  /** What the join columns of an association refer to; null, with a fault, where they cannot. */
  @Nullable RowKey keyOf(
      AttributeDeclaration said, List<ColumnDeclaration> declared, EntityModel target) {
    if (!reachBeyondId(declared, target)) {
      return target.id();
    }
    if (said.id() || (said instanceof AttributeDeclaration.ToOne toOne && toOne.mapsId() != null)) {
      fault(
          "An id cannot be taken from " + target.name() + " by another column than its id",
          said,
          "take referencedColumnName away");
      return null;
    }
    List<Part> parts = new ArrayList<>();
    for (ColumnDeclaration column : declared) {
      Part part = part(said, column.referenced(), target);
      if (part == null) {
        return null;
      }
      parts.add(part);
    }
    UniqueKey key = key(target, parts);
    referredTo.add(key);
    return key;
  }

  /** Whether foreign keys refer to a key, which may tell rows apart without. */
  boolean isReferredTo(UniqueKey key) {
    return referredTo.contains(key);
  }

  /** The key of an entity that is made of some columns. */
  UniqueKey key(EntityModel target, List<Part> parts) {
    List<UniqueKey> known = keys.computeIfAbsent(target, t -> new ArrayList<>());
    for (UniqueKey key : known) {
      if (key.isOf(parts)) {
        return key;
      }
    }
    UniqueKey made = new UniqueKey(target, parts);
    known.add(made);
    return made;
  }

  private @Nullable Part part(AttributeDeclaration said, String name, EntityModel target) {
    if (name.isEmpty()) {
      fault(
          "Some join columns say which column of " + target.name() + " they refer to, one does not",
          said,
          "give each @JoinColumn a referencedColumnName");
      return null;
    }
    List<Part> all = parts(target);
    for (Part part : all) {
      if (part.column().name().equalsIgnoreCase(name)) {
        String hindrance = hindrance(part.leaf());
        if (hindrance != null) {
          fault(
              "A foreign key cannot refer to " + part.leaf().path() + ", " + hindrance,
              said,
              "refer to the id, or to a plain attribute that is unique");
          return null;
        }
        return part;
      }
    }
    List<String> names = all.stream().map(part -> part.column().name()).toList();
    fault(
        "No column '" + name + "' in " + target.name() + Nearest.hint(name, names),
        said,
        "name a column in referencedColumnName, not an attribute");
    return null;
  }

  /** Why the values of an attribute cannot be a key that other rows hold, or null. */
  static @Nullable String hindrance(ColumnAttribute leaf) {
    if (leaf instanceof ToOneAttribute toOne) {
      return toOne.tellsObject() ? null : "which leads to an entity that is found by loading it";
    }
    BasicAttribute basic = (BasicAttribute) leaf;
    if (basic.lazy()) {
      return "which is not loaded with its row";
    }
    return basic.column().type().isMutable() ? "whose values can change in place" : null;
  }

  private List<Part> parts(EntityModel target) {
    return target.hierarchy().lineage().stream()
        .flatMap(member -> attributes.getOrDefault(member, List.of()).stream())
        .flatMap(ReferencedColumns::parts)
        .toList();
  }

  /** The columns of an attribute. */
  static Stream<Part> parts(Attribute attribute) {
    if (attribute instanceof EmbeddedAttribute embedded) {
      return embedded.leaves().stream().flatMap(ReferencedColumns::parts);
    }
    return attribute instanceof ColumnAttribute leaf
        ? Stream.iterate(0, i -> i < leaf.columns().size(), i -> i + 1).map(i -> new Part(leaf, i))
        : Stream.of();
  }

  private void fault(String fact, AttributeDeclaration said, String remedy) {
    faults.add(ErrorCode.WRONG_REFERENCED_COLUMN, fact, "at " + said.place(), remedy);
  }
}
