package org.rowanorm.agent;

import java.util.List;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Adds the static reader and writer of each attribute, and the slow paths that they call. Those of
 * a field test its trap and do what the field instruction did; those of a property only test.
 *
 * <p>The fast path is one load, one and, one branch, within the 35 bytes that the JIT always
 * inlines. What depends on the superclass, the slot's number, waits in the slow path.
 */
final class Accessors {

  private static final int NESTMATES = 55; // Java 11: private members are open to nested classes
  private static final int VISIBILITY =
      Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_PRIVATE;

  private final ClassVisitor target;
  private final MappedClass mapped;
  private final String owner;

  Accessors(ClassVisitor target, MappedClass mapped) {
    this.target = target;
    this.mapped = mapped;
    this.owner = mapped.name();
  }

  /** The descriptor of the reader or writer of a field. */
  static String fieldType(boolean get, String owner, String descriptor) {
    return get ? "(L" + owner + ";)" + descriptor : "(L" + owner + ";" + descriptor + ")V";
  }

  /** The descriptor of the reader or writer of an attribute. */
  static String type(boolean get, String owner, Attribute attribute) {
    String read = attribute.isField() ? attribute.descriptor() : "V";
    return fieldType(get, owner, get ? read : attribute.descriptor());
  }

  void add() {
    List<Attribute> attributes = mapped.attributes();
    for (int i = 0; i < attributes.size(); i++) {
      reader(attributes.get(i), i);
      writer(attributes.get(i), i);
    }
    if (!attributes.isEmpty()) {
      slowRead();
      slowWrite();
      slowReplacement();
    }
  }

  private void reader(Attribute attribute, int index) {
    String type = attribute.descriptor();
    Code code = begin(true, attribute);
    Label plain = new Label();
    test(code, Contract.GET, index, plain);
    code.loadThis().push(index).call(Opcodes.INVOKESTATIC, owner, Contract.MISS, missType());
    code.at(plain);
    if (attribute.isField()) {
      code.loadThis().get(owner, attribute.name(), type).give(type).end(4, 1);
    } else {
      code.op(Opcodes.RETURN).end(4, 1);
    }
  }

  private void writer(Attribute attribute, int index) {
    String type = attribute.descriptor();
    Code code = begin(false, attribute);
    Label plain = new Label();
    test(code, Contract.SET, index, plain);
    code.loadThis().push(index);
    if (handsOver(attribute)) {
      code.loadThis().get(owner, attribute.name(), type).load(1, type);
      code.call(Opcodes.INVOKESTATIC, owner, Contract.REPLACED, replacedType());
    } else {
      code.load(1, type).box(type);
      code.call(Opcodes.INVOKESTATIC, owner, Contract.DIRTY, dirtyType());
    }
    code.at(plain);
    if (attribute.isField()) {
      code.loadThis().load(1, type).put(owner, attribute.name(), type);
    }
    code.op(Opcodes.RETURN).end(4, 1 + Type.getType(type).getSize());
  }

  /** With a second box the writer of a primitive would be too long to be inlined always. */
  private static boolean handsOver(Attribute attribute) {
    return attribute.isField() && !Code.isPrimitive(attribute.descriptor());
  }

  private Code begin(boolean get, Attribute attribute) {
    String name = (get ? Contract.READ : Contract.WRITE) + attribute.name();
    return new Code(target, access(get, attribute), name, type(get, owner, attribute));
  }

  private void test(Code code, String mask, int index, Label plain) {
    code.loadThis().get(owner, Contract.maskField(mask, index / Contract.WORD), "J");
    code.push(1L << index % Contract.WORD).op(Opcodes.LAND).op(Opcodes.LCONST_0);
    code.op(Opcodes.LCMP).jump(Opcodes.IFEQ, plain);
  }

  private void slowRead() {
    Code code =
        new Code(target, Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, Contract.MISS, missType());
    slot(code.loadThis());
    code.call(Opcodes.INVOKESTATIC, Contract.ENTITY_STATE, Contract.ON_READ, Contract.ON_READ_TYPE);
    code.op(Opcodes.RETURN).end(3, 2);
  }

  private void slowWrite() {
    Code code =
        new Code(target, Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, Contract.DIRTY, dirtyType());
    slot(code.loadThis());
    code.load(2, "Ljava/lang/Object;");
    code.call(
        Opcodes.INVOKESTATIC, Contract.ENTITY_STATE, Contract.ON_WRITE, Contract.ON_WRITE_TYPE);
    code.op(Opcodes.RETURN).end(3, 3);
  }

  private void slowReplacement() {
    Code code =
        new Code(
            target, Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, Contract.REPLACED, replacedType());
    slot(code.loadThis());
    code.load(2, "Ljava/lang/Object;").load(3, "Ljava/lang/Object;");
    code.call(
        Opcodes.INVOKESTATIC, Contract.ENTITY_STATE, Contract.ON_REPLACE, Contract.ON_REPLACE_TYPE);
    code.op(Opcodes.RETURN).end(4, 4);
  }

  /** The slot of the local index in local 1: the superclass, asked now, says where ours begin. */
  private void slot(Code code) {
    code.load(1, "I");
    if (!mapped.root()) {
      code.call(Opcodes.INVOKESTATIC, mapped.superName(), Contract.SLOTS, "()I");
      code.op(Opcodes.IADD);
    }
  }

  /** That of the field, getter or setter: whoever may use or override it may call this. */
  private int access(boolean get, Attribute attribute) {
    Attribute.Property property = attribute.property();
    int member = get || property == null ? attribute.access() : property.setter().access();
    int visibility = member & VISIBILITY;
    boolean open = visibility == Opcodes.ACC_PRIVATE && mapped.shape().version() < NESTMATES;
    return (open ? 0 : visibility) | Opcodes.ACC_STATIC;
  }

  private String missType() {
    return "(L" + owner + ";I)V";
  }

  private String dirtyType() {
    return "(L" + owner + ";ILjava/lang/Object;)V";
  }

  private String replacedType() {
    return "(L" + owner + ";ILjava/lang/Object;Ljava/lang/Object;)V";
  }
}
