package org.rowanorm.sample;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rowanorm.jdbc.StatementEvent;
import org.rowanorm.jdbc.StatementListener;

/** Prints the steps of a story, the statements each of them sends, and what came of it. */
final class Narrator implements StatementListener {

  private final PrintWriter out;
  private int steps;

  Narrator(PrintWriter out) {
    this.out = out;
  }

  /** A line above all steps. */
  void title(String text) {
    out.println(text);
    out.flush();
  }

  /** Begins the next step. */
  void step(String text) {
    steps++;
    out.println();
    out.println(steps + ". " + text);
    out.flush();
  }

  /** What came of the step. */
  void result(String text) {
    print("result: ", text);
  }

  @Override
  public void statement(StatementEvent event) {
    print("sql:    ", event.sql() + ";");
    for (@Nullable Object[] row : event.parameters()) {
      print("        ", "with " + values(row));
    }
    print("        ", outcome(event));
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
      return "failed in " + time;
    }
    boolean counted = !event.parameters().isEmpty();
    return (counted ? event.rows() + (event.rows() == 1 ? " row" : " rows") : "done")
        + " in "
        + time;
  }

  private void print(String label, String text) {
    out.println("   " + label + text);
    out.flush();
  }
}
