package org.rowanorm.agent;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** The door of {@code -javaagent}: installs the transformer. */
public final class RowanAgent {

  /** The system property that says that the agent is there. */
  public static final String PRESENT = "org.rowanorm.agent.present";

  private RowanAgent() {}

  /** Called by the JVM before the application starts. */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    install(AgentOptions.parse(arguments), instrumentation);
  }

  /** Called by the JVM on late attach; classes that are loaded already stay as they are. */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    install(AgentOptions.parse(arguments), instrumentation);
  }

  private static void install(AgentOptions options, Instrumentation instrumentation) {
    warmUp();
    RowanTransformer transformer =
        new RowanTransformer(options, instrumentation.getAllLoadedClasses());
    instrumentation.addTransformer(transformer, true);
    System.setProperty(PRESENT, "true");
    transformer.reportEarly();
  }

  /** Loads the classes of the enhancer now: it must not need one while it transforms it. */
  private static void warmUp() {
    ClassWriter sample = new ClassWriter(0);
    sample.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, "Sample", null, "java/lang/Object", null);
    sample.visitAnnotation("L" + Contract.ENTITY + ";", true).visitEnd();
    sample.visitField(Opcodes.ACC_PRIVATE, "count", "I", null, null).visitEnd();
    MethodVisitor constructor = sample.visitMethod(0, "<init>", "()V", null, null);
    constructor.visitCode();
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitInsn(Opcodes.ICONST_1);
    constructor.visitFieldInsn(Opcodes.PUTFIELD, "Sample", "count", "I");
    constructor.visitInsn(Opcodes.RETURN);
    constructor.visitMaxs(2, 1);
    constructor.visitEnd();
    sample.visitEnd();
    new Enhancer(name -> null).enhance("Sample", sample.toByteArray());
  }
}
