package org.rowanorm.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.build.EntryPoint;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.inline.MethodNameTransformer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rowanorm.agent.engine.RowanPlugin;

final class RowanPluginTest {

  private static final Compiled SHOP =
      Compiled.of(
          "package shop; @MappedSuperclass public abstract class Thing<T> { long id; T kind; }",
          "package shop; @Entity public class User extends Thing<String>"
              + " implements java.io.Serializable { static int made; static { made = 7; }"
              + " private final String name; List<String> tags = new ArrayList<>();"
              + " User(String name) { this.name = name; id = tags.size(); }"
              + " Runnable later() { return () -> { tags = null; id++; }; }"
              + " class Inner { String outer() { return name; } } }",
          "package shop; @Entity class Pen { int a; double b; byte[] c; Pen next;"
              + " int twice() { return a += next.a; } }",
          "package shop; class Report { String of(Pen p) { return p.a + \"\" + p.b; } }",
          "package shop; record Plain(int x) {}",
          "package shop; enum Kind { ONE { int a() { return 1; } }; int a() { return 0; } }");

  @TempDir Path folder;

  @Test
  void engine_givesTheBytesOfTheGoal() throws IOException {
    assertThat(engine(EntryPoint.Default.DECORATE)).containsExactlyEntriesOf(goal());
  }

  /** There the engine itself adds a jump to a static initialiser that the source has. */
  @ParameterizedTest
  @EnumSource(
      value = EntryPoint.Default.class,
      names = {"REDEFINE", "REBASE"})
  void engine_atItsOtherEntryPoints_differsInStaticInitialisersOnly(EntryPoint.Default entry)
      throws IOException {
    Compiled enhanced = new Compiled(new TreeMap<>(engine(entry)));
    Map<String, byte[]> goal = goal();

    Loaded.verified(enhanced);
    assertThat(new ClassFile(enhanced.file("shop.User")).methodNames())
        .isEqualTo(new ClassFile(goal.get("shop.User")).methodNames());
    goal.remove("shop.User");
    assertThat(enhanced.without("shop.User").files()).containsExactlyEntriesOf(goal);
  }

  @Test
  void engine_runTwice_changesNothing() throws IOException {
    SHOP.writeTo(folder);
    run(EntryPoint.Default.DECORATE, folder);
    Map<String, byte[]> once = read(folder);

    assertThat(run(EntryPoint.Default.DECORATE, folder).getTransformed()).isEmpty();
    assertThat(read(folder)).containsExactlyEntriesOf(once);
  }

  @Test
  void classThatCannotBeEnhanced_failsTheEngineByName() {
    Compiled.of("package shop; @Entity record User(int a) {}").writeTo(folder);

    assertThatThrownBy(() -> run(EntryPoint.Default.DECORATE, folder))
        .rootCause()
        .hasMessage(
            """
            A record cannot be an entity: it cannot be changed, nor loaded later.
                in class shop.User
                Make it a class, or map it as @Embeddable.""");
  }

  @Test
  void entry_namesThePlugin() throws IOException {
    try (InputStream in =
        RowanPlugin.class.getResourceAsStream("/META-INF/net.bytebuddy/build.plugins")) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip())
          .isEqualTo(RowanPlugin.class.getName());
    }
  }

  private Map<String, byte[]> goal() throws IOException {
    Path classes = Files.createDirectory(folder.resolve("goal"));
    SHOP.writeTo(classes);
    new DirectoryEnhancer(classes, List.of()).enhance();
    return read(classes);
  }

  private Map<String, byte[]> engine(EntryPoint.Default entry) throws IOException {
    Path classes = Files.createDirectory(folder.resolve("engine"));
    SHOP.writeTo(classes);
    run(entry, classes);
    return read(classes);
  }

  /** As Byte Buddy's Maven and Gradle plugins run it, in place. */
  private static Plugin.Engine.Summary run(EntryPoint.Default entry, Path classes)
      throws IOException {
    File root = classes.toFile();
    try (ClassFileLocator others =
        ClassFileLocator.ForClassLoader.of(RowanPluginTest.class.getClassLoader())) {
      return Plugin.Engine.Default.of(
              entry, ClassFileVersion.JAVA_V17, MethodNameTransformer.Suffixing.withRandomSuffix())
          .with(others)
          .withErrorHandlers(Plugin.Engine.ErrorHandler.Failing.FAIL_FAST)
          .apply(
              new Plugin.Engine.Source.ForFolder(root),
              new Plugin.Engine.Target.ForFolder(root),
              new Plugin.Factory.Simple(new RowanPlugin()));
    }
  }

  private static Map<String, byte[]> read(Path classes) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (var paths = Files.walk(classes)) {
      for (Path path : paths.filter(path -> path.toString().endsWith(".class")).toList()) {
        String name = classes.relativize(path).toString().replace(File.separatorChar, '.');
        files.put(name.substring(0, name.length() - 6), Files.readAllBytes(path));
      }
    }
    return files;
  }
}
