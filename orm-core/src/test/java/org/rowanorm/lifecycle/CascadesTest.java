package org.rowanorm.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rowanorm.error.RowanException;
import org.rowanorm.support.H2;
import org.rowanorm.support.Sources;

/** What becomes of a part when something is done to its owner, over each way by cascade type. */
class CascadesTest {

  private final Table table = Table.of("cascades.txt");
  private final Map<Cascading, Sources> classes = new EnumMap<>(Cascading.class);
  private final Map<Cascading, H2> databases = new EnumMap<>(Cascading.class);

  @AfterEach
  void close() {
    databases.values().forEach(H2::close);
  }

  @TestFactory
  Stream<DynamicTest> part_ofAnOwnerToWhichSomethingIsDone_fares() {
    for (Cascading cascading : Cascading.values()) {
      Sources compiled = cascading.compile();
      classes.put(cascading, compiled);
      databases.put(cascading, H2.with(compiled.get("Owner"), compiled.get("Part")));
    }
    return Arrays.stream(Scenario.values())
        .flatMap(scenario -> Arrays.stream(Way.values()).map(way -> test(scenario, way)));
  }

  private DynamicTest test(Scenario scenario, Way way) {
    return DynamicTest.dynamicTest(
        word(scenario) + " " + word(way),
        () -> {
          Map<List<String>, String> types = new LinkedHashMap<>();
          for (Cascading cascading : Cascading.values()) {
            if (cascading.fits(way)) {
              types.merge(play(cascading, scenario, way), cascading.name(), (a, b) -> a + " " + b);
            }
          }
          List<List<String>> lines = new ArrayList<>();
          types.forEach((fate, names) -> lines.add(line(scenario, way, names, fate)));
          table.check(lines);
        });
  }

  private static List<String> line(Scenario scenario, Way way, String types, List<String> fate) {
    List<String> cells = new ArrayList<>(List.of(word(scenario), word(way), types));
    cells.addAll(fate);
    return cells;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** What was sent, whether the session has the part then, what the commit sent, and the rows. */
  private List<String> play(Cascading cascading, Scenario scenario, Way way) {
    H2 h2 = Objects.requireNonNull(databases.get(cascading));
    try (Cast cast = new Cast(h2, Objects.requireNonNull(classes.get(cascading)), way)) {
      List<String> cells = new ArrayList<>();
      Led[] part = new Led[1];
      String failed = tried(() -> part[0] = scenario.play(cast));
      cells.add(sent(h2, failed));
      cells.add(part[0] != null && cast.session().contains(part[0]) ? "in" : "out");
      cells.add(sent(h2, tried(() -> commit(cast))));
      cells.add(rows(h2, "owner"));
      cells.add(rows(h2, "part"));
      cells.add(part[0] == null ? "" : String.valueOf(part[0].name()));
      return cells;
    }
  }

  /** Commits, and checks that what is sent is what was planned. */
  private static void commit(Cast cast) {
    List<String> planned =
        cast.session().flushPlan().statements().stream().map(it -> it.sql()).toList();
    int before = cast.h2().log().events().size();
    cast.session().commit();
    List<String> sent = cast.h2().log().sql();
    assertThat(sent.subList(before, sent.size()).stream().filter(sql -> !sql.startsWith("select")))
        .containsExactlyElementsOf(planned);
  }

  private static String rows(H2 h2, String of) {
    List<String> rows = h2.rows("select id, name from " + of + " order by id");
    return rows.isEmpty() ? "none" : String.join("; ", rows);
  }

  private String sent(H2 h2, String failed) {
    List<String> texts = new ArrayList<>(h2.log().sql());
    h2.log().clear();
    if (!failed.isEmpty()) {
      texts.add(failed);
    }
    return table.names(texts);
  }

  private static String tried(Runnable work) {
    try {
      work.run();
      return "";
    } catch (RowanException e) {
      return Objects.requireNonNull(e.getMessage());
    }
  }
}
