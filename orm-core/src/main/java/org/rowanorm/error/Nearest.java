package org.rowanorm.error;

import java.util.Collection;
import java.util.Locale;

/** Finds the name that a misspelt one was probably meant to be. */
public final class Nearest {

  private Nearest() {}

  /** The end of a message: the nearest name as a question, or all of them where none is near. */
  public static String hint(String wrong, Collection<String> names) {
    String best = "";
    int least = Integer.MAX_VALUE;
    for (String name : names) {
      int distance = distance(wrong.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    return least <= Math.max(2, wrong.length() / 3)
        ? "; did you mean '" + best + "'?"
        : "; it has " + String.join(", ", names);
  }

  /** The number of single letters to add, drop or change (Levenshtein). */
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[right.length()];
  }
}
