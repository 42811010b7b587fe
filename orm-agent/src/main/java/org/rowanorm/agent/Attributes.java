package org.rowanorm.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Says which attributes a class level has, and so how they are reached: the one place that knows
 * the rules of access types. Thread-safe.
 *
 * <p>A level's access type is what it is annotated with; else where the nearest id stands, in it or
 * above; else where its own mapping annotations stand; else that of the level above; else fields.
 * The subclasses of a mapped superclass are not asked: they may lie in another jar.
 */
final class Attributes {

  private record Found(ClassShape shape, List<Attribute> attributes) {}

  private final ClassShapes shapes;
  private final Map<String, Found> known = new ConcurrentHashMap<>();

  Attributes(ClassShapes shapes) {
    this.shapes = shapes;
  }

  /** The attributes of a level in the order of their slots: fields, then properties. */
  @SuppressWarnings("ReferenceEquality") // a shape that was read anew is another one
  List<Attribute> of(ClassShape shape) {
    Found found = known.get(shape.name());
    if (found == null || found.shape != shape) {
      found = new Found(shape, List.copyOf(find(shape)));
      known.put(shape.name(), found);
    }
    return found.attributes;
  }

  /** The attribute that is a certain field, or null. */
  @Nullable Attribute field(ClassShape shape, String name, String descriptor) {
    for (Attribute attribute : of(shape)) {
      if (attribute.isField(name, descriptor)) {
        return attribute;
      }
    }
    return null;
  }

  /**
   * Refuses annotations that lead to nothing.
   *
   * @throws EnhancementException where a method cannot be the getter that it is annotated to be
   */
  void check(ClassShape shape) {
    if (!shape.isRecord()) {
      new Properties(shape).check(accessType(shape));
    }
  }

  private List<Attribute> find(ClassShape shape) {
    AccessType type = accessType(shape);
    List<Attribute> fields = new ArrayList<>();
    List<Attribute> properties = new ArrayList<>();
    if (!shape.isRecord()) {
      properties.addAll(new Properties(shape).attributes(type));
    }
    for (Member member : shape.members()) {
      boolean asked = member.marks().access() == AccessType.FIELD;
      if (member.isField()
          && !member.marks().unmapped()
          && (asked || (type == AccessType.FIELD && !has(properties, member.name())))) {
        remove(properties, member.name());
        fields.add(Attribute.of(member));
      }
    }
    for (Attribute property : properties) {
      if (!isInherited(shape, property.name())) {
        fields.add(property);
      }
    }
    return fields;
  }

  /** Whether a property is the attribute of a level above, whose getter it overrides. */
  private boolean isInherited(ClassShape shape, String name) {
    for (ClassShape at = levelAbove(shape); at != null; at = levelAbove(at)) {
      for (Attribute attribute : of(at)) {
        Attribute.Property property = attribute.property();
        if (attribute.name().equals(name)
            && (property == null || property.getter().isOpen(shape.isBeside(at)))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean has(List<Attribute> attributes, String name) {
    for (Attribute attribute : attributes) {
      if (attribute.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static void remove(List<Attribute> attributes, String name) {
    for (int i = attributes.size() - 1; i >= 0; i--) {
      if (attributes.get(i).name().equals(name)) {
        attributes.remove(i);
      }
    }
  }

  private AccessType accessType(ClassShape shape) {
    if (shape.isRecord()) {
      return AccessType.FIELD;
    }
    if (shape.accessType() != null) {
      return shape.accessType();
    }
    for (ClassShape at = shape; at != null; at = levelAbove(at)) {
      AccessType placed = at.accessType() == null ? place(at, true) : null;
      if (placed != null) {
        return placed;
      }
    }
    AccessType placed = place(shape, false);
    if (placed != null) {
      return placed;
    }
    ClassShape above = levelAbove(shape);
    return above == null ? AccessType.FIELD : accessType(above);
  }

  /** Where the mapping annotations of a class stand, or its ids only; fields win. */
  private static @Nullable AccessType place(ClassShape shape, boolean ids) {
    AccessType place = null;
    for (Member member : shape.members()) {
      AccessType own = member.isField() ? AccessType.FIELD : AccessType.PROPERTY;
      boolean exception = member.marks().access() == own;
      if (!exception && (ids ? member.marks().id() : member.marks().mapping())) {
        place = place == AccessType.FIELD ? place : own;
      }
    }
    return place;
  }

  private @Nullable ClassShape levelAbove(ClassShape shape) {
    ClassShape above = shapes.above(shape);
    while (above != null && above.kind() == ClassShape.Kind.NONE) {
      above = shapes.above(above);
    }
    return above;
  }
}
