package org.rowanorm.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A file of outcomes: first the texts that have a short name in it, a line for each with {@code \n}
 * for its line ends, then tables whose cells stand between bars. A line begins with what is done
 * and to what; in the other cells short names stand for texts. {@code
 * -Drowan.test.lifecycle=FOLDER} writes what comes out into such files instead; read the difference
 * before you take it over.
 */
final class Table {

  private final String file;
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, List<String>> lines = new LinkedHashMap<>();

  private Table(String file) {
    this.file = file;
  }

  /** The table in a file. */
  static Table of(String file) {
    Table table = new Table(file);
    lines(file).forEach(table::take);
    return table;
  }

  /** The table in a file, with what a database spells in its own way. */
  static Table of(String file, String database) {
    Table table = of(file);
    String own = database + ".txt";
    if (Table.class.getResource("/lifecycle/" + own) != null) {
      lines(own).forEach(table::take);
    }
    return table;
  }

  private static Stream<String> lines(String file) {
    try (InputStream in = Table.class.getResourceAsStream("/lifecycle/" + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(String line) {
    int equals = line.indexOf(" = ");
    if (line.startsWith("|")) {
      List<String> cells = new ArrayList<>();
      for (String cell : line.substring(1, line.lastIndexOf('|')).split("\\|", -1)) {
        cells.add(cell.strip());
      }
      lines.computeIfAbsent(key(cells), k -> new ArrayList<>()).add(String.join(" | ", cells));
    } else if (equals > 0 && !line.startsWith("#")) {
      names.put(line.substring(equals + 3), line.substring(0, equals).strip());
    }
  }

  private static String key(List<String> cells) {
    return cells.get(0) + " | " + cells.get(1);
  }

  /** The short name of a text, or the text where it has none. */
  String name(String text) {
    String oneLine = text.replace("\n", "\\n");
    return names.getOrDefault(oneLine, oneLine);
  }

  /** Short names of texts, with a semicolon between. */
  String names(List<String> texts) {
    return texts.isEmpty() ? "-" : String.join("; ", texts.stream().map(this::name).toList());
  }

  /** Compares the lines for one thing that is done to one with what came out. */
  void check(List<List<String>> outcomes) {
    List<String> came = outcomes.stream().map(cells -> String.join(" | ", cells)).toList();
    String folder = System.getProperty("rowan.test.lifecycle");
    if (folder == null) {
      assertThat(came).isEqualTo(lines.getOrDefault(key(outcomes.get(0)), List.of()));
      return;
    }
    try {
      Files.writeString(
          Path.of(folder, file),
          "| " + String.join(" |\n| ", came) + " |\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
