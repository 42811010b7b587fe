package org.rowanorm.agent;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks the constant pool of a class file, which tells in microseconds whether the class can matter
 * to the enhancer at all. What follows the pool it looks at only where it must, and does without
 * where it does not understand it, so that newer versions do no harm. Not thread-safe.
 */
final class ConstantPool {

  /** One field that the class refers to; the owner of an inherited one is the superclass. */
  record FieldRef(String owner, String name, String descriptor) {}

  /** More references to fields than most classes have. */
  private static final int USUAL_REFS = 32;

  private static final int UTF8 = 1;
  private static final int FIELD_REF = 9;

  /** The length of each constant by its tag, of a text without the text; of unknown ones 0. */
  private static final byte[] SIZES = {
    0, 2, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2
  };

  private static final byte[] ENTITY = descriptor(Contract.ENTITY);
  private static final byte[] CONVERTER = descriptor(Contract.CONVERTER);
  private static final byte[] MAPPED_SUPERCLASS = descriptor(Contract.MAPPED_SUPERCLASS);
  private static final byte[] EMBEDDABLE = descriptor(Contract.EMBEDDABLE);

  /** A bit for the length of each of them: most texts have another one. */
  private static final long LENGTHS =
      1L << ENTITY.length
          | 1L << CONVERTER.length
          | 1L << MAPPED_SUPERCLASS.length
          | 1L << EMBEDDABLE.length;

  private static final byte[] CODE = "Code".getBytes(StandardCharsets.UTF_8);
  private static final byte[][] PLATFORM = {
    "java/".getBytes(StandardCharsets.UTF_8),
    "javax/".getBytes(StandardCharsets.UTF_8),
    "jdk/".getBytes(StandardCharsets.UTF_8),
    "sun/".getBytes(StandardCharsets.UTF_8)
  };

  private final byte[] file;
  private final int[] offsets; // of what follows the tag, by constant
  private int[] refs = new int[USUAL_REFS]; // the constants that are references to fields
  private int refCount;
  private final int header; // where the class's own flags stand
  private int[] declared = {}; // once it is asked for: the fields of the class, by name and type
  private boolean annotated;
  private boolean converter;

  private ConstantPool(byte[] file) throws IOException {
    this.file = file;
    this.offsets = new int[u2(8)];
    this.header = walk();
    u2(header + 4);
  }

  /**
   * Most of what the agent does in a JVM that has just started is this loop, and it is interpreted
   * at first: so it calls nothing.
   */
  private int walk() throws IOException {
    byte[] bytes = file;
    int at = 10;
    for (int i = 1; i < offsets.length; i++) {
      int tag = bytes[at++];
      offsets[i] = at;
      if (tag == UTF8) {
        int length = (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
        at += 2 + length;
        if (length < Long.SIZE && (LENGTHS >>> length & 1) != 0 && bytes[at - 1] == ';') {
          recognise(at - length - 2);
        }
      } else {
        int size = SIZES[tag];
        at += size;
        if (tag == FIELD_REF) {
          if (refCount == refs.length) {
            refs = Arrays.copyOf(refs, 4 * refCount);
          }
          refs[refCount++] = i;
        } else if (size == 8) {
          i++; // these count twice
        } else if (size == 0) {
          throw new IOException("Unknown constant " + tag);
        }
      }
    }
    return at;
  }

  private void recognise(int text) {
    annotated =
        annotated
            || matches(text, ENTITY)
            || matches(text, MAPPED_SUPERCLASS)
            || matches(text, EMBEDDABLE);
    converter = converter || matches(text, CONVERTER);
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
  private boolean closed() {
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
      if (used == null) {
        return List.of();
      }
      keepUsed(used);
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

  /** The references to fields that could be attributes, or null where there are none. */
  private @Nullable BitSet candidates() {
    BitSet candidates = null;
    int own = u2(header + 2);
    int plain = closed() ? own : 0; // the owner of fields that are no attributes
    for (int i = 0; i < refCount; i++) {
      int ref = refs[i];
      int owner = u2(offsets[ref]);
      if (owner != plain && isCandidate(owner, ref)) {
        if (candidates == null) {
          candidates = new BitSet();
        }
        candidates.set(ref);
      }
    }
    return candidates;
  }

  private boolean isCandidate(int owner, int ref) {
    return isOwn(owner)
        ? annotated || (!closed() && !isDeclared(offsets[u2(offsets[ref] + 2)]))
        : !isPlatform(owner);
  }

  private boolean isOwn(int owner) {
    int own = u2(header + 2);
    return owner == own || u2(offsets[owner]) == u2(offsets[own]);
  }

  /** Whether the class itself declares a field of this name and type. */
  private boolean isDeclared(int nameAndType) {
    if (declared.length == 0) {
      declared = declared();
    }
    int wanted = InstanceAccesses.u4(file, nameAndType);
    for (int field : declared) {
      if (field == wanted) {
        return true;
      }
    }
    return false;
  }

  private int[] declared() {
    int at = fieldTable();
    int[] fields = new int[u2(at - 2)];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = InstanceAccesses.u4(file, at + 2);
      at = afterMember(at);
    }
    return fields;
  }

  /**
   * The fields that the class declares, as {@link ClassShape#field} has them.
   *
   * @throws IOException where the file is not understood
   */
  Set<String> declaredFields() throws IOException {
    try {
      Set<String> fields = new HashSet<>();
      for (int field : declared()) {
        fields.add(ClassShape.field(utf8(field >>> 16), utf8(field & 0xffff)));
      }
      return fields;
    } catch (IndexOutOfBoundsException e) {
      throw new IOException(e);
    }
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

  private int u2(int at) {
    return (file[at] & 0xff) << 8 | (file[at + 1] & 0xff);
  }

  private String utf8(int index) throws IOException {
    int at = offsets[index];
    String text = new String(file, at + 2, u2(at), StandardCharsets.UTF_8);
    // zero and surrogates have a form of their own in class files, which reads so
    return text.indexOf('\ufffd') < 0 ? text : modifiedUtf8(at);
  }

  private String modifiedUtf8(int at) throws IOException {
    InputStream text = new ByteArrayInputStream(file, at, 2 + u2(at));
    return new DataInputStream(text).readUTF();
  }

  private static byte[] descriptor(String internalName) {
    return ("L" + internalName + ";").getBytes(StandardCharsets.UTF_8);
  }
}
