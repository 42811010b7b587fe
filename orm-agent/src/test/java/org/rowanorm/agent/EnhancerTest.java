package org.rowanorm.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

final class EnhancerTest {

  private static final String[] SHOP = {
    "package shop; @MappedSuperclass public abstract class Base<T> { protected T id; int v; }",
    "package shop; @Entity public class User extends Base<Long> implements java.io.Serializable {"
        + " private String name; List<Order> orders = new ArrayList<>(); }",
    "package shop; @Entity public class Order extends Base<Integer> { User user; double sum;"
        + " Order(User u) { user = u; u.orders.add(this); id = u.v; } }",
    "package shop; class Report { double sum(User u) {"
        + " return u.orders.stream().mapToDouble(o -> o.sum).sum(); } }",
    "package shop; interface Plain { int X = 1; }"
  };

  @Test
  void classWithoutAttributes_gives_null() {
    Compiled compiled = Compiled.of(SHOP);

    assertThat(compiled.enhance("shop.Plain")).isNull();
    assertThat(compiled.enhance("shop.Report")).isNotNull();
  }

  @Test
  void H_B4_H_B10_H_G7_enhancedClasses_areLeftAlone() {
    Compiled enhanced = Compiled.of(SHOP).enhanced();

    enhanced.files().keySet().forEach(name -> assertThat(enhanced.enhance(name)).isNull());
  }

  @Test
  void H_B4_subclassOfAnEnhancedClass_isJudgedByItsOwnMark() {
    Compiled compiled = Compiled.of(SHOP);
    Compiled half = compiled.with(Map.of("shop.Base", compiled.enhance("shop.Base")));

    assertThat(half.enhance("shop.User")).isEqualTo(compiled.enhance("shop.User")).isNotNull();
  }

  @Test
  void H_G8_output_dependsOnNoOrderAndNoEnhancerState() {
    Compiled compiled = Compiled.of(SHOP);
    Map<String, byte[]> expected = compiled.enhanced().files();
    List<String> names = new ArrayList<>(compiled.files().keySet());

    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(names, new Random(seed));
      Enhancer enhancer = compiled.enhancer();
      for (String name : names) {
        byte[] enhanced = enhancer.enhance(name.replace('.', '/'), compiled.file(name));
        assertThat(enhanced == null ? compiled.file(name) : enhanced).isEqualTo(expected.get(name));
      }
    }
  }

  @Test
  void H_G8_output_isTheSameFromManyThreads() {
    Compiled compiled = Compiled.of(SHOP);
    Map<String, byte[]> expected = compiled.enhanced().files();
    Enhancer enhancer = compiled.enhancer();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      names.addAll(compiled.files().keySet());
    }

    names.parallelStream()
        .forEach(
            name -> {
              byte[] enhanced = enhancer.enhance(name, compiled.file(name));
              byte[] file = enhanced == null ? compiled.file(name) : enhanced;
              assertThat(file).isEqualTo(expected.get(name));
            });
  }

  @Test
  void H_G7_enhancedClass_isRewrittenAgainWhereAnotherClassBecameMapped() {
    Compiled before =
        Compiled.of(
            "@Entity class User { int a; Bag bag; int all() { return a + bag.b; } }",
            "class Bag { int b; }");
    Compiled after = before.with(Compiled.of("@Entity class Bag { int b; }").files());
    Compiled half = after.with(Map.of("User", before.enhance("User")));

    assertThat(new ClassFile(half.enhance("User")).accesses("all"))
        .containsExactly("call User.$rowan_r_a", "call User.$rowan_r_bag", "call Bag.$rowan_r_b");
    assertThat(half.with(Map.of("User", half.enhance("User"))).enhance("User")).isNull();
  }

  @Test
  void H_B2_mappedSuperclassInAJarThatIsEnhanced_isAccepted() {
    Compiled compiled = Compiled.of(SHOP);
    Compiled jar = compiled.with(Map.of("shop.Base", compiled.enhance("shop.Base")));
    Enhancer enhancer = new Enhancer(jar.source(), name -> !name.equals("shop.Base"));

    assertThat(enhancer.enhance("shop.User", jar.file("shop.User")))
        .isEqualTo(compiled.enhance("shop.User"));
  }

  @Test
  void H_B3_mappedSuperclassInAJarThatIsNotEnhanced_isRefusedByName() {
    Compiled compiled = Compiled.of(SHOP);
    Enhancer enhancer = new Enhancer(compiled.source(), name -> !name.equals("shop.Base"));

    assertRefused(
        () -> enhancer.enhance("shop.User", compiled.file("shop.User")),
        """
        Its mapped superclass shop.Base is not enhanced.
            in class shop.User
            Run the goal enhance of orm-maven-plugin in the module of the superclass, or let the \
        agent cover both packages.""");
  }

  @Test
  void H_B3_fieldOfAMappedClassThatWillNotBeEnhanced_staysRawAndIsReported() {
    Compiled compiled = Compiled.of(SHOP);
    Enhancer enhancer = new Enhancer(compiled.source(), name -> !name.equals("shop.Order"));

    ClassFile report = new ClassFile(enhancer.enhance("shop.Report", compiled.file("shop.Report")));

    assertThat(report.accesses("sum")).containsExactly("call shop/User.$rowan_r_orders");
    assertThat(report.accesses("lambda$sum")).containsExactly("get shop/Order.sum");
    assertThat(enhancer.plainMappedClasses()).containsExactly("shop.Order");
  }

  @Test
  void H_B3_fieldOfAClassThatIsRefused_staysRaw() {
    Compiled compiled =
        Compiled.of(
            "class Plain { Plain(int a) {} }",
            "@Entity class User extends Plain { int a; User() { super(1); }"
                + " User(int b) { this(); } }",
            "@Entity class Bad extends Plain { int b; Bad(int b) { super(b); } }",
            "@Entity class Worse extends Bad { int c; Worse() { super(1); } }",
            "class Use { int all(User u, Bad b, Worse w) { return u.a + b.b + w.b + w.c; } }");
    Enhancer enhancer = compiled.enhancer();

    assertThat(new ClassFile(enhancer.enhance("Use", compiled.file("Use"))).accesses("all"))
        .containsExactly("call User.$rowan_r_a", "get Bad.b", "get Worse.b", "get Worse.c");
    assertRefused(
        () -> enhancer.enhance("Worse", compiled.file("Worse")),
        """
        It has no no-arg constructor, and none can be added: its superclass Plain has none that it \
        can call.
            in class Bad
            Give one of the two a protected no-arg constructor.""");
  }

  @Test
  void H_F6_recordEntity_isRefusedByName() {
    Compiled compiled = Compiled.of("package shop; @Entity public record User(long id) {}");

    assertRefused(
        () -> compiled.enhance("shop.User"),
        """
        A record cannot be an entity: it cannot be changed, nor loaded later.
            in class shop.User
            Make it a class, or map it as @Embeddable.""");
  }

  @Test
  void H_F1_superclassThatCannotBeConstructed_isRefusedByName() {
    Compiled compiled =
        Compiled.of(
            "package shop; public class Plain { Plain(int a) {} }",
            "package shop; @Entity public class User extends Plain { User(int a) { super(a); } }");

    assertRefused(
        () -> compiled.enhance("shop.User"),
        """
        It has no no-arg constructor, and none can be added: its superclass shop.Plain has none \
        that it can call.
            in class shop.User
            Give one of the two a protected no-arg constructor.""");
  }

  @Test
  void missingSuperclass_isRefusedByName() {
    Compiled compiled =
        Compiled.of("class Gone {}", "@Entity class User extends Gone { int a; }").without("Gone");

    assertRefused(
        () -> compiled.enhance("User"),
        """
        Its superclass Gone cannot be found.
            in class User
            Add what holds it to the class path.""");
  }

  @Test
  void H_A3_newerClassFile_isRefusedByName() {
    Compiled compiled = Compiled.of("@Entity class User { int a; }");
    byte[] newer = compiled.file("User").clone();
    newer[7] = (byte) (ShapeReader.NEWEST + 1);

    assertRefused(
        () -> compiled.enhancer().enhance("User", newer),
        """
        Its class file version 73 (Java 29) is newer than this enhancer can rewrite (72).
            in class User
            Compile it with an older --release, or use a newer version of Rowan.""");
  }

  @Test
  void H_A3_newerClassFileThatDoesNotMatter_isLeftAlone() {
    Compiled compiled = Compiled.of("class Plain { int a() { return 1; } }");
    byte[] newer = compiled.file("Plain").clone();
    newer[7] = (byte) 99;

    assertThat(compiled.enhancer().enhance("Plain", newer)).isNull();
  }

  @Test
  void newestClassFile_isWhatAsmReads() {
    byte[] file = Compiled.of("class Plain {}").file("Plain").clone();
    file[7] = (byte) ShapeReader.NEWEST;
    assertThat(new net.bytebuddy.jar.asm.ClassReader(file).getClassName()).isEqualTo("Plain");
    file[7]++;
    assertThatThrownBy(() -> new net.bytebuddy.jar.asm.ClassReader(file))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void H_A6_oldClassFileOfAnEntity_isRefusedByName() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V1_5, Opcodes.ACC_PUBLIC, "User", null, "java/lang/Object", null);
    writer.visitAnnotation("Ljakarta/persistence/Entity;", true).visitEnd();
    writer.visitEnd();
    byte[] file = writer.toByteArray();

    assertRefused(
        () -> new Enhancer(name -> null).enhance("User", file),
        """
        Its class file version 49 is older than Java 6.
            in class User
            Compile it for Java 6 or later.""");
  }

  @Test
  void H_A6_oldClassFileThatTouchesAnEntity_isRewritten() {
    Compiled compiled = Compiled.of("@Entity public class User { public int a; }");
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V1_4, Opcodes.ACC_PUBLIC, "Old", null, "java/lang/Object", null);
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "of", "(LUser;)I", null, null);
    code.visitCode();
    org.objectweb.asm.Label sub = new org.objectweb.asm.Label();
    code.visitJumpInsn(Opcodes.JSR, sub);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, "User", "a", "I");
    code.visitInsn(Opcodes.IRETURN);
    code.visitLabel(sub);
    code.visitVarInsn(Opcodes.ASTORE, 1);
    code.visitVarInsn(Opcodes.RET, 1);
    code.visitMaxs(1, 2);
    code.visitEnd();
    writer.visitEnd();
    Compiled both = compiled.with(Map.of("Old", writer.toByteArray())).enhanced();

    assertThat(new ClassFile(both.file("Old")).accesses("of"))
        .containsExactly("call User.$rowan_r_a");
    Loaded.verified(both);
  }

  @Test
  void H_G3_classOfAnotherContract_isRefusedByName() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "User", null, "java/lang/Object", null);
    writer.visitAnnotation("Ljakarta/persistence/Entity;", true).visitEnd();
    writer.visitAnnotation("Lorg/rowanorm/entity/Enhancement;", true).visit("version", 9);
    int added = Opcodes.ACC_STATIC | Opcodes.ACC_NATIVE | Opcodes.ACC_SYNTHETIC;
    writer.visitMethod(added, "$rowan_other", "()V", null, null).visitEnd();
    writer.visitEnd();
    byte[] file = writer.toByteArray();

    assertRefused(
        () -> new Enhancer(name -> null).enhance("User", file),
        """
        It is enhanced for contract 9, but this enhancer writes contract 2.
            in class User
            Rebuild it from its sources (mvn clean) with this version of Rowan.""");
  }

  @Test
  void H_G4_generatedSubclassThatRepeatsTheMark_isNotMapped() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Mock", null, "User", null);
    writer.visitAnnotation("Ljakarta/persistence/Entity;", true).visitEnd();
    writer.visitAnnotation("Lorg/rowanorm/entity/Enhancement;", true).visit("version", 2);
    writer.visitField(Opcodes.ACC_PRIVATE, "interceptor", "I", null, null).visitEnd();
    writer.visitEnd();
    byte[] file = writer.toByteArray();

    assertThat(new Enhancer(name -> null).enhance("Mock", file)).isNull();
    assertThat(ShapeReader.read(file).isMapped()).isFalse();
  }

  @Test
  void bytesThatAreNoClassFile_areRefusedByName() {
    assertRefused(
        () -> new Enhancer(name -> null).enhance("a.B", new byte[] {1, 2, 3}),
        """
        Its class file cannot be read.
            in class a.B
            Compile it again (mvn clean).""");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Entity interface User { int A = 1; }",
        "@Entity enum User { ONE; int a; int a() { return a++; } }",
        "@Entity @interface User { int a() default 1; }"
      })
  void H_A8_typesThatAreNoClasses_areSkipped(String source) {
    assertThat(Compiled.of(source).enhance("User")).isNull();
  }

  @Test
  void H_A8_packageAndModuleDescriptors_areSkipped() {
    ClassWriter module = new ClassWriter(0);
    module.visit(Opcodes.V17, Opcodes.ACC_MODULE, "module-info", null, null, null);
    module.visitModule("a.b", 0, null).visitEnd();
    module.visitEnd();
    ClassWriter descriptor = new ClassWriter(0);
    int flags = Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNTHETIC;
    descriptor.visit(Opcodes.V17, flags, "a/package-info", null, "java/lang/Object", null);
    descriptor.visitAnnotation("Ljakarta/persistence/Entity;", true).visitEnd();
    descriptor.visitEnd();
    Enhancer enhancer = new Enhancer(name -> null);

    assertThat(enhancer.enhance("module-info", module.toByteArray())).isNull();
    assertThat(enhancer.enhance("a/package-info", descriptor.toByteArray())).isNull();
  }

  @Test
  void H_A9_annotationsOfEveryKind_areReadOver() {
    Compiled compiled =
        Compiled.of(
            "import java.lang.annotation.*; @Retention(RetentionPolicy.RUNTIME) @interface Odd {"
                + " Class<?>[] types() default {}; Thread.State state() default Thread.State.NEW;"
                + " Column[] columns() default {}; int[] numbers() default {1}; }",
            "@Entity(name = \"U\") @Table(name = \"u\", indexes = @Index(columnList = \"a\"))"
                + " @Odd(types = {int[].class, User.class},"
                + " columns = {@Column, @Column(name=\"x\")})"
                + " @NamedQueries({@NamedQuery(name = \"q\", query = \"\")})"
                + " @SuppressWarnings(\"x\") class User { @Id @GeneratedValue @Odd int a;"
                + " @Enumerated(EnumType.STRING) @Odd(state = Thread.State.BLOCKED) Thread.State s;"
                + " @Odd @Deprecated @Transient int t; @Odd void m(@Odd int p) {} }");
    Compiled without = compiled.without("Odd");

    assertThat(new ClassFile(without.enhance("User")).node().visibleAnnotations)
        .hasSize(5)
        .last()
        .satisfies(
            mark ->
                assertThat(mark.values)
                    .containsExactly("version", 2, "attributes", List.of("a", "s")));
  }

  @Test
  void missingMappingAnnotationTypes_doNotMakeAnEntityPlain() {
    Compiled compiled = Compiled.of("@Entity class User { int a; }");
    Enhancer enhancer = new Enhancer(name -> null);

    assertThat(enhancer.enhance("User", compiled.file("User"))).isEqualTo(compiled.enhance("User"));
  }

  @Test
  void H_G4_generatedSubclassOfAnEntity_isUntouched() {
    Compiled compiled =
        Compiled.of("@Entity public class User { private int a; public int a() { return a; } }");
    Compiled enhanced = compiled.enhanced();
    Class<?> user = Loaded.verified(enhanced).link("User");
    byte[] mock = new net.bytebuddy.ByteBuddy().subclass(user).name("User$Mock").make().getBytes();

    assertThat(enhanced.enhancer().enhance("User$Mock", mock)).isNull();
  }

  @Test
  void H_D8_classThatGrowsTooLarge_isRefusedByName() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "User", null, "java/lang/Object", null);
    writer.visitAnnotation("Ljakarta/persistence/Entity;", true).visitEnd();
    for (int i = 0; i < 4000; i++) {
      writer.visitField(0, "f" + i, "D", null, null).visitEnd();
    }
    writer.visitEnd();
    byte[] file = writer.toByteArray();

    assertRefused(
        () -> new Enhancer(name -> null).enhance("User", file),
        """
        Enhanced, it would exceed a limit of class files: Method too large: User.$rowan_raw \
        (ILjava/lang/Object;)V.
            in class User
            Give it fewer attributes, or smaller methods.""");
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable enhancing, String message) {
    assertThatThrownBy(enhancing).isInstanceOf(EnhancementException.class).hasMessage(message);
  }

  @Test
  void superclassThatIsMissing_isLookedForOnce_andEachSubclassIsReadOnce() {
    Compiled compiled =
        Compiled.of(
            "class Missing { int z; }",
            "class A extends Missing { int a; }",
            "class B extends Missing { int b; }",
            "class Use { int of(A a, B b) { return a.z + b.z + a.a + b.b; } }");
    List<String> asked = new ArrayList<>();
    Enhancer enhancer =
        new Enhancer(
            name -> {
              asked.add(name);
              return name.equals("Missing") ? null : compiled.file(name);
            });

    assertThat(enhancer.enhance("Use", compiled.file("Use"))).isNull();

    assertThat(asked).containsExactlyInAnyOrder("A", "B", "Missing");
  }
}
