package org.rowanorm.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.type.ColumnType;

/**
 * Rows for one statement.
 *
 * @param types how the values of each row are bound
 * @param rows the values, row by row
 * @param returned the columns whose values each statement gives back
 */
public record Batch(
    String sql, ColumnType<?>[] types, List<@Nullable Object[]> rows, List<Returned> returned) {

  /** Copies the list. */
  public Batch {
    returned = List.copyOf(returned);
  }

  /** Rows of which nothing is given back. */
  public Batch(String sql, ColumnType<?>[] types, List<@Nullable Object[]> rows) {
    this(sql, types, rows, List.of());
  }

  /**
   * A column that a statement gives back.
   *
   * @param column its name as the database keeps it
   */
  public record Returned(String column, ColumnType<?> type) {}

  /**
   * What came of a batch.
   *
   * @param counts the rows that each row of the batch changed; {@code SUCCESS_NO_INFO} where the
   *     driver does not tell
   * @param total the rows that all of it changed
   * @param returned what each row gave back; empty where nothing was asked for
   */
  public record Result(int[] counts, long total, List<@Nullable Object[]> returned) {}
}
