package org.rowanorm.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.CheckClassAdapter;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

/** A class file as tests look at it; read by the ASM that did not write it. */
final class ClassFile {

  private final byte[] file;
  private final ClassNode node = new ClassNode();

  ClassFile(byte[] file) {
    this.file = file;
    new ClassReader(file).accept(node, 0);
  }

  ClassNode node() {
    return node;
  }

  List<String> fieldNames() {
    return node.fields.stream().map(field -> field.name).toList();
  }

  /** The methods as name and descriptor. */
  List<String> methodNames() {
    return node.methods.stream().map(method -> method.name + method.desc).toList();
  }

  FieldNode field(String name) {
    return node.fields.stream().filter(field -> field.name.equals(name)).findFirst().orElseThrow();
  }

  MethodNode method(String name) {
    return node.methods.stream()
        .filter(method -> (method.name + method.desc).startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  /**
   * What a method does to fields and which accessors it calls, in order: {@code get C.x}, {@code
   * put C.x}, {@code call C.$rowan_r_x}.
   */
  List<String> accesses(String method) {
    List<String> accesses = new ArrayList<>();
    for (AbstractInsnNode instruction : method(method).instructions) {
      if (instruction instanceof FieldInsnNode field) {
        if (field.getOpcode() == Opcodes.GETFIELD || field.getOpcode() == Opcodes.PUTFIELD) {
          String kind = field.getOpcode() == Opcodes.GETFIELD ? "get " : "put ";
          accesses.add(kind + field.owner + "." + field.name);
        }
      } else if (instruction instanceof MethodInsnNode call && call.name.startsWith("$rowan_")) {
        accesses.add("call " + call.owner + "." + call.name);
      }
    }
    return accesses;
  }

  /** The instructions of a method, as text on one line. */
  String code(String name) {
    StringJoiner code = new StringJoiner("; ");
    Textifier text = new Textifier();
    method(name).accept(new TraceMethodVisitor(text));
    for (Object line : text.getText()) {
      String stripped = line.toString().strip();
      if (!stripped.isEmpty() && !stripped.matches("L\\d+|LINENUMBER.*|LOCALVARIABLE.*|MAX.*")) {
        code.add(stripped);
      }
    }
    return code.toString();
  }

  /** The length of a method's bytecode. */
  int codeLength(String name, String descriptor) {
    int[] length = {-1};
    ClassWriter measuring = new ClassWriter(0); // knows the offsets of labels
    MethodNode method = method(name + descriptor);
    measuring.visit(Opcodes.V17, 0, node.name, null, "java/lang/Object", null);
    MethodVisitor target = measuring.visitMethod(0x1008, name, descriptor, null, null);
    Label end = new Label();
    method.accept(
        new MethodVisitor(Opcodes.ASM9, target) {
          @Override
          public void visitMaxs(int stack, int locals) {
            super.visitLabel(end);
            length[0] = end.getOffset();
            super.visitMaxs(stack, locals);
          }
        });
    return length[0];
  }

  /** Checks structure, stack sizes and data flow of every method. */
  void check() {
    ClassWriter ignored = new ClassWriter(0);
    new ClassReader(file).accept(new CheckClassAdapter(ignored, true), ClassReader.EXPAND_FRAMES);
  }
}
