package org.rowanorm.bench.enhance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.rowanorm.agent.ClassFileSource;
import org.rowanorm.agent.Enhancer;

/** A library, and what it makes of {@link Account}. */
public enum Side {
  PLAIN("plain Java"),
  ROWAN("Rowan"),
  HIBERNATE("Hibernate, no interceptor"),
  HIBERNATE_LAZY("Hibernate, interceptor"),
  EBEAN("Ebean");

  private static final ClassLoader CLASSES = Side.class.getClassLoader();
  private static final String SUBJECT = "org.rowanorm.bench.enhance.Account";

  private final String label;

  Side(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }

  /** Whether somebody hears of changes. */
  boolean tracks() {
    return this != PLAIN;
  }

  /** The class file of {@link Account} as this library enhances it. */
  byte[] enhanced() {
    byte[] file = file();
    byte @Nullable [] enhanced =
        switch (this) {
          case PLAIN -> file;
          case ROWAN -> new Enhancer(ClassFileSource.of(CLASSES)).enhance(SUBJECT, mapped(file));
          case HIBERNATE, HIBERNATE_LAZY -> PeerEnhancers.hibernate(SUBJECT, mapped(file), CLASSES);
          case EBEAN -> PeerEnhancers.ebean(SUBJECT, mapped(file), CLASSES);
        };
    return Objects.requireNonNull(enhanced, () -> label + " did not enhance the class");
  }

  /** Accounts of the class that {@link #enhanced} gave, once that is loaded. */
  Accounts accounts() {
    return switch (this) {
      case PLAIN -> new PlainAccounts();
      case ROWAN -> new RowanAccounts();
      case HIBERNATE, HIBERNATE_LAZY -> new HibernateAccounts(this == HIBERNATE_LAZY);
      case EBEAN -> new EbeanAccounts();
    };
  }

  private static byte[] file() {
    String path = SUBJECT.replace('.', '/') + ".class";
    try (InputStream in = Objects.requireNonNull(CLASSES.getResourceAsStream(path))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] mapped(byte[] file) {
    ClassReader reader = new ClassReader(file);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visitEnd() {
            visitAnnotation("Ljakarta/persistence/Entity;", true).visitEnd();
            super.visitEnd();
          }
        },
        0);
    return writer.toByteArray();
  }
}
