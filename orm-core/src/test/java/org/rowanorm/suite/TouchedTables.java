package org.rowanorm.suite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rowanorm.jdbc.StatementEvent;
import org.rowanorm.jdbc.StatementListener;

/**
 * Remembers the tables that a test inserts into, so that the next one finds them empty. Counters
 * stay: factories have taken ids from them that they still give out. Safe for threads: a test that
 * writes with several of them reports here from each.
 */
final class TouchedTables implements StatementListener {

  private static final Pattern INSERT =
      Pattern.compile("(?:insert|merge) into (.+?)(?: \\(| using| default values)");

  private static final String COUNTERS = "id_counters";

  private final Set<String> tables = new LinkedHashSet<>();

  @Override
  public void statement(StatementEvent event) {
    Matcher insert = INSERT.matcher(event.sql());
    if (event.error() == null && insert.find() && isOfSuite(insert.group(1))) {
      synchronized (tables) {
        tables.add(insert.group(1));
      }
    }
  }

  /** A test that makes another schema drops it too. */
  private static boolean isOfSuite(String table) {
    return !table.equals(COUNTERS) && !table.contains(".");
  }

  /** The tables since the last call, what refers before what it refers to. */
  List<String> take() {
    synchronized (tables) {
      List<String> taken = new ArrayList<>(tables);
      Collections.reverse(taken);
      tables.clear();
      return taken;
    }
  }
}
