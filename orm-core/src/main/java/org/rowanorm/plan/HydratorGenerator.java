package org.rowanorm.plan;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;
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
import static org.objectweb.asm.Opcodes.V17;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodHandles.Lookup.ClassOption;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.Hydrating;
import org.rowanorm.entity.Hydrator;
import org.rowanorm.entity.RowReader;
import org.rowanorm.entity.Slot;
import org.rowanorm.mapping.EmbeddedAttribute;

/**
 * Generates the hydrator of one entity as a hidden class beside it.
 *
 * <p>The class is a nestmate of the entity, so it sets private fields and calls private
 * constructors directly, and it goes when the entity's class goes. The code is one straight line,
 * one read and one {@code putfield} for each column, with the column numbers as constants: what a
 * programmer would write by hand, and what a compiler makes fast. A field that a superclass
 * declares is set through {@code $rowan_raw}, since a nestmate of the subclass may not touch it. A
 * property is set by its setter. Everything that the code names is in the package {@code entity},
 * or the user's own: the user's module need not read any other. {@link ReflectiveHydrator} says the
 * same without bytecode, and a test compares the two.
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
    byte[] bytes = new HydratorGenerator(layout).bytes();
    Lookup hidden = lookup.defineHiddenClass(bytes, true, ClassOption.NESTMATE);
    MethodHandle constructor =
        hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class));
    try {
      return (Hydrator) constructor.invoke();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new ReflectiveOperationException(e);
    }
  }

  private byte[] bytes() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        V17,
        ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC,
        owner + "$RowanHydrator",
        null,
        "java/lang/Object",
        new String[] {Type.getInternalName(Hydrator.class)});
    constructor(writer);
    instantiate(writer);
    hydrate(writer);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void constructor(ClassWriter writer) {
    MethodVisitor code = writer.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
    code.visitCode();
    code.visitVarInsn(ALOAD, 0);
    code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    code.visitInsn(RETURN);
    end(code);
  }

  private void instantiate(ClassWriter writer) {
    MethodVisitor code = writer.visitMethod(ACC_PUBLIC, "instantiate", INSTANTIATE, null, null);
    code.visitCode();
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
    end(code);
  }

  private boolean hasPlainConstructor() {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 0) {
        return true;
      }
    }
    return false;
  }

  private void hydrate(ClassWriter writer) {
    MethodVisitor code = writer.visitMethod(ACC_PUBLIC, "hydrate", HYDRATE, null, null);
    code.visitCode();
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
    end(code);
  }

  private void slot(MethodVisitor code, int slot, List<PlannedColumn> columns) {
    int offset = layout.position(plan.selectedNumber(columns.get(0)));
    Slot member = plan.model().access().slot(slot);
    boolean inherited = member.level() != type;
    code.visitVarInsn(ALOAD, 4);
    if (inherited) {
      constant(code, slot);
    }
    code.visitVarInsn(ALOAD, 2);
    code.visitVarInsn(ILOAD, 3);
    if (offset > 0) {
      constant(code, offset);
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
    constant(code, slot);
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

  private static void constant(MethodVisitor code, int value) {
    if (value <= 5) {
      code.visitInsn(org.objectweb.asm.Opcodes.ICONST_0 + value);
    } else {
      code.visitIntInsn(org.objectweb.asm.Opcodes.SIPUSH, value);
    }
  }

  private static void end(MethodVisitor code) {
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
