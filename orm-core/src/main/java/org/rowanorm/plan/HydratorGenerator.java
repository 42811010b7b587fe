package org.rowanorm.plan;

import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.NEW;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.POP2;
import static org.objectweb.asm.Opcodes.PUTFIELD;
import static org.objectweb.asm.Opcodes.RETURN;

import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.Hydrating;
import org.rowanorm.entity.Hydrator;
import org.rowanorm.entity.RowReader;
import org.rowanorm.entity.Slot;
import org.rowanorm.mapping.EmbeddedAttribute;

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
  private static final String HYDRATE = "(L" + ENHANCED + ";L" + ROW + ";I)V";

  /** The getters of {@link RowReader} that spare a box or a cast. */
  private static final Map<Class<?>, String> TYPED =
      Map.of(
          boolean.class, "getBoolean",
          byte.class, "getByte",
          short.class, "getShort",
          int.class, "getInt",
          long.class, "getLong",
          float.class, "getFloat",
          double.class, "getDouble");

  private final RowLayout layout;
  private final EntityPlan plan;
  private final Class<?> type;
  private final String owner;

  private HydratorGenerator(RowLayout layout) {
    this.layout = layout;
    this.plan = layout.plan();
    this.type = plan.model().type();
    this.owner = Type.getInternalName(type);
  }

  static Hydrator generate(RowLayout layout, Lookup lookup) throws ReflectiveOperationException {
    HydratorGenerator generator = new HydratorGenerator(layout);
    HiddenNestmate hidden = new HiddenNestmate(generator.owner, "$RowanHydrator", Hydrator.class);
    generator.instantiate(hidden);
    generator.hydrate(hidden);
    return (Hydrator) hidden.define(lookup);
  }

  private void instantiate(HiddenNestmate hidden) {
    MethodVisitor code = hidden.method("instantiate", INSTANTIATE);
    code.visitTypeInsn(NEW, owner);
    code.visitInsn(DUP);
    if (hasPlainConstructor()) {
      code.visitMethodInsn(INVOKESPECIAL, owner, "<init>", "()V", false);
    } else {
      code.visitInsn(ACONST_NULL);
      String descriptor = "(" + Type.getDescriptor(Hydrating.class) + ")V";
      code.visitMethodInsn(INVOKESPECIAL, owner, "<init>", descriptor, false);
    }
    code.visitInsn(ARETURN);
    HiddenNestmate.end(code);
  }

  private boolean hasPlainConstructor() {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 0) {
        return true;
      }
    }
    return false;
  }

  private void hydrate(HiddenNestmate hidden) {
    MethodVisitor code = hidden.method("hydrate", HYDRATE);
    code.visitVarInsn(ALOAD, 1);
    code.visitTypeInsn(CHECKCAST, owner);
    code.visitVarInsn(ASTORE, 4);
    for (int slot = 0; slot < plan.model().access().slots(); slot++) {
      List<PlannedColumn> columns = plan.columnsOfSlot(slot);
      if (!columns.isEmpty() && plan.selectedNumber(columns.get(0)) >= 0) {
        slot(code, slot, columns);
      }
    }
    code.visitInsn(RETURN);
    HiddenNestmate.end(code);
  }

  private void slot(MethodVisitor code, int slot, List<PlannedColumn> columns) {
    int offset = layout.position(plan.selectedNumber(columns.get(0)));
    Slot member = plan.model().access().slot(slot);
    boolean inherited = member.level() != type;
    code.visitVarInsn(ALOAD, 4);
    if (inherited) {
      HiddenNestmate.constant(code, slot);
    }
    code.visitVarInsn(ALOAD, 2);
    code.visitVarInsn(ILOAD, 3);
    if (offset > 0) {
      HiddenNestmate.constant(code, offset);
      code.visitInsn(IADD);
    }
    if (inherited) {
      read(code, slot);
      code.visitMethodInsn(INVOKEINTERFACE, ENHANCED, "$rowan_raw", "(ILjava/lang/Object;)V", true);
      return;
    }
    Class<?> javaType = member.type();
    if (plan.model().attribute(slot) instanceof EmbeddedAttribute) {
      read(code, slot);
      cast(code, javaType);
    } else if (TYPED.containsKey(javaType) && columns.get(0).type().isDirect()) {
      call(code, TYPED.get(javaType), "(I)" + Type.getDescriptor(javaType));
    } else if (isPlainString(columns.get(0), javaType)) {
      call(code, "getString", "(I)Ljava/lang/String;");
    } else {
      read(code, slot);
      cast(code, javaType);
    }
    set(code, member);
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

  private static boolean isPlainString(PlannedColumn column, Class<?> javaType) {
    return javaType == String.class && column.type().isDirect();
  }

  private static void read(MethodVisitor code, int slot) {
    HiddenNestmate.constant(code, slot);
    call(code, "get", "(II)Ljava/lang/Object;");
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
