package org.rowanorm.agent;

import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * What one class file says of itself, its code apart. Immutable.
 *
 * @param version the major version of the class file
 * @param kind what its annotations make of it
 * @param contract the contract that it was enhanced for, 0 where it was not
 * @param accessType the access type that the class is annotated with, or null
 * @param members if it is of some kind, the fields and methods that can have to do with attributes,
 *     in their order
 * @param fields every field, as name, space, descriptor
 * @param constructor the access flags of the no-arg constructor, or -1
 * @param hydrating whether it has the constructor that the enhancer adds
 */
record ClassShape(
    String name,
    String superName,
    List<String> interfaces,
    int version,
    int access,
    Kind kind,
    int contract,
    @Nullable AccessType accessType,
    List<Member> members,
    Set<String> fields,
    int constructor,
    boolean hydrating) {

  /** What a class can be to the enhancer. */
  enum Kind {
    /** An entity or a mapped superclass: its attributes are trapped. */
    MAPPED,
    /** A part of entities: marked, and otherwise as it was. */
    EMBEDDABLE,
    /** Any other class, or what is no class at all. */
    NONE
  }

  static final String OBJECT = "java/lang/Object";

  boolean isRecord() {
    return superName.equals("java/lang/Record");
  }

  /** Whether nobody's class stands above. */
  boolean isTop() {
    return superName.equals(OBJECT) || isRecord();
  }

  boolean isMapped() {
    return kind == Kind.MAPPED;
  }

  boolean isEmbeddable() {
    return kind == Kind.EMBEDDABLE;
  }

  boolean isEnhanced() {
    return contract != 0;
  }

  /** Whether it is to be enhanced, and is not. */
  boolean isPlain() {
    return kind != Kind.NONE && contract == 0;
  }

  boolean isFinal() {
    return (access & Opcodes.ACC_FINAL) != 0;
  }

  boolean declares(String field, String descriptor) {
    return fields.contains(field(field, descriptor));
  }

  /** How a field stands in the sets of fields. */
  static String field(String name, String descriptor) {
    return name + ' ' + descriptor;
  }

  /**
   * @throws EnhancementException where it is enhanced for another contract
   */
  void checkContract() {
    if (contract != Contract.VERSION) {
      throw new EnhancementException(
          "It is enhanced for contract "
              + contract
              + ", but this enhancer writes contract "
              + Contract.VERSION
              + ".",
          name,
          "Rebuild it from its sources (mvn clean) with this version of Rowan.");
    }
  }

  /**
   * @throws EnhancementException where the class file is too old to be woven, or too new
   */
  void checkVersion() {
    if (version < Opcodes.V1_6) {
      throw new EnhancementException(
          "Its class file version " + version + " is older than Java 6.",
          name,
          "Compile it for Java 6 or later.");
    }
    if (version > ShapeReader.NEWEST) {
      throw tooNew(version, name);
    }
  }

  /** Says that a class file is newer than what can be rewritten. */
  static EnhancementException tooNew(int version, String name) {
    return new EnhancementException(
        "Its class file version "
            + version
            + " (Java "
            + (version - 44)
            + ") is newer than this enhancer can rewrite ("
            + ShapeReader.NEWEST
            + ").",
        name,
        "Compile it with an older --release, or use a newer version of Rowan.");
  }

  /** Whether the two are in the same package. */
  boolean isBeside(ClassShape other) {
    return packageName().equals(other.packageName());
  }

  private String packageName() {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }
}
