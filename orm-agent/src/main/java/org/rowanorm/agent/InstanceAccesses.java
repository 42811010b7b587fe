package org.rowanorm.agent;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Finds the instructions of a class file that read or write fields of objects. Most references to
 * fields of other classes are to static ones, which are never attributes, and to find out what is
 * behind one costs more than to look through all the code. Stateless.
 */
final class InstanceAccesses {

  /** Where the code of a method lies in its attribute, and the length of it before that. */
  private static final int CODE = 8;

  private static final int WIDE = 0xc4;
  private static final int IINC = 0x84;
  private static final int TABLE_SWITCH = 0xaa;
  private static final int LOOKUP_SWITCH = 0xab;
  private static final int GET_FIELD = 0xb4;
  private static final int PUT_FIELD = 0xb5;

  /** The length of each instruction by its opcode; of those that vary 0. */
  private static final byte[] LENGTHS = lengths();

  private InstanceAccesses() {}

  /**
   * The numbers of the constants that such instructions name.
   *
   * @param methods where the number of methods stands in the file
   * @throws IndexOutOfBoundsException where the file has another form than it should
   */
  static BitSet in(byte[] file, int methods, ConstantPool pool) {
    BitSet found = new BitSet();
    int at = methods + 2;
    for (int left = u2(file, methods); left > 0; left--) {
      int attributes = u2(file, at + 6);
      at += 8;
      for (; attributes > 0; attributes--) {
        if (pool.isCode(u2(file, at))) {
          scan(file, at + 6 + CODE, u4(file, at + 6 + CODE - 4), found);
        }
        at = afterAttribute(file, at);
      }
    }
    return found;
  }

  /** Where the next attribute begins. */
  static int afterAttribute(byte[] file, int at) {
    return at + 6 + u4(file, at + 2);
  }

  private static void scan(byte[] file, int start, int length, BitSet found) {
    int end = start + length;
    for (int at = start; at < end; ) {
      int opcode = file[at] & 0xff;
      if (opcode == GET_FIELD || opcode == PUT_FIELD) {
        found.set(u2(file, at + 1));
      }
      int size = LENGTHS[opcode];
      at += size == 0 ? positive(varying(file, start, at)) : size;
    }
  }

  private static int varying(byte[] file, int start, int at) {
    int opcode = file[at] & 0xff;
    if (opcode == WIDE) {
      return (file[at + 1] & 0xff) == IINC ? 6 : 4;
    }
    int head = 4 - (at - start) % 4; // the operands are aligned
    if (opcode == TABLE_SWITCH) {
      return head + 12 + 4 * (u4(file, at + head + 8) - u4(file, at + head + 4) + 1);
    }
    return head + 8 + 8 * u4(file, at + head + 4);
  }

  /** Nobody has verified the file yet: it must not send the walk back. */
  private static int positive(int size) {
    if (size <= 0) {
      throw new IndexOutOfBoundsException(size);
    }
    return size;
  }

  private static byte[] lengths() {
    byte[] lengths = new byte[0xca]; // an unknown opcode is out of bounds
    Arrays.fill(lengths, (byte) 1);
    fill(lengths, 2, 0x10, 0x10, 0x12, 0x12, 0x15, 0x19, 0x36, 0x3a, 0xa9, 0xa9, 0xbc, 0xbc);
    fill(lengths, 3, 0x11, 0x11, 0x13, 0x14, IINC, IINC, 0x99, 0xa8, 0xb2, 0xb8, 0xbb, 0xbb);
    fill(lengths, 3, 0xbd, 0xbd, 0xc0, 0xc1, 0xc6, 0xc7);
    fill(lengths, 4, 0xc5, 0xc5);
    fill(lengths, 5, 0xb9, 0xba, 0xc8, 0xc9);
    fill(lengths, 0, TABLE_SWITCH, LOOKUP_SWITCH, WIDE, WIDE);
    return lengths;
  }

  /** Sets the length of some ranges of opcodes, first and last. */
  private static void fill(byte[] lengths, int length, int... ranges) {
    for (int i = 0; i < ranges.length; i += 2) {
      Arrays.fill(lengths, ranges[i], ranges[i + 1] + 1, (byte) length);
    }
  }

  private static int u2(byte[] file, int at) {
    return (file[at] & 0xff) << 8 | (file[at + 1] & 0xff);
  }

  static int u4(byte[] file, int at) {
    return u2(file, at) << 16 | u2(file, at + 2);
  }
}
