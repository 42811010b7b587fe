package org.rowanorm.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.rowanorm.agent.ClassShape.Kind;

/**
 * Reads the shape of a class from its file, without loading anything.
 *
 * <p>Byte Buddy's {@code TypePool} would drop an annotation whose own class file is not to be
 * found, and so leave an entity plain in silence; here names are enough.
 */
final class ShapeReader extends ClassVisitor {

  /** The newest class file that can be rewritten. */
  static final int NEWEST = Opcodes.V28;

  private static final int NEVER_MAPPED =
      Opcodes.ACC_INTERFACE | Opcodes.ACC_ENUM | Opcodes.ACC_MODULE;

  private final int version;
  private final List<Member> members = new ArrayList<>();
  private final Set<String> fields = new HashSet<>();
  private String name = "";
  private String superName = ClassShape.OBJECT;
  private List<String> interfaces = List.of();
  private int access;
  private Kind kind = Kind.NONE;
  private int contract;
  private @Nullable AccessType accessType;
  private int constructor = -1;
  private boolean hydrating;
  private boolean woven;

  private ShapeReader(int version) {
    super(Opcodes.ASM9);
    this.version = version;
  }

  /** Reads a class file; of one that is too new, as much as has not changed. */
  static ClassShape read(byte[] file) {
    ShapeReader reader = new ShapeReader(ConstantPool.major(file));
    byte[] readable = file;
    if (reader.version > NEWEST) {
      readable = file.clone();
      readable[6] = 0;
      readable[7] = NEWEST;
    }
    int skip = ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;
    new ClassReader(readable).accept(reader, skip);
    return reader.shape();
  }

  private ClassShape shape() {
    return new ClassShape(
        name,
        superName,
        interfaces,
        version,
        access,
        (access & NEVER_MAPPED) == 0 && !isCopy() ? kind : Kind.NONE,
        isCopy() ? 0 : contract,
        accessType,
        List.copyOf(members),
        Set.copyOf(fields),
        constructor,
        hydrating);
  }

  /** A subclass that a tool has generated may repeat all annotations of its enhanced superclass. */
  private boolean isCopy() {
    return contract != 0 && !woven;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    this.name = name;
    this.access = access;
    this.superName = superName == null ? ClassShape.OBJECT : superName; // a module, or Object
    this.interfaces = interfaces == null ? List.of() : List.of(interfaces);
  }

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    if (MarksReader.is(descriptor, Contract.ENTITY)
        || MarksReader.is(descriptor, Contract.MAPPED_SUPERCLASS)) {
      kind = Kind.MAPPED;
    } else if (MarksReader.is(descriptor, Contract.EMBEDDABLE) && kind == Kind.NONE) {
      kind = Kind.EMBEDDABLE;
    } else if (MarksReader.is(descriptor, Contract.ACCESS)) {
      return MarksReader.accessType(type -> accessType = type);
    } else if (MarksReader.is(descriptor, Contract.ENHANCEMENT)) {
      contract = -1; // until its value is read
      return new AnnotationVisitor(Opcodes.ASM9) {
        @Override
        public void visit(String name, Object value) {
          if (name.equals(Contract.ENHANCEMENT_VERSION)) {
            contract = (Integer) value;
          }
        }
      };
    }
    return null;
  }

  @Override
  public @Nullable FieldVisitor visitField(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      @Nullable Object value) {
    fields.add(ClassShape.field(name, descriptor));
    int never = Opcodes.ACC_STATIC | Opcodes.ACC_TRANSIENT | Opcodes.ACC_SYNTHETIC;
    if (kind == Kind.NONE || (access & never) != 0 || name.startsWith("$")) {
      return null;
    }
    MarksReader reader = new MarksReader();
    return new FieldVisitor(Opcodes.ASM9) {
      @Override
      public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
        return reader.read(annotation);
      }

      @Override
      public void visitEnd() {
        add(name, descriptor, access, reader.marks());
      }
    };
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
    if (name.equals("<init>")) {
      if (descriptor.equals("()V")) {
        constructor = access;
      }
      hydrating |= descriptor.equals(Contract.HYDRATING_CONSTRUCTOR);
    }
    woven |= isStatic && name.startsWith(Contract.PREFIX);
    if (kind == Kind.NONE || isStatic) {
      return null;
    }
    if (PropertyName.isSetter(name, descriptor)) {
      add(name, descriptor, access, Member.Marks.NONE);
      return null;
    }
    return PropertyName.ofGetter(name, descriptor) == null
        ? null
        : getter(name, descriptor, access);
  }

  private MethodVisitor getter(String name, String descriptor, int access) {
    MarksReader reader = new MarksReader();
    return new MethodVisitor(Opcodes.ASM9) {
      @Override
      public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
        return reader.read(annotation);
      }

      @Override
      public void visitEnd() {
        add(name, descriptor, access, reader.marks());
      }
    };
  }

  private void add(String name, String descriptor, int access, Member.Marks marks) {
    members.add(new Member(name, descriptor, access, marks));
  }
}
