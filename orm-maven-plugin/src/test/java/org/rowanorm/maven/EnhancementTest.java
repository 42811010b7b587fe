package org.rowanorm.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnhancementTest {

  @TempDir Path folder;

  private final Lines log = new Lines();
  private Path classes;

  @BeforeEach
  void makeFolder() throws IOException {
    classes = Files.createDirectory(folder.resolve("classes"));
  }

  @Test
  void classes_enhanced_areCounted() throws Exception {
    compile("@jakarta.persistence.Entity class User { int a; static class Other {} }", classes);

    Enhancement.run(classes.toFile(), List.of(classes.toString()), log);
    Enhancement.run(classes.toFile(), List.of(classes.toString()), log);

    assertThat(log.lines)
        .containsExactly("info Enhanced 1 of 2 classes", "info Enhanced 0 of 2 classes");
  }

  @Test
  void missingFolder_countsNothing() throws Exception {
    Enhancement.run(folder.resolve("none").toFile(), List.of(), log);

    assertThat(log.lines).containsExactly("info Enhanced 0 of 0 classes");
  }

  @Test
  void classThatCannotBeEnhanced_failsTheBuildByName() throws Exception {
    compile("@jakarta.persistence.Entity record User(int a) {}", classes);

    assertThatThrownBy(() -> Enhancement.run(classes.toFile(), List.of(), log))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessage(
            """
            A record cannot be an entity: it cannot be changed, nor loaded later.
                in class User
                Make it a class, or map it as @Embeddable.""");
  }

  @Test
  void fieldsOfAClassThatNobodyEnhanced_areWarnedOf() throws Exception {
    Path library = Files.createDirectory(folder.resolve("library"));
    compile("@jakarta.persistence.Entity public class User { public int a; }", library);
    compile("class Use { int a(User u) { return u.a; } }", classes, library);

    Enhancement.run(classes.toFile(), List.of(library.toString()), log);

    assertThat(log.lines)
        .containsExactly(
            "info Enhanced 0 of 1 classes",
            "warn The fields of User are used without traps, since its own module does not enhance"
                + " it");
  }

  @Test
  void check_namesWhatIsNotEnhanced() throws Exception {
    compile("@jakarta.persistence.Entity public class User { public int a; }", classes);
    compile("class Use { int a(User u) { return u.a; } }", classes, classes);
    compile("class Other {}", classes);

    assertThatThrownBy(() -> Enhancement.check(classes.toFile(), List.of(), log))
        .isInstanceOf(MojoFailureException.class)
        .hasMessage(
            """
            Not enhanced: Use, User
                in %s
                run the goal enhance of orm-maven-plugin after the classes are compiled""",
            classes);

    Enhancement.run(classes.toFile(), List.of(), log);
    Enhancement.check(classes.toFile(), List.of(), log);
    assertThat(log.lines)
        .containsExactly(
            "info Enhanced 2 of 3 classes", "info All classes are enhanced that ought to be");
  }

  @Test
  void check_ofAClassThatCannotBeEnhanced_failsByName() throws Exception {
    compile("@jakarta.persistence.Entity record User(int a) {}", classes);

    assertThatThrownBy(() -> Enhancement.check(classes.toFile(), List.of(), log))
        .isInstanceOf(MojoFailureException.class)
        .hasMessage(
            """
            A record cannot be an entity: it cannot be changed, nor loaded later.
                in class User
                Make it a class, or map it as @Embeddable.""");
  }

  private static void compile(String source, Path target, Path... others)
      throws IOException, URISyntaxException {
    String name = source.replaceFirst(".*?(?:class|record) (\\w+).*", "$1");
    Path file = Files.writeString(target.resolveSibling(name + ".java"), source);
    List<String> path = new ArrayList<>();
    Class<?> anchor = jakarta.persistence.Entity.class;
    path.add(
        Path.of(anchor.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    for (Path other : others) {
      path.add(other.toString());
    }
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                target.toString(),
                "-cp",
                String.join(System.getProperty("path.separator"), path),
                file.toString());
    assertThat(result).isZero();
  }

  private static final class Lines extends SystemStreamLog {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void info(CharSequence content) {
      lines.add("info " + content);
    }

    @Override
    public void warn(CharSequence content) {
      lines.add("warn " + content);
    }
  }
}
