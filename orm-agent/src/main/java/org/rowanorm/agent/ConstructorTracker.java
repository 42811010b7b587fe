package org.rowanorm.agent;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the writes of a constructor to its own, not yet initialised object raw, and no others.
 *
 * <p>Before {@code super(…)} or {@code this(…)} returns, no method can take the object, so those
 * writes cannot go through an accessor. Where that call stands cannot be told from its shape: there
 * may be calls of other constructors, branches and even exits before it (JEP 513). So the operand
 * stack is followed as the verifier does it, with one fact per slot: is it the uninitialised
 * object? At every join the compiler's own stack map frame says so.
 */
final class ConstructorTracker extends MethodVisitor {

  private final MethodVisitor raw;
  private final String owner;
  private final BitSet stack = new BitSet(); // by slot: holds the uninitialised object
  private final BitSet locals = new BitSet();
  private final List<Object> frameLocals = new ArrayList<>(); // as of the last frame
  private int depth;
  private boolean before = true; // the super constructor has not been called
  private boolean reached = true; // false after a jump, until a frame

  /**
   * @param rewriter where everything goes but the writes to keep
   * @param raw where those go
   */
  ConstructorTracker(MethodVisitor rewriter, MethodVisitor raw, String owner, String descriptor) {
    super(Opcodes.ASM9, rewriter);
    this.raw = raw;
    this.owner = owner;
    locals.set(0);
    frameLocals.add(Opcodes.UNINITIALIZED_THIS);
    for (Type argument : Type.getArgumentTypes(descriptor)) {
      frameLocals.add(argument.getSize() == 2 ? Opcodes.LONG : Opcodes.TOP);
    }
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    int size = Type.getType(descriptor).getSize();
    boolean own = before && opcode == Opcodes.PUTFIELD && owner.equals(this.owner);
    if (own && !reached) {
      throw new EnhancementException(
          "A constructor writes "
              + name
              + " where it cannot be told whether the object is initialised: the class file has"
              + " no stack map frames.",
          this.owner,
          "Compile it for Java 7 or later.");
    }
    boolean keep = own && stack.get(depth - size - 1);
    switch (opcode) {
      case Opcodes.GETSTATIC -> push(size);
      case Opcodes.PUTSTATIC -> pop(size);
      case Opcodes.GETFIELD -> replace(1, size);
      default -> pop(size + 1);
    }
    (keep ? raw : mv).visitFieldInsn(opcode, owner, name, descriptor);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    int sizes = Type.getArgumentsAndReturnSizes(descriptor); // counts an implicit this
    pop((sizes >> 2) - 1);
    if (opcode != Opcodes.INVOKESTATIC) {
      if (name.equals("<init>") && before && reached && stack.get(depth - 1)) {
        initialised();
      }
      pop(1);
    }
    push(sizes & 3);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
    int sizes = Type.getArgumentsAndReturnSizes(descriptor);
    replace((sizes >> 2) - 1, sizes & 3);
  }

  @Override
  public void visitInsn(int opcode) {
    super.visitInsn(opcode);
    if (opcode >= Opcodes.DUP && opcode <= Opcodes.SWAP) {
      copy(opcode);
    } else {
      replace(StackEffect.pops(opcode), StackEffect.pushes(opcode));
    }
    if ((opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) || opcode == Opcodes.ATHROW) {
      reached = false;
    }
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    super.visitVarInsn(opcode, variable);
    switch (opcode) {
      case Opcodes.ALOAD -> {
        push(1);
        stack.set(depth - 1, locals.get(variable));
      }
      case Opcodes.ASTORE -> {
        locals.set(variable, stack.get(Math.max(0, depth - 1)));
        pop(1);
      }
      case Opcodes.RET -> reached = false;
      default -> replace(StackEffect.pops(opcode), StackEffect.pushes(opcode));
    }
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    super.visitIntInsn(opcode, operand);
    replace(opcode == Opcodes.NEWARRAY ? 1 : 0, 1);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    super.visitTypeInsn(opcode, type);
    replace(opcode == Opcodes.NEW ? 0 : 1, 1);
  }

  @Override
  public void visitLdcInsn(Object value) {
    super.visitLdcInsn(value);
    push(StackEffect.size(value));
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    super.visitMultiANewArrayInsn(descriptor, dimensions);
    replace(dimensions, 1);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    super.visitJumpInsn(opcode, label);
    pop(StackEffect.pops(opcode));
    if (opcode == Opcodes.GOTO || opcode == Opcodes.JSR) {
      reached = false;
    }
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
    super.visitTableSwitchInsn(min, max, otherwise, labels);
    reached = false;
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    super.visitLookupSwitchInsn(otherwise, keys, labels);
    reached = false;
  }

  @Override
  public void visitFrame(
      int type,
      int localCount,
      Object @Nullable [] frameLocal,
      int stackCount,
      Object @Nullable [] frameStack) {
    super.visitFrame(type, localCount, frameLocal, stackCount, frameStack);
    List<Object> changes = frameLocal == null ? List.of() : list(frameLocal, localCount);
    switch (type) {
      case Opcodes.F_FULL, Opcodes.F_NEW -> {
        frameLocals.clear();
        frameLocals.addAll(changes);
      }
      case Opcodes.F_APPEND -> frameLocals.addAll(changes);
      case Opcodes.F_CHOP ->
          frameLocals.subList(frameLocals.size() - localCount, frameLocals.size()).clear();
      default -> {} // F_SAME, F_SAME1
    }
    mark(frameLocals, locals);
    boolean stackless = type == Opcodes.F_APPEND || type == Opcodes.F_CHOP || frameStack == null;
    int count = type == Opcodes.F_SAME1 ? 1 : stackCount;
    depth = mark(stackless ? List.of() : list(frameStack, count), stack);
    before = !locals.isEmpty() || !stack.isEmpty();
    reached = true;
  }

  private static List<Object> list(Object @Nullable [] types, int count) {
    List<Object> list = new ArrayList<>(count);
    for (int i = 0; types != null && i < count; i++) {
      list.add(types[i]);
    }
    return list;
  }

  /** Marks the slots that hold the uninitialised object; answers the number of slots. */
  private static int mark(List<Object> types, BitSet marks) {
    marks.clear();
    int slot = 0;
    for (Object type : types) {
      marks.set(slot, type == Opcodes.UNINITIALIZED_THIS);
      slot += type == Opcodes.LONG || type == Opcodes.DOUBLE ? 2 : 1;
    }
    return slot;
  }

  private void initialised() {
    before = false;
    stack.clear();
    locals.clear();
  }

  /** The moves of the dup family, spelled as which of the popped slots, from the top, come back. */
  private void copy(int opcode) {
    int taken = StackEffect.pops(opcode);
    String order = StackEffect.order(opcode);
    boolean[] top = new boolean[taken];
    for (int i = 0; i < taken; i++) {
      top[i] = depth - 1 - i >= 0 && stack.get(depth - 1 - i);
    }
    pop(taken);
    for (int i = 0; i < order.length(); i++) {
      push(1);
      stack.set(depth - 1, top[order.charAt(i) - '0']);
    }
  }

  private void replace(int pops, int pushes) {
    pop(pops);
    push(pushes);
  }

  private void push(int slots) {
    stack.clear(depth, depth + slots);
    depth += slots;
  }

  private void pop(int slots) {
    depth = Math.max(0, depth - slots); // in dead code nothing is known
  }
}
