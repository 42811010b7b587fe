package org.rowanorm.agent;

import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * What one class file says of itself, its code apart. Immutable.
 *
 * @param version the major version of the class file
 * @param mapped whether it is a class, and annotated as an entity or a mapped superclass
 * @param contract the contract that it was enhanced for, 0 where it was not
 * @param attributes the fields that are attributes if the class is mapped, in their order
 * @param fields every field, as name, space, descriptor
 * @param constructor the access flags of the no-arg constructor, or -1
 * @param hydrating whether it has the constructor that the enhancer adds
 */
record ClassShape(
    String name,
    @Nullable String superName,
    List<String> interfaces,
    int version,
    int access,
    boolean mapped,
    int contract,
    List<Attribute> attributes,
    Set<String> fields,
    int constructor,
    boolean hydrating) {

  boolean isRecord() {
    return "java/lang/Record".equals(superName);
  }

  boolean isEnhanced() {
    return contract != 0;
  }

  boolean isFinal() {
    return (access & Opcodes.ACC_FINAL) != 0;
  }

  boolean declares(String field, String descriptor) {
    return fields.contains(field + ' ' + descriptor);
  }

  @Nullable Attribute attribute(String field, String descriptor) {
    for (Attribute attribute : attributes) {
      if (attribute.name().equals(field) && attribute.descriptor().equals(descriptor)) {
        return attribute;
      }
    }
    return null;
  }

  /** Whether the two are in the same package. */
  boolean isBeside(ClassShape other) {
    return packageName().equals(other.packageName());
  }

  private String packageName() {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }
}
