package org.rowanorm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each member of each annotation of the standard has its row in docs/annotations.md. */
class AnnotationDocsTest {

  private static final Path PAGE = Path.of("..", "docs", "annotations.md");
  private static final Path TESTS = Path.of("src", "test", "java", "org", "rowanorm");
  private static final Path OWN = Path.of("src", "main", "java", "org", "rowanorm", "annotation");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| (?:`(\\w+)`|–) \\| (.+?) \\|$");
  private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");

  /**
   * What the page says of each member, by {@code Annotation.member}; an annotation's own is {@code
   * Annotation.}.
   */
  private static Map<String, String> rows() throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    Matcher matcher = ROW.matcher(Files.readString(PAGE));
    while (matcher.find()) {
      String member = matcher.group(2) == null ? "" : matcher.group(2);
      String other = rows.put(matcher.group(1) + "." + member, matcher.group(3));
      assertThat(other).as("a second row of %s.%s", matcher.group(1), member).isNull();
    }
    return rows;
  }

  private static List<String> members() throws IOException, URISyntaxException {
    Path jar = Path.of(Entity.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> members = new ArrayList<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().toList()) {
        String name = entry.getName().replace('/', '.');
        if (name.matches("jakarta\\.persistence\\.\\w+\\.class")) {
          addMembers(members, name.substring(0, name.length() - ".class".length()));
        }
      }
    }
    try (Stream<Path> own = Files.list(OWN)) {
      own.map(file -> file.getFileName().toString().replace(".java", ""))
          .filter(name -> !name.equals("package-info"))
          .forEach(name -> addMembers(members, "org.rowanorm.annotation." + name));
    }
    return members;
  }

  private static void addMembers(List<String> members, String name) {
    try {
      Class<?> type = Class.forName(name);
      if (type.isAnnotation()) {
        for (Method member : type.getDeclaredMethods()) {
          members.add(type.getSimpleName() + "." + member.getName());
        }
        if (type.getDeclaredMethods().length == 0) {
          members.add(type.getSimpleName() + ".");
        }
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyMember_hasARow_andEveryRowAMember() throws Exception {
    assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(members());
  }

  /** A row without a test begins with the reason why there is none. */
  @Test
  void everyRow_namesATestThatIsThere_orWhyThereIsNone() throws Exception {
    Map<String, String> sources = sources();
    List<String> wrong = new ArrayList<>();
    rows()
        .forEach(
            (member, said) -> {
              Matcher test = NAMED.matcher(said);
              boolean reason = Stream.of("not read: ", "elsewhere: ").anyMatch(said::startsWith);
              if (!reason && !test.find()) {
                wrong.add(member + " names no test");
              }
              test.reset();
              while (test.find()) {
                String source = sources.getOrDefault(test.group(1), "");
                if (!source.matches("(?s).*\\bvoid " + test.group(2) + "\\(.*")) {
                  wrong.add(member + " names " + test.group() + ", which is not there");
                }
              }
            });
    assertThat(wrong).isEmpty();
  }

  /** A message with its code counts once, where a test asserts several. */
  @Test
  void everyTopicOfRules_hasThreeMessagesOfTests() throws Exception {
    Map<String, String> sources = sources();
    String table = Files.readString(PAGE).split("## Rules and their tests", -1)[1];
    List<String> topics =
        table
            .lines()
            .filter(line -> line.contains("#"))
            .map(line -> line.split("\\|", -1)[1])
            .toList();
    assertThat(topics).hasSizeGreaterThan(25);
    for (String topic : topics) {
      String row =
          table.lines().filter(line -> line.startsWith("|" + topic)).findFirst().orElseThrow();
      long messages =
          NAMED
              .matcher(row)
              .results()
              .mapToLong(test -> messages(sources.getOrDefault(test.group(1), ""), test.group(2)))
              .sum();
      assertThat(messages).as(topic).isGreaterThanOrEqualTo(3);
    }
  }

  /** How many messages a test asserts; 0 where it is not there. */
  private static long messages(String source, String test) {
    int start = source.indexOf("void " + test + "(");
    int end = source.indexOf("\n  }\n", start);
    return start < 0
        ? 0
        : Pattern.compile("ROWAN-\\d+]").matcher(source.substring(start, end)).results().count();
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(TESTS)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String name = file.getFileName().toString();
        sources.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
      }
    }
    return sources;
  }
}
