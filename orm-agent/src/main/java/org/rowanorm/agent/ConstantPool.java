package org.rowanorm.agent;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks the constant pool of a class file, which tells in microseconds whether the class can matter
 * to the enhancer at all. Understands no more of the file, so that newer versions do no harm.
 */
final class ConstantPool {

  /** One field that the class refers to. */
  record FieldRef(String owner, String name, String descriptor) {}

  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int FIELD_REF = 9;

  private static final byte[] ENTITY = descriptor(Contract.ENTITY);
  private static final byte[] CONVERTER = descriptor(Contract.CONVERTER);
  private static final byte[] MAPPED_SUPERCLASS = descriptor(Contract.MAPPED_SUPERCLASS);
  private static final byte[] EMBEDDABLE = descriptor(Contract.EMBEDDABLE);

  private final byte[] file;
  private final int[] offsets; // of what follows the tag, by constant
  private final List<FieldRef> fields = new ArrayList<>();
  private boolean annotated;
  private boolean converter;

  private ConstantPool(byte[] file) throws IOException {
    this.file = file;
    this.offsets = new int[u2(8)];
    List<Integer> refs = new ArrayList<>();
    int at = 10;
    for (int i = 1; i < offsets.length; i++) {
      int tag = file[at];
      offsets[i] = at + 1;
      if (tag == FIELD_REF) {
        refs.add(i);
      } else if (tag == UTF8 && !annotated) {
        annotated =
            matches(at + 1, ENTITY)
                || matches(at + 1, MAPPED_SUPERCLASS)
                || matches(at + 1, EMBEDDABLE);
        converter |= matches(at + 1, CONVERTER);
      } else if (tag == LONG || tag == DOUBLE) {
        i++; // they count twice
      }
      at += 1 + size(tag, at + 1);
    }
    String own = closed(at) ? className(u2(at + 2)) : null;
    for (int ref : refs) {
      addField(offsets[ref], own);
    }
  }

  /** The pool of a class file, or null where the bytes are not understood. */
  static @Nullable ConstantPool of(byte[] file) {
    try {
      return new ConstantPool(file);
    } catch (IndexOutOfBoundsException | IOException e) {
      return null;
    }
  }

  /** The major version of a class file. */
  static int major(byte[] file) {
    return (file[6] & 0xff) << 8 | (file[7] & 0xff);
  }

  /** Whether the name of a mapping annotation of classes occurs. */
  boolean annotated() {
    return annotated;
  }

  /** Whether the name of the annotation of converters occurs. */
  boolean converter() {
    return converter;
  }

  /** The fields that the class refers to and that could be attributes, judged by their owners. */
  List<FieldRef> fields() {
    return fields;
  }

  /** Whether a class is one of the JDK's, judged by its name. */
  static boolean isPlatform(String internalName) {
    return internalName.startsWith("java/")
        || internalName.startsWith("javax/")
        || internalName.startsWith("jdk/")
        || internalName.startsWith("sun/");
  }

  /** Whether the class, whose header follows the pool, neither has nor inherits attributes. */
  private boolean closed(int header) throws IOException {
    int above = u2(header + 4);
    return !annotated && above != 0 && isPlatform(className(above));
  }

  private String className(int index) throws IOException {
    return utf8(u2(offsets[index]));
  }

  private void addField(int ref, @Nullable String own) throws IOException {
    String owner = className(u2(ref));
    if (!owner.equals(own) && !isPlatform(owner)) {
      int nameAndType = offsets[u2(ref + 2)];
      fields.add(new FieldRef(owner, utf8(u2(nameAndType)), utf8(u2(nameAndType + 2))));
    }
  }

  private boolean matches(int at, byte[] text) {
    if (u2(at) != text.length) {
      return false;
    }
    for (int i = text.length - 1; i >= 0; i--) { // the ends differ more than the beginnings
      if (file[at + 2 + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  private int size(int tag, int at) throws IOException {
    return switch (tag) {
      case UTF8 -> 2 + u2(at);
      case 7, 8, 16, 19, 20 -> 2; // class, string, method type, module, package
      case 15 -> 3; // method handle
      case 3, 4, FIELD_REF, 10, 11, 12, 17, 18 -> 4; // numbers, references, dynamic
      case LONG, DOUBLE -> 8;
      default -> throw new IOException("Unknown constant " + tag);
    };
  }

  private int u2(int at) {
    return (file[at] & 0xff) << 8 | (file[at + 1] & 0xff);
  }

  private String utf8(int index) throws IOException {
    int at = offsets[index];
    InputStream text = new ByteArrayInputStream(file, at, 2 + u2(at));
    return new DataInputStream(text).readUTF();
  }

  private static byte[] descriptor(String internalName) {
    return ("L" + internalName + ";").getBytes(StandardCharsets.UTF_8);
  }
}
