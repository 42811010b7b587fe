package org.rowanorm.agent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.rowanorm.agent.Attribute.Property;

/**
 * Puts the traps of property attributes at the start of their getters and setters, and of those
 * that override them. Not thread-safe.
 *
 * <p>The bodies stay where they are: stack traces, breakpoints and coverage know them there, and a
 * body that is swapped while the program runs is trapped like the one before it. The engine calls
 * the same methods, and the slow path lets it through.
 *
 * <p>A setter that does more than to set a field might leave it as it is. So what is not loaded yet
 * is loaded first, or nothing would be taken for the new value.
 */
final class PropertyTraps {

  /**
   * What stands at the start of one method.
   *
   * @param owner the class through which the accessor is called
   * @param declaring the class that has it
   */
  private record Trap(String owner, String declaring, Attribute attribute, boolean setter) {}

  private final Map<String, Trap> traps = new HashMap<>();
  private final Map<String, Bodies.Body> bodies;

  PropertyTraps(ClassReader reader, MappedClass mapped) {
    for (Attribute attribute : mapped.attributes()) {
      Property property = attribute.property();
      if (property != null) {
        Trap get = new Trap(mapped.name(), mapped.name(), attribute, false);
        Trap set = new Trap(mapped.name(), mapped.name(), attribute, true);
        add(get, property.getters());
        add(set, List.of(property.setter()));
      }
    }
    for (MappedClass.Inherited above : mapped.inherited()) {
      Trap get = new Trap(mapped.superName(), above.owner(), above.attribute(), false);
      Trap set = new Trap(mapped.superName(), above.owner(), above.attribute(), true);
      add(get, Overrides.getters(mapped.shape(), above));
      add(set, Overrides.setters(mapped.shape(), above));
    }
    bodies = traps.isEmpty() ? Map.of() : Bodies.of(reader, traps.keySet());
  }

  private void add(Trap trap, List<Member> methods) {
    for (Member method : methods) {
      if (!method.isAbstract()) {
        traps.putIfAbsent(method.name() + method.descriptor(), trap);
      }
    }
  }

  /** Passes a method on, with its trap in front where it has one. */
  MethodVisitor visit(String name, String descriptor, MethodVisitor next) {
    String method = name + descriptor;
    Trap trap = traps.get(method);
    Bodies.Body body = bodies.get(method);
    return trap == null || body == null ? next : new Writer(next, trap, body, descriptor);
  }

  private static final class Writer extends MethodVisitor {
    private final Trap trap;
    private final Bodies.Body body;
    private final String descriptor;

    Writer(MethodVisitor next, Trap trap, Bodies.Body body, String descriptor) {
      super(Opcodes.ASM9, next);
      this.trap = trap;
      this.body = body;
      this.descriptor = descriptor;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (body.line() > 0) {
        Label start = new Label();
        super.visitLabel(start);
        super.visitLineNumber(body.line(), start); // for the stack traces of what loads
      }
      if (!trap.setter || !body.plain()) {
        super.visitVarInsn(Opcodes.ALOAD, 0);
        call(true);
      }
      if (trap.setter) {
        super.visitVarInsn(Opcodes.ALOAD, 0);
        super.visitVarInsn(argument().getOpcode(Opcodes.ILOAD), 1);
        call(false);
      }
    }

    private void call(boolean get) {
      String name = (get ? Contract.READ : Contract.WRITE) + trap.attribute.name();
      String type = Accessors.type(get, trap.declaring, trap.attribute);
      super.visitMethodInsn(Opcodes.INVOKESTATIC, trap.owner, name, type, false);
    }

    @Override
    public void visitMaxs(int stack, int locals) {
      int needed = trap.setter ? 1 + argument().getSize() : 1;
      super.visitMaxs(Math.max(stack, needed), locals);
    }

    private Type argument() {
      return Type.getArgumentTypes(descriptor)[0];
    }
  }
}
