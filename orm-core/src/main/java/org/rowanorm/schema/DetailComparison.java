package org.rowanorm.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rowanorm.mapping.Check;
import org.rowanorm.mapping.Column;

/**
 * Compares checks and comments, as far as databases tell them: a check by its name, those without
 * one by their number, since each database writes the condition anew. For one use by one thread.
 */
final class DetailComparison {

  private final ExistingTables existing;
  private final Ddl ddl;
  private final List<String> differences;

  /** A comparison that adds what it finds to the differences. */
  DetailComparison(ExistingTables existing, Ddl ddl, List<String> differences) {
    this.existing = existing;
    this.ddl = ddl;
    this.differences = differences;
  }

  void compareComment(String what, String wanted, String live) {
    if (!wanted.isEmpty() && !wanted.equals(live)) {
      differences.add(
          what
              + (live.isEmpty() ? " has no comment" : " has the comment '" + live + "'")
              + ", mapped is '"
              + wanted
              + "'");
    }
  }

  void compareTableComment(String name, TableDefinition wanted) throws SQLException {
    String comment = wanted.details().comment();
    if (!comment.isEmpty()) {
      compareComment("table " + name, comment, existing.comment(ddl.resolved(wanted.name())));
    }
  }

  void compareChecks(String name, TableDefinition wanted) throws SQLException {
    List<Check> checks = new ArrayList<>(wanted.details().checks());
    for (Column column : wanted.columns()) {
      checks.addAll(column.definition().checks());
    }
    if (checks.isEmpty()) {
      return;
    }
    Set<String> others = new HashSet<>(existing.checks(ddl.resolved(wanted.name())));
    List<String> nameless = new ArrayList<>();
    for (Check check : checks) {
      if (check.name().isEmpty()) {
        nameless.add(check.condition());
      } else if (!others.remove(existing.comparableTo(check.name()))) {
        differences.add("table " + name + " has no check " + check.name());
      }
    }
    if (others.size() < nameless.size()) {
      differences.add(
          "table "
              + name
              + " has "
              + others.size()
              + " of "
              + nameless.size()
              + (nameless.size() == 1 ? " check" : " checks")
              + " without a name: "
              + String.join("; ", nameless));
    }
  }
}
