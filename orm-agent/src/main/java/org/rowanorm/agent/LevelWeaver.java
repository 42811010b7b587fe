package org.rowanorm.agent;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Adds to one class level what both mapped classes and embeddables need: the mark, the hand-over of
 * the class's lookup, a constructor to be made by, and the serial version of before; takes {@code
 * final} away from attributes. For embeddables that is all.
 *
 * <p>A record keeps its final fields: its objects are made whole.
 */
final class LevelWeaver extends ClassVisitor {

  private final MappedClass mapped;
  private boolean linked;

  LevelWeaver(ClassVisitor next, MappedClass mapped) {
    super(Opcodes.ASM9, next);
    this.mapped = mapped;
  }

  @Override
  public @Nullable FieldVisitor visitField(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      @Nullable Object value) {
    boolean written =
        !mapped.shape().isRecord()
            && mapped.attributes().stream().anyMatch(it -> it.isField(name, descriptor));
    int flags = written ? access & ~Opcodes.ACC_FINAL : access;
    return super.visitField(flags, name, descriptor, signature, value);
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    if (!name.equals("<clinit>")) {
      return next;
    }
    linked = true;
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitCode() {
        super.visitCode();
        super.visitMethodInsn(Opcodes.INVOKESTATIC, mapped.name(), Contract.LINK, "()V", false);
      }
    };
  }

  @Override
  public void visitEnd() {
    mark();
    if (mapped.serialVersion() != null) {
      int constant = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
      cv.visitField(constant, "serialVersionUID", "J", null, mapped.serialVersion()).visitEnd();
    }
    link();
    constructor();
    super.visitEnd();
  }

  private void mark() {
    AnnotationVisitor mark = cv.visitAnnotation("L" + Contract.ENHANCEMENT + ";", true);
    mark.visit(Contract.ENHANCEMENT_VERSION, Contract.VERSION);
    List<Attribute> attributes = mapped.attributes();
    names(mark, Contract.ENHANCEMENT_ATTRIBUTES, attributes.stream().map(Attribute::name));
    if (attributes.stream().anyMatch(it -> !it.isField())) {
      names(mark, Contract.ENHANCEMENT_PROPERTIES, getters(attributes));
    }
    mark.visitEnd();
  }

  private static Stream<String> getters(List<Attribute> attributes) {
    return attributes.stream()
        .map(Attribute::property)
        .filter(Objects::nonNull)
        .map(property -> property.getter().name());
  }

  private static void names(AnnotationVisitor mark, String member, Stream<String> values) {
    AnnotationVisitor names = mark.visitArray(member);
    values.forEach(value -> names.visit(null, value));
    names.visitEnd();
  }

  private void link() {
    Code code = new Code(cv, Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, Contract.LINK, "()V");
    code.call(
        Opcodes.INVOKESTATIC,
        "java/lang/invoke/MethodHandles",
        "lookup",
        "()Ljava/lang/invoke/MethodHandles$Lookup;");
    code.call(Opcodes.INVOKESTATIC, Contract.LINKAGE, Contract.REGISTER, Contract.REGISTER_TYPE);
    code.op(Opcodes.RETURN).end(1, 0);
    if (!linked) {
      code = new Code(cv, Opcodes.ACC_STATIC, "<clinit>", "()V");
      code.call(Opcodes.INVOKESTATIC, mapped.name(), Contract.LINK, "()V");
      code.op(Opcodes.RETURN).end(0, 0);
    }
  }

  private void constructor() {
    String above = mapped.superConstructor();
    if (above == null) {
      return;
    }
    Code code = new Code(cv, Opcodes.ACC_PROTECTED, "<init>", Contract.HYDRATING_CONSTRUCTOR);
    code.loadThis();
    if (above.equals(Contract.HYDRATING_CONSTRUCTOR)) {
      code.op(Opcodes.ACONST_NULL);
    }
    code.call(Opcodes.INVOKESPECIAL, mapped.superName(), "<init>", above);
    code.op(Opcodes.RETURN).end(2, 2);
  }
}
