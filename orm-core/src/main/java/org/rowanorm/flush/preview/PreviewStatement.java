package org.rowanorm.flush.preview;

import java.util.List;

/**
 * One statement of a flush, with the rows that it is sent for.
 *
 * @param table the table that it writes to
 * @param columns those that it writes; none for a DELETE
 * @param sql the text for one row
 */
public record PreviewStatement(
    Operation operation, String table, List<String> columns, String sql, List<PreviewRow> rows) {

  /** What is done to the rows. */
  public enum Operation {
    /** They are new. */
    INSERT,
    /** They change. */
    UPDATE,
    /** They go. */
    DELETE
  }

  /** Copies the lists. */
  public PreviewStatement {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** The text, and a line for each row. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(sql);
    rows.forEach(row -> text.append("\n    ").append(row));
    return text.toString();
  }
}
