package org.rowanorm.agent;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the shapes of classes by name, over the class files at hand. Remembers shapes, not files.
 * Thread-safe.
 */
final class ClassShapes {

  private final ClassFileSource source;
  private final Map<String, Optional<ClassShape>> shapes = new ConcurrentHashMap<>();
  private final Map<String, String> unmapped = new ConcurrentHashMap<>(); // to the superclass

  ClassShapes(ClassFileSource source) {
    this.source = source;
  }

  /** Takes the shape of a class from its own bytes, which need not be what the source has. */
  ClassShape learn(byte[] file) {
    ClassShape shape = ShapeReader.read(file);
    shapes.put(shape.name(), Optional.of(shape));
    unmapped.remove(shape.name());
    return shape;
  }

  /** Notes a class that is not mapped, so that its file need not be read to find that out. */
  void noteUnmapped(String name, ConstantPool pool) throws IOException {
    unmapped.put(name, pool.superName());
  }

  /** Whether constant pools alone tell that a class neither has attributes nor inherits any. */
  boolean isPlain(String name) {
    String at = name;
    while (at != null && !ConstantPool.isPlatform(at)) {
      at = unmapped.get(at);
    }
    return at != null || (!shapes.containsKey(name) && readPlain(name));
  }

  /** Reads a class that is not known yet from another source, where that has it. */
  void meet(String name, ClassFileSource other) throws IOException {
    byte[] file = shapes.containsKey(name) || unmapped.containsKey(name) ? null : other.find(name);
    if (file != null) {
      note(name, file);
    }
  }

  private boolean readPlain(String name) {
    return note(name, file(name));
  }

  private boolean note(String name, byte @Nullable [] file) {
    ConstantPool pool = file == null ? null : ConstantPool.of(file);
    if (pool == null || !pool.closed()) {
      shapes.put(name, Optional.ofNullable(file).map(ShapeReader::read));
      return false;
    }
    unmapped.put(name, ClassShape.OBJECT);
    return true;
  }

  /** The shape of a class, or null where its file is not to be found. */
  @Nullable ClassShape of(String name) {
    Optional<ClassShape> known = shapes.get(name);
    if (known == null) { // not computeIfAbsent: a class loader may call the agent from within
      known = Optional.ofNullable(find(name));
      shapes.put(name, known);
    }
    return known.orElse(null);
  }

  /** The superclass, or null where there is none but Object, or it is not to be found. */
  @Nullable ClassShape above(ClassShape shape) {
    return shape.isTop() ? null : of(shape.superName());
  }

  boolean isSerializable(ClassShape shape) {
    for (ClassShape at = shape; at != null; at = above(at)) {
      if (at.interfaces().stream().anyMatch(this::isSerializable)) {
        return true;
      }
    }
    return false;
  }

  private boolean isSerializable(String type) {
    if (type.equals("java/io/Serializable")) {
      return true;
    }
    ClassShape shape = of(type);
    return shape != null && shape.interfaces().stream().anyMatch(this::isSerializable);
  }

  private @Nullable ClassShape find(String name) {
    byte[] file = file(name);
    return file == null ? null : ShapeReader.read(file);
  }

  private byte @Nullable [] file(String name) {
    try {
      return source.find(name);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static EnhancementException unreadable(String name, IOException e) {
    return new EnhancementException(
        "Its class file cannot be read: " + e.getMessage(), name, "Check the class path.", e);
  }
}
