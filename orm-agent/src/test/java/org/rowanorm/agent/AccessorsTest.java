package org.rowanorm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

final class AccessorsTest {

  private static final int MAX_INLINE_SIZE = 35; // of HotSpot: inlined however cold

  @ParameterizedTest
  @ValueSource(
      strings = {
        "boolean", "byte", "short", "char", "int", "long", "float", "double", "String", "int[]"
      })
  void accessors_ofEachType_areShortEnoughToBeInlined(String type) {
    String fields =
        IntStream.range(0, 200)
            .mapToObj(i -> type + " f" + i + ";")
            .collect(Collectors.joining(" "));
    ClassFile user = enhanced("@Entity class User extends Base { " + fields + " }");

    List<MethodNode> accessors =
        user.node().methods.stream()
            .filter(method -> method.name.matches(".rowan_[rw]_.*"))
            .toList();
    assertThat(accessors).hasSize(400);
    for (MethodNode accessor : accessors) {
      assertThat(user.codeLength(accessor.name, accessor.desc))
          .as(accessor.name)
          .isBetween(20, MAX_INLINE_SIZE);
    }
  }

  @Test
  void reader_testsTheTrapAndReadsTheField() {
    assertThat(enhanced("@Entity class User { int a; int b; }").code("$rowan_r_b"))
        .isEqualTo(
            "ALOAD 0; GETFIELD User.$rowan_get : J; LDC 2L; LAND; LCONST_0; LCMP; IFEQ L0; ALOAD 0;"
                + " ICONST_1; INVOKESTATIC User.$rowan_miss (LUser;I)V; FRAME SAME; ALOAD 0;"
                + " GETFIELD User.b : I; IRETURN");
  }

  @Test
  void writer_testsTheTrapAndWritesTheField() {
    assertThat(enhanced("@Entity class User { long a; }").code("$rowan_w_a"))
        .isEqualTo(
            "ALOAD 0; GETFIELD User.$rowan_set : J; LDC 1L; LAND; LCONST_0; LCMP; IFEQ L0; ALOAD 0;"
                + " ICONST_0; LLOAD 1; INVOKESTATIC java/lang/Long.valueOf (J)Ljava/lang/Long;;"
                + " INVOKESTATIC User.$rowan_dirty (LUser;ILjava/lang/Object;)V; FRAME SAME;"
                + " ALOAD 0; LLOAD 1; PUTFIELD User.a : J; RETURN");
  }

  @Test
  void writer_ofAReference_handsOverWhatTheFieldHolds() {
    assertThat(enhanced("@Entity class User { int a; String b; }").code("$rowan_w_b"))
        .isEqualTo(
            "ALOAD 0; GETFIELD User.$rowan_set : J; LDC 2L; LAND; LCONST_0; LCMP; IFEQ L0; ALOAD 0;"
                + " ICONST_1; ALOAD 0; GETFIELD User.b : Ljava/lang/String;; ALOAD 1;"
                + " INVOKESTATIC User.$rowan_replaced"
                + " (LUser;ILjava/lang/Object;Ljava/lang/Object;)V; FRAME SAME;"
                + " ALOAD 0; ALOAD 1; PUTFIELD User.b : Ljava/lang/String;; RETURN");
  }

  @Test
  void accessors_ofNestmates_areAsVisibleAsTheField() {
    ClassFile user =
        enhanced("@Entity class User { private int a; int b; protected int c; public int d; }");

    int added = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    assertThat(user.method("$rowan_r_a").access).isEqualTo(added | Opcodes.ACC_PRIVATE);
    assertThat(user.method("$rowan_w_a").access).isEqualTo(added | Opcodes.ACC_PRIVATE);
    assertThat(user.method("$rowan_r_b").access).isEqualTo(added);
    assertThat(user.method("$rowan_r_c").access).isEqualTo(added | Opcodes.ACC_PROTECTED);
    assertThat(user.method("$rowan_w_d").access).isEqualTo(added | Opcodes.ACC_PUBLIC);
  }

  @Test
  void accessorsOfPrivateFields_beforeNestmates_areOpenToThePackage() {
    Compiled compiled =
        Compiled.of(
            List.of("--release", "8", "-Xlint:-options"), "@Entity class User { private int a; }");

    assertThat(new ClassFile(compiled.enhance("User")).method("$rowan_r_a").access)
        .isEqualTo(Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC);
  }

  private static ClassFile enhanced(String source) {
    return new ClassFile(
        Compiled.of("@MappedSuperclass class Base { int z; }", source).enhance("User"));
  }
}
