package org.rowanorm.agent;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Resolves names to mapped classes over the class files at hand; a class that is not to be found is
 * taken as unmapped. Remembers shapes, not files. Thread-safe.
 */
final class MappedClasses {

  private static final String OBJECT = "java/lang/Object";

  private final ClassFileSource source;
  private final Predicate<String> scope;
  private final Map<String, Optional<ClassShape>> shapes = new ConcurrentHashMap<>();
  private final SortedSet<String> plain = new ConcurrentSkipListSet<>();

  /**
   * @param scope by name with dots, whether a mapped class that is not enhanced yet will be
   */
  MappedClasses(ClassFileSource source, Predicate<String> scope) {
    this.source = source;
    this.scope = scope;
  }

  /** Takes the shape of a class from its own bytes, which need not be what the source has. */
  ClassShape learn(byte[] file) {
    ClassShape shape = ShapeReader.read(file);
    shapes.put(shape.name(), Optional.of(shape));
    return shape;
  }

  @Nullable ClassShape shape(String name) {
    Optional<ClassShape> known = shapes.get(name);
    if (known == null) { // not computeIfAbsent: a class loader may call the agent from within
      known = Optional.ofNullable(find(name));
      shapes.put(name, known);
    }
    return known.orElse(null);
  }

  /** Mapped classes out of scope that are not enhanced although their fields are touched. */
  SortedSet<String> plain() {
    return plain;
  }

  /** The class that declares the attribute which a field access means, or null. */
  @Nullable ClassShape declaring(String owner, String field, String descriptor) {
    for (ClassShape at = hierarchy(owner); at != null; at = above(at)) {
      if (at.declares(field, descriptor)) {
        boolean attribute = at.mapped() && at.attribute(field, descriptor) != null;
        return attribute && !at.isRecord() && woven(at) ? at : null;
      }
    }
    return null;
  }

  /**
   * The nearest mapped class above, or null.
   *
   * @throws EnhancementException where a class of the hierarchy cannot be found
   */
  @Nullable ClassShape mappedAbove(ClassShape shape) {
    ClassShape at = shape;
    while (true) {
      ClassShape above = above(at);
      if (above == null) {
        checkTop(shape, at);
        return null;
      }
      if (above.mapped()) {
        return above;
      }
      at = above;
    }
  }

  private static void checkTop(ClassShape shape, ClassShape top) {
    String missing = top.superName();
    if (missing != null && !missing.equals(OBJECT)) {
      throw new EnhancementException(
          "Its superclass " + missing.replace('/', '.') + " cannot be found.",
          shape.name(),
          "Add what holds it to the class path.");
    }
  }

  /** Whether the class is, or is about to be, enhanced. */
  boolean isWoven(ClassShape shape) {
    return shape.isEnhanced() || scope.test(shape.name().replace('/', '.'));
  }

  boolean isSerializable(ClassShape shape) {
    for (ClassShape at = shape; at != null; at = above(at)) {
      for (String type : at.interfaces()) {
        if (isSerializable(type)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isSerializable(String type) {
    if (type.equals("java/io/Serializable")) {
      return true;
    }
    ClassShape shape = shape(type);
    return shape != null && shape.interfaces().stream().anyMatch(this::isSerializable);
  }

  /** The class above, or null where there is none or it cannot be found. */
  @Nullable ClassShape above(ClassShape shape) {
    String name = shape.superName();
    return name == null || name.equals(OBJECT) ? null : shape(name);
  }

  private @Nullable ClassShape hierarchy(String owner) {
    return ConstantPool.isPlatform(owner) || owner.startsWith("[") ? null : shape(owner);
  }

  private boolean woven(ClassShape shape) {
    if (isWoven(shape)) {
      return true;
    }
    plain.add(shape.name().replace('/', '.'));
    return false;
  }

  private @Nullable ClassShape find(String name) {
    try {
      byte[] file = source.find(name);
      return file == null ? null : ShapeReader.read(file);
    } catch (IOException e) {
      throw new EnhancementException(
          "Its class file cannot be read: " + e.getMessage(),
          name,
          "Check the class path of the build.",
          e);
    }
  }
}
