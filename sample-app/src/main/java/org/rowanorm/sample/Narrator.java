package org.rowanorm.sample;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rowanorm.jdbc.StatementEvent;
import org.rowanorm.jdbc.StatementListener;

/** Prints the steps of a story, the statements each of them sends, and what came of it. */
final class Narrator implements StatementListener {

  private static final String INDENT = " ".repeat("result: ".length());

  private final PrintStream out;
  private int steps;

  Narrator(PrintStream out) {
    this.out = out;
  }

  /** A line above all steps. */
  void title(String text) {
    out.println(text);
  }

  /** Begins the next step. */
  void step(String text) {
    steps++;
    out.println();
    out.println(steps + ". " + text);
  }

  /** What came of the step. */
  void result(String text) {
    print("result: ", text);
  }

  @Override
  public void statement(StatementEvent event) {
    List<String> lines = new ArrayList<>();
    lines.add(event.sql());
    for (@Nullable Object[] row : event.parameters()) {
      lines.add("with " + values(row));
    }
    int last = lines.size() - 1;
    lines.set(last, lines.get(last) + " " + outcome(event));
    print("sql:    ", String.join("\n" + INDENT, lines));
  }

  private static String values(@Nullable Object[] row) {
    return Arrays.stream(row).map(Narrator::literal).collect(Collectors.joining(", "));
  }

  private static String literal(@Nullable Object value) {
    return value instanceof CharSequence text
        ? "'" + text.toString().replace("'", "''") + "'"
        : String.valueOf(value);
  }

  private static String outcome(StatementEvent event) {
    String time = String.format(Locale.ROOT, "%.1f ms", event.nanos() / 1e6);
    if (event.error() != null) {
      return "{" + time + ", failed}";
    }
    if (event.parameters().isEmpty()) {
      return "{" + time + "}";
    }
    return "{" + time + ", " + event.rows() + (event.rows() == 1 ? " row}" : " rows}");
  }

  private void print(String label, String text) {
    (label + text).lines().forEach(line -> out.println("   " + line));
  }
}
