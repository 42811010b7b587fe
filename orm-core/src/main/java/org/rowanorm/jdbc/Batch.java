package org.rowanorm.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.type.ColumnType;

/**
 * Rows for one statement.
 *
 * @param types how the values of each row are bound
 * @param returned the columns whose values each statement gives back
 * @param whole the statement that says it for all rows together; null where each has its own
 */
public record Batch(
    String sql, ColumnType<?>[] types, Rows rows, List<Returned> returned, @Nullable Whole whole) {

  /** Copies the list. */
  public Batch {
    returned = List.copyOf(returned);
  }

  /** Rows that each have a statement of their own. */
  public Batch(String sql, ColumnType<?>[] types, Rows rows, List<Returned> returned) {
    this(sql, types, rows, returned, null);
  }

  /** Rows of which nothing is given back, value by value. */
  public Batch(String sql, ColumnType<?>[] types, List<@Nullable Object[]> rows) {
    this(sql, types, Rows.of(rows), List.of());
  }

  /**
   * A column that a statement gives back.
   *
   * @param column its name as the database keeps it
   */
  public record Returned(String column, ColumnType<?> type) {}

  /** A statement for all rows together. */
  public record Whole(String sql, Parameters values) {}

  /** The rows from a number to that before another. */
  public Batch some(int from, int to) {
    return new Batch(sql, types, rows.some(from, to), returned);
  }

  /** The same rows as one statement. */
  public Batch as(String text, ColumnType<?>[] allTypes, @Nullable Object[] values) {
    return new Batch(sql, types, rows, returned, new Whole(text, new Parameters(allTypes, values)));
  }

  /** The text that is sent. */
  String text() {
    return whole == null ? sql : whole.sql();
  }

  /** Whether it is one statement, and not a batch to the driver. */
  boolean isOne() {
    return whole != null || rows.size() == 1;
  }

  /**
   * What came of a batch.
   *
   * @param counts the rows that each row of the batch changed; {@code SUCCESS_NO_INFO} where that
   *     is not known; one number where it was one statement
   * @param total the rows that all of it changed
   * @param returned what each row gave back, empty where nothing was asked for; that of the first
   *     row only where it was one statement
   */
  public record Result(int[] counts, long total, List<@Nullable Object[]> returned) {}
}
