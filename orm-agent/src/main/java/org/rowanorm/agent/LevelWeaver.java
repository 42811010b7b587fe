package org.rowanorm.agent;

import java.util.ArrayList;
import java.util.List;
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
    int flags = isWritten(name, descriptor) ? access & ~Opcodes.ACC_FINAL : access;
    return super.visitField(flags, name, descriptor, signature, value);
  }

  private boolean isWritten(String name, String descriptor) {
    if (!mapped.shape().isRecord()) {
      for (Attribute attribute : mapped.attributes()) {
        if (attribute.isField(name, descriptor)) {
          return true;
        }
      }
    }
    return false;
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
    List<String> attributes = new ArrayList<>();
    List<String> getters = new ArrayList<>();
    for (Attribute attribute : mapped.attributes()) {
      attributes.add(attribute.name());
      Attribute.Property property = attribute.property();
      if (property != null) {
        getters.add(property.getter().name());
      }
    }
    names(mark, Contract.ENHANCEMENT_ATTRIBUTES, attributes);
    if (!getters.isEmpty()) {
      names(mark, Contract.ENHANCEMENT_PROPERTIES, getters);
    }
    mark.visitEnd();
  }

  private static void names(AnnotationVisitor mark, String member, List<String> values) {
    AnnotationVisitor names = mark.visitArray(member);
    for (String value : values) {
      names.visit(null, value);
    }
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
