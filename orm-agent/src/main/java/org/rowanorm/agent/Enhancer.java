package org.rowanorm.agent;

import java.util.List;
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

  private final MappedClasses classes;
  private final Constructors constructors;

  /** An enhancer for which every mapped class that the source knows will be enhanced. */
  public Enhancer(ClassFileSource source) {
    this(source, name -> true);
  }

  /**
   * @param source the class files of what a class refers to
   * @param scope by name with dots, whether a mapped class that is not enhanced yet will be
   */
  public Enhancer(ClassFileSource source, Predicate<String> scope) {
    this.classes = new MappedClasses(source, scope);
    this.constructors = new Constructors(classes);
  }

  /**
   * The enhanced class file, or null where there is nothing to do.
   *
   * @param name the name of the class, with dots or slashes
   * @throws EnhancementException where a class that must be rewritten cannot be
   */
  public byte @Nullable [] enhance(String name, byte[] original) {
    String internalName = name.replace('.', '/');
    ConstantPool pool = ConstantPool.of(original);
    if (pool == null) {
      throw unreadable(internalName, original);
    }
    List<ConstantPool.FieldRef> fields = pool.fields();
    if (!pool.annotated() && fields.isEmpty()) {
      return null;
    }
    ClassShape shape = classes.learn(original);
    if (shape.isEnhanced()) {
      checkContract(shape);
    }
    boolean weave = shape.mapped() && !shape.isEnhanced();
    if (!weave && fields.stream().noneMatch(this::isAttribute)) {
      return null;
    }
    if (shape.version() > ShapeReader.NEWEST) {
      throw unreadable(internalName, original);
    }
    return rewrite(new ClassReader(original), shape, weave);
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
    ClassVisitor next = weave ? new EntityWeaver(writer, describe(reader, shape)) : writer;
    AccessWeaver accesses = new AccessWeaver(next, classes, shape);
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

  private MappedClass describe(ClassReader reader, ClassShape shape) {
    if (shape.isRecord()) {
      throw new EnhancementException(
          "A record cannot be an entity: it cannot be changed, nor loaded later.",
          shape.name(),
          "Make it a class, or map it as @Embeddable.");
    }
    if (shape.version() < 50) {
      throw new EnhancementException(
          "Its class file version " + shape.version() + " is older than Java 6.",
          shape.name(),
          "Compile it for Java 6 or later.");
    }
    ClassShape above = classes.mappedAbove(shape);
    if (above != null) {
      checkSuperclass(shape, above);
    }
    boolean versioned =
        shape.fields().stream().anyMatch(field -> field.startsWith("serialVersionUID "));
    Long serialVersion =
        versioned || !classes.isSerializable(shape) ? null : SerialVersion.of(reader);
    return new MappedClass(shape, above == null, constructors.toCall(shape), serialVersion);
  }

  private void checkSuperclass(ClassShape shape, ClassShape above) {
    if (above.isEnhanced()) {
      checkContract(above);
    } else if (!classes.isWoven(above)) {
      throw new EnhancementException(
          "Its mapped superclass " + above.name().replace('/', '.') + " is not enhanced.",
          shape.name(),
          "Run the goal enhance of orm-maven-plugin in the module of the superclass, or let the"
              + " agent cover both packages.");
    }
  }

  private static void checkContract(ClassShape shape) {
    if (shape.contract() != Contract.VERSION) {
      throw new EnhancementException(
          "It is enhanced for contract "
              + shape.contract()
              + ", but this enhancer writes contract "
              + Contract.VERSION
              + ".",
          shape.name(),
          "Rebuild it from its sources (mvn clean) with this version of Rowan.");
    }
  }

  private boolean isAttribute(ConstantPool.FieldRef field) {
    return classes.declaring(field.owner(), field.name(), field.descriptor()) != null;
  }

  private static EnhancementException unreadable(String internalName, byte[] file) {
    int major = file.length < 8 ? 0 : ConstantPool.major(file);
    if (major > ShapeReader.NEWEST) {
      return new EnhancementException(
          "Its class file version "
              + major
              + " (Java "
              + (major - 44)
              + ") is newer than this enhancer can rewrite ("
              + ShapeReader.NEWEST
              + ").",
          internalName,
          "Compile it with an older --release, or use a newer version of Rowan.");
    }
    return new EnhancementException(
        "Its class file cannot be read.", internalName, "Compile it again (mvn clean).");
  }
}
