package org.rowanorm.agent;

import java.util.Arrays;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Adds to one mapped class level what makes it enhanced.
 *
 * <h2>The shape of an enhanced class</h2>
 *
 * Each level of a hierarchy is woven by itself and holds, per 63 of its attributes, a read mask and
 * a write mask. All zero is a plain object: constructors, builders and deserialised objects need no
 * set-up, and nothing reaches the engine. The engine arms an object by setting bits; an access of a
 * trapped attribute then takes the slow path.
 *
 * <p>Field accesses become calls of <em>static</em> accessors (see {@link AccessRewriter}). Virtual
 * ones could be overridden by accident where a subclass hides a field, and final classes, nested
 * classes, lambdas and static methods would each be a case of their own. A static accessor takes
 * and leaves on the stack just what the field instruction did. So the user's methods keep their
 * frames and stack sizes, and nothing has to be computed for which other classes would be needed.
 *
 * <h2>Numbers</h2>
 *
 * In its own level an attribute has a local index: its bit. To the engine it has a slot, counted
 * from the top of the hierarchy. Only the slow path adds the two, and it asks the superclass each
 * time, so that a superclass in another jar may gain an attribute without its subclasses being
 * enhanced again. Statics of the superclass are called through the <em>direct</em> superclass: the
 * mapped one may be hidden behind a public class in its package.
 *
 * <h2>What is left alone</h2>
 *
 * Code of the user is never removed or moved: the static initialiser gets one call in front, and a
 * constructor is only ever added. Everything added is synthetic, for coverage tools and for those
 * that compare objects by reflection. Of attributes {@code final} is taken away, because the JVM
 * lets nobody outside a constructor write a final field; of classes and methods it stays, as
 * nothing here subclasses. What serialisation sees as the class's version stays what it was before.
 */
final class EntityWeaver extends ClassVisitor {

  private static final int HIDDEN = Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC;

  private final MappedClass mapped;
  private boolean linked;

  EntityWeaver(ClassVisitor next, MappedClass mapped) {
    super(Opcodes.ASM9, next);
    this.mapped = mapped;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    if (!mapped.root()) {
      super.visit(version, access, name, signature, superName, interfaces);
      return;
    }
    String[] types = interfaces == null ? new String[0] : interfaces;
    String[] more = Arrays.copyOf(types, types.length + 1);
    more[types.length] = Contract.ENHANCED;
    String generic = signature == null ? null : signature + "L" + Contract.ENHANCED + ";";
    super.visit(version, access, name, generic, superName, more);
  }

  @Override
  public @Nullable FieldVisitor visitField(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      @Nullable Object value) {
    boolean attribute = mapped.shape().attribute(name, descriptor) != null;
    int flags = attribute ? access & ~Opcodes.ACC_FINAL : access;
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
    fields();
    link();
    constructor();
    if (mapped.root()) {
      entry();
    }
    new SlotMethods(cv, mapped).add();
    new Accessors(cv, mapped).add();
    super.visitEnd();
  }

  private void mark() {
    AnnotationVisitor mark = cv.visitAnnotation("L" + Contract.ENHANCEMENT + ";", true);
    mark.visit(Contract.ENHANCEMENT_VERSION, Contract.VERSION);
    AnnotationVisitor names = mark.visitArray(Contract.ENHANCEMENT_ATTRIBUTES);
    mapped.attributes().forEach(attribute -> names.visit(null, attribute.name()));
    names.visitEnd();
    mark.visitEnd();
  }

  private void fields() {
    if (mapped.serialVersion() != null) {
      int constant = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
      field(constant, "serialVersionUID", "J", mapped.serialVersion());
    }
    if (mapped.root()) {
      int access = HIDDEN | Opcodes.ACC_TRANSIENT;
      field(access, Contract.ENTRY, "L" + Contract.ENTITY_STATE + ";", null);
    }
    for (int word = 0; word < mapped.words(); word++) {
      field(HIDDEN, Contract.maskField(Contract.GET, word), "J", null);
      field(HIDDEN, Contract.maskField(Contract.SET, word), "J", null);
    }
  }

  private void field(int access, String name, String descriptor, @Nullable Object value) {
    cv.visitField(access, name, descriptor, null, value).visitEnd();
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

  private void entry() {
    String type = "L" + Contract.ENTITY_STATE + ";";
    new Code(cv, Opcodes.ACC_PUBLIC, Contract.ENTRY, "()" + type)
        .loadThis()
        .get(mapped.name(), Contract.ENTRY, type)
        .op(Opcodes.ARETURN)
        .end(1, 1);
    new Code(cv, Opcodes.ACC_PUBLIC, Contract.ENTRY, "(" + type + ")V")
        .loadThis()
        .load(1, type)
        .put(mapped.name(), Contract.ENTRY, type)
        .op(Opcodes.RETURN)
        .end(2, 2);
  }
}
