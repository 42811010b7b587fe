package org.rowanorm.agent;

import java.io.IOException;
import java.util.SortedSet;
import java.util.function.Predicate;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassTooLargeException;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Enhances one class file: the facade that every door uses. Loads no class, keeps no file, gives
 * the same bytes for the same input in any order. Thread-safe where its source is.
 */
public final class Enhancer {

  private final ClassShapes shapes;
  private final MappedClasses classes;

  /** An enhancer for which every mapped class that the source knows will be enhanced. */
  public Enhancer(ClassFileSource source) {
    this(source, name -> true);
  }

  /**
   * @param source the class files of what a class refers to
   * @param scope by name with dots, whether a mapped class that is not enhanced yet will be
   */
  public Enhancer(ClassFileSource source, Predicate<String> scope) {
    this.shapes = new ClassShapes(source);
    this.classes = new MappedClasses(shapes, scope);
  }

  /**
   * The enhanced class file, or null where there is nothing to do.
   *
   * @param name the name of the class, with dots or slashes
   * @throws EnhancementException where a class that must be rewritten cannot be
   */
  public byte @Nullable [] enhance(String name, byte[] original) {
    return enhance(name.replace('.', '/'), original, type -> null);
  }

  /**
   * The same.
   *
   * @param nest where the class files of its nest are found sooner, or not at all
   */
  byte @Nullable [] enhance(String internalName, byte[] original, ClassFileSource nest) {
    ConstantPool pool = ConstantPool.of(original);
    if (pool == null) {
      throw unreadable(internalName, original);
    }
    if (!pool.annotated() && !touchesAttribute(internalName, pool, original, nest)) {
      return null;
    }
    ClassShape shape = shapes.learn(original);
    if (shape.isEnhanced()) {
      shape.checkContract();
    }
    boolean weave = shape.isPlain();
    if (!weave && pool.annotated() && !touchesAttribute(internalName, pool, original, nest)) {
      return null;
    }
    if (shape.version() > ShapeReader.NEWEST) {
      throw ClassShape.tooNew(shape.version(), internalName);
    }
    return rewrite(new ClassReader(original), shape, weave);
  }

  /**
   * What rewrites a class file that is read through it and that {@link #enhance} would change; the
   * next visitor gets what the enhanced file holds.
   *
   * @throws EnhancementException where the class cannot be rewritten
   */
  public ClassVisitor weaver(byte[] original, ClassVisitor next) {
    ClassShape shape = shapes.learn(original);
    return weaver(new ClassReader(original), shape, shape.isPlain(), next);
  }

  /**
   * The mapped classes, by name, whose fields were touched by the classes enhanced so far, but
   * which neither are nor will be enhanced themselves: those accesses stayed as they were.
   */
  public SortedSet<String> plainMappedClasses() {
    return classes.plain();
  }

  private byte @Nullable [] rewrite(ClassReader reader, ClassShape shape, boolean weave) {
    ClassWriter writer = new ClassWriter(reader, 0);
    AccessWeaver accesses = weaver(reader, shape, weave, writer);
    try {
      reader.accept(accesses, 0);
      return weave || accesses.changed() ? writer.toByteArray() : null;
    } catch (MethodTooLargeException | ClassTooLargeException e) {
      throw new EnhancementException(
          "Enhanced, it would exceed a limit of class files: " + e.getMessage() + ".",
          shape.name(),
          "Give it fewer attributes, or smaller methods.",
          e);
    }
  }

  private AccessWeaver weaver(
      ClassReader reader, ClassShape shape, boolean weave, ClassVisitor next) {
    return new AccessWeaver(weave ? members(reader, shape, next) : next, classes, shape);
  }

  private ClassVisitor members(ClassReader reader, ClassShape shape, ClassVisitor next) {
    MappedClass mapped = describe(reader, shape);
    return new LevelWeaver(
        shape.isMapped() ? new EntityWeaver(next, mapped, new PropertyTraps(reader, mapped)) : next,
        mapped);
  }

  private MappedClass describe(ClassReader reader, ClassShape shape) {
    MappedClass mapped = classes.describe(shape);
    return isVersioned(shape) || shape.isRecord() || !shapes.isSerializable(shape)
        ? mapped
        : mapped.withSerialVersion(SerialVersion.of(reader));
  }

  private static boolean isVersioned(ClassShape shape) {
    for (String field : shape.fields()) {
      if (field.startsWith("serialVersionUID ")) {
        return true;
      }
    }
    return false;
  }

  private boolean touchesAttribute(
      String internalName, ConstantPool pool, byte[] file, ClassFileSource nest) {
    try {
      if (!pool.annotated()) {
        shapes.noteUnmapped(internalName, pool);
      }
      for (ConstantPool.FieldRef field : pool.fields()) {
        if (NestSource.isNest(internalName, field.owner())) {
          shapes.meet(field.owner(), nest);
        }
        if (classes.declaring(field.owner(), field.name(), field.descriptor()) != null) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw unreadable(internalName, file);
    }
  }

  private static EnhancementException unreadable(String internalName, byte[] file) {
    int version = file.length < 8 ? 0 : ConstantPool.major(file);
    return version > ShapeReader.NEWEST
        ? ClassShape.tooNew(version, internalName)
        : new EnhancementException(
            "Its class file cannot be read.", internalName, "Compile it again (mvn clean).");
  }
}
