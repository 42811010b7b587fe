package org.rowanorm.agent;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Defines class files, and so has the JVM verify them. What woven code names is there as skeletons
 * made from {@link Contract}: enough to link, nothing to run.
 */
final class Loaded extends ClassLoader {

  private final Map<String, byte[]> files = new TreeMap<>(skeletons());

  Loaded(Map<String, byte[]> files) {
    this(files, Loaded.class.getClassLoader());
  }

  Loaded(Map<String, byte[]> files, ClassLoader parent) {
    super(parent);
    this.files.putAll(files);
  }

  /** Links every class, which verifies it. */
  static Loaded verified(Compiled compiled) {
    Loaded loaded = new Loaded(compiled.files());
    compiled.files().keySet().forEach(loaded::link);
    return loaded;
  }

  byte[] file(String name) {
    return files.get(name);
  }

  /** The class, linked but not initialised. */
  Class<?> link(String name) {
    try {
      Class<?> type = Class.forName(name, false, this);
      int linked = type.getDeclaredFields().length; // this links a class
      return linked < 0 ? Object.class : type;
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  Object create(String name) {
    try {
      var constructor = link(name).getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      if (!files.containsKey(name)) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      byte[] file = files.get(name);
      return loaded == null ? defineClass(name, file, 0, file.length) : loaded;
    }
  }

  @Override
  public InputStream getResourceAsStream(String resource) {
    String name = resource.replace(".class", "").replace('/', '.');
    byte[] file = files.get(name);
    return file == null ? super.getResourceAsStream(resource) : new ByteArrayInputStream(file);
  }

  private static Map<String, byte[]> skeletons() {
    int type = Opcodes.ACC_PUBLIC | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT;
    return Map.of(
        Contract.ENHANCED.replace('/', '.'), skeleton(type, Contract.ENHANCED),
        Contract.ENHANCEMENT.replace('/', '.'),
            skeleton(type | Opcodes.ACC_ANNOTATION, Contract.ENHANCEMENT),
        Contract.HYDRATING.replace('/', '.'), skeleton(Opcodes.ACC_PUBLIC, Contract.HYDRATING),
        Contract.ENTITY_STATE.replace('/', '.'),
            skeleton(
                Opcodes.ACC_PUBLIC,
                Contract.ENTITY_STATE,
                Contract.ON_READ + Contract.ON_READ_TYPE,
                Contract.ON_WRITE + Contract.ON_WRITE_TYPE,
                Contract.ON_REPLACE + Contract.ON_REPLACE_TYPE),
        Contract.LINKAGE.replace('/', '.'),
            skeleton(
                Opcodes.ACC_PUBLIC, Contract.LINKAGE, Contract.REGISTER + Contract.REGISTER_TYPE));
  }

  private static byte[] skeleton(int access, String name, String... statics) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, access, name, null, "java/lang/Object", null);
    for (String member : statics) {
      int at = member.indexOf('(');
      MethodVisitor method =
          writer.visitMethod(
              Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
              member.substring(0, at),
              member.substring(at),
              null,
              null);
      method.visitCode();
      method.visitInsn(Opcodes.RETURN);
      method.visitMaxs(0, 4);
      method.visitEnd();
    }
    writer.visitEnd();
    return writer.toByteArray();
  }
}
