package org.rowanorm.agent;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the shapes of classes by name, over the class files at hand. Remembers shapes, not files.
 * Thread-safe.
 */
final class ClassShapes {

  /**
   * What is kept of a class that is not mapped.
   *
   * @param fields those that it declares, as far as anybody looked
   */
  private record Unmapped(String superName, Set<String> fields) {
    private static final Unmapped TOP = new Unmapped(ClassShape.OBJECT, Set.of());

    private boolean declares(String field, String descriptor) {
      return !fields.isEmpty() && fields.contains(ClassShape.field(field, descriptor));
    }
  }

  /**
   * So many classes as a small application loads: to make room for them step by step costs more.
   */
  private static final int MANY = 3_000;

  private final ClassFileSource source;
  private final Map<String, Optional<ClassShape>> shapes = new ConcurrentHashMap<>();
  private final Map<String, Unmapped> unmapped = new ConcurrentHashMap<>(MANY);

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
    String superName = pool.superName();
    boolean top = superName.equals(ClassShape.OBJECT);
    unmapped.put(name, top ? Unmapped.TOP : new Unmapped(superName, Set.of()));
  }

  /**
   * Whether constant pools alone tell that a field is no attribute: of its owner and the classes
   * above none can have any, or one that has none declares it. Above a class that is missing nobody
   * looks: its subclasses cannot be loaded.
   */
  boolean isPlain(String owner, String field, String descriptor) {
    String at = owner;
    while (!ConstantPool.isPlatform(at)) {
      Unmapped known = unmapped(at);
      if (known == null) {
        return isMissing(at);
      }
      if (known.declares(field, descriptor)) {
        return true;
      }
      at = known.superName();
    }
    return true;
  }

  private boolean isMissing(String name) {
    Optional<ClassShape> looked = shapes.get(name);
    return looked != null && looked.isEmpty();
  }

  private @Nullable Unmapped unmapped(String name) {
    Unmapped known = unmapped.get(name);
    if (known != null || shapes.containsKey(name)) {
      return known;
    }
    try {
      note(name, source.find(name));
    } catch (IOException e) {
      throw unreadable(name, e);
    }
    return unmapped.get(name);
  }

  /** Reads a class that is not known yet from another source, where that has it. */
  void meet(String name, ClassFileSource other) throws IOException {
    byte[] file = shapes.containsKey(name) || unmapped.containsKey(name) ? null : other.find(name);
    if (file != null) {
      note(name, file);
    }
  }

  private void note(String name, byte @Nullable [] file) throws IOException {
    ConstantPool pool = file == null ? null : ConstantPool.of(file);
    if (pool != null && !pool.annotated()) {
      unmapped.put(name, new Unmapped(pool.superName(), pool.declaredFields()));
    } else {
      shapes.put(name, Optional.ofNullable(file == null ? null : ShapeReader.read(file)));
    }
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
      if (extendSerializable(at.interfaces())) {
        return true;
      }
    }
    return false;
  }

  private boolean extendSerializable(List<String> interfaces) {
    for (String type : interfaces) {
      if (isSerializable(type)) {
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
    return shape != null && extendSerializable(shape.interfaces());
  }

  private @Nullable ClassShape find(String name) {
    try {
      byte[] file = source.find(name);
      return file == null ? null : ShapeReader.read(file);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static EnhancementException unreadable(String name, IOException e) {
    return new EnhancementException(
        "Its class file cannot be read: " + e.getMessage(), name, "Check the class path.", e);
  }
}
