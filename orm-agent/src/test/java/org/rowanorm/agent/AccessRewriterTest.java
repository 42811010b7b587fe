package org.rowanorm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.MethodNode;

final class AccessRewriterTest {

  @Test
  void H_A2_nestedBuilderWithSameFieldNames_isLeftAlone() {
    Compiled compiled =
        Compiled.of(
            "@Entity class User { private String name; static class Builder {"
                + " private String name; Builder name(String n) { name = n; return this; }"
                + " User build() { User u = new User(); u.name = name; return u; } } }");
    ClassFile builder = new ClassFile(enhance(compiled).file("User$Builder"));

    assertThat(builder.accesses("name(")).containsExactly("put User$Builder.name");
    assertThat(builder.accesses("build("))
        .containsExactly("get User$Builder.name", "call User.$rowan_w_name");
  }

  @Test
  void H_C1_nestedInnerAnonymousAndLocalClasses_areRewritten() {
    Compiled enhanced =
        enhance(
            Compiled.of(
                "@Entity class User { private int a;"
                    + " static class Nested { int get(User u) { return u.a; } }"
                    + " class Inner { int get() { return a; } }"
                    + " Object anonymous() { return new Object() { int get() { return a; } }; }"
                    + " Object local() { class Local { int get() { return a; } }"
                    + " return new Local(); } }"));

    assertThat(new ClassFile(enhanced.file("User$Nested")).accesses("get("))
        .containsExactly("call User.$rowan_r_a");
    for (String name : List.of("User$Inner", "User$1", "User$1Local")) {
      assertThat(new ClassFile(enhanced.file(name)).accesses("get("))
          .as(name)
          .containsExactly("get " + name + ".this$0", "call User.$rowan_r_a");
    }
  }

  @Test
  void H_C2_lambdasAndSyntheticMethods_areRewritten() {
    ClassFile user =
        enhanced(
            "@Entity class User { private int a; private String s;"
                + " Runnable lambda() { return () -> a++; }"
                + " int swap() { return switch (s) { case \"x\" -> a; default -> 0; }; }"
                + " Comparator<User> order() { return Comparator.comparing(u -> u.s); } }");

    assertThat(user.accesses("lambda$lambda$"))
        .containsExactly("call User.$rowan_r_a", "call User.$rowan_w_a");
    assertThat(user.accesses("lambda$order$")).containsExactly("call User.$rowan_r_s");
    assertThat(user.accesses("swap"))
        .containsExactly("call User.$rowan_r_s", "call User.$rowan_r_a");
  }

  @Test
  void H_C3_staticMethods_areRewritten() {
    assertThat(
            enhanced(
                    "@Entity class User { int a;"
                        + " static int compare(User x, User y) { return x.a - y.a; } }")
                .accesses("compare"))
        .containsExactly("call User.$rowan_r_a", "call User.$rowan_r_a");
  }

  @Test
  void H_C4_otherClassesInterfacesAndEnums_areRewritten() {
    Compiled enhanced =
        enhance(
            Compiled.of(
                "@Entity public class User { public int a; protected String b; }",
                "class Service { void move(User f, User t) { t.a = f.a; t.b += f.b; } }",
                "interface Peek { default int peek(User u) { return u.a; } }",
                "enum Kind { ONE; int of(User u) { return u.a; } }",
                "record Pair(User u) { int a() { return u.a; } }"));

    assertThat(new ClassFile(enhanced.file("Service")).accesses("move"))
        .containsExactly(
            "call User.$rowan_r_a",
            "call User.$rowan_w_a",
            "call User.$rowan_r_b",
            "call User.$rowan_r_b",
            "call User.$rowan_w_b");
    assertThat(new ClassFile(enhanced.file("Peek")).accesses("peek"))
        .containsExactly("call User.$rowan_r_a");
    assertThat(new ClassFile(enhanced.file("Kind")).accesses("of("))
        .containsExactly("call User.$rowan_r_a");
    assertThat(new ClassFile(enhanced.file("Pair")).accesses("a("))
        .containsExactly("get Pair.u", "call User.$rowan_r_a");
  }

  @Test
  void H_B9_inheritedFieldThroughASubclass_keepsTheOwnerThatTheCompilerNamed() {
    Compiled enhanced =
        enhance(
            Compiled.of(
                "package a; @MappedSuperclass abstract class Base { public int id;"
                    + " protected String s; }",
                "package a; public class Open extends Base {}",
                "package b; @Entity public class User extends a.Open {"
                    + " String own() { return id + s; } }",
                "package c; class Service { void use(b.User u) { u.id++; } }"));

    assertThat(new ClassFile(enhanced.file("b.User")).accesses("own"))
        .containsExactly("call b/User.$rowan_r_id", "call b/User.$rowan_r_s");
    ClassFile service = new ClassFile(enhanced.file("c.Service"));
    assertThat(service.accesses("use"))
        .containsExactly("call b/User.$rowan_r_id", "call b/User.$rowan_w_id");
    assertThat(service.code("use")).contains("b/User.$rowan_r_id (La/Base;)I");
  }

  @Test
  void H_B1_privateFieldOfAMappedSuperclass_isReadThroughItsOwnAccessor() {
    Compiled enhanced =
        enhance(
            Compiled.of(
                "@MappedSuperclass public class Base { private int id; int id() { return id; } }",
                "@Entity public class User extends Base { private int id;"
                    + " int both() { return id + id(); } }"));

    assertThat(new ClassFile(enhanced.file("Base")).accesses("id()"))
        .containsExactly("call Base.$rowan_r_id");
    assertThat(new ClassFile(enhanced.file("User")).accesses("both"))
        .containsExactly("call User.$rowan_r_id");
  }

  @Test
  void H_B5_genericSuperclass_isAccessedByErasure() {
    Compiled enhanced =
        enhance(
            Compiled.of(
                "@MappedSuperclass public class Base<K, P extends Base<K, P>> { K id; P parent;"
                    + " List<P> children = new ArrayList<>(); }",
                "@MappedSuperclass public class Mid<X extends Mid<X>> extends Base<Long, X> {}",
                "@Entity public class User extends Mid<User> { Long top() {"
                    + " return parent == null ? id : parent.id + children.size(); } }"));

    assertThat(new ClassFile(enhanced.file("User")).accesses("top"))
        .containsExactly(
            "call User.$rowan_r_parent",
            "call User.$rowan_r_id",
            "call User.$rowan_r_parent",
            "call User.$rowan_r_id",
            "call User.$rowan_r_children");
  }

  @Test
  void H_A10_compoundAccess_keepsTheStack() {
    ClassFile user =
        enhanced(
            "@Entity class User { int x; long l; int[] arr; User next; String s;"
                + " int a() { return x++ + ++x; } long b() { return l++ + (l += 2); }"
                + " void c() { next.next.x = arr[x]; } void d(int i) { arr[i]++; arr[x] = i; }"
                + " int e(boolean f) { return f ? x : next.x; }"
                + " int f() { try { return x; } finally { x = 0; } }"
                + " int g() { return next.x = x = 5; } void h() { s += x + l; }"
                + " synchronized void i() { synchronized (next) { l <<= x; } } }");

    assertThat(user.accesses("a()"))
        .containsExactly(
            "call User.$rowan_r_x",
            "call User.$rowan_w_x",
            "call User.$rowan_r_x",
            "call User.$rowan_w_x");
    assertThat(user.accesses("g()"))
        .containsExactly("call User.$rowan_r_next", "call User.$rowan_w_x", "call User.$rowan_w_x");
    assertThat(remaining(user)).isEmpty();
  }

  @Test
  void framesAndStackSizes_ofUserMethods_stayAsTheyWere() {
    Compiled compiled =
        Compiled.of(
            "@Entity class User { int x; User n; int a(int k) { for (int i = 0; i < k; i++) {"
                + " if (n != null) { x += n.x; } else { n = this; } } return x; } }");
    String before = new ClassFile(compiled.file("User")).code("a(I)");
    String after = new ClassFile(compiled.enhance("User")).code("a(I)");

    String undone =
        after
            .replaceAll(
                "INVOKESTATIC User.\\$rowan_r_(\\w) \\(LUser;\\)(\\S+)", "GETFIELD User.$1 : $2")
            .replaceAll(
                "INVOKESTATIC User.\\$rowan_w_(\\w) \\(LUser;(\\S+)\\)V", "PUTFIELD User.$1 : $2");
    assertThat(undone).isEqualTo(before).isNotEqualTo(after);
    MethodNode method = new ClassFile(compiled.enhance("User")).method("a(I)");
    MethodNode original = new ClassFile(compiled.file("User")).method("a(I)");
    assertThat(method.maxStack).isEqualTo(original.maxStack);
    assertThat(method.maxLocals).isEqualTo(original.maxLocals);
  }

  @Test
  void H_B8_fieldsThatAreNoAttributes_areLeftAlone() {
    Compiled enhanced =
        enhance(
            Compiled.of(
                "public class Plain { protected List<String> tags; }",
                "@Entity public class User extends Plain { static int s; transient int t;"
                    + " @Transient int u; int a;"
                    + " Object all() { return tags.size() + s + t + u; } }"));

    assertThat(new ClassFile(enhanced.file("User")).accesses("all"))
        .containsExactly("get User.tags", "get User.t", "get User.u");
  }

  @Test
  void accessesOfEmbeddables_areLeftAlone() {
    Compiled compiled =
        Compiled.of(
            "@Embeddable public class Address { String city; String city() { return city; } }",
            "@Entity class User { Address address; String city() { return address.city; } }");

    assertThat(new ClassFile(enhance(compiled).file("Address")).accesses("city"))
        .containsExactly("get Address.city");
    assertThat(new ClassFile(enhance(compiled).file("User")).accesses("city"))
        .containsExactly("call User.$rowan_r_address", "get Address.city");
  }

  @Test
  void H_A4_missingClassInAMethodBody_doesNoHarm() {
    Compiled compiled =
        Compiled.of(
            "class Gone { int x; static Gone of() { return null; } }",
            "@Entity class User { int a; Gone field; int use() { return Gone.of().x + a; } }");
    Compiled without = compiled.without("Gone");

    ClassFile user = new ClassFile(without.enhance("User"));
    user.check();
    assertThat(user.accesses("use")).containsExactly("get Gone.x", "call User.$rowan_r_a");
    assertThat(without.enhance("User")).isEqualTo(compiled.enhance("User"));
  }

  @Test
  void H_C7_classAsLombokWritesIt_isRewrittenThroughout() {
    Compiled enhanced =
        enhance(
            Compiled.of(
                "@Entity public class User { private long id; private String name;"
                    + " protected User(Builder<?, ?> b) { this.id = b.id; this.name = b.name; }"
                    + " public User withName(String n) { return this.name == n ? this"
                    + " : new Plain().id(id).name(n).build(); }"
                    + " public boolean equals(Object o) { if (o == this) return true;"
                    + " if (!(o instanceof User)) return false; User other = (User) o;"
                    + " return this.id == other.id && Objects.equals(name, other.name); }"
                    + " public int hashCode() { return Objects.hash(id, name); }"
                    + " public abstract static class Builder<C extends User,"
                    + " B extends Builder<C, B>>"
                    + " { private long id; private String name; protected abstract B self();"
                    + " public abstract C build();"
                    + " public B id(long v) { id = v; return self(); }"
                    + " public B name(String v) { name = v; return self(); } }"
                    + " private static final class Plain extends Builder<User, Plain> {"
                    + " protected Plain self() { return this; }"
                    + " public User build() { return new User(this); } } }"));

    ClassFile user = new ClassFile(enhanced.file("User"));
    assertThat(user.accesses("<init>(LUser$Builder;)V"))
        .containsExactly(
            "get User$Builder.id",
            "call User.$rowan_w_id",
            "get User$Builder.name",
            "call User.$rowan_w_name");
    assertThat(remaining(user)).containsOnly("get User$Builder.id", "get User$Builder.name");
  }

  @Test
  void nullReceiver_throwsAsTheFieldDid() throws Exception {
    Compiled enhanced =
        enhance(
            Compiled.of(
                "@Entity public class User { int a; public int of(User u) { return u.a; } }"));
    Loaded loaded = new Loaded(enhanced.files());
    Object user = loaded.create("User");

    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                    () ->
                        user.getClass()
                            .getMethod("of", user.getClass())
                            .invoke(user, new Object[] {null}))
                .getCause())
        .isInstanceOf(NullPointerException.class);
  }

  /** Field instructions on fields outside the members that the enhancer added. */
  private static List<String> remaining(ClassFile file) {
    List<String> remaining = new ArrayList<>();
    for (MethodNode method : file.node().methods) {
      if (!method.name.startsWith("$rowan_")) {
        file.accesses(method.name + method.desc).stream()
            .filter(access -> !access.startsWith("call"))
            .forEach(remaining::add);
      }
    }
    return remaining;
  }

  private static ClassFile enhanced(String source) {
    return new ClassFile(enhance(Compiled.of(source)).file("User"));
  }

  /** Enhances, and has the structure checked and the JVM verify. */
  private static Compiled enhance(Compiled compiled) {
    Compiled enhanced = compiled.enhanced();
    Map<String, byte[]> files = enhanced.files();
    files.values().forEach(file -> new ClassFile(file).check());
    Loaded.verified(enhanced);
    return enhanced;
  }
}
