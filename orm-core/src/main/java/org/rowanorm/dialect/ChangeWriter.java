package org.rowanorm.dialect;

import java.util.List;
import org.rowanorm.sql.Statement;
import org.rowanorm.sql.Statement.Assignment;
import org.rowanorm.sql.Statement.BulkDelete;
import org.rowanorm.sql.Statement.BulkInsert;
import org.rowanorm.sql.Statement.Conflict;
import org.rowanorm.sql.Term;

/**
 * Writes inserts of many rows, those that change what is there already, and what changes return.
 * For one use by one thread.
 */
final class ChangeWriter {

  private final SqlWriter out;
  private final Dialect dialect;

  ChangeWriter(SqlWriter out, Dialect dialect) {
    this.out = out;
    this.dialect = dialect;
  }

  /** A change, and columns of the rows that it changed. */
  void returning(Statement.Returning returning) {
    if (!dialect.selectsFromChanges()) {
      out.statement(returning.change());
      out.append(" returning ");
      out.terms(returning.items());
      return;
    }
    out.append("select ");
    out.terms(returning.items());
    out.append(
        returning.change() instanceof BulkDelete ? " from old table (" : " from final table (");
    out.statement(returning.change());
    out.append(") " + returning.alias());
  }

  /** New rows. */
  void insert(BulkInsert insert) {
    Conflict conflict = insert.conflict();
    if (conflict != null && dialect.upserts() == Upserts.MERGE) {
      merge(insert, conflict);
      return;
    }
    out.append("insert into " + out.table(insert.table().table()) + " (");
    names(insert.columns());
    out.append(") ");
    out.body(insert.rows());
    if (conflict != null && dialect.upserts() == Upserts.ON_CONFLICT) {
      onConflict(conflict);
    } else if (conflict != null) {
      onDuplicateKey(conflict, insert.columns());
    }
  }

  private void onConflict(Conflict conflict) {
    out.append(" on conflict (");
    names(conflict.key());
    out.append(conflict.assignments().isEmpty() ? ") do nothing" : ") do update");
    if (!conflict.assignments().isEmpty()) {
      out.assignments(conflict.assignments());
    }
  }

  /** There is no word for leaving a row as it is, but to set a column to itself. */
  private void onDuplicateKey(Conflict conflict, List<String> columns) {
    String any = conflict.key().isEmpty() ? columns.get(0) : conflict.key().get(0);
    List<Assignment> assignments =
        conflict.assignments().isEmpty()
            ? List.of(new Assignment(any, new Term.Column(null, any)))
            : conflict.assignments();
    out.append(" on duplicate key update ");
    out.assignmentList(assignments);
  }

  private void merge(BulkInsert insert, Conflict conflict) {
    String table = insert.table().alias();
    out.append("merge into " + out.table(insert.table().table()) + " using (");
    out.body(insert.rows());
    out.append(") excluded (");
    names(insert.columns());
    out.append(") on ");
    for (int i = 0; i < conflict.key().size(); i++) {
      String column = dialect.identifier(conflict.key().get(i));
      out.append((i > 0 ? " and " : "") + table + "." + column + " = excluded." + column);
    }
    if (!conflict.assignments().isEmpty()) {
      out.append(" when matched then update");
      out.assignments(conflict.assignments());
    }
    out.append(" when not matched then insert (");
    names(insert.columns());
    out.append(") values (");
    out.list(insert.columns(), column -> out.append(dialect.inserted(column)));
    out.append(")");
  }

  private void names(List<String> columns) {
    out.list(columns, column -> out.append(dialect.identifier(column)));
  }
}
