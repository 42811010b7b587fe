package org.rowanorm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RowanTransformerTest {

  private static final AgentOptions ALL = AgentOptions.parse(null);

  @TempDir Path folder;

  @Test
  void bytesOfAgentAndBuild_areTheSame() throws Exception {
    Compiled compiled =
        Compiled.of(
            "package shop; @MappedSuperclass public abstract class Base<T> implements"
                + " java.io.Serializable { protected T id; private int v; Base(T id) {"
                + " this.id = id; } }",
            "package shop; @Entity public class User extends Base<Long> {"
                + " private final List<String> names = new ArrayList<>(); boolean b; double d;"
                + " User(Long id) { super(id); names.add(\"\" + id); }"
                + " static class Builder { boolean b; User build() { User u = new User(1L);"
                + " u.b = b; return u; } } Runnable r() { return () -> d++; } }",
            "package shop; @Entity public class Order extends Base<Long> { private Long part;"
                + " Order(Long id) { super(id); } @Column public Long getPart() { return part; }"
                + " public void setPart(Long v) { part = v; } }",
            "package shop; @Embeddable class Part implements java.io.Serializable { final int a;"
                + " Part(int a) { this.a = a; } }",
            "package shop; @Embeddable record Money(long cents, String currency) {}",
            "package shop; class Report { boolean of(User u) { return u.b; } }",
            "package shop; class Plain { static final Object O = Report.class; Object o = O; }");
    compiled.writeTo(folder);
    new DirectoryEnhancer(folder, List.of()).enhance();
    RowanTransformer transformer = new RowanTransformer(ALL);
    ClassLoader loader = new Loaded(compiled.files());

    for (String name : compiled.files().keySet()) {
      byte[] file = compiled.file(name);
      byte[] transformed = transformer.transform(loader, name.replace('.', '/'), null, null, file);
      assertThat(transformed == null ? file : transformed)
          .as(name)
          .isEqualTo(Files.readAllBytes(folder.resolve(name.replace('.', '/') + ".class")));
    }
  }

  @Test
  void classesOfKnownLibraries_areNotLookedAt() {
    Compiled compiled = Compiled.of("package shop; @Entity public class User { int a; }");
    byte[] entity = compiled.file("shop.User");
    RowanTransformer transformer = new RowanTransformer(ALL);
    ClassLoader loader = new Loaded(compiled.files());

    assertThat(transformer.transform(loader, "org/h2/shop/User", null, null, entity)).isNull();
    assertThat(transformer.transform(loader, "org/h2shop/User", null, null, entity)).isNotNull();
  }

  @Test
  void classesOfBuildTimeEnhancement_areLeftAlone() {
    Compiled enhanced = Compiled.of("@Entity class User { int a; }").enhanced();

    assertThat(transform(new RowanTransformer(ALL), new Loaded(enhanced.files()), "User")).isNull();
  }

  @Test
  void packagesOutsideTheOptions_areLeftAlone() {
    Compiled compiled =
        Compiled.of(
            "package a.b; @Entity public class User { public int a; }",
            "package a; @Entity class Other { int a; }",
            "package a.bc; @Entity class Other { int a; }",
            "package a.b.c; class Deep { int a(a.b.User u) { return u.a; } }");
    RowanTransformer transformer = new RowanTransformer(AgentOptions.parse("packages=a.b"));
    Loaded loader = new Loaded(compiled.files());

    assertThat(transform(transformer, loader, "a.b.User")).isNotNull();
    assertThat(transform(transformer, loader, "a.b.c.Deep")).isNotNull();
    assertThat(transform(transformer, loader, "a.Other")).isNull();
    assertThat(transform(transformer, loader, "a.bc.Other")).isNull();
  }

  @Test
  void jdkAndOwnClasses_areLeftAlone() {
    byte[] file = Compiled.of("@Entity class User { int a; }").file("User");
    RowanTransformer transformer = new RowanTransformer(ALL);
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    ClassLoader loader = new Loaded(Map.of());

    assertThat(transformer.transform(null, "User", null, null, file)).isNull();
    assertThat(transformer.transform(platform, "User", null, null, file)).isNull();
    assertThat(transformer.transform(loader, "java/lang/User", null, null, file)).isNull();
    assertThat(transformer.transform(loader, "org/rowanorm/agent/User", null, null, file)).isNull();
    assertThat(transformer.transform(loader, null, null, null, file)).isNull();
  }

  @Test
  void failure_isRecordedByLoaderAndClass() {
    Compiled compiled = Compiled.of("package shop; @Entity record User(int a) {}");
    Loaded loader = new Loaded(compiled.files());
    String key =
        "org.rowanorm.agent.failure.shop.User@"
            + Integer.toHexString(System.identityHashCode(loader));

    assertThat(transform(new RowanTransformer(ALL), loader, "shop.User")).isNull();

    assertThat(System.clearProperty(key))
        .isEqualTo(
            """
            A record cannot be an entity: it cannot be changed, nor loaded later.
                in class shop.User
                Make it a class, or map it as @Embeddable.""");
  }

  @Test
  void H_G1_classLoadingIsNeverAsked_andItsErrorsAreRecorded() {
    Compiled compiled =
        Compiled.of("@Entity class User extends Base { int a; }", "class Base { int b; }");
    ClassLoader hostile =
        new ClassLoader(null) {
          @Override
          public java.io.InputStream getResourceAsStream(String name) {
            throw new StackOverflowError(name);
          }

          @Override
          protected Class<?> loadClass(String name, boolean resolve) {
            throw new AssertionError("loads " + name);
          }
        };
    String key =
        "org.rowanorm.agent.failure.User@" + Integer.toHexString(System.identityHashCode(hostile));

    byte[] result =
        new RowanTransformer(ALL).transform(hostile, "User", null, null, compiled.file("User"));

    assertThat(result).isNull();
    assertThat(System.clearProperty(key)).isEqualTo("java.lang.StackOverflowError: Base.class");
  }

  @Test
  void H_G2_sameNameInTwoLoaders_isResolvedInEach() {
    Compiled mapped =
        Compiled.of("@Entity class User { int a; }", "class Use { int a(User u) { return u.a; } }");
    Compiled plain =
        Compiled.of("class User { int a; }", "class Use { int a(User u) { return u.a; } }");
    RowanTransformer transformer = new RowanTransformer(ALL);

    assertThat(transform(transformer, new Loaded(plain.files()), "Use")).isNull();
    assertThat(transform(transformer, new Loaded(mapped.files()), "Use")).isNotNull();
  }

  @Test
  void H_G2_loader_isCollectableAfterwards() throws Exception {
    RowanTransformer transformer = new RowanTransformer(ALL);
    WeakReference<ClassLoader> reference = used(transformer);

    for (int i = 0; i < 50 && reference.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }

    assertThat(reference.get()).isNull();
    assertThat(transformer).isNotNull();
  }

  @Test
  void classesLoadedBeforeTheAgent_areNamedAndLeftAlone() {
    Compiled compiled =
        Compiled.of(
            "@Entity public class User { int a; }",
            "@Entity public class Late { int b; User u; int all() { return b + u.a; } }",
            "class Plain { int c; int c() { return c; } }");
    Loaded loader = new Loaded(compiled.files());
    RowanTransformer transformer =
        new RowanTransformer(ALL, loader.link("User"), loader.link("Plain"), String.class);

    transformer.reportEarly();

    String at = "@" + Integer.toHexString(System.identityHashCode(loader));
    assertThat(System.clearProperty("org.rowanorm.agent.failure.User" + at))
        .isEqualTo(
            """
            It was loaded before the agent and can no longer be enhanced.
                in class User
                Start the JVM with -javaagent, or enhance it at build time.""");
    assertThat(System.getProperty("org.rowanorm.agent.failure.Plain" + at)).isNull();
    assertThat(
            transformer.transform(loader, "User", loader.link("User"), null, compiled.file("User")))
        .isNull();
    byte[] late = transform(transformer, loader, "Late");
    assertThat(new ClassFile(late).accesses("all"))
        .containsExactly("call Late.$rowan_r_b", "call Late.$rowan_r_u", "get User.a");
  }

  @Test
  void H_G9_redefinition_weavesTheSameMembersAgain() {
    Compiled before = Compiled.of("@Entity public class User { int a; int a() { return a; } }");
    Compiled after = Compiled.of("@Entity public class User { int a; int a() { return a + 1; } }");
    Loaded loader = new Loaded(before.files());
    RowanTransformer transformer = new RowanTransformer(ALL);
    ClassFile first = new ClassFile(transform(transformer, loader, "User"));

    ClassFile second =
        new ClassFile(
            transformer.transform(loader, "User", loader.link("User"), null, after.file("User")));

    assertThat(second.methodNames()).isEqualTo(first.methodNames());
    assertThat(second.fieldNames()).isEqualTo(first.fieldNames());
    assertThat(second.accesses("a()")).containsExactly("call User.$rowan_r_a");
  }

  @Test
  void H_G9_redefinedGetter_isTrappedAgain() {
    String head = "@Entity public class User { int a; @Id int getA() { return ";
    Compiled before = Compiled.of(head + "a; } void setA(int v) { a = v; } }");
    Compiled after = Compiled.of(head + "a + 1; } void setA(int v) { if (v > 0) a = v; } }");
    Loaded loader = new Loaded(before.files());
    RowanTransformer transformer = new RowanTransformer(ALL);
    ClassFile first = new ClassFile(transform(transformer, loader, "User"));

    ClassFile second =
        new ClassFile(
            transformer.transform(loader, "User", loader.link("User"), null, after.file("User")));

    assertThat(second.methodNames()).isEqualTo(first.methodNames());
    assertThat(second.fieldNames()).isEqualTo(first.fieldNames());
    assertThat(second.code("getA()"))
        .endsWith(
            "; ALOAD 0; INVOKESTATIC User.$rowan_r_a (LUser;)V; ALOAD 0; GETFIELD User.a : I;"
                + " ICONST_1; IADD; IRETURN");
    assertThat(second.accesses("setA"))
        .containsExactly("call User.$rowan_r_a", "call User.$rowan_w_a", "put User.a");
  }

  @Test
  void classWhoseFileTheLoaderDoesNotShow_isKnownFromItsOwnBytes() {
    Compiled compiled =
        Compiled.of("@Entity class User { int a; }", "class Use { int a(User u) { return u.a; } }");
    RowanTransformer transformer = new RowanTransformer(ALL);
    ClassLoader blind = new Loaded(new TreeMap<>());

    transformer.transform(blind, "User", null, null, compiled.file("User"));

    assertThat(transformer.transform(blind, "Use", null, null, compiled.file("Use"))).isNotNull();
  }

  private static WeakReference<ClassLoader> used(RowanTransformer transformer) {
    Loaded loader = new Loaded(Compiled.of("@Entity class User { int a; }").files());
    assertThat(transform(transformer, loader, "User")).isNotNull();
    return new WeakReference<>(loader);
  }

  private static byte[] transform(RowanTransformer transformer, Loaded loader, String name) {
    return transformer.transform(loader, name.replace('.', '/'), null, null, loader.file(name));
  }
}
