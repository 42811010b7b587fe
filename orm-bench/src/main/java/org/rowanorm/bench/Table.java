package org.rowanorm.bench;

import java.io.PrintStream;
import java.util.Collections;
import java.util.List;

/** Prints lines of cells, the first of them the head, as a table in Markdown. Stateless. */
final class Table {

  private Table() {}

  static void print(List<List<String>> lines, PrintStream out) {
    int[] widths = widths(lines);
    for (int i = 0; i < lines.size(); i++) {
      out.println(row(lines.get(i), widths, " "));
      if (i == 0) {
        out.println(row(Collections.nCopies(widths.length, ""), widths, "-"));
      }
    }
  }

  private static int[] widths(List<List<String>> lines) {
    int[] widths = new int[lines.get(0).size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    return widths;
  }

  private static String row(List<String> cells, int[] widths, String fill) {
    StringBuilder text = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      text.append(fill).append(cells.get(i));
      text.append(fill.repeat(widths[i] - cells.get(i).length() + 1)).append('|');
    }
    return text.toString();
  }
}
