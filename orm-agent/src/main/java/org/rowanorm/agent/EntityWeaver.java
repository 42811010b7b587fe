package org.rowanorm.agent;

import java.util.Arrays;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Adds to one mapped class level what traps its attributes; {@link LevelWeaver} adds the rest.
 *
 * <h2>The shape of an enhanced class</h2>
 *
 * Each level of a hierarchy is woven by itself and holds, per 64 of its attributes, a read mask and
 * a write mask. All zero is a plain object: constructors, builders and deserialised objects need no
 * set-up, and nothing reaches the engine. The engine arms an object by setting bits; an access of a
 * trapped attribute then takes the slow path.
 *
 * <p>Field accesses become calls of <em>static</em> accessors (see {@link AccessRewriter}). Virtual
 * ones could be overridden by accident where a subclass hides a field, and final classes, nested
 * classes, lambdas and static methods would each be a case of their own. A static accessor takes
 * and leaves on the stack just what the field instruction did. So the user's methods keep their
 * frames and stack sizes, and nothing has to be computed for which other classes would be needed.
 * Attributes that are reached by getter and setter are trapped in there (see {@link
 * PropertyTraps}).
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

  private static final String ENTRY = "L" + Contract.ENTITY_STATE + ";";

  private final MappedClass mapped;
  private final PropertyTraps traps;

  EntityWeaver(ClassVisitor next, MappedClass mapped, PropertyTraps traps) {
    super(Opcodes.ASM9, next);
    this.mapped = mapped;
    this.traps = traps;
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
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    return next == null ? null : traps.visit(name, descriptor, next);
  }

  @Override
  public void visitEnd() {
    if (mapped.root()) {
      field(HIDDEN | Opcodes.ACC_TRANSIENT, Contract.ENTRY, ENTRY);
    }
    for (int word = 0; word < mapped.words(); word++) {
      field(HIDDEN, Contract.maskField(Contract.GET, word), mapped.maskType(word));
      field(HIDDEN, Contract.maskField(Contract.SET, word), mapped.maskType(word));
    }
    if (mapped.root()) {
      entry();
    }
    new SlotMethods(cv, mapped).add();
    new Accessors(cv, mapped).add();
    super.visitEnd();
  }

  private void field(int access, String name, String descriptor) {
    cv.visitField(access, name, descriptor, null, null).visitEnd();
  }

  private void entry() {
    String type = ENTRY;
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
