package org.rowanorm.agent;

import java.util.List;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.rowanorm.agent.Attribute.Property;

/**
 * Adds the methods through which the engine reads and writes slots and mask words by number: each
 * class level answers for its own and passes the others up.
 */
final class SlotMethods {

  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String OUT_OF_BOUNDS = "java/lang/IndexOutOfBoundsException";

  /** What to do with the field of one case; it must return. */
  private interface Case {
    void write(Code code, int index);
  }

  private final ClassVisitor target;
  private final MappedClass mapped;
  private final String owner;

  SlotMethods(ClassVisitor target, MappedClass mapped) {
    this.target = target;
    this.mapped = mapped;
    this.owner = mapped.name();
  }

  void add() {
    count(Contract.SLOTS, mapped.attributes().size());
    count(Contract.WORDS, mapped.words());
    readRaw();
    writeRaw();
    mask(Contract.GET);
    mask(Contract.SET);
  }

  private void count(String name, int own) {
    Code code = new Code(target, Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, name, "()I");
    code.push(own);
    if (!mapped.root()) {
      code.call(Opcodes.INVOKESTATIC, mapped.superName(), name, "()I").op(Opcodes.IADD);
    }
    code.op(Opcodes.IRETURN).end(2, 0);
  }

  private void readRaw() {
    List<Attribute> attributes = mapped.attributes();
    Code code = begin(Contract.RAW, "(I)" + OBJECT);
    cases(
        code,
        Contract.SLOTS,
        attributes.size(),
        (at, i) -> {
          String type = attributes.get(i).descriptor();
          load(at.loadThis(), attributes.get(i)).box(type).op(Opcodes.ARETURN);
        });
    otherwise(code, Contract.RAW, "(I)" + OBJECT);
    code.end(3, 2);
  }

  private Code load(Code code, Attribute attribute) {
    Property property = attribute.property();
    if (property == null) {
      return code.get(owner, attribute.name(), attribute.descriptor());
    }
    Member getter = property.getter();
    return code.call(getter.call(), owner, getter.name(), getter.descriptor());
  }

  private void writeRaw() {
    List<Attribute> attributes = mapped.attributes();
    Code code = begin(Contract.RAW, "(I" + OBJECT + ")V");
    cases(code, Contract.SLOTS, attributes.size(), (at, i) -> store(at, attributes.get(i)));
    otherwise(code, Contract.RAW, "(I" + OBJECT + ")V");
    code.end(3, 3);
  }

  private void store(Code code, Attribute attribute) {
    String type = attribute.descriptor();
    if (Code.isPrimitive(type)) {
      Label present = new Label();
      code.load(2, OBJECT).jump(Opcodes.IFNONNULL, present);
      put(code.loadThis().zero(type), attribute).op(Opcodes.RETURN).at(present);
    }
    put(code.loadThis().load(2, OBJECT).cast(type), attribute).op(Opcodes.RETURN);
  }

  private Code put(Code code, Attribute attribute) {
    Property property = attribute.property();
    if (property == null) {
      return code.put(owner, attribute.name(), attribute.descriptor());
    }
    Member setter = property.setter();
    code.call(setter.call(), owner, setter.name(), setter.descriptor());
    return switch (Type.getReturnType(setter.descriptor()).getSize()) {
      case 0 -> code;
      case 1 -> code.op(Opcodes.POP);
      default -> code.op(Opcodes.POP2);
    };
  }

  private void mask(String name) {
    Code read = begin(name, "(I)J");
    cases(
        read,
        Contract.WORDS,
        mapped.words(),
        (at, i) -> at.loadThis().get(owner, Contract.maskField(name, i), "J").op(Opcodes.LRETURN));
    otherwise(read, name, "(I)J");
    read.end(3, 2);

    Code write = begin(name, "(IJ)V");
    cases(
        write,
        Contract.WORDS,
        mapped.words(),
        (at, i) ->
            at.loadThis()
                .load(2, "J")
                .put(owner, Contract.maskField(name, i), "J")
                .op(Opcodes.RETURN));
    otherwise(write, name, "(IJ)V");
    write.end(4, 4);
  }

  private Code begin(String name, String descriptor) {
    return new Code(target, Opcodes.ACC_PUBLIC, name, descriptor);
  }

  /** Branches on the number in local 1, less the superclass's; what follows is for all others. */
  private void cases(Code code, String base, int count, Case each) {
    if (count == 0) {
      return;
    }
    Label otherwise = new Label();
    Label[] labels = new Label[count];
    for (int i = 0; i < count; i++) {
      labels[i] = new Label();
    }
    code.load(1, "I");
    if (!mapped.root()) {
      code.call(Opcodes.INVOKESTATIC, mapped.superName(), base, "()I").op(Opcodes.ISUB);
    }
    code.choose(otherwise, labels);
    for (int i = 0; i < count; i++) {
      each.write(code.at(labels[i]), i);
    }
    code.at(otherwise);
  }

  /** Passes a number that is not ours up with its arguments, or refuses it at the top. */
  private void otherwise(Code code, String name, String descriptor) {
    if (mapped.root()) {
      code.instance(OUT_OF_BOUNDS).op(Opcodes.DUP).load(1, "I");
      code.call(Opcodes.INVOKESPECIAL, OUT_OF_BOUNDS, "<init>", "(I)V").op(Opcodes.ATHROW);
      return;
    }
    code.loadThis();
    int local = 1;
    for (Type argument : Type.getArgumentTypes(descriptor)) {
      code.load(local++, argument.getDescriptor()); // a wide one is the last
    }
    code.call(Opcodes.INVOKESPECIAL, mapped.superName(), name, descriptor);
    code.give(Type.getReturnType(descriptor).getDescriptor());
  }
}
