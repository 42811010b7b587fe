package org.rowanorm.agent;

import java.util.function.Consumer;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Reads what the annotations of one member say. For one use. */
final class MarksReader {

  private boolean unmapped;
  private boolean mapping;
  private boolean id;
  private @Nullable AccessType access;

  @Nullable AnnotationVisitor read(String descriptor) {
    if (is(descriptor, Contract.TRANSIENT)) {
      unmapped = true;
    } else if (is(descriptor, Contract.ACCESS)) {
      return accessType(type -> access = type);
    } else if (descriptor.startsWith(Contract.MAPPING, 1)
        || descriptor.startsWith(Contract.OWN_MAPPING, 1)) {
      mapping = true;
      id |= is(descriptor, Contract.ID) || is(descriptor, Contract.EMBEDDED_ID);
    }
    return null;
  }

  /** What was found. */
  Member.Marks marks() {
    return new Member.Marks(unmapped, mapping, id, access);
  }

  /** Reads the value of an {@code @Access}. */
  static AnnotationVisitor accessType(Consumer<AccessType> found) {
    return new AnnotationVisitor(Opcodes.ASM9) {
      @Override
      public void visitEnum(String name, String descriptor, String value) {
        found.accept(value.equals("PROPERTY") ? AccessType.PROPERTY : AccessType.FIELD);
      }
    };
  }

  static boolean is(String descriptor, String internalName) {
    return descriptor.length() == internalName.length() + 2
        && descriptor.startsWith(internalName, 1);
  }
}
