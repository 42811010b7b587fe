package org.rowanorm.agent;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rowanorm.agent.ClassShape.Kind;

/**
 * Knows which mapped classes are enhanced or will be, and so whose attributes have accessors. A
 * class that is refused has none: nobody may be sent to them. Thread-safe.
 */
final class MappedClasses {

  private static final Set<Kind> MAPPED = EnumSet.of(Kind.MAPPED);
  private static final Set<Kind> LEVELS = EnumSet.of(Kind.MAPPED, Kind.EMBEDDABLE);

  private final ClassShapes shapes;
  private final Attributes attributes;
  private final Constructors constructors;
  private final Predicate<String> scope;
  private final Map<String, Optional<EnhancementException>> refusals = new ConcurrentHashMap<>();
  private final SortedSet<String> plain = new ConcurrentSkipListSet<>();

  /**
   * @param scope by name with dots, whether a mapped class that is not enhanced yet will be
   */
  MappedClasses(ClassShapes shapes, Predicate<String> scope) {
    this.shapes = shapes;
    this.scope = scope;
    this.attributes = new Attributes(shapes);
    this.constructors = new Constructors(shapes);
  }

  /** Mapped classes out of scope that are not enhanced although their fields are touched. */
  SortedSet<String> plain() {
    return plain;
  }

  /** The class that declares the attribute which a field access means, or null. */
  @Nullable ClassShape declaring(String owner, String field, String descriptor) {
    boolean plain = owner.startsWith("[") || shapes.isPlain(owner, field, descriptor);
    ClassShape at = plain ? null : shapes.of(owner);
    while (at != null && !at.declares(field, descriptor)) {
      at = shapes.above(at);
    }
    if (at == null || !at.isMapped() || attributes.field(at, field, descriptor) == null) {
      return null;
    }
    return isWoven(at) ? at : null;
  }

  /**
   * What the weaver needs to know of a class that is to be enhanced, its serialVersionUID apart.
   *
   * @throws EnhancementException where it cannot be
   */
  MappedClass describe(ClassShape shape) {
    Optional<EnhancementException> refusal = refusal(shape);
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    return new MappedClass(
        shape,
        attributes.of(shape),
        inherited(shape),
        above(shape, MAPPED) == null,
        constructors.toCall(shape),
        null);
  }

  private List<MappedClass.Inherited> inherited(ClassShape shape) {
    List<MappedClass.Inherited> inherited = new ArrayList<>();
    ClassShape at = above(shape, MAPPED);
    while (at != null) {
      for (Attribute attribute : attributes.of(at)) {
        Attribute.Property property = attribute.property();
        if (property != null) {
          boolean near = shape.isBeside(at);
          inherited.add(new MappedClass.Inherited(at.name(), near, attribute, property));
        }
      }
      at = above(at, MAPPED);
    }
    return inherited;
  }

  /** Whether a mapped class is, or is about to be, enhanced; notes it where it is not. */
  private boolean isWoven(ClassShape shape) {
    if (shape.isEnhanced()) {
      return true;
    }
    if (scope.test(shape.name().replace('/', '.'))) {
      return refusal(shape).isEmpty();
    }
    plain.add(shape.name().replace('/', '.'));
    return false;
  }

  private Optional<EnhancementException> refusal(ClassShape shape) {
    Optional<EnhancementException> known = refusals.get(shape.name());
    if (known == null) {
      try {
        check(shape);
        known = Optional.empty();
      } catch (EnhancementException e) {
        known = Optional.of(e);
      }
      refusals.put(shape.name(), known);
    }
    return known;
  }

  private void check(ClassShape shape) {
    if (shape.isRecord() && shape.isMapped()) {
      throw new EnhancementException(
          "A record cannot be an entity: it cannot be changed, nor loaded later.",
          shape.name(),
          "Make it a class, or map it as @Embeddable.");
    }
    shape.checkVersion();
    ClassShape above = above(shape, LEVELS);
    if (above != null) {
      checkSuperclass(shape, above);
    }
    attributes.check(shape);
    constructors.toCall(shape);
  }

  private void checkSuperclass(ClassShape shape, ClassShape above) {
    if (shape.isMapped() && above.isEmbeddable()) {
      throw new EnhancementException(
          "Its superclass " + above.name().replace('/', '.') + " is an embeddable.",
          shape.name(),
          "Make the superclass a @MappedSuperclass: embeddables may extend that too.");
    }
    if (above.isEnhanced()) {
      above.checkContract();
    } else if (scope.test(above.name().replace('/', '.'))) {
      Optional<EnhancementException> refusal = refusal(above);
      if (refusal.isPresent()) {
        throw refusal.get();
      }
    } else {
      throw new EnhancementException(
          "Its mapped superclass " + above.name().replace('/', '.') + " is not enhanced.",
          shape.name(),
          "Run the goal enhance of orm-maven-plugin in the module of the superclass, or let the"
              + " agent cover both packages.");
    }
  }

  /** The nearest class above that is of one of these kinds, or null. */
  private @Nullable ClassShape above(ClassShape shape, Set<Kind> wanted) {
    ClassShape at = shape;
    while (!at.isTop()) {
      ClassShape above = shapes.above(at);
      if (above == null) {
        throw new EnhancementException(
            "Its superclass " + at.superName().replace('/', '.') + " cannot be found.",
            shape.name(),
            "Add what holds it to the class path.");
      }
      if (wanted.contains(above.kind())) {
        return above;
      }
      at = above;
    }
    return null;
  }
}
