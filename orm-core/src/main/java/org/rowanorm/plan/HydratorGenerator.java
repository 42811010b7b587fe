package org.rowanorm.plan;

import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.I2B;
import static org.objectweb.asm.Opcodes.I2S;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.L2I;
import static org.objectweb.asm.Opcodes.NEW;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.POP2;
import static org.objectweb.asm.Opcodes.PUTFIELD;
import static org.objectweb.asm.Opcodes.RETURN;

import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.Hydrating;
import org.rowanorm.entity.Hydrator;
import org.rowanorm.entity.RowReader;
import org.rowanorm.entity.Slot;
import org.rowanorm.mapping.BasicAttribute;

/**
 * Generates the hydrator of one entity.
 *
 * <p>The code is one straight line, one read and one {@code putfield} for each column, with the
 * column numbers as constants: what a programmer would write by hand, and what a compiler makes
 * fast. A field that a superclass declares is set through {@code $rowan_raw}, since a nestmate of
 * the subclass may not touch it. A property is set by its setter. {@link ReflectiveHydrator} says
 * the same without bytecode, and a test compares the two.
 */
final class HydratorGenerator {

  private static final String ENHANCED = Type.getInternalName(Enhanced.class);
  private static final String ROW = Type.getInternalName(RowReader.class);
  private static final String INSTANTIATE = "()L" + ENHANCED + ";";
  private static final String CREATE = "(L" + ROW + ";I)L" + ENHANCED + ";";
  private static final String FILL = "(L" + ENHANCED + ";L" + ROW + ";I)V";

  /** The getters of {@link RowReader} for what drivers give as it is. */
  private static final Map<Class<?>, String> TYPED =
      Map.of(
          boolean.class, "getBoolean",
          byte.class, "getByte",
          short.class, "getShort",
          int.class, "getInt",
          long.class, "getLong",
          float.class, "getFloat",
          double.class, "getDouble",
          String.class, "getString",
          BigDecimal.class, "getDecimal");

  private static final int ROW_AT_CREATE = 1;
  private static final int ROW_AT_HYDRATE = 2;

  private final RowLayout layout;
  private final EntityPlan plan;
  private final Class<?> type;
  private final String owner;
  private final boolean plainConstructor;

  /**
   * The slots that the SELECT reads: those of which nothing but the object is needed, and others.
   */
  private final List<Integer> plain = new ArrayList<>();

  private final List<Integer> others = new ArrayList<>();

  private HydratorGenerator(RowLayout layout) {
    this.layout = layout;
    this.plan = layout.plan();
    this.type = plan.model().type();
    this.owner = Type.getInternalName(type);
    this.plainConstructor = hasPlainConstructor(type);
    for (int slot = 0; slot < plan.model().access().slots(); slot++) {
      List<PlannedColumn> columns = plan.columnsOfSlot(slot);
      if (!columns.isEmpty() && plan.selectedNumber(columns.get(0)) >= 0) {
        (isPlain(slot) ? plain : others).add(slot);
      }
    }
  }

  /** Whether a slot is a field of the class itself that refers to no other object. */
  private boolean isPlain(int slot) {
    return isOwnValue(slot) && plan.model().access().slot(slot).setter() == null;
  }

  private boolean isOwnValue(int slot) {
    return plan.model().attribute(slot) instanceof BasicAttribute
        && !isInherited(plan.model().access().slot(slot));
  }

  private boolean isInherited(Slot member) {
    return member.level() != type;
  }

  static Hydrator generate(RowLayout layout, Lookup lookup) throws ReflectiveOperationException {
    HydratorGenerator generator = new HydratorGenerator(layout);
    HiddenNestmate hidden = new HiddenNestmate(generator.owner, "$RowanHydrator", Hydrator.class);
    generator.instantiate(hidden);
    generator.create(hidden);
    generator.fill(hidden, "complete", generator.others);
    List<Integer> all = new ArrayList<>(generator.plain);
    all.addAll(generator.others);
    generator.fill(hidden, "hydrate", all);
    return (Hydrator) hidden.define(lookup);
  }

  private void instantiate(HiddenNestmate hidden) {
    MethodVisitor code = hidden.method("instantiate", INSTANTIATE);
    construct(code);
    code.visitInsn(ARETURN);
    HiddenNestmate.end(code);
  }

  private void construct(MethodVisitor code) {
    code.visitTypeInsn(NEW, owner);
    code.visitInsn(DUP);
    if (plainConstructor) {
      code.visitMethodInsn(INVOKESPECIAL, owner, "<init>", "()V", false);
    } else {
      code.visitInsn(ACONST_NULL);
      String descriptor = "(" + Type.getDescriptor(Hydrating.class) + ")V";
      code.visitMethodInsn(INVOKESPECIAL, owner, "<init>", descriptor, false);
    }
  }

  private static boolean hasPlainConstructor(Class<?> type) {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads all values before it makes the object: what is stored into an object that was just made
   * costs the garbage collectors no barrier, and the compiler need not clear it before.
   */
  private void create(HiddenNestmate hidden) {
    MethodVisitor code = hidden.method("create", CREATE);
    int[] locals = new int[plain.size()];
    int next = ROW_AT_CREATE + 2;
    for (int i = 0; i < locals.length; i++) {
      locals[i] = next;
      Type kind = Type.getType(plan.model().access().slot(plain.get(i)).type());
      value(code, plain.get(i), ROW_AT_CREATE);
      code.visitVarInsn(kind.getOpcode(ISTORE), next);
      next += kind.getSize();
    }
    construct(code);
    for (int i = 0; i < locals.length; i++) {
      Slot member = plan.model().access().slot(plain.get(i));
      code.visitInsn(DUP);
      code.visitVarInsn(Type.getType(member.type()).getOpcode(ILOAD), locals[i]);
      set(code, member);
    }
    code.visitInsn(ARETURN);
    HiddenNestmate.end(code);
  }

  private void fill(HiddenNestmate hidden, String name, List<Integer> slots) {
    MethodVisitor code = hidden.method(name, FILL);
    code.visitVarInsn(ALOAD, 1);
    code.visitTypeInsn(CHECKCAST, owner);
    code.visitVarInsn(ASTORE, 4);
    for (int slot : slots) {
      Slot member = plan.model().access().slot(slot);
      code.visitVarInsn(ALOAD, 4);
      if (isInherited(member)) {
        HiddenNestmate.constant(code, slot);
        value(code, slot, ROW_AT_HYDRATE);
        code.visitMethodInsn(
            INVOKEINTERFACE, ENHANCED, "$rowan_raw", "(ILjava/lang/Object;)V", true);
      } else {
        value(code, slot, ROW_AT_HYDRATE);
        set(code, member);
      }
    }
    code.visitInsn(RETURN);
    HiddenNestmate.end(code);
  }

  /**
   * Reads the value of a slot: of its type, or as an object where the slot is inherited.
   *
   * @param row the local with the row; the number of its first column is in the next one
   */
  private void value(MethodVisitor code, int slot, int row) {
    Slot member = plan.model().access().slot(slot);
    code.visitVarInsn(ALOAD, row);
    if (plan.model().id().isNumber() && plan.model().id().has(slot)) {
      id(code, member);
      return;
    }
    PlannedColumn column = plan.columnsOfSlot(slot).get(0);
    int offset = layout.position(plan.selectedNumber(column));
    code.visitVarInsn(ILOAD, row + 1);
    if (offset > 0) {
      HiddenNestmate.constant(code, offset);
      code.visitInsn(IADD);
    }
    Class<?> javaType = member.type();
    boolean direct = isOwnValue(slot);
    if (direct && TYPED.containsKey(javaType) && column.type().isDirect()) {
      call(code, TYPED.get(javaType), "(I)" + Type.getDescriptor(javaType));
    } else if (direct && column.type().isObject() && column.type().javaType() == javaType) {
      code.visitLdcInsn(Type.getType(javaType));
      call(code, "getObject", "(ILjava/lang/Class;)Ljava/lang/Object;");
      cast(code, javaType);
    } else {
      HiddenNestmate.constant(code, slot);
      call(code, "get", "(II)Ljava/lang/Object;");
      if (!isInherited(member)) {
        cast(code, javaType);
      }
    }
  }

  /** A whole number that is the id was read already, to look for the object. */
  private void id(MethodVisitor code, Slot member) {
    call(code, "number", "()J");
    Class<?> number = MethodType.methodType(member.type()).unwrap().returnType();
    if (number != long.class) {
      code.visitInsn(L2I);
    }
    if (number == short.class || number == byte.class) {
      code.visitInsn(number == short.class ? I2S : I2B);
    }
    if (isInherited(member) || !member.type().isPrimitive()) {
      Class<?> box = MethodType.methodType(number).wrap().returnType();
      String descriptor = "(" + Type.getDescriptor(number) + ")" + Type.getDescriptor(box);
      code.visitMethodInsn(INVOKESTATIC, Type.getInternalName(box), "valueOf", descriptor, false);
    }
  }

  private void set(MethodVisitor code, Slot member) {
    Method setter = member.setter();
    if (setter == null) {
      code.visitFieldInsn(PUTFIELD, owner, member.name(), Type.getDescriptor(member.type()));
      return;
    }
    String descriptor = Type.getMethodDescriptor(setter);
    code.visitMethodInsn(INVOKEVIRTUAL, owner, setter.getName(), descriptor, false);
    switch (Type.getReturnType(setter).getSize()) {
      case 0 -> {} // else it gives something, most often the object
      case 1 -> code.visitInsn(POP);
      default -> code.visitInsn(POP2);
    }
  }

  /** A primitive that the row does not give as such comes boxed. */
  private static void cast(MethodVisitor code, Class<?> javaType) {
    if (javaType.isPrimitive()) {
      String wrapper = Type.getInternalName(MethodType.methodType(javaType).wrap().returnType());
      code.visitTypeInsn(CHECKCAST, wrapper);
      String descriptor = "()" + Type.getDescriptor(javaType);
      code.visitMethodInsn(INVOKEVIRTUAL, wrapper, javaType.getName() + "Value", descriptor, false);
    } else {
      code.visitTypeInsn(CHECKCAST, Type.getInternalName(javaType));
    }
  }

  private static void call(MethodVisitor code, String name, String descriptor) {
    code.visitMethodInsn(INVOKEVIRTUAL, ROW, name, descriptor, false);
  }
}
