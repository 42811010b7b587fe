package org.rowanorm.discovery;

import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.rowanorm.entity.Enhancement;

/**
 * What the annotations in a class file say, without the class being loaded. Immutable.
 *
 * @param entity whether it is an entity
 * @param converter whether it is a converter of attributes
 * @param enhanced whether the enhancer has marked it
 */
record ClassMarks(boolean entity, boolean converter, boolean enhanced) {

  private static final String ENTITY = Type.getDescriptor(Entity.class);
  private static final String CONVERTER = Type.getDescriptor(Converter.class);
  private static final String ENHANCEMENT = Type.getDescriptor(Enhancement.class);
  private static final int HEADER_ONLY =
      ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;

  /** The marks of a class file, or null where it is newer than the library that reads it. */
  static @Nullable ClassMarks of(byte[] file) {
    try {
      Reader reader = new Reader();
      new ClassReader(file).accept(reader, HEADER_ONLY);
      return new ClassMarks(reader.entity, reader.converter, reader.enhanced);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  private static final class Reader extends ClassVisitor {
    private boolean entity;
    private boolean converter;
    private boolean enhanced;

    Reader() {
      super(Opcodes.ASM9);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      entity |= descriptor.equals(ENTITY);
      converter |= descriptor.equals(CONVERTER);
      enhanced |= descriptor.equals(ENHANCEMENT);
      return null;
    }
  }
}
