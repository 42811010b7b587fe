package org.rowanorm.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.Nearest;
import org.rowanorm.error.QueryException;

/**
 * SQL of the user, cut at its parameters. Inside quotes and comments nothing is a parameter, nor is
 * a cast ({@code ::}). Immutable and thread-safe.
 */
final class NativeText {

  private final String written;
  private final List<String> pieces = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  private NativeText(String written) {
    this.written = written;
  }

  static NativeText of(String sql) {
    NativeText text = new NativeText(sql);
    text.cut();
    return text;
  }

  private void cut() {
    int start = 0;
    int i = 0;
    while (i < written.length()) {
      char c = written.charAt(i);
      if (c == '\'' || c == '"' || c == '`') {
        i = after(String.valueOf(c), i + 1);
      } else if (written.startsWith("--", i)) {
        i = after("\n", i + 2);
      } else if (written.startsWith("$$", i)) {
        i = after("$$", i + 2);
      } else if (written.startsWith("/*", i)) {
        i = after("*/", i + 2);
      } else if (written.startsWith("::", i)) {
        i += 2;
      } else if (c == ':' && i + 1 < written.length() && isStart(written.charAt(i + 1))) {
        int end = i + 1;
        while (end < written.length() && Character.isJavaIdentifierPart(written.charAt(end))) {
          end++;
        }
        pieces.add(written.substring(start, i));
        names.add(written.substring(i + 1, end));
        start = end;
        i = end;
      } else {
        i++;
      }
    }
    pieces.add(written.substring(start));
  }

  private static boolean isStart(char c) {
    return Character.isJavaIdentifierStart(c);
  }

  private int after(String end, int from) {
    int found = written.indexOf(end, from);
    return found < 0 ? written.length() : found + end.length();
  }

  /** The names of the parameters, each as often as it stands there. */
  List<String> names() {
    return names;
  }

  void requireName(String name) {
    if (!names.contains(name)) {
      throw new QueryException(
          ErrorCode.WRONG_PARAMETER,
          null,
          "The SQL has no parameter ':" + name + "'" + Nearest.hint(name, names),
          "in " + written);
    }
  }

  /** The text with a question mark for each value. */
  String sql(Map<String, List<@Nullable Object>> values) {
    StringBuilder sql = new StringBuilder(pieces.get(0));
    for (int i = 0; i < names.size(); i++) {
      List<@Nullable Object> bound = values.get(names.get(i));
      if (bound == null) {
        throw new QueryException(
            ErrorCode.WRONG_PARAMETER,
            null,
            "The parameter ':" + names.get(i) + "' has no value",
            "in " + written,
            "bind it with bind(\"" + names.get(i) + "\", ...)");
      }
      sql.append("?, ".repeat(bound.size() - 1)).append('?').append(pieces.get(i + 1));
    }
    return sql.toString();
  }

  @Override
  public String toString() {
    return written;
  }
}
