package org.rowanorm.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.rowanorm.agent.Enhancer;
import org.rowanorm.error.NotEnhancedException;
import org.rowanorm.model.User;
import org.rowanorm.support.Sources;

class EnhancementCheckTest {

  private static final String BASE =
      "package shop; @jakarta.persistence.MappedSuperclass public class Base { int id; }";
  private static final String UNMAPPED = "package shop; public class Base { int id; }";
  private static final String PEN =
      "package shop; @jakarta.persistence.Entity public class Pen extends Base { int size; }";

  private final Map<String, byte[]> files =
      new TreeMap<>(Sources.compile("shop.Base", BASE, "shop.Pen", PEN));

  private byte[] enhance(String name) {
    return new Enhancer(type -> files.get(type.replace('/', '.'))).enhance(name, files.get(name));
  }

  private void check(String... names) {
    Sources loader = Sources.loader(files);
    EnhancementCheck.check(List.of(names).stream().<Class<?>>map(loader::get).toList());
  }

  private AbstractThrowableAssert<?, ?> refusal() {
    return assertThatThrownBy(() -> check("shop.Pen")).isInstanceOf(NotEnhancedException.class);
  }

  @Test
  void bothLevelsEnhanced_isAccepted() {
    Map<String, byte[]> enhanced =
        Map.of("shop.Base", enhance("shop.Base"), "shop.Pen", enhance("shop.Pen"));
    files.putAll(enhanced);
    assertThatCode(() -> check("shop.Pen")).doesNotThrowAnyException();
  }

  @Test
  void neitherLevelEnhanced_isRefusedWithBothNames() {
    refusal()
        .hasMessage(
            """
            Not enhanced: shop.Pen, shop.Base
                start the JVM with -javaagent:orm-agent-<version>-agent.jar,
                or run the goal enhance of orm-maven-plugin in the build [ROWAN-101]""");
  }

  @Test
  void H_B3_superclassNotEnhanced_isMixed() {
    files.put("shop.Pen", enhance("shop.Pen"));
    refusal()
        .hasMessage(
            """
            shop.Pen is enhanced in part only
                enhanced: shop.Pen
                not enhanced: shop.Base
                run the goal enhance of orm-maven-plugin in the modules of both, in order,
                or let the agent cover the packages of both [ROWAN-101]""");
  }

  @Test
  void entityNotEnhanced_isMixed() {
    files.put("shop.Base", enhance("shop.Base"));
    refusal()
        .hasMessage(
            """
            shop.Pen is enhanced in part only
                enhanced: shop.Base
                not enhanced: shop.Pen
                run the goal enhance of orm-maven-plugin in the modules of both, in order,
                or let the agent cover the packages of both [ROWAN-101]""");
  }

  @Test
  void H_G3_superclassMappedLater_isStale() {
    byte[] base = enhance("shop.Base");
    files.putAll(Sources.compile("shop.Base", UNMAPPED, "shop.Pen", PEN));
    files.put("shop.Pen", enhance("shop.Pen"));
    files.put("shop.Base", base);
    refusal()
        .hasMessage(
            """
            shop.Pen was enhanced before its superclass shop.Base was mapped
                rebuild it from its sources (mvn clean), after the module of its superclass \
            [ROWAN-102]""");
  }

  @Test
  void H_G3_superclassNoLongerMapped_isStale() {
    byte[] pen = enhance("shop.Pen");
    byte[] base = Sources.compile("shop.Base", UNMAPPED).get("shop.Base");
    // the initialiser of the class runs before the check, and needs nothing of the superclass
    files.putAll(Map.of("shop.Pen", pen, "shop.Base", base));
    refusal()
        .hasMessage(
            """
            shop.Pen was enhanced below a mapped superclass that is none any more
                rebuild it from its sources (mvn clean) [ROWAN-102]""");
  }

  @Test
  void H_G3_otherFieldsThanWoven_areStale() {
    byte[] base = enhance("shop.Base");
    byte[] pen = withField(enhance("shop.Pen"), "colour");
    files.putAll(Map.of("shop.Pen", pen, "shop.Base", base));
    refusal()
        .hasMessage(
            """
            shop.Pen has other attributes than when it was enhanced
                then: size
                now: size, colour
                rebuild it from its sources (mvn clean), and enhance it after every other tool \
            that changes its fields [ROWAN-102]""");
  }

  private static final String GETTERS =
      "package shop; @jakarta.persistence.Entity public class Pen extends Base { int s;"
          + " @jakarta.persistence.Id int getSize() { return s; } void setSize(int v) { s = v; } }";

  @Test
  void H_G3_fieldsBesideGettersThatCount_areNobodysBusiness() {
    files.putAll(Sources.compile("shop.Base", BASE, "shop.Pen", GETTERS));
    byte[] pen = withField(enhance("shop.Pen"), "colour");
    files.putAll(Map.of("shop.Pen", pen, "shop.Base", enhance("shop.Base")));
    assertThatCode(() -> check("shop.Pen")).doesNotThrowAnyException();
  }

  @Test
  void H_G3_getterThatIsGone_isStale() {
    files.putAll(Sources.compile("shop.Base", BASE, "shop.Pen", GETTERS));
    byte[] pen = withoutMethod(enhance("shop.Pen"), "getSize");
    files.putAll(Map.of("shop.Pen", pen, "shop.Base", enhance("shop.Base")));
    refusal().hasMessageContaining("then: size\n    now: \n");
  }

  @Test
  void H_G3_otherContract_isStale() {
    byte[] base = enhance("shop.Base");
    byte[] pen = withContract(enhance("shop.Pen"), 7);
    files.putAll(Map.of("shop.Pen", pen, "shop.Base", base));
    refusal()
        .hasMessage(
            """
            shop.Pen was enhanced for contract 7, this version of Rowan needs 2
                rebuild it with the orm-maven-plugin or the agent of the same version as orm-core \
            [ROWAN-102]""");
  }

  @Test
  void mode_ofAClassWhoseFileIsEnhanced_isBuildTime() {
    assertThat(EnhancementMode.of(User.class)).isEqualTo("at build time");
  }

  @Test
  void mode_ofAClassWithoutAFile_isUnknown() {
    assertThat(EnhancementMode.of(Sources.loader(files).get("shop.Pen")))
        .isEqualTo("by the agent or at build time (its class file cannot be read)");
  }

  private static byte[] withField(byte[] file, String name) {
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor adder =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visitEnd() {
            FieldVisitor field = visitField(0, name, "I", null, null);
            field.visitEnd();
            super.visitEnd();
          }
        };
    new ClassReader(file).accept(adder, 0);
    return writer.toByteArray();
  }

  private static byte[] withoutMethod(byte[] file, String method) {
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor remover =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            return name.equals(method)
                ? null
                : super.visitMethod(access, name, descriptor, signature, thrown);
          }
        };
    new ClassReader(file).accept(remover, 0);
    return writer.toByteArray();
  }

  private static byte[] withContract(byte[] file, int version) {
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor other =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public org.objectweb.asm.AnnotationVisitor visitAnnotation(
              String descriptor, boolean visible) {
            var next = super.visitAnnotation(descriptor, visible);
            return new org.objectweb.asm.AnnotationVisitor(Opcodes.ASM9, next) {
              @Override
              public void visit(String name, Object value) {
                super.visit(name, name.equals("version") ? version : value);
              }
            };
          }
        };
    new ClassReader(file).accept(other, 0);
    return writer.toByteArray();
  }
}
