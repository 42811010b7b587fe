package org.rowanorm.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryEnhancerTest {

  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir Path folder;

  @Test
  void folder_enhanced_holdsWhatTheEnhancerGives() throws IOException {
    Compiled compiled = shop();
    compiled.writeTo(folder);

    DirectoryEnhancer.Result result = enhance(folder);

    assertThat(result.classes()).isEqualTo(4);
    assertThat(result.changed()).isEqualTo(3);
    assertThat(result.plain()).isEmpty();
    assertThat(read(folder)).containsExactlyEntriesOf(compiled.enhanced().files());
  }

  @Test
  void H_G7_secondRun_writesNothing() throws IOException {
    shop().writeTo(folder);
    enhance(folder);
    touch(folder);

    assertThat(enhance(folder).changed()).isZero();
    assertThat(folder.resolve("shop/User.class")).satisfies(this::isUntouched);
  }

  @Test
  void H_G7_onlyWhatWasCompiledAgain_isWritten() throws IOException {
    Compiled compiled = shop();
    compiled.writeTo(folder);
    enhance(folder);
    Files.write(folder.resolve("shop/User.class"), compiled.file("shop.User"));
    touch(folder);

    assertThat(enhance(folder).changed()).isEqualTo(1);
    assertThat(read(folder)).containsExactlyEntriesOf(compiled.enhanced().files());
    assertThat(folder.resolve("shop/Base.class")).satisfies(this::isUntouched);
  }

  @Test
  void failure_namesTheClassAndWritesNothing() throws IOException {
    Compiled compiled =
        shop().with(Compiled.of("package shop; @Entity record Zed(int a) {}").files());
    compiled.writeTo(folder);

    assertThatThrownBy(() -> enhance(folder))
        .isInstanceOf(EnhancementException.class)
        .hasMessage(
            """
            A record cannot be an entity: it cannot be changed, nor loaded later.
                in class shop.Zed
                Make it a class, or map it as @Embeddable.""");
    assertThat(read(folder)).containsExactlyEntriesOf(compiled.files());
  }

  @Test
  void missing_namesWhatWouldBeWrittenAndWritesNothing() throws IOException {
    Compiled compiled = shop();
    compiled.writeTo(folder);
    DirectoryEnhancer enhancer = new DirectoryEnhancer(folder, List.of());

    assertThat(enhancer.missing()).containsExactly("shop.Base", "shop.Report", "shop.User");
    assertThat(read(folder)).containsExactlyEntriesOf(compiled.files());
    assertThat(folder.resolve(Contract.INDEX)).doesNotExist();

    enhancer.enhance();
    assertThat(enhancer.missing()).isEmpty();
    Files.write(folder.resolve("shop/Report.class"), compiled.file("shop.Report"));
    assertThat(enhancer.missing()).containsExactly("shop.Report");
  }

  @Test
  void missingFolder_isAsEmpty() throws IOException {
    assertThat(enhance(folder.resolve("none")).classes()).isZero();
  }

  @Test
  void H_A8_otherFiles_areLeftAlone() throws IOException {
    Files.writeString(folder.resolve("shop.xml"), "<a/>");
    Files.createDirectories(folder.resolve("odd.class"));

    assertThat(enhance(folder).classes()).isZero();
  }

  @Test
  void H_B2_superclassInAnEnhancedJar_isExtended() throws IOException {
    Compiled compiled = shop();
    Path jar = jar(compiled.enhanced(), "shop.Base");
    Path classes = folder.resolve("classes of mine");
    compiled.without("shop.Base").writeTo(classes);

    enhance(classes, jar);

    assertThat(read(classes).get("shop.User")).isEqualTo(compiled.enhanced().file("shop.User"));
  }

  @Test
  void H_B3_superclassInAPlainJar_isRefusedByName() throws IOException {
    Compiled compiled = shop();
    Path jar = jar(compiled, "shop.Base");
    Path classes = folder.resolve("classes");
    compiled.without("shop.Base").writeTo(classes);

    assertThatThrownBy(() -> enhance(classes, jar))
        .isInstanceOf(EnhancementException.class)
        .hasMessage(
            """
            Its mapped superclass shop.Base is not enhanced.
                in class shop.User
                Run the goal enhance of orm-maven-plugin in the module of the superclass, or let \
            the agent cover both packages.""");
  }

  @Test
  void testClasses_seeTheEnhancedClassesBesideThem() throws IOException {
    Compiled compiled = shop();
    Path main = folder.resolve("classes");
    Path tests = folder.resolve("test-classes");
    Compiled inTests = compiled.without("shop.Base").without("shop.User").without("shop.Plain");
    compiled.without("shop.Report").writeTo(main);
    inTests.writeTo(tests);
    enhance(main);

    assertThat(enhance(tests, main).changed()).isEqualTo(1);
    assertThat(read(tests).get("shop.Report")).isEqualTo(compiled.enhanced().file("shop.Report"));
  }

  @Test
  void H_G10_jars_areClosedAfterwards() throws IOException {
    Compiled compiled = shop();
    Path jar = jar(compiled.enhanced(), "shop.Base");
    Path classes = folder.resolve("classes");
    compiled.without("shop.Base").writeTo(classes);

    enhance(classes, jar);

    Path open = Path.of("/proc/self/fd");
    if (Files.isDirectory(open)) {
      try (var files = Files.list(open)) {
        assertThat(files.map(DirectoryEnhancerTest::target)).doesNotContain(jar.toRealPath());
      }
    }
    Files.delete(jar);
  }

  @Test
  void index_namesTheMappedClassesInOrder() throws IOException {
    shop().writeTo(folder);

    enhance(folder);

    assertThat(folder.resolve(Contract.INDEX)).hasContent("shop.Base\nshop.User\n");
    assertThat(Files.readString(folder.resolve(Contract.INDEX))).endsWith("shop.User\n");
  }

  @Test
  void index_leavesOutWhatIsOnlyMentionedOrEmbedded() throws IOException {
    Compiled.of(
            "package shop; class Outer { @Entity static class Inner { int a; } }",
            "package shop; @Embeddable class Part { int a; }",
            "package shop; class Uses { Class<?> c = Entity.class; @Entity class Local {} }")
        .writeTo(folder);

    enhance(folder);

    assertThat(Files.readString(folder.resolve(Contract.INDEX)))
        .isEqualTo("shop.Outer$Inner\nshop.Uses$Local\n");
  }

  @Test
  void index_namesConvertersToo() throws IOException {
    Compiled.of(
            "package shop; @Converter class Upper implements AttributeConverter<String, String> {"
                + " public String convertToDatabaseColumn(String a) { return a; }"
                + " public String convertToEntityAttribute(String a) { return a; } }",
            "package shop; @Entity class User { String name; }")
        .writeTo(folder);

    enhance(folder);

    assertThat(Files.readString(folder.resolve(Contract.INDEX)))
        .isEqualTo("shop.Upper\nshop.User\n");
  }

  @Test
  void H_G7_index_isWrittenOnlyWhenItChanges() throws IOException {
    shop().writeTo(folder);
    enhance(folder);
    touch(folder);

    enhance(folder);
    assertThat(folder.resolve(Contract.INDEX)).satisfies(this::isUntouched);

    Files.delete(folder.resolve("shop/User.class"));
    enhance(folder);
    assertThat(Files.readString(folder.resolve(Contract.INDEX))).isEqualTo("shop.Base\n");

    Files.delete(folder.resolve("shop/Base.class"));
    Files.delete(folder.resolve("shop/Report.class"));
    enhance(folder);
    assertThat(folder.resolve(Contract.INDEX)).doesNotExist();
  }

  private static Path target(Path link) {
    try {
      return link.toRealPath();
    } catch (IOException e) {
      return link;
    }
  }

  private Path jar(Compiled compiled, String name) throws IOException {
    Path jar = folder.resolve("base 1.0.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      entries.putNextEntry(new JarEntry(name.replace('.', '/') + ".class"));
      entries.write(compiled.file(name));
    }
    assertThat(URI.create(jar.toUri().toString()).getRawPath()).contains("%20");
    return jar;
  }

  private static DirectoryEnhancer.Result enhance(Path classes, Path... others) throws IOException {
    return new DirectoryEnhancer(classes, List.of(others)).enhance();
  }

  private static Compiled shop() {
    return Compiled.of(
        "package shop; @MappedSuperclass public abstract class Base { long id; }",
        "package shop; @Entity public class User extends Base { String name; }",
        "package shop; class Report { String of(User u) { return u.name + u.id; } }",
        "package shop; interface Plain { int X = 1; }");
  }

  private static Map<String, byte[]> read(Path classes) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (var paths = Files.walk(classes)) {
      for (Path path : paths.filter(path -> path.toString().endsWith(".class")).toList()) {
        String name = classes.relativize(path).toString().replace('/', '.').replace('\\', '.');
        files.put(name.replace(".class", ""), Files.readAllBytes(path));
      }
    }
    return files;
  }

  private static void touch(Path classes) throws IOException {
    try (var paths = Files.walk(classes)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(path, LONG_AGO);
      }
    }
  }

  private void isUntouched(Path file) throws IOException {
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(LONG_AGO);
  }
}
