package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rowanorm.SessionFactoryBuilder;
import org.rowanorm.agent.Enhancer;
import org.rowanorm.jdbc.StatementLog;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;
import org.rowanorm.support.Sources;

/**
 * Compiles, enhances and runs the classes of each snippet of the page on mapping: its tables are
 * those that stand below it, and what the work with it finds stands below that.
 */
class MappingDocTest {

  /** Classes, then their tables or work with them, each where there is any. */
  private static final Pattern SNIPPET =
      Pattern.compile(
          "```java\n(BLOCK)```\n(?:```sql\n(BLOCK)\n```\n)?(?:```java\n(BLOCK)```\n```text\n(BLOCK)\n```)?"
              .replace("BLOCK", "(?:(?!```).)*?"),
          Pattern.DOTALL);

  /** What is no topic of its own. */
  private static final Set<String> OTHERS =
      Set.of("Annotations that are read", "What is refused", "Tables");

  private static final String IMPORTS =
      """
      import jakarta.persistence.*;
      import jakarta.persistence.Version;
      import java.math.*;
      import java.time.*;
      import java.util.*;
      import org.rowanorm.annotation.*;
      import org.rowanorm.annotation.OptimisticLocking.Compared;
      import org.rowanorm.annotation.ReadBack.After;
      import org.rowanorm.jdbc.StatementLog;
      import org.rowanorm.query.Path;
      import org.rowanorm.session.*;
      import static jakarta.persistence.EnumType.*;
      import static jakarta.persistence.FetchType.*;
      import static org.rowanorm.query.Path.path;
      """;

  private record Snippet(String title, String classes, String tables, String work, String found) {}

  private static List<Snippet> snippets() throws IOException {
    List<Snippet> snippets = new ArrayList<>();
    for (String topic : page().split("\n## ", -1)) {
      String title = title(topic);
      Matcher matcher = SNIPPET.matcher(topic);
      while (matcher.find()) {
        snippets.add(
            new Snippet(
                title, matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)));
      }
    }
    return snippets;
  }

  private static String title(String topic) {
    return topic.lines().findFirst().orElseThrow();
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("../docs/mapping.md"));
  }

  @Test
  void eachTopic_hasASnippet() throws IOException {
    Set<String> shown = snippets().stream().map(Snippet::title).collect(Collectors.toSet());
    assertThat(Arrays.stream(page().split("\n## ", -1)).skip(1).map(MappingDocTest::title))
        .allMatch(title -> shown.contains(title) != OTHERS.contains(title));
  }

  @Test
  void eachSnippet_isRun() throws IOException {
    int blocks = 0;
    for (Snippet snippet : snippets()) {
      assertThat(snippet.tables() == null && snippet.work() == null)
          .as(snippet.title() + " shows nothing")
          .isFalse();
      blocks += snippet.work() == null ? 1 : 2;
    }
    assertThat(blocks).isEqualTo(page().split("```java", -1).length - 1).isGreaterThan(40);
  }

  @TestFactory
  Stream<DynamicTest> snippet_makesAndFindsWhatStandsBelowIt() throws IOException {
    return snippets().stream()
        .map(snippet -> DynamicTest.dynamicTest(snippet.title(), () -> run(snippet)));
  }

  private static void run(Snippet snippet) throws Exception {
    Sources loader = loader(snippet);
    Class<?>[] entities = all(loader, Entity.class);
    Class<?>[] converters = all(loader, Converter.class);
    try (H2 h2 = H2.with(b -> with(b.entities(entities), converters))) {
      if (snippet.tables() != null) {
        StringBuilder script = new StringBuilder();
        h2.sessions().schema().createScript(script);
        assertThat(lines(script.toString())).isEqualTo(lines(snippet.tables()));
      }
      if (snippet.work() != null) {
        try (Session session = h2.open()) {
          Object found =
              loader
                  .get("Work")
                  .getMethod("run", Session.class, StatementLog.class)
                  .invoke(null, session, h2.log());
          assertThat(String.valueOf(found)).isEqualTo(snippet.found());
        }
      }
    }
  }

  private static SessionFactoryBuilder with(SessionFactoryBuilder builder, Class<?>[] converters) {
    return converters.length == 0 ? builder : builder.converters(converters);
  }

  /** Where the lines of a script are broken does not matter. */
  private static List<String> lines(String script) {
    return Arrays.stream(script.split(";", -1))
        .map(line -> line.strip().replaceAll("\\s+", " "))
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static Sources loader(Snippet snippet) {
    String work =
        snippet.work() == null
            ? ""
            : "public class Work { public static Object run(Session session, StatementLog sent)"
                + " throws Exception {\n"
                + snippet.work()
                + "return found;\n}}";
    Map<String, byte[]> plain = Sources.compile("Work", IMPORTS + snippet.classes() + work);
    Enhancer enhancer = new Enhancer(name -> plain.get(name.replace('/', '.')));
    Map<String, byte[]> enhanced = new HashMap<>();
    plain.forEach(
        (name, bytes) ->
            enhanced.put(name, Objects.requireNonNullElse(enhancer.enhance(name, bytes), bytes)));
    return Sources.loader(enhanced);
  }

  private static Class<?>[] all(
      Sources loader, Class<? extends java.lang.annotation.Annotation> annotation) {
    return loader.names().stream()
        .<Class<?>>map(loader::get)
        .filter(type -> type.isAnnotationPresent(annotation))
        .toArray(Class<?>[]::new);
  }
}
