package org.rowanorm.bench.peers;

import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.rowanorm.bench.enhance.PeerEnhancers;
import org.rowanorm.bench.side.Library;

/**
 * Ebean, with classes that its build step has enhanced. Its second-level cache goes by an
 * annotation of its own, which is added to the class file of what is cacheable by the standard's.
 */
public final class EbeanLibrary implements Library {

  private static final String CACHEABLE = "Ljakarta/persistence/Cacheable;";
  private static final String CACHE = "Lio/ebean/annotation/Cache;";

  @Override
  public String label() {
    return "Ebean";
  }

  @Override
  public String side() {
    return "org.rowanorm.bench.peers.EbeanSide";
  }

  @Override
  public boolean isPeer() {
    return true;
  }

  @Override
  public byte @Nullable [] enhance(String type, byte[] file, ClassLoader classes) {
    return PeerEnhancers.ebean(type, withCache(file), classes);
  }

  private static byte[] withCache(byte[] file) {
    ClassReader reader = new ClassReader(file);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
            if (annotation.equals(CACHEABLE)) {
              super.visitAnnotation(CACHE, true).visitEnd();
            }
            return super.visitAnnotation(annotation, visible);
          }
        },
        0);
    return writer.toByteArray();
  }
}
