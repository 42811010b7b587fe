package org.rowanorm.load;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.ATHROW;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.F_SAME1;
import static org.objectweb.asm.Opcodes.H_INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.SIPUSH;
import static org.objectweb.asm.Opcodes.SWAP;
import static org.objectweb.asm.Opcodes.V17;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.util.BitSet;
import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Generates the maker of one constructor and one way to read its values as a hidden class.
 *
 * <p>The code is one straight line: it reads each value, and calls the constructor by a method
 * handle that is a constant of the class, so a compiler inlines it as if it were named. Nothing
 * else of the class that is made appears in the code: the hidden class stands beside this one, and
 * it does not matter which module, loader or nest the other is in. {@link ReflectiveMaker} says the
 * same without bytecode, and a test compares the two.
 */
final class MakerGenerator {

  private static final String NAME = Type.getInternalName(MakerGenerator.class) + "$Maker";
  private static final String MAKER = Type.getInternalName(ConstructorMaker.class);
  private static final String ROW = Type.getInternalName(ItemRow.class);
  private static final String HANDLE = Type.getInternalName(MethodHandle.class);
  private static final String INIT = "(" + Type.getDescriptor(Constructor.class) + ")V";
  private static final String READ = "(L" + ROW + ";I)";
  private static final String OBJECT = "Ljava/lang/Object;";

  /** The methods that need no column type: of {@link ConstructorMaker}, or {@link ItemRow}. */
  private static final Map<Class<?>, String> TYPED =
      Map.ofEntries(
          Map.entry(boolean.class, "getBoolean"),
          Map.entry(byte.class, "getByte"),
          Map.entry(short.class, "getShort"),
          Map.entry(int.class, "getInt"),
          Map.entry(long.class, "getLong"),
          Map.entry(float.class, "getFloat"),
          Map.entry(double.class, "getDouble"),
          Map.entry(Boolean.class, "getBoolean"),
          Map.entry(Byte.class, "getByte"),
          Map.entry(Short.class, "getShort"),
          Map.entry(Integer.class, "getInteger"),
          Map.entry(Long.class, "getLong"),
          Map.entry(Float.class, "getFloat"),
          Map.entry(Double.class, "getDouble"),
          Map.entry(String.class, "getString"));

  private final MethodType type;
  private final Class<?>[] parameters;
  private final BitSet direct;

  private MakerGenerator(MethodType type, Class<?>[] parameters, BitSet direct) {
    this.type = type;
    this.parameters = parameters;
    this.direct = direct;
  }

  /**
   * A maker by a constructor that may be called.
   *
   * @param direct the places whose values the driver gives as the parameter {@link #readsDirectly
   *     is read}
   * @throws IllegalArgumentException where a method handle cannot take so many values
   */
  static ConstructorMaker<?> generate(Constructor<?> constructor, BitSet direct)
      throws ReflectiveOperationException {
    Lookup lookup = MethodHandles.lookup();
    // fixed, or an array for the last of the parameters would be put into a further array
    MethodHandle called = lookup.unreflectConstructor(constructor).asFixedArity();
    MethodHandle erased = called.asType(called.type().erase());
    byte[] bytes =
        new MakerGenerator(erased.type(), constructor.getParameterTypes(), direct).bytes();
    Lookup hidden = lookup.defineHiddenClassWithClassData(bytes, erased, true);
    return (ConstructorMaker<?>)
        hidden.lookupClass().getDeclaredConstructor(Constructor.class).newInstance(constructor);
  }

  /** Whether there is a way to read a parameter from the driver without its column type. */
  static boolean readsDirectly(Class<?> parameter) {
    return TYPED.containsKey(parameter);
  }

  private byte[] bytes() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(V17, ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC, NAME, null, MAKER, null);
    constructor(writer);
    make(writer);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void constructor(ClassWriter writer) {
    MethodVisitor code = writer.visitMethod(0, "<init>", INIT, null, null);
    code.visitCode();
    code.visitVarInsn(ALOAD, 0);
    code.visitVarInsn(ALOAD, 1);
    code.visitMethodInsn(INVOKESPECIAL, MAKER, "<init>", INIT, false);
    code.visitInsn(RETURN);
    end(code);
  }

  private void make(ClassWriter writer) {
    MethodVisitor code =
        writer.visitMethod(ACC_PUBLIC, "make", "(L" + ROW + ";)" + OBJECT, null, null);
    code.visitCode();
    code.visitLdcInsn(handle());
    for (int place = 0; place < parameters.length; place++) {
      read(code, place);
    }
    Label call = new Label();
    Label done = new Label();
    Label failed = new Label();
    code.visitTryCatchBlock(call, done, failed, null);
    code.visitLabel(call);
    String descriptor = type.toMethodDescriptorString();
    code.visitMethodInsn(INVOKEVIRTUAL, HANDLE, "invokeExact", descriptor, false);
    code.visitLabel(done);
    code.visitInsn(ARETURN);
    code.visitLabel(failed);
    code.visitFrame(F_SAME1, 0, null, 1, new Object[] {"java/lang/Throwable"});
    code.visitVarInsn(ALOAD, 0);
    code.visitInsn(SWAP);
    String failing = "(Ljava/lang/Throwable;)Ljava/lang/RuntimeException;";
    code.visitMethodInsn(INVOKEVIRTUAL, MAKER, "failed", failing, false);
    code.visitInsn(ATHROW);
    end(code);
  }

  /** The method handle that the class was defined with. */
  private static ConstantDynamic handle() {
    Handle ofClass =
        new Handle(
            H_INVOKESTATIC,
            Type.getInternalName(MethodHandles.class),
            "classData",
            MethodType.methodType(Object.class, Lookup.class, String.class, Class.class)
                .toMethodDescriptorString(),
            false);
    return new ConstantDynamic("_", Type.getDescriptor(MethodHandle.class), ofClass);
  }

  private void read(MethodVisitor code, int place) {
    Class<?> parameter = parameters[place];
    if (parameter.isPrimitive()) {
      primitive(code, place, parameter);
      return;
    }
    row(code, place);
    if (direct.get(place)) {
      String descriptor = "(I)" + Type.getDescriptor(parameter);
      code.visitMethodInsn(INVOKEVIRTUAL, ROW, TYPED.get(parameter), descriptor, false);
    } else {
      code.visitMethodInsn(INVOKEVIRTUAL, ROW, "get", "(I)" + OBJECT, false);
    }
  }

  /** A null is refused by the maker, which knows what the parameter is. */
  private void primitive(MethodVisitor code, int place, Class<?> parameter) {
    code.visitVarInsn(ALOAD, 0);
    row(code, place);
    if (direct.get(place)) {
      String descriptor = READ + Type.getDescriptor(parameter);
      code.visitMethodInsn(INVOKEVIRTUAL, MAKER, TYPED.get(parameter), descriptor, false);
    } else {
      code.visitMethodInsn(INVOKEVIRTUAL, MAKER, "getPresent", READ + OBJECT, false);
      unbox(code, parameter);
    }
  }

  private static void row(MethodVisitor code, int place) {
    code.visitVarInsn(ALOAD, 1);
    code.visitIntInsn(SIPUSH, place);
  }

  private static void unbox(MethodVisitor code, Class<?> primitive) {
    String wrapper = Type.getInternalName(MethodType.methodType(primitive).wrap().returnType());
    code.visitTypeInsn(CHECKCAST, wrapper);
    String descriptor = "()" + Type.getDescriptor(primitive);
    code.visitMethodInsn(INVOKEVIRTUAL, wrapper, primitive.getName() + "Value", descriptor, false);
  }

  private static void end(MethodVisitor code) {
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
