package org.rowanorm.agent;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks the constant pool of a class file, which tells in microseconds whether the class can matter
 * to the enhancer at all. What follows the pool it looks at only where it must, and does without
 * where it does not understand it, so that newer versions do no harm. Not thread-safe.
 */
final class ConstantPool {

  /** One field that the class refers to; the owner of an inherited one is the superclass. */
  record FieldRef(String owner, String name, String descriptor) {}

  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int FIELD_REF = 9;

  private static final byte[] ENTITY = descriptor(Contract.ENTITY);
  private static final byte[] CONVERTER = descriptor(Contract.CONVERTER);
  private static final byte[] MAPPED_SUPERCLASS = descriptor(Contract.MAPPED_SUPERCLASS);
  private static final byte[] EMBEDDABLE = descriptor(Contract.EMBEDDABLE);
  private static final byte[] CODE = "Code".getBytes(StandardCharsets.UTF_8);
  private static final byte[][] PLATFORM = {
    "java/".getBytes(StandardCharsets.UTF_8),
    "javax/".getBytes(StandardCharsets.UTF_8),
    "jdk/".getBytes(StandardCharsets.UTF_8),
    "sun/".getBytes(StandardCharsets.UTF_8)
  };

  private final byte[] file;
  private final int[] offsets; // of what follows the tag, by constant
  private final int[] refs; // the constants that are references to fields
  private int refCount;
  private final int header; // where the class's own flags stand
  private boolean annotated;
  private boolean converter;

  private ConstantPool(byte[] file) throws IOException {
    this.file = file;
    this.offsets = new int[u2(8)];
    this.refs = new int[offsets.length];
    int at = 10;
    for (int i = 1; i < offsets.length; i++) {
      int tag = file[at];
      offsets[i] = at + 1;
      if (tag == FIELD_REF) {
        refs[refCount++] = i;
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
    this.header = at;
    u2(at + 4);
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

  /**
   * The superclass; Object where there is none.
   *
   * @throws IOException where the file is not understood
   */
  String superName() throws IOException {
    try {
      int above = u2(header + 4);
      return above == 0 || isPlatform(above) ? ClassShape.OBJECT : className(above);
    } catch (IndexOutOfBoundsException e) {
      throw new IOException(e);
    }
  }

  /** Whether the class neither has attributes nor can it inherit any. */
  boolean closed() {
    return !annotated && isPlatform(u2(header + 4));
  }

  /**
   * The fields that the class uses and that could be attributes, judged by their owners.
   *
   * @throws IOException where the file is not understood
   */
  List<FieldRef> fields() throws IOException {
    try {
      BitSet used = candidates();
      if (!used.isEmpty()) {
        keepUsed(used);
      }
      List<FieldRef> fields = new ArrayList<>(used.cardinality());
      for (int ref = used.nextSetBit(0); ref >= 0; ref = used.nextSetBit(ref + 1)) {
        fields.add(field(offsets[ref]));
      }
      return fields;
    } catch (IndexOutOfBoundsException e) {
      throw new IOException(e);
    }
  }

  private void keepUsed(BitSet candidates) {
    try {
      candidates.and(InstanceAccesses.in(file, methods(), this));
    } catch (IndexOutOfBoundsException e) {
      // code of a form that is not known yet: each of them may be used
    }
  }

  private FieldRef field(int ref) throws IOException {
    int owner = u2(ref);
    int nameAndType = offsets[u2(ref + 2)];
    boolean inherited = !annotated && isOwn(owner);
    return new FieldRef(
        className(inherited ? u2(header + 4) : owner),
        utf8(u2(nameAndType)),
        utf8(u2(nameAndType + 2)));
  }

  private BitSet candidates() {
    BitSet candidates = new BitSet();
    boolean closed = closed();
    for (int i = 0; i < refCount; i++) {
      int owner = u2(offsets[refs[i]]);
      if (isOwn(owner)
          ? annotated || (!closed && !isDeclared(offsets[u2(offsets[refs[i]] + 2)]))
          : !isPlatform(owner)) {
        candidates.set(refs[i]);
      }
    }
    return candidates;
  }

  private boolean isOwn(int owner) {
    int own = u2(header + 2);
    return owner == own || u2(offsets[owner]) == u2(offsets[own]);
  }

  /** Whether the class itself declares a field of this name and type. */
  private boolean isDeclared(int nameAndType) {
    int at = fieldTable();
    for (int left = u2(at - 2); left > 0; left--) {
      if (u2(at + 2) == u2(nameAndType) && u2(at + 4) == u2(nameAndType + 2)) {
        return true;
      }
      at = afterMember(at);
    }
    return false;
  }

  private int methods() {
    int at = fieldTable();
    for (int left = u2(at - 2); left > 0; left--) {
      at = afterMember(at);
    }
    return at;
  }

  private int fieldTable() {
    return header + 8 + 2 * u2(header + 6) + 2;
  }

  private int afterMember(int member) {
    int at = member + 8;
    for (int left = u2(member + 6); left > 0; left--) {
      at = InstanceAccesses.afterAttribute(file, at);
    }
    return at;
  }

  /** Whether a class is one of the JDK's, judged by its name. */
  static boolean isPlatform(String internalName) {
    return internalName.startsWith("java/")
        || internalName.startsWith("javax/")
        || internalName.startsWith("jdk/")
        || internalName.startsWith("sun/");
  }

  private boolean isPlatform(int type) {
    if (type == 0) {
      return false; // a module, or Object itself
    }
    int name = offsets[u2(offsets[type])];
    for (byte[] prefix : PLATFORM) {
      if (u2(name) >= prefix.length && matches(prefix, name + 2)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a constant is the name of the attribute that holds code. */
  boolean isCode(int name) {
    return matches(offsets[name], CODE);
  }

  private String className(int index) throws IOException {
    return utf8(u2(offsets[index]));
  }

  private boolean matches(int at, byte[] text) {
    return u2(at) == text.length && matches(text, at + 2);
  }

  private boolean matches(byte[] text, int at) {
    for (int i = text.length - 1; i >= 0; i--) { // the ends differ more than the beginnings
      if (file[at + i] != text[i]) {
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
    int length = u2(at);
    for (int i = at + 2; i < at + 2 + length; i++) {
      if (file[i] < 0) {
        return modifiedUtf8(at);
      }
    }
    return new String(file, at + 2, length, StandardCharsets.ISO_8859_1);
  }

  private String modifiedUtf8(int at) throws IOException {
    InputStream text = new ByteArrayInputStream(file, at, 2 + u2(at));
    return new DataInputStream(text).readUTF();
  }

  private static byte[] descriptor(String internalName) {
    return ("L" + internalName + ";").getBytes(StandardCharsets.UTF_8);
  }
}
