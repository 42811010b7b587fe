package org.rowanorm.plan;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.RETURN;

import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;
import org.rowanorm.entity.Binder;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.RowWriter;
import org.rowanorm.entity.Slot;
import org.rowanorm.mapping.BasicAttribute;

/**
 * Generates the binder of one entity for the INSERT into its first table.
 *
 * <p>The code is one straight line, one {@code getfield} and one call for each column. What is not
 * simply the value of a field of this class goes through {@link RowWriter#setFound}.
 */
final class BinderGenerator {

  private static final String ROW = Type.getInternalName(RowWriter.class);
  private static final String BIND =
      "(" + Type.getDescriptor(Enhanced.class) + Type.getDescriptor(RowWriter.class) + ")V";

  /** The methods of {@link RowWriter} that spare a box or a call of the column's type. */
  private static final Map<Class<?>, String> TYPED =
      Map.of(
          boolean.class, "setBoolean",
          byte.class, "setByte",
          short.class, "setShort",
          int.class, "setInt",
          long.class, "setLong",
          float.class, "setFloat",
          double.class, "setDouble",
          String.class, "setString");

  private final EntityPlan plan;
  private final Class<?> type;
  private final String owner;

  private BinderGenerator(EntityPlan plan) {
    this.plan = plan;
    this.type = plan.model().type();
    this.owner = Type.getInternalName(type);
  }

  static Binder generate(EntityPlan plan, Lookup lookup) throws ReflectiveOperationException {
    BinderGenerator generator = new BinderGenerator(plan);
    HiddenNestmate hidden = new HiddenNestmate(generator.owner, "$RowanBinder", Binder.class);
    generator.bind(hidden);
    return (Binder) hidden.define(lookup);
  }

  private void bind(HiddenNestmate hidden) {
    MethodVisitor code = hidden.method("bind", BIND);
    code.visitVarInsn(ALOAD, 1);
    code.visitTypeInsn(CHECKCAST, owner);
    code.visitVarInsn(ASTORE, 3);
    List<PlannedColumn> columns = plan.tables().get(0).inserted();
    for (int i = 0; i < columns.size(); i++) {
      code.visitVarInsn(ALOAD, 2);
      HiddenNestmate.constant(code, i + 1);
      Slot field = field(columns.get(i));
      if (field == null) {
        call(code, "setFound", "(I)V");
      } else {
        value(code, field, columns.get(i));
      }
    }
    code.visitInsn(RETURN);
    HiddenNestmate.end(code);
  }

  /** The field of this class that holds the value of a column, or null. */
  private @Nullable Slot field(PlannedColumn column) {
    if (!(column.source() instanceof BasicAttribute basic) || !basic.place().isSlot()) {
      return null;
    }
    Slot slot = plan.model().access().slot(basic.slot());
    return slot.level() == type && !slot.isProperty() ? slot : null;
  }

  private void value(MethodVisitor code, Slot field, PlannedColumn column) {
    Class<?> javaType = field.type();
    code.visitVarInsn(ALOAD, 3);
    code.visitFieldInsn(GETFIELD, owner, field.name(), Type.getDescriptor(javaType));
    if (TYPED.containsKey(javaType) && column.type().isBoundDirectly()) {
      call(code, TYPED.get(javaType), "(I" + Type.getDescriptor(javaType) + ")V");
      return;
    }
    if (javaType.isPrimitive()) {
      Class<?> wrapper = MethodType.methodType(javaType).wrap().returnType();
      String descriptor = Type.getMethodDescriptor(Type.getType(wrapper), Type.getType(javaType));
      code.visitMethodInsn(
          INVOKESTATIC, Type.getInternalName(wrapper), "valueOf", descriptor, false);
    }
    call(code, "set", "(ILjava/lang/Object;)V");
  }

  private static void call(MethodVisitor code, String name, String descriptor) {
    code.visitMethodInsn(INVOKEVIRTUAL, ROW, name, descriptor, false);
  }
}
