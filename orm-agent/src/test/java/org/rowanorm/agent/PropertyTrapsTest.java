package org.rowanorm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/** What stands at the start of getters and setters, and how the engine calls them. */
final class PropertyTrapsTest {

  private static final String READ = "ALOAD 0; INVOKESTATIC User.$rowan_r_name (LUser;)V; ";

  @Test
  void H_C6_getterAndSetter_passTheirTrapFirst() {
    Compiled compiled = Compiled.of(user("this.name = n;"));
    ClassFile before = new ClassFile(compiled.file("User"));
    ClassFile after = enhanced(compiled, "User");

    assertThat(after.code("getName")).isEqualTo(READ + before.code("getName"));
    assertThat(after.code("setName"))
        .isEqualTo(
            "ALOAD 0; ALOAD 1; INVOKESTATIC User.$rowan_w_name (LUser;Ljava/lang/String;)V; "
                + before.code("setName"));
    assertThat(after.code("other")).isEqualTo(before.code("other"));
  }

  @Test
  void H_C6_accessors_testTheBitAndDoNoMore() {
    ClassFile user = enhanced(Compiled.of(user("this.name = n;")), "User");

    assertThat(user.code("$rowan_r_name"))
        .isEqualTo(
            "ALOAD 0; GETFIELD User.$rowan_get : J; LDC 2L; LAND; LCONST_0; LCMP; IFEQ L0;"
                + " ALOAD 0; ICONST_1; INVOKESTATIC User.$rowan_miss (LUser;I)V; FRAME SAME;"
                + " RETURN");
    assertThat(user.code("$rowan_w_id"))
        .isEqualTo(
            "ALOAD 0; GETFIELD User.$rowan_set : J; LDC 1L; LAND; LCONST_0; LCMP; IFEQ L0;"
                + " ALOAD 0; ICONST_0; LLOAD 1; INVOKESTATIC java/lang/Long.valueOf"
                + " (J)Ljava/lang/Long;; INVOKESTATIC User.$rowan_dirty"
                + " (LUser;ILjava/lang/Object;)V; FRAME SAME; RETURN");
  }

  @Test
  void H_C6_rawAccess_callsGetterAndSetter() {
    ClassFile user = enhanced(Compiled.of(user("this.name = n;")), "User");

    assertThat(user.code("$rowan_raw(I)Ljava/lang/Object;"))
        .contains("ALOAD 0; INVOKESPECIAL User.getId ()J; INVOKESTATIC java/lang/Long.valueOf")
        .contains("ALOAD 0; INVOKEVIRTUAL User.getName ()Ljava/lang/String;; ARETURN");
    assertThat(user.code("$rowan_raw(ILjava/lang/Object;)V"))
        .contains("LCONST_0; INVOKEVIRTUAL User.setId (J)V; RETURN")
        .contains("CHECKCAST java/lang/String; INVOKEVIRTUAL User.setName (Ljava/lang/String;)V");
  }

  @Test
  void H_C6_fieldsBehindProperties_areNotTrapped_andKeepFinal() {
    Compiled compiled =
        Compiled.of(
            "@Entity class User { final Map<String, Long> all = new HashMap<>(); @Id long getId() {"
                + " return all.get(\"id\"); } void setId(long v) { all.put(\"id\", v); } }",
            "class Report { Object of(User u) { return u.all; } }");

    ClassFile user = enhanced(compiled, "User");
    assertThat(user.accesses("getId")).containsExactly("call User.$rowan_r_id", "get User.all");
    assertThat(user.field("all").access).isEqualTo(Opcodes.ACC_FINAL);
    assertThat(compiled.enhance("Report")).isNull();
  }

  @Test
  void H_C6_setterThatMayLeaveTheField_loadsFirst() {
    for (String body :
        List.of(
            "if (n != null) this.name = n;",
            "this.name = n.strip();",
            "throw new IllegalStateException();",
            "other();",
            "this.name += n;",
            "switch (n.length()) { case 1: name = n; }",
            "Runnable r = () -> { name = n; }; r.run();",
            "this.name = \"x\";",
            "this.name = (String) (Object) n;",
            "")) {
      String code = enhanced(Compiled.of(user(body)), "User").code("setName");
      assertThat(code).as(body).startsWith(READ + "ALOAD 0; ALOAD 1; INVOKESTATIC User.$rowan_w_");
    }
  }

  @Test
  void H_C5_fluentSetter_isPlainToo_andItsResultIsDropped() {
    ClassFile user =
        enhanced(
            Compiled.of(
                "@Entity class User { long id; int a; @Id long getId() { return id; }"
                    + " User setId(long v) { id = v; return this; } int getA() { return a; }"
                    + " long setA(int v) { a = v; return 7L; } }"),
            "User");

    assertThat(user.accesses("setId")).containsExactly("call User.$rowan_w_id", "put User.id");
    assertThat(user.code("$rowan_raw(ILjava/lang/Object;)V"))
        .contains("INVOKEVIRTUAL User.setId (J)LUser;; POP; RETURN")
        .contains("INVOKEVIRTUAL User.setA (I)J; POP2; RETURN");
  }

  @Test
  void H_C5_isAndGetOfOneAttribute_passTheSameTrap() {
    ClassFile user =
        enhanced(
            Compiled.of(
                "@Entity @Access(AccessType.PROPERTY) class User { boolean a; boolean isA() {"
                    + " return a; } boolean getA() { return a; } void setA(boolean v) { a = v; } }"),
            "User");

    assertThat(user.accesses("isA")).containsExactly("call User.$rowan_r_a", "get User.a");
    assertThat(user.accesses("getA")).containsExactly("call User.$rowan_r_a", "get User.a");
  }

  @Test
  void H_C6_overridingMethods_passTheTrapOfTheSuperclass() {
    Compiled compiled =
        Compiled.of(
            "package a; @MappedSuperclass public class Base<T> { T id; private int p; String s;"
                + " @Id protected T getId() { return id; } protected void setId(T v) { id = v; }"
                + " private int getP() { return p; } private void setP(int v) { p = v; }"
                + " public String getS() { return s; } public void setS(String v) { s = v; } }",
            "package b; public class Between extends a.Base<Long> {}",
            "package b; @Entity public class User extends Between { Long own;"
                + " @Override protected Long getId() { return own; }"
                + " @Override protected void setId(Long v) { own = v; }"
                + " protected void setId(String v) { own = Long.valueOf(v); }"
                + " @Override public void setS(String v) { super.setS(v); } public void setS(int i)"
                + " {} int getP() { return 1; } void setP(int v) {} }");
    ClassFile user = enhanced(compiled, "b.User");

    assertThat(user.code("getId()Ljava/lang/Long;"))
        .startsWith("ALOAD 0; INVOKESTATIC b/Between.$rowan_r_id (La/Base;)V; ALOAD 0; GETFIELD");
    assertThat(user.code("setS(Ljava/lang/String;)V"))
        .startsWith(
            "ALOAD 0; INVOKESTATIC b/Between.$rowan_r_s (La/Base;)V; ALOAD 0; ALOAD 1;"
                + " INVOKESTATIC b/Between.$rowan_w_s (La/Base;Ljava/lang/String;)V; ALOAD 0;");
    assertThat(user.accesses("setS(I)V")).isEmpty();
    assertThat(user.accesses("getP")).containsExactly("call b/User.$rowan_r_p"); // its own
    assertThat(user.accesses("getId()Ljava/lang/Object;")).isEmpty();
  }

  @Test
  void H_B1_hiddenGetterOfASuperclassElsewhere_isNotOverridden() {
    Compiled compiled =
        Compiled.of(
            "package a; @MappedSuperclass @Access(AccessType.PROPERTY) public class Base {"
                + " int p; private int q; int getP() { return p; } void setP(int v) { p = v; }"
                + " private int getQ() { return q; } public void setQ(int v) { q = v; } }",
            "package b; @Entity @Access(AccessType.PROPERTY) public class User extends a.Base {"
                + " int r; int getP() { return r; } void setP(int v) { r = v; }"
                + " @Transient public int getQ() { return r; }"
                + " @Override public void setQ(int v) { r = v; } }");
    ClassFile user = enhanced(compiled, "b.User");

    assertThat(user.accesses("getP")).containsExactly("call b/User.$rowan_r_p", "get b/User.r");
    assertThat(user.accesses("getQ")).containsExactly("get b/User.r");
    assertThat(user.accesses("setQ")).containsExactly("call a/Base.$rowan_w_q", "put b/User.r");
  }

  @Test
  void H_C6_genericSetter_isTrappedInTheMethodBehindTheBridge() {
    Compiled compiled =
        Compiled.of(
            "@MappedSuperclass public class Base<T extends Number> { T id; @Id public T getId() {"
                + " return id; } public void setId(T v) { id = v; } }",
            "@Entity public class User extends Base<Long> { Long own;"
                + " @Override public void setId(Long v) { own = v; } }");
    ClassFile user = enhanced(compiled, "User");

    assertThat(user.code("setId(Ljava/lang/Long;)V"))
        .startsWith(
            "ALOAD 0; ALOAD 1; INVOKESTATIC Base.$rowan_w_id (LBase;Ljava/lang/Number;)V; ALOAD 0;");
    assertThat(user.accesses("setId(Ljava/lang/Number;)V")).isEmpty();
  }

  @Test
  void H_C6_traps_haveTheLineOfTheBody() throws Exception {
    Compiled compiled =
        Compiled.of(
            "@Entity public class User { Long id; @Id public Long getId() {\n\n return id; }"
                + " public void setId(Long v) { id = v; } }");
    MethodNode getter = enhanced(compiled, "User").method("getId");

    assertThat(getter.instructions.get(1))
        .isInstanceOf(org.objectweb.asm.tree.LineNumberNode.class);
    assertThat(((org.objectweb.asm.tree.LineNumberNode) getter.instructions.get(1)).line)
        .isEqualTo(3);
  }

  @Test
  void H_C6_loopAtTheStartOfABody_keepsItsFrame() {
    enhanced(
        Compiled.of(
            "@Entity public class User { Long id; @Id public Long getId() { while (true) {"
                + " if (id != null) return id; } } public void setId(Long v) { do { id = v; }"
                + " while (id == null); } }"),
        "User");
  }

  @Test
  void H_C6_propertiesOfEachType_verify() {
    StringBuilder members = new StringBuilder();
    List<String> types =
        List.of(
            "boolean",
            "byte",
            "short",
            "char",
            "int",
            "long",
            "float",
            "double",
            "Object",
            "int[]",
            "long[][]",
            "List<String>");
    for (int i = 0; i < types.size(); i++) {
      members.append(
          "private T fI; private T getFI() { return fI; } void setFI(T v) { fI = v; } "
              .replace("T ", types.get(i) + " ")
              .replace("I", "" + i));
    }
    for (String release : List.of("8", "11", "17")) {
      Compiled compiled =
          Compiled.of(
              List.of("--release", release, "-Xlint:-options"),
              "@Entity @Access(AccessType.PROPERTY) public class User { " + members + "}");
      ClassFile user = enhanced(compiled, "User");
      assertThat(user.methodNames()).contains("$rowan_r_f11(LUser;)V");
    }
  }

  @Test
  void H_C6_everythingAdded_isSynthetic_andTheBodiesAreNotMoved() {
    Compiled compiled = Compiled.of(user("this.name = n;"));
    ClassFile before = new ClassFile(compiled.file("User"));
    ClassFile after = enhanced(compiled, "User");

    for (MethodNode method : after.node().methods) {
      boolean own = before.methodNames().contains(method.name + method.desc);
      boolean synthetic = (method.access & Opcodes.ACC_SYNTHETIC) != 0;
      assertThat(own != synthetic).as(method.name).isTrue();
    }
    for (MethodNode method : before.node().methods) {
      assertThat(after.method(method.name + method.desc).access).isEqualTo(method.access);
    }
  }

  @Test
  void H_C6_enhancingTwice_changesNothing() {
    Compiled enhanced = Compiled.of(user("this.name = n;")).enhanced();

    assertThat(enhanced.enhance("User")).isNull();
  }

  @Test
  void H_C6_moreThan64Properties_takeAnotherWord() {
    StringBuilder members = new StringBuilder();
    for (int i = 0; i < 70; i++) {
      members.append("int getA%d() { return 0; } void setA%d(int v) {} ".replace("%d", "" + i));
    }
    ClassFile user =
        enhanced(
            Compiled.of("@Entity @Access(AccessType.PROPERTY) class User { " + members + "}"),
            "User");

    assertThat(user.code("$rowan_r_a64")).contains("$rowan_get1 : J; LDC 1L;");
  }

  private static String user(String setter) {
    return "@Entity class User { private long id; private String name; @Id private long getId() {"
        + " return id; } void setId(long v) { id = v; } String getName() { return name; }"
        + " void setName(String n) { "
        + setter
        + " } String other() { return name; } }";
  }

  private static ClassFile enhanced(Compiled compiled, String name) {
    Compiled enhanced = compiled.enhanced();
    enhanced.files().values().forEach(file -> new ClassFile(file).check());
    Loaded.verified(enhanced);
    return new ClassFile(enhanced.file(name));
  }
}
