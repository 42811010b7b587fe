package org.rowanorm.agent;

import java.util.Arrays;
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
    Label[] cases = branch(code, Contract.SLOTS, attributes.size());
    for (int i = 0; i < attributes.size(); i++) {
      String type = attributes.get(i).descriptor();
      load(code.at(cases[i]).loadThis(), attributes.get(i)).box(type).op(Opcodes.ARETURN);
    }
    otherwise(code, cases, Contract.RAW, "(I)" + OBJECT);
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
    Label[] cases = branch(code, Contract.SLOTS, attributes.size());
    for (int i = 0; i < attributes.size(); i++) {
      store(code.at(cases[i]), attributes.get(i));
    }
    otherwise(code, cases, Contract.RAW, "(I" + OBJECT + ")V");
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
    Label[] cases = branch(read, Contract.WORDS, mapped.words());
    for (int i = 0; i < mapped.words(); i++) {
      read.at(cases[i]).loadThis().get(owner, Contract.maskField(name, i), mapped.maskType(i));
      if (isByte(i)) {
        read.op(Opcodes.I2L); // its sign is bit 63
      }
      read.op(Opcodes.LRETURN);
    }
    otherwise(read, cases, name, "(I)J");
    read.end(3, 2);

    Code write = begin(name, "(IJ)V");
    cases = branch(write, Contract.WORDS, mapped.words());
    for (int i = 0; i < mapped.words(); i++) {
      write.at(cases[i]).loadThis().load(2, "J");
      if (isByte(i)) {
        write.push(Long.SIZE - Byte.SIZE).op(Opcodes.LSHR).op(Opcodes.L2I).op(Opcodes.I2B);
      }
      write.put(owner, Contract.maskField(name, i), mapped.maskType(i)).op(Opcodes.RETURN);
    }
    otherwise(write, cases, name, "(IJ)V");
    write.end(4, 4);
  }

  private boolean isByte(int word) {
    return mapped.maskType(word).equals("B");
  }

  private Code begin(String name, String descriptor) {
    return new Code(target, Opcodes.ACC_PUBLIC, name, descriptor);
  }

  /**
   * Branches on the number in local 1, less the superclass's.
   *
   * @return a label for each case, and one for all others; none where there is no case
   */
  private Label[] branch(Code code, String base, int count) {
    if (count == 0) {
      return new Label[0];
    }
    Label[] labels = new Label[count + 1];
    for (int i = 0; i <= count; i++) {
      labels[i] = new Label();
    }
    code.load(1, "I");
    if (!mapped.root()) {
      code.call(Opcodes.INVOKESTATIC, mapped.superName(), base, "()I").op(Opcodes.ISUB);
    }
    code.choose(labels[count], Arrays.copyOf(labels, count));
    return labels;
  }

  /** Passes a number that is not ours up with its arguments, or refuses it at the top. */
  private void otherwise(Code code, Label[] cases, String name, String descriptor) {
    if (cases.length > 0) {
      code.at(cases[cases.length - 1]);
    }
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
