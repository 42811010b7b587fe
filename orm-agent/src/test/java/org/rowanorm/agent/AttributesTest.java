package org.rowanorm.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.tree.AnnotationNode;

/** Which members of a class are attributes, as its mark says afterwards. */
final class AttributesTest {

  private static final String NAME =
      " private String name; public String getName() { return name; }"
          + " public void setName(String n) { name = n; } ";

  @Test
  void H_C6_idOnAGetter_makesPropertiesOfTheClass() {
    assertThat(
            mark(
                "@Entity class User { private long key; transient int t; @Id long getId()"
                    + " { return key; } void setId(long v) { key = v; }"
                    + NAME
                    + "}"))
        .containsExactly(List.of("id", "name"), List.of("getId", "getName"));
  }

  @Test
  void H_C6_embeddedIdOnAGetter_makesPropertiesOfTheClass() {
    assertThat(
            mark(
                "@Entity class User { private String k; @EmbeddedId String getK() { return k; }"
                    + " void setK(String v) { k = v; } }"))
        .containsExactly(List.of("k"), List.of("getK"));
  }

  @Test
  void H_C6_idOnAField_makesFieldsOfTheClass() {
    assertThat(
            mark(
                "@Entity class User { @Id long id; @Column long getId() { return id; }"
                    + NAME
                    + "}"))
        .containsExactly(List.of("id", "name"));
  }

  @Test
  void H_C6_annotationsOfRowan_tellWhereAttributesAre() {
    Compiled compiled =
        Compiled.of(
            "package org.rowanorm.annotation; public @interface Json {}",
            "@Embeddable public class Part { int x; @org.rowanorm.annotation.Json int getA() {"
                + " return x; } void setA(int v) { x = v; } }");

    assertThat(marks(compiled, "Part")).containsExactly(List.of("a"), List.of("getA"));
  }

  @Test
  void H_C6_accessOfTheClass_wins() {
    assertThat(
            mark(
                "@Entity @Access(AccessType.PROPERTY) class User { @Id long id; int a;"
                    + NAME
                    + "}"))
        .containsExactly(List.of("name"), List.of("getName"));
    assertThat(
            mark(
                "@Entity @Access(AccessType.FIELD) class User { long id; @Id long getId()"
                    + " { return id; } void setId(long v) { id = v; } }"))
        .containsExactly(List.of("id"));
  }

  @Test
  void H_C6_accessMixed_propertyAmongFields() {
    assertThat(
            mark(
                "@Entity class User { @Id long id; @Transient String stored; String same; int last;"
                    + " @Access(AccessType.PROPERTY) String getShown() { return stored; }"
                    + " void setShown(String v) { stored = v; }"
                    + " @Access(AccessType.PROPERTY) String getSame() { return same; }"
                    + " void setSame(String v) { same = v; } }"))
        .containsExactly(List.of("id", "last", "shown", "same"), List.of("getShown", "getSame"));
  }

  @Test
  void H_C6_accessMixed_fieldAmongProperties() {
    assertThat(
            mark(
                "@Entity @Access(AccessType.PROPERTY) class User { long id; int plain;"
                    + " @Access(AccessType.FIELD) int hits; @Access(AccessType.FIELD) String name;"
                    + " public String getName() { return name; }"
                    + " public void setName(String n) { name = n; }"
                    + " @Id long getId() { return id; } void setId(long v) { id = v; } }"))
        .containsExactly(List.of("hits", "name", "id"), List.of("getId"));
  }

  @Test
  void H_C6_accessOnTheMemberThatItAlreadyMeans_hasNoEffect() {
    assertThat(
            mark(
                "@Entity class User { @Id @Access(AccessType.PROPERTY) long id; int a;"
                    + " long getId() { return id; } void setId(long v) { id = v; } }"))
        .containsExactly(List.of("id", "a"));
  }

  @Test
  void H_C6_transientGetter_isNoAttribute() {
    assertThat(
            mark(
                "@Entity class User { @Id long getId() { return 1; } void setId(long v) {}"
                    + " @Transient int getA() { return 1; } void setA(int a) {} }"))
        .containsExactly(List.of("id"), List.of("getId"));
  }

  @Test
  void H_C6_fieldNameOtherThanPropertyName_isOfNoInterest() {
    assertThat(
            mark(
                "@Entity class User { long _k; @Id long getKey() { return _k; }"
                    + " void setKey(long v) { _k = v; } }"))
        .containsExactly(List.of("key"), List.of("getKey"));
  }

  @ParameterizedTest
  @CsvSource({
    "String, getURL, URL",
    "String, getaB, aB",
    "String, getX, x",
    "String, getXCoordinate, XCoordinate",
    "String, getName, name",
    "boolean, isReady, ready",
    "boolean, isURL, URL",
    "String, get_x, _x"
  })
  void H_C6_names_areThoseOfJavaBeans(String type, String getter, String name) throws Exception {
    String setter = "set" + getter.substring(getter.startsWith("is") ? 2 : 3);
    Compiled compiled =
        Compiled.of(
            "@Entity @Access(AccessType.PROPERTY) public class User { private "
                + type
                + " v; public "
                + type
                + " "
                + getter
                + "() { return v; } public void "
                + setter
                + "("
                + type
                + " v) { this.v = v; } }");

    assertThat(marks(compiled, "User")).containsExactly(List.of(name), List.of(getter));
    assertThat(
            java.beans.Introspector.getBeanInfo(Loaded.verified(compiled).link("User"))
                .getPropertyDescriptors())
        .extracting(java.beans.PropertyDescriptor::getName)
        .contains(name);
  }

  @Test
  void H_C5_oddMethods_areNoAttributes() {
    assertThat(
            mark(
                "@Entity @Access(AccessType.PROPERTY) class User { static int s; int x;"
                    + " int getX(int i) { return i; } void setX(int i) {} static int getS() {"
                    + " return s; } static void setS(int v) { s = v; } int get() { return 1; }"
                    + " void set(int v) {} boolean is() { return true; } void getV() {}"
                    + " void setV(int v) {} Boolean isBoxed() { return true; }"
                    + " void setBoxed(Boolean b) {} int sum() { return 1; } boolean issue() {"
                    + " return true; } String getComputed() { return \"\"; } int getWider() {"
                    + " return 1; } void setWider(long w) {} void setLone(int l) {} }"))
        .containsExactly(List.of());
  }

  @Test
  void H_C5_fluentSetters_areSetters() {
    assertThat(
            mark(
                "@Entity @Access(AccessType.PROPERTY) class User { int a; int getA() { return a; }"
                    + " User setA(int v) { a = v; return this; } }"))
        .containsExactly(List.of("a"), List.of("getA"));
  }

  @Test
  void H_C5_isAndGet_areOneAttribute() {
    assertThat(
            mark(
                "@Entity @Access(AccessType.PROPERTY) class User { boolean a; boolean b; Boolean c;"
                    + " boolean getA() { return a; } boolean isA() { return a; } void setA(boolean"
                    + " v) {} boolean isB() { return b; } @Column boolean getB() { return b; }"
                    + " void setB(boolean v) {} boolean isC() { return c; } Boolean getC() {"
                    + " return c; } void setC(Boolean v) {} }"))
        .containsExactly(List.of("a", "b", "c"), List.of("isA", "getB", "getC"));
  }

  @Test
  void H_C5_delegatingGetterWithoutField_isAnAttribute() {
    assertThat(
            mark(
                "@Entity @Access(AccessType.PROPERTY) class User { Map<String, String> all;"
                    + " String getCity() { return all.get(\"c\"); }"
                    + " void setCity(String v) { all.put(\"c\", v); } }"))
        .containsExactly(List.of("city"), List.of("getCity"));
  }

  @Test
  void H_C6_privateGetterAndSetter_areTaken() {
    assertThat(
            mark(
                "@Entity class User { private long id; @Id private long getId() { return id; }"
                    + " private void setId(long v) { id = v; } }"))
        .containsExactly(List.of("id"), List.of("getId"));
  }

  @Test
  void H_C6_annotatedGetterWithoutSetter_isRefusedByName() {
    assertThatThrownBy(
            () ->
                Compiled.of(
                        "package shop; @Entity class User { @Id long getId() { return 1; }"
                            + " void setId(Long id) {} }")
                    .enhance("shop.User"))
        .isInstanceOf(EnhancementException.class)
        .hasMessage(
            """
            The attribute 'id' has the getter getId(), but no setter.
                in class shop.User
                Add setId(long), which may be private, or annotate the getter with @Transient.""");
  }

  @Test
  void H_C5_twoAnnotatedGetters_areRefusedByName() {
    assertThatThrownBy(
            () ->
                Compiled.of(
                        "package shop; @Entity @Access(AccessType.PROPERTY) class User {"
                            + " @Basic boolean isA() { return true; } @Basic boolean getA() {"
                            + " return true; } void setA(boolean v) {} }")
                    .enhance("shop.User"))
        .isInstanceOf(EnhancementException.class)
        .hasMessage(
            """
            The attribute 'a' has two annotated getters.
                in class shop.User
                Annotate only one of isA() and getA().""");
  }

  @Test
  void H_C6_idInASuperclass_decidesForTheSubclass() {
    Compiled compiled =
        Compiled.of(
            "@MappedSuperclass public class Base { long id; @Id long getId() { return id; }"
                + " void setId(long v) { id = v; } }",
            "public class Between extends Base { int no; }",
            "@Entity public class User extends Between { int unseen;" + NAME + "}");

    assertThat(marks(compiled, "User")).containsExactly(List.of("name"), List.of("getName"));
  }

  @Test
  void H_C6_idInASubclass_doesNotReachTheMappedSuperclass() {
    Compiled compiled =
        Compiled.of(
            "@MappedSuperclass public class Base { int fields; " + NAME + "}",
            "@MappedSuperclass public class Dated { int d; @Column int getD() { return d; }"
                + " void setD(int v) { d = v; } }",
            "@Entity public class User extends Base { long id; @Id long getId() { return id; }"
                + " void setId(long v) { id = v; } }",
            "@Entity public class Order extends Dated { @Id long id; }");

    assertThat(marks(compiled, "Base")).containsExactly(List.of("fields", "name"));
    assertThat(marks(compiled, "User")).containsExactly(List.of("id"), List.of("getId"));
    assertThat(marks(compiled, "Dated")).containsExactly(List.of("d"), List.of("getD"));
    assertThat(marks(compiled, "Order")).containsExactly(List.of("id"));
  }

  @Test
  void H_C6_accessOfASuperclass_countsWhereNothingElseTells() {
    Compiled compiled =
        Compiled.of(
            "@MappedSuperclass @Access(AccessType.PROPERTY) public class Base { long id; @Id long"
                + " getId() { return id; } void setId(long v) { id = v; } }",
            "@Entity public class User extends Base { int unseen;" + NAME + "}",
            "@Entity public class Order extends Base { @Column int seen;" + NAME + "}");

    assertThat(marks(compiled, "User")).containsExactly(List.of("name"), List.of("getName"));
    assertThat(marks(compiled, "Order")).containsExactly(List.of("seen", "name"));
  }

  @Test
  void H_C6_overriddenGetter_staysTheAttributeOfTheSuperclass() {
    Compiled compiled =
        Compiled.of(
            "@MappedSuperclass public class Base<T> { T id; @Id public T getId() { return id; }"
                + " public void setId(T v) { id = v; } }",
            "@Entity public class User extends Base<Long> { @Override public Long getId() {"
                + " return super.getId(); } @Override public void setId(Long v) {"
                + " super.setId(v); } }");

    assertThat(marks(compiled, "User")).containsExactly(List.of());
  }

  @Test
  void H_C6_abstractGetter_isTheAttributeOfTheClassThatImplementsIt() {
    Compiled compiled =
        Compiled.of(
            "@MappedSuperclass public abstract class Base { public abstract Long getId();"
                + " public abstract void setId(Long v); @Version public abstract int getV();"
                + " public abstract void setV(int v); }",
            "@Entity public class User extends Base { Long id; int v; @Id public Long getId() {"
                + " return id; } public void setId(Long i) { id = i; } public int getV() {"
                + " return v; } public void setV(int w) { v = w; } }");

    assertThat(marks(compiled, "Base")).containsExactly(List.of("v"), List.of("getV"));
    assertThat(marks(compiled, "User")).containsExactly(List.of("id"), List.of("getId"));
  }

  /** The attributes that the mark of the class User names, and then the getters, if any. */
  private static List<Object> mark(String source) {
    return marks(Compiled.of(source), "User");
  }

  private static List<Object> marks(Compiled compiled, String name) {
    Compiled enhanced = compiled.enhanced();
    ClassFile file = new ClassFile(enhanced.file(name));
    file.check();
    Loaded.verified(enhanced);
    AnnotationNode mark =
        file.node().visibleAnnotations.stream()
            .filter(annotation -> annotation.desc.endsWith("/Enhancement;"))
            .findFirst()
            .orElseThrow();
    assertThat(mark.values.get(2)).isEqualTo("attributes");
    return mark.values.size() == 4
        ? List.of(mark.values.get(3))
        : List.of(mark.values.get(3), mark.values.get(5));
  }
}
