package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rowanorm.jdbc.StatementLog;
import org.rowanorm.query.Row;
import org.rowanorm.session.Session;
import org.rowanorm.store.Sale;
import org.rowanorm.store.Seller;
import org.rowanorm.store.Store;
import org.rowanorm.support.H2;
import org.rowanorm.support.Sources;
import org.rowanorm.zoo.Zoo;

/** Compiles and runs each snippet of pages of docs; what it finds is what stands below it. */
class QueriesDocTest {

  private static final Pattern SNIPPET =
      Pattern.compile("```java\n(.*?)```\n```text\n(.*?)\n```", Pattern.DOTALL);

  private static final String IMPORTS =
      """
      import java.util.*;
      import org.rowanorm.jdbc.StatementLog;
      import org.rowanorm.query.*;
      import org.rowanorm.session.*;
      import org.rowanorm.store.*;
      import org.rowanorm.zoo.*;
      import org.rowanorm.sql.LockWait;
      import org.rowanorm.sql.Statement.LockMode;
      import static org.rowanorm.query.Functions.*;
      """;

  private static final byte[] CURSOR_KEY = new byte[16];

  private record Snippet(String code, String result) {}

  @TestFactory
  Stream<DynamicTest> snippetsOfQueries_findWhatStandsBelowThem() throws IOException {
    return snippets("queries");
  }

  @TestFactory
  Stream<DynamicTest> snippetsOfFetching_findWhatStandsBelowThem() throws IOException {
    return snippets("fetching");
  }

  @TestFactory
  Stream<DynamicTest> snippetsOfLoading_findWhatStandsBelowThem() throws IOException {
    return snippets("loading");
  }

  private static Stream<DynamicTest> snippets(String name) throws IOException {
    String page = Files.readString(Path.of("../docs/" + name + ".md"));
    List<Snippet> snippets = new ArrayList<>();
    Matcher matcher = SNIPPET.matcher(page);
    while (matcher.find()) {
      snippets.add(new Snippet(matcher.group(1), matcher.group(2)));
    }
    assertThat(snippets).hasSize(page.split("```java", -1).length - 1).hasSizeGreaterThan(4);
    Class<?> compiled = compile(snippets);
    return Stream.iterate(0, i -> i < snippets.size(), i -> i + 1)
        .map(
            i ->
                DynamicTest.dynamicTest(
                    firstLine(snippets.get(i)), () -> run(compiled, i, snippets.get(i))));
  }

  private static String firstLine(Snippet snippet) {
    return snippet.code().lines().findFirst().orElseThrow();
  }

  private static Class<?> compile(List<Snippet> snippets) {
    StringBuilder text = new StringBuilder(IMPORTS).append("public class Snippets {\n");
    for (int i = 0; i < snippets.size(); i++) {
      text.append("public static Object run")
          .append(i)
          .append("(Session session, StatementLog sent) {\n");
      text.append(snippets.get(i).code()).append("return found;\n}\n");
    }
    return Sources.loader(Sources.compile("Snippets", text.append("}").toString())).get("Snippets");
  }

  private static void run(Class<?> compiled, int index, Snippet snippet)
      throws ReflectiveOperationException {
    Class<?>[] entities =
        Stream.concat(Store.ENTITIES.stream(), Zoo.ENTITIES.stream()).toArray(Class<?>[]::new);
    try (H2 h2 = H2.with(b -> b.entities(entities).cursorKey(CURSOR_KEY))) {
      h2.sessions().inTransaction(filling -> filling.addAll(List.of(Store.objects())));
      h2.sessions().inTransaction(filling -> filling.addAll(List.of(Zoo.objects())));
      h2.log().clear();
      try (Session session = h2.open()) {
        Object found =
            compiled
                .getMethod("run" + index, Session.class, StatementLog.class)
                .invoke(null, session, h2.log());
        assertThat(text(found)).isEqualTo(snippet.result());
        session.rollback();
      }
    }
  }

  private static String text(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(QueriesDocTest::text).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Row row) {
      return text(row.values());
    }
    if (value instanceof Seller seller) {
      return seller.name();
    }
    return value instanceof Sale sale ? "#" + sale.id() : String.valueOf(value);
  }
}
