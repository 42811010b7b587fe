package org.rowanorm.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ObjectStreamClass;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;

/** Embeddables get what every level gets, and nothing else. */
final class LevelWeaverTest {

  private static final String HYDRATING = "<init>(Lorg/rowanorm/entity/Hydrating;)V";

  @TempDir Path folder;

  @Test
  void embeddable_isMarkedAndLinked_andKeepsItsCode() {
    Compiled compiled =
        Compiled.of(
            "@Embeddable public class Address { private String city; final int zip = 1;"
                + " @Transient final int no = 2; public String city() { return city + zip; } }");
    ClassFile before = new ClassFile(compiled.file("Address"));
    ClassFile address = enhanced(compiled, "Address");

    assertThat(mark(address)).containsExactly("version", 2, "attributes", List.of("city", "zip"));
    assertThat(address.node().interfaces).isEmpty();
    assertThat(address.fieldNames()).containsExactly("city", "zip", "no");
    assertThat(address.methodNames())
        .containsExactly("<init>()V", "city()Ljava/lang/String;", "$rowan_link()V", "<clinit>()V");
    assertThat(address.code("city()")).isEqualTo(before.code("city()"));
    assertThat(address.code("<clinit>")).isEqualTo("INVOKESTATIC Address.$rowan_link ()V; RETURN");
    assertThat(address.field("zip").access).isZero();
    assertThat(address.field("no").access).isEqualTo(Opcodes.ACC_FINAL);
  }

  @Test
  void H_C6_embeddableWithAnnotatedGetters_isMarkedWithThem_andNotTrapped() {
    Compiled compiled =
        Compiled.of(
            "@Embeddable public class Address { private String city;"
                + " @Column(name = \"c\") public String getCity() { return city; }"
                + " public void setCity(String v) { city = v; } }");
    ClassFile address = enhanced(compiled, "Address");

    assertThat(mark(address))
        .containsExactly(
            "version", 2, "attributes", List.of("city"), "properties", List.of("getCity"));
    assertThat(address.accesses("getCity")).containsExactly("get Address.city");
  }

  @Test
  void H_F6_embeddableRecord_keepsItsFields_andNamesItsComponents() throws Exception {
    Compiled compiled =
        Compiled.of(
            "@Embeddable @Access(AccessType.PROPERTY) public record Money(long cents,"
                + " @Column(name = \"c\") String currency) implements java.io.Serializable {"
                + " static int made; public Money { made++; } public long getCents() {"
                + " return cents; } public void setCents(long v) {} }");
    ClassFile money = enhanced(compiled, "Money");

    assertThat(mark(money))
        .containsExactly("version", 2, "attributes", List.of("cents", "currency"));
    assertThat(money.field("cents").access).isEqualTo(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL);
    assertThat(money.methodNames()).contains("$rowan_link()V").doesNotContain(HYDRATING);
    assertThat(money.fieldNames()).doesNotContain("serialVersionUID");
    Class<?> type = Loaded.verified(compiled.enhanced()).link("Money");
    assertThat(type.getRecordComponents()).hasSize(2);
    assertThat(type.getConstructor(long.class, String.class).newInstance(1, "EUR"))
        .hasToString("Money[cents=1, currency=EUR]");
  }

  @Test
  void H_F1_embeddableWithoutNoArgConstructor_getsOne() {
    ClassFile address =
        enhanced(
            Compiled.of("@Embeddable public class Address { int a; Address(int a) {} }"),
            "Address");

    assertThat(address.code(HYDRATING))
        .isEqualTo("ALOAD 0; INVOKESPECIAL java/lang/Object.<init> ()V; RETURN");
  }

  @Test
  void embeddableBelowAMappedSuperclassOrAnEmbeddable_isMarkedAlone() {
    Compiled compiled =
        Compiled.of(
            "@MappedSuperclass public class Base { int a; Base(int a) { this.a = a; } }",
            "@Embeddable public class Part extends Base { int b; private Part() { super(1); b = a; }"
                + " protected Part(int i) { this(); } }",
            "@Embeddable public class Piece extends Part { int c; Piece(int c) { super(c); } }");
    ClassFile part = enhanced(compiled, "Part");

    assertThat(part.fieldNames()).containsExactly("b");
    assertThat(mark(part)).containsExactly("version", 2, "attributes", List.of("b"));
    assertThat(part.accesses("<init>()V")).containsExactly("call Part.$rowan_r_a", "put Part.b");
    assertThat(part.code(HYDRATING)).contains("INVOKESPECIAL Base.<init> (Lorg/rowanorm");
    ClassFile piece = enhanced(compiled, "Piece");
    assertThat(mark(piece)).containsExactly("version", 2, "attributes", List.of("c"));
    assertThat(piece.code(HYDRATING)).contains("INVOKESPECIAL Part.<init> (Lorg/rowanorm");
  }

  @Test
  void H_F7_serialVersionOfAnEmbeddable_staysWhatItWas() {
    Compiled compiled =
        Compiled.of(
            "@Embeddable public class Part implements java.io.Serializable { int a; Part(int b)"
                + " {} }");

    assertThat(serialVersion(compiled.enhanced())).isEqualTo(serialVersion(compiled));
  }

  @Test
  void entityBelowAnEmbeddable_isRefusedByName() {
    Compiled compiled =
        Compiled.of(
            "package shop; @Embeddable public class Part { int a; }",
            "package shop; @Entity public class User extends Part { @Id int id; }");

    assertThatThrownBy(() -> compiled.enhance("shop.User"))
        .isInstanceOf(EnhancementException.class)
        .hasMessage(
            """
            Its superclass shop.Part is an embeddable.
                in class shop.User
                Make the superclass a @MappedSuperclass: embeddables may extend that too.""");
  }

  @Test
  void classesAndRecordsThatAreNoEmbeddables_areLeftAlone() {
    Compiled compiled =
        Compiled.of(
            "@Entity @IdClass(Key.class) class User { @Id int a; @Id int b; }",
            "record Key(int a, int b) {}",
            "@Embeddable interface Some { int a(); }",
            "class Plain { int a; }");

    assertThat(compiled.enhance("Key")).isNull();
    assertThat(compiled.enhance("Some")).isNull();
    assertThat(compiled.enhance("Plain")).isNull();
  }

  @Test
  void H_G7_enhancedEmbeddables_areLeftAlone() {
    Compiled enhanced =
        Compiled.of(
                "@Embeddable class Part { int a; }",
                "@Embeddable record Money(int a) {}",
                "@Embeddable class Address { int a; @Column int getA() { return a; }"
                    + " void setA(int v) { a = v; } }")
            .enhanced();

    enhanced.files().keySet().forEach(name -> assertThat(enhanced.enhance(name)).isNull());
  }

  @Test
  void embeddableThatNobodyHasEnhanced_isFoundByTheLateAttach() throws Exception {
    Compiled compiled = Compiled.of("@Embeddable class Part { int a; }", "class Plain {}");
    compiled.writeTo(folder);

    assertThat(PlainClasses.in(folder)).containsExactly("Part");
    new DirectoryEnhancer(folder, List.of()).enhance();
    assertThat(PlainClasses.in(folder)).isEmpty();
  }

  private static long serialVersion(Compiled compiled) {
    return ObjectStreamClass.lookup(new Loaded(compiled.files()).link("Part"))
        .getSerialVersionUID();
  }

  private static List<Object> mark(ClassFile file) {
    return file.node().visibleAnnotations.stream()
        .filter(annotation -> annotation.desc.endsWith("/Enhancement;"))
        .map((AnnotationNode annotation) -> annotation.values)
        .findFirst()
        .orElseThrow();
  }

  private static ClassFile enhanced(Compiled compiled, String name) {
    Compiled enhanced = compiled.enhanced();
    enhanced.files().values().forEach(file -> new ClassFile(file).check());
    Loaded.verified(enhanced);
    return new ClassFile(enhanced.file(name));
  }
}
