package org.rowanorm.agent;

import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Decides which enhanced classes get the added constructor, and which constructor of the superclass
 * it calls: the no-arg one where it can be reached, else the added one of a mapped superclass.
 */
final class Constructors {

  private static final int OPEN = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;

  private final ClassShapes shapes;

  Constructors(ClassShapes shapes) {
    this.shapes = shapes;
  }

  /**
   * The descriptor of the superclass's constructor that the added one calls, or null where none is
   * added.
   *
   * @throws EnhancementException where there is no way to make an object of the class
   */
  @Nullable String toCall(ClassShape shape) {
    if (shape.isRecord() || !isWanted(shape)) {
      return null;
    }
    String call = reachable(shape);
    if (call == null && shape.constructor() == -1) {
      String above = shape.superName().replace('/', '.');
      throw new EnhancementException(
          "It has no no-arg constructor, and none can be added: its superclass "
              + above
              + " has none that it can call.",
          shape.name(),
          "Give one of the two a protected no-arg constructor.");
    }
    return call;
  }

  /** Whether a subclass anywhere could not call, or the engine not find, a no-arg constructor. */
  private static boolean isWanted(ClassShape shape) {
    int access = shape.constructor();
    return access == -1 || (!shape.isFinal() && (access & OPEN) == 0);
  }

  private @Nullable String reachable(ClassShape shape) {
    ClassShape above = shapes.above(shape);
    if (above == null) {
      return "()V"; // of Object; a superclass that is missing was refused before
    }
    int access = above.constructor();
    boolean near = (access & Opcodes.ACC_PRIVATE) == 0 && shape.isBeside(above);
    if (access != -1 && ((access & OPEN) != 0 || near)) {
      return "()V";
    }
    return hasAdded(above) ? Contract.HYDRATING_CONSTRUCTOR : null;
  }

  private boolean hasAdded(ClassShape above) {
    if (above.isEnhanced()) {
      return above.hydrating();
    }
    return above.isPlain() && isWanted(above) && reachable(above) != null;
  }
}
