package org.rowanorm.agent;

import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * A field or a method of a class file that can have to do with an attribute. Immutable.
 *
 * @param access its access flags
 */
record Member(String name, String descriptor, int access, Marks marks) {

  /**
   * What the annotations of a member say.
   *
   * @param unmapped whether it is said to be no attribute
   * @param mapping whether there is an annotation that maps an attribute
   * @param id whether it is said to be an id
   * @param access the access type that it asks for, or null
   */
  record Marks(boolean unmapped, boolean mapping, boolean id, @Nullable AccessType access) {
    static final Marks NONE = new Marks(false, false, false, null);
  }

  boolean isField() {
    return !descriptor.startsWith("(");
  }

  boolean isSynthetic() {
    return has(Opcodes.ACC_SYNTHETIC);
  }

  boolean isAbstract() {
    return has(Opcodes.ACC_ABSTRACT);
  }

  /** Whether its annotations make it an attribute, whatever else is there. */
  boolean isMapped() {
    return !marks.unmapped() && (marks.mapping() || marks.access() != null);
  }

  /** Whether a subclass can override the method. */
  boolean isOpen(boolean samePackage) {
    return has(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)
        || (samePackage && !has(Opcodes.ACC_PRIVATE));
  }

  private boolean has(int flag) {
    return (access & flag) != 0;
  }

  /** The type that a getter gives. */
  String given() {
    return Type.getReturnType(descriptor).getDescriptor();
  }

  /** The type that a setter takes, or null where it takes none, or several. */
  @Nullable String taken() {
    Type[] arguments = Type.getArgumentTypes(descriptor);
    return arguments.length == 1 ? arguments[0].getDescriptor() : null;
  }

  /** How the method is called on an object of its class, whose subclasses may override it. */
  int call() {
    return has(Opcodes.ACC_PRIVATE) ? Opcodes.INVOKESPECIAL : Opcodes.INVOKEVIRTUAL;
  }
}
