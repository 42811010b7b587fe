package org.rowanorm.agent;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Computes the serialVersionUID that Java serialisation would give a class, from its file; so that
 * the members which the enhancer adds do not change it.
 */
final class SerialVersion extends ClassVisitor {

  private record Member(String name, String descriptor, int access) {}

  private static final int CLASS_FLAGS =
      Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT;
  private static final int FIELD_FLAGS =
      Opcodes.ACC_PUBLIC
          | Opcodes.ACC_PRIVATE
          | Opcodes.ACC_PROTECTED
          | Opcodes.ACC_STATIC
          | Opcodes.ACC_FINAL
          | Opcodes.ACC_VOLATILE
          | Opcodes.ACC_TRANSIENT;
  private static final int METHOD_FLAGS =
      Opcodes.ACC_PUBLIC
          | Opcodes.ACC_PRIVATE
          | Opcodes.ACC_PROTECTED
          | Opcodes.ACC_STATIC
          | Opcodes.ACC_FINAL
          | Opcodes.ACC_SYNCHRONIZED
          | Opcodes.ACC_NATIVE
          | Opcodes.ACC_ABSTRACT
          | Opcodes.ACC_STRICT;

  private final List<String> interfaces = new ArrayList<>();
  private final List<Member> fields = new ArrayList<>();
  private final List<Member> constructors = new ArrayList<>();
  private final List<Member> methods = new ArrayList<>();
  private String name = "";
  private int access;
  private boolean initialiser;

  private SerialVersion() {
    super(Opcodes.ASM9);
  }

  /** The value for a class whose file declares none. */
  static long of(ClassReader reader) {
    SerialVersion version = new SerialVersion();
    reader.accept(
        version, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return version.compute();
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    this.name = name;
    this.access = access;
    if (interfaces != null) {
      Collections.addAll(this.interfaces, interfaces);
    }
  }

  @Override
  public void visitInnerClass(
      String name, @Nullable String outerName, @Nullable String innerName, int access) {
    if (name.equals(this.name)) {
      this.access = access; // what Class.getModifiers() tells of a nested class
    }
  }

  @Override
  public @Nullable FieldVisitor visitField(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      @Nullable Object value) {
    fields.add(new Member(name, descriptor, access & FIELD_FLAGS));
    return null;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    if (name.equals("<clinit>")) {
      initialiser = true;
    } else {
      List<Member> members = name.equals("<init>") ? constructors : methods;
      members.add(new Member(name, descriptor.replace('/', '.'), access & METHOD_FLAGS));
    }
    return null;
  }

  private long compute() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written outside memory
    }
    byte[] digest = sha().digest(bytes.toByteArray());
    long version = 0;
    for (int i = 7; i >= 0; i--) {
      version = version << 8 | (digest[i] & 0xff);
    }
    return version;
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeUTF(name.replace('/', '.'));
    out.writeInt(access & CLASS_FLAGS);
    Collections.sort(interfaces);
    for (String type : interfaces) {
      out.writeUTF(type.replace('/', '.'));
    }
    fields.sort(Comparator.comparing(Member::name));
    for (Member field : fields) {
      boolean shown = (field.access & (Opcodes.ACC_STATIC | Opcodes.ACC_TRANSIENT)) == 0;
      write(out, field, shown);
    }
    if (initialiser) {
      write(out, new Member("<clinit>", "()V", Opcodes.ACC_STATIC), true);
    }
    constructors.sort(Comparator.comparing(Member::descriptor));
    methods.sort(Comparator.comparing(Member::name).thenComparing(Member::descriptor));
    for (Member constructor : constructors) {
      write(out, constructor, false);
    }
    for (Member method : methods) {
      write(out, method, false);
    }
  }

  private static void write(DataOutputStream out, Member member, boolean evenPrivate)
      throws IOException {
    if (evenPrivate || (member.access & Opcodes.ACC_PRIVATE) == 0) {
      out.writeUTF(member.name);
      out.writeInt(member.access);
      out.writeUTF(member.descriptor);
    }
  }

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-1", e);
    }
  }
}
