package org.rowanorm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

final class EntityWeaverTest {

  private static final String HYDRATING = "<init>(Lorg/rowanorm/entity/Hydrating;)V";

  @Test
  void rootEntity_enhanced_hasTheMembersOfTheContract() {
    ClassFile user = enhanced("@Entity public class User { @Id long id; String name; }", "User");

    assertThat(user.node().interfaces).containsExactly("org/rowanorm/entity/Enhanced");
    assertThat(user.fieldNames())
        .containsExactly("id", "name", "$rowan_entry", "$rowan_get", "$rowan_set");
    assertThat(user.methodNames())
        .containsExactly(
            "<init>()V",
            "$rowan_link()V",
            "<clinit>()V",
            "$rowan_entry()Lorg/rowanorm/entity/EntityState;",
            "$rowan_entry(Lorg/rowanorm/entity/EntityState;)V",
            "$rowan_slots()I",
            "$rowan_words()I",
            "$rowan_raw(I)Ljava/lang/Object;",
            "$rowan_raw(ILjava/lang/Object;)V",
            "$rowan_get(I)J",
            "$rowan_get(IJ)V",
            "$rowan_set(I)J",
            "$rowan_set(IJ)V",
            "$rowan_r_id(LUser;)J",
            "$rowan_w_id(LUser;J)V",
            "$rowan_r_name(LUser;)Ljava/lang/String;",
            "$rowan_w_name(LUser;Ljava/lang/String;)V",
            "$rowan_miss(LUser;I)V",
            "$rowan_dirty(LUser;ILjava/lang/Object;)V",
            "$rowan_replaced(LUser;ILjava/lang/Object;Ljava/lang/Object;)V");
  }

  @Test
  void addedMembers_haveTheFlagsOfTheContract() {
    ClassFile user = enhanced("@Entity public class User { @Id long id; }", "User");

    int hidden = Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC;
    assertThat(user.field("$rowan_entry").access).isEqualTo(hidden | Opcodes.ACC_TRANSIENT);
    assertThat(user.field("$rowan_get").access).isEqualTo(hidden);
    assertThat(user.field("$rowan_set").access).isEqualTo(hidden);
    int open = Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC;
    assertThat(user.method("$rowan_slots").access).isEqualTo(open | Opcodes.ACC_STATIC);
    assertThat(user.method("$rowan_words").access).isEqualTo(open | Opcodes.ACC_STATIC);
    assertThat(user.method("$rowan_raw(I)").access).isEqualTo(open);
    assertThat(user.method("$rowan_get(IJ)").access).isEqualTo(open);
    assertThat(user.method("$rowan_entry()").access).isEqualTo(open);
    assertThat(user.method("$rowan_miss").access).isEqualTo(hidden | Opcodes.ACC_STATIC);
    assertThat(user.method("$rowan_dirty").access).isEqualTo(hidden | Opcodes.ACC_STATIC);
    assertThat(user.method("$rowan_link").access).isEqualTo(hidden | Opcodes.ACC_STATIC);
  }

  @Test
  void enhancement_namesVersionAndAttributesInOrder() {
    ClassFile user =
        enhanced(
            "@Entity class User { String b; static int s; transient int t; @Transient int u;"
                + " int $v; final int a = 1; }",
            "User");

    assertThat(user.node().visibleAnnotations).hasSize(2);
    AnnotationNode mark = user.node().visibleAnnotations.get(1);
    assertThat(mark.desc).isEqualTo("Lorg/rowanorm/entity/Enhancement;");
    assertThat(mark.values).containsExactly("version", 2, "attributes", List.of("b", "a"));
  }

  @Test
  void finalAttribute_losesFinal_othersKeepIt() {
    ClassFile user =
        enhanced(
            "@Entity final class User { private final int a; final static int S = 1;"
                + " @Transient final int t = 2; User() { a = 1; } final int a() { return a; } }",
            "User");

    assertThat(user.field("a").access).isEqualTo(Opcodes.ACC_PRIVATE);
    assertThat(user.field("S").access).isEqualTo(Opcodes.ACC_STATIC | Opcodes.ACC_FINAL);
    assertThat(user.field("t").access).isEqualTo(Opcodes.ACC_FINAL);
    assertThat(user.method("a()").access).isEqualTo(Opcodes.ACC_FINAL);
    assertThat(user.node().access & Opcodes.ACC_FINAL).isEqualTo(Opcodes.ACC_FINAL);
  }

  @Test
  void H_A7_genericClass_getsTheInterfaceInItsSignatureToo() throws Exception {
    Compiled compiled =
        Compiled.of(
            "@Entity public class User<T extends Number> implements Comparable<User<T>> {"
                + " T value; public int compareTo(User<T> o) { return 0; } }");
    Compiled enhanced = compiled.enhanced();

    assertThat(new ClassFile(enhanced.file("User")).node().signature)
        .isEqualTo(
            "<T:Ljava/lang/Number;>Ljava/lang/Object;Ljava/lang/Comparable<LUser<TT;>;>;"
                + "Lorg/rowanorm/entity/Enhanced;");
    Class<?> user = Loaded.verified(enhanced).link("User");
    assertThat(user.getGenericInterfaces()).hasSameSizeAs(user.getInterfaces());
    assertThat(user.getGenericInterfaces()[1]).isEqualTo(user.getInterfaces()[1]);
  }

  @Test
  void plainClass_hasNoSignatureAfterwards() {
    assertThat(enhanced("@Entity class User { int a; }", "User").node().signature).isNull();
  }

  @Test
  void subclass_enhanced_leavesRootMembersToTheRoot() {
    Compiled compiled =
        Compiled.of(
            "@MappedSuperclass public class Base { int a; }",
            "public class Between extends Base { int no; }",
            "@Entity public class User extends Between { int b; }");
    ClassFile user = new ClassFile(compiled.enhance("User"));

    assertThat(user.node().interfaces).isEmpty();
    assertThat(user.fieldNames()).containsExactly("b", "$rowan_get", "$rowan_set");
    assertThat(user.methodNames()).noneMatch(name -> name.startsWith("$rowan_entry"));
    assertThat(user.code("$rowan_slots"))
        .isEqualTo("ICONST_1; INVOKESTATIC Between.$rowan_slots ()I; IADD; IRETURN");
    assertThat(user.code("$rowan_words"))
        .isEqualTo("ICONST_1; INVOKESTATIC Between.$rowan_words ()I; IADD; IRETURN");
    assertThat(compiled.enhance("Between")).isNull();
    Loaded.verified(compiled.enhanced());
  }

  @Test
  void slot_ofASubclass_isCountedFromTheSuperclassAtRunTime() {
    Compiled compiled =
        Compiled.of(
            "@MappedSuperclass public class Base { int a; }",
            "@Entity public class User extends Base { int b; }");
    ClassFile user = new ClassFile(compiled.enhance("User"));
    ClassFile base = new ClassFile(compiled.enhance("Base"));

    assertThat(user.code("$rowan_miss"))
        .isEqualTo(
            "ALOAD 0; ILOAD 1; INVOKESTATIC Base.$rowan_slots ()I; IADD; INVOKESTATIC"
                + " org/rowanorm/entity/EntityState.onRead"
                + " (Lorg/rowanorm/entity/Enhanced;I)V; RETURN");
    assertThat(base.code("$rowan_dirty"))
        .isEqualTo(
            "ALOAD 0; ILOAD 1; ALOAD 2; INVOKESTATIC org/rowanorm/entity/EntityState.onWrite"
                + " (Lorg/rowanorm/entity/Enhanced;ILjava/lang/Object;)V; RETURN");
    assertThat(user.code("$rowan_replaced"))
        .isEqualTo(
            "ALOAD 0; ILOAD 1; INVOKESTATIC Base.$rowan_slots ()I; IADD; ALOAD 2; ALOAD 3;"
                + " INVOKESTATIC org/rowanorm/entity/EntityState.onReplace"
                + " (Lorg/rowanorm/entity/Enhanced;ILjava/lang/Object;Ljava/lang/Object;)V;"
                + " RETURN");
  }

  @Test
  void H_B6_mappedSuperclassWithoutAttributes_hasNoWords() {
    Compiled compiled =
        Compiled.of(
            "@MappedSuperclass public abstract class Base { @Transient int t;"
                + " public boolean equals(Object o) { return this == o; }"
                + " public int hashCode() { return 1; } }",
            "@Entity public class User extends Base { int a; }");
    ClassFile base = new ClassFile(compiled.enhance("Base"));

    assertThat(base.fieldNames()).containsExactly("t", "$rowan_entry");
    assertThat(base.code("$rowan_slots")).isEqualTo("ICONST_0; IRETURN");
    assertThat(base.code("$rowan_words")).isEqualTo("ICONST_0; IRETURN");
    assertThat(base.methodNames()).noneMatch(name -> name.startsWith("$rowan_miss"));
    assertThat(base.node().visibleAnnotations.get(1).values)
        .containsExactly("version", 2, "attributes", List.of());
    Loaded.verified(compiled.enhanced());
  }

  @Test
  void H_D8_manyAttributes_takeAWordPer64_andOneOfBytes() {
    ClassFile user = enhanced("@Entity class User { " + ints(128) + " }", "User");

    assertThat(user.fieldNames().subList(128, 135))
        .containsExactly(
            "$rowan_entry",
            "$rowan_get",
            "$rowan_set",
            "$rowan_get1",
            "$rowan_set1",
            "$rowan_get2",
            "$rowan_set2");
    assertThat(user.code("$rowan_r_f62")).contains("$rowan_get : J; LDC 4611686018427387904L");
    assertThat(user.code("$rowan_r_f63")).contains("$rowan_get : J; LDC -9223372036854775808L");
    assertThat(user.code("$rowan_w_f64")).contains("$rowan_set1 : J; LDC 1L;");
    assertThat(user.code("$rowan_get")).contains("$rowan_get2 : B; I2L; LRETURN");
    assertThat(user.code("$rowan_words")).isEqualTo("ICONST_3; IRETURN");
    user.check();
  }

  @Test
  void H_A11_existingStaticInitialiser_staysBehindTheLink() {
    Compiled compiled =
        Compiled.of(
            "@Entity class User { int a; static int s = 7; static final Object O = new Object();"
                + " static { try { s = Integer.parseInt(\"x\"); }"
                + " catch (NumberFormatException e) { s = 8; } } }");
    ClassFile before = new ClassFile(compiled.file("User"));
    ClassFile after = new ClassFile(compiled.enhance("User"));

    assertThat(after.code("<clinit>"))
        .endsWith("INVOKESTATIC User.$rowan_link ()V; " + after(before.code("<clinit>")))
        .startsWith("TRYCATCHBLOCK");
    assertThat(after.methodNames()).filteredOn("<clinit>()V"::equals).hasSize(1);
    assertThat(after.method("<clinit>").maxStack).isEqualTo(before.method("<clinit>").maxStack);
    Loaded.verified(compiled.enhanced());
  }

  @Test
  void link_handsOverTheLookupOfTheClassItself() {
    ClassFile user = enhanced("@Entity class User { int a; }", "User");

    assertThat(user.code("<clinit>")).isEqualTo("INVOKESTATIC User.$rowan_link ()V; RETURN");
    assertThat(user.code("$rowan_link"))
        .isEqualTo(
            "INVOKESTATIC java/lang/invoke/MethodHandles.lookup"
                + " ()Ljava/lang/invoke/MethodHandles$Lookup;; INVOKESTATIC"
                + " org/rowanorm/entity/Linkage.register"
                + " (Ljava/lang/invoke/MethodHandles$Lookup;)V; RETURN");
  }

  @Test
  void noArgConstructor_present_nothingIsAdded() {
    assertThat(enhanced("@Entity class User { int a; protected User() {} }", "User").methodNames())
        .doesNotContain(HYDRATING);
  }

  @Test
  void H_F1_noNoArgConstructor_oneIsAddedThatCallsTheSuperclass() {
    ClassFile user =
        enhanced("@Entity class User { final int a; User(int a) { this.a = a; } }", "User");

    MethodNode added = user.method(HYDRATING);
    assertThat(added.access).isEqualTo(Opcodes.ACC_PROTECTED | Opcodes.ACC_SYNTHETIC);
    assertThat(user.code(HYDRATING))
        .isEqualTo("ALOAD 0; INVOKESPECIAL java/lang/Object.<init> ()V; RETURN");
  }

  @Test
  void H_F1_superclassWithoutNoArgConstructor_addedOnesAreChained() {
    Compiled compiled =
        Compiled.of(
            "@MappedSuperclass public abstract class Base { int a; Base(int a) {} }",
            "@Entity public class User extends Base { User(int a) { super(a); } }");

    assertThat(new ClassFile(compiled.enhance("Base")).methodNames()).contains(HYDRATING);
    assertThat(new ClassFile(compiled.enhance("User")).code(HYDRATING))
        .isEqualTo(
            "ALOAD 0; ACONST_NULL; INVOKESPECIAL Base.<init>"
                + " (Lorg/rowanorm/entity/Hydrating;)V; RETURN");
    Loaded.verified(compiled.enhanced());
  }

  @Test
  void H_F1_privateNoArgConstructor_isCompletedUnlessFinal() {
    assertThat(enhanced("@Entity class User { private User() {} }", "User").methodNames())
        .contains(HYDRATING);
    assertThat(enhanced("@Entity class User { User() {} }", "User").methodNames())
        .contains(HYDRATING);
    assertThat(enhanced("@Entity final class User { private User() {} }", "User").methodNames())
        .doesNotContain(HYDRATING);
  }

  @Test
  void privateNoArgConstructor_belowAnUnmappedClassWithoutOne_staysAlone() {
    Compiled compiled =
        Compiled.of(
            "class Plain { Plain(int a) {} }",
            "@Entity class User extends Plain { private User() { super(1); } }");

    assertThat(new ClassFile(compiled.enhance("User")).methodNames()).doesNotContain(HYDRATING);
  }

  @Test
  void packagePrivateNoArgConstructor_ofAMappedSuperclassElsewhere_isGoneAround() {
    Compiled compiled =
        Compiled.of(
            "package a; @MappedSuperclass public class Base { Base() {} public Base(int a) {} }",
            "package b; @Entity public class User extends a.Base { User(int a) { super(a); } }");

    assertThat(new ClassFile(compiled.enhance("b.User")).code(HYDRATING))
        .contains("INVOKESPECIAL a/Base.<init> (Lorg/rowanorm/entity/Hydrating;)V");
    Loaded.verified(compiled.enhanced());
  }

  @Test
  void H_F9_equalsAndHashCode_areNotAdded() {
    assertThat(enhanced("@Entity class User { @Id long id; }", "User").methodNames())
        .noneMatch(name -> name.startsWith("equals") || name.startsWith("hashCode"));
  }

  @Test
  void rawAccess_ofEachType_verifies() {
    Compiled compiled =
        Compiled.of(
            "@Entity public class User { boolean z; byte b; short s; char c; int i; long j;"
                + " float f; double d; Object o; String t; int[] a; long[][] m; List<String> l; }");

    new ClassFile(compiled.enhance("User")).check();
    Loaded.verified(compiled.enhanced());
  }

  @Test
  void classFilesOfOlderReleases_areEnhanced() {
    for (String release : List.of("8", "11", "17")) {
      Compiled compiled =
          Compiled.of(
              List.of("--release", release, "-Xlint:-options"),
              "@Entity public class User { private int a; int a() { return a++; }"
                  + " static class Builder { int a(User u) { return u.a; } } }");
      assertThat(new ClassFile(compiled.enhance("User")).accesses("a()"))
          .containsExactly("call User.$rowan_r_a", "call User.$rowan_w_a");
      Loaded.verified(compiled.enhanced());
    }
  }

  @Test
  void H_G5_H_G6_everythingAdded_isSynthetic() {
    Compiled compiled =
        Compiled.of("@Entity class User { int a; static int s = 1; User(int a) {} }");
    ClassFile before = new ClassFile(compiled.file("User"));
    ClassFile after = new ClassFile(compiled.enhance("User"));

    for (FieldNode field : after.node().fields) {
      assertThat(before.fieldNames().contains(field.name) || isSynthetic(field.access))
          .as(field.name)
          .isTrue();
    }
    for (MethodNode method : after.node().methods) {
      boolean own = before.methodNames().contains(method.name + method.desc);
      assertThat(own || isSynthetic(method.access)).as(method.name).isTrue();
    }
  }

  private static boolean isSynthetic(int access) {
    return (access & Opcodes.ACC_SYNTHETIC) != 0;
  }

  private static String ints(int count) {
    return IntStream.range(0, count).mapToObj(i -> "int f" + i + ";").collect(Collectors.joining());
  }

  /** What follows the exception table in a listing. */
  private static String after(String code) {
    return code.substring(code.indexOf("; ") + 2);
  }

  private static ClassFile enhanced(String source, String name) {
    Compiled compiled = Compiled.of(source);
    ClassFile file = new ClassFile(compiled.enhance(name));
    file.check();
    Loaded.verified(compiled.enhanced());
    return file;
  }
}
