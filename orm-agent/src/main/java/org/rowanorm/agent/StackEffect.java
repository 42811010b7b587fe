package org.rowanorm.agent;

import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * How many stack slots the instructions take and leave whose opcode alone tells it. A table, by
 * opcode.
 */
final class StackEffect {

  private static final String POPS =
      "0" // nop
          + "00000000" // aconst_null iconst_m1-5
          + "0000000" // iconst_5 … dconst_1, all constants without operand
          + "00000" // bipush sipush ldc ldc_w ldc2_w
          + "00000" // iload lload fload dload aload
          + "00000000000000000000" // iload_0 … aload_3, which ASM does not report
          + "22222222" // iaload laload faload daload aaload baload caload saload
          + "12121" // istore lstore fstore dstore astore
          + "00000000000000000000" // istore_0 … astore_3, which ASM does not report
          + "34343333" // iastore lastore fastore dastore aastore bastore castore sastore
          + "12" // pop pop2
          + "1232342" // dup dup_x1 dup_x2 dup2 dup2_x1 dup2_x2 swap
          + "24242424242424242424" // add sub mul div rem, of int long float double
          + "1212" // neg
          + "232323" // ishl lshl ishr lshr iushr lushr
          + "242424" // iand land ior lor ixor lxor
          + "0" // iinc
          + "111222111222" // i2l i2f i2d l2i l2f l2d f2i f2l f2d d2i d2l d2f
          + "111" // i2b i2c i2s
          + "42244" // lcmp fcmpl fcmpg dcmpl dcmpg
          + "11111122222222" // ifeq … ifle, if_icmpeq … if_acmpne
          + "000" // goto jsr ret
          + "11" // tableswitch lookupswitch
          + "121210" // ireturn lreturn freturn dreturn areturn return
          + "000000000000" // field and call instructions, new, newarray, anewarray: by their
          // operands
          + "11" // arraylength athrow
          + "11" // checkcast instanceof
          + "11" // monitorenter monitorexit
          + "00" // wide multianewarray
          + "11"; // ifnull ifnonnull

  private static final String PUSHES =
      "0" // nop
          + "11111111" // aconst_null iconst_m1 … iconst_5
          + "2211122" // lconst_0-1 fconst_0-2 dconst_0-1
          + "11112" // bipush sipush ldc ldc_w ldc2_w
          + "12121" // iload lload fload dload aload
          + "00000000000000000000"
          + "12121111" // iaload laload faload daload aaload baload caload saload
          + "00000" // stores
          + "00000000000000000000"
          + "00000000" // array stores
          + "00" // pop pop2
          + "2344562" // dup dup_x1 dup_x2 dup2 dup2_x1 dup2_x2 swap
          + "12121212121212121212"
          + "1212"
          + "121212"
          + "121212"
          + "0" // iinc
          + "212112122121" // i2l i2f i2d l2i l2f l2d f2i f2l f2d d2i d2l d2f
          + "111"
          + "11111" // compares
          + "00000000000000"
          + "000"
          + "00"
          + "000000"
          + "000000000000"
          + "10" // arraylength athrow
          + "11" // checkcast instanceof
          + "00"
          + "00"
          + "00";

  /**
   * By dup instruction: which of the slots taken, counted from the top, it leaves, bottom first.
   */
  private static final String[] ORDERS = {"00", "010", "0210", "1010", "10210", "103210", "01"};

  private StackEffect() {}

  static int pops(int opcode) {
    return POPS.charAt(opcode) - '0';
  }

  static int pushes(int opcode) {
    return PUSHES.charAt(opcode) - '0';
  }

  static String order(int opcode) {
    return ORDERS[opcode - Opcodes.DUP];
  }

  /** The slots that a loaded constant takes. */
  static int size(Object constant) {
    if (constant instanceof ConstantDynamic dynamic) {
      return dynamic.getSize();
    }
    return constant instanceof Long || constant instanceof Double ? 2 : 1;
  }
}
