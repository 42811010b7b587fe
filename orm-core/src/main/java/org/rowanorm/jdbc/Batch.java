package org.rowanorm.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.type.ColumnType;

/**
 * Rows for one statement.
 *
 * @param types how the values of each row are bound
 * @param rows the values, row by row
 * @param key the column whose generated values are read back, or null
 * @param keyType how a key is read; null where there is none
 * @param whole the statement that says it for all rows together; null where each has its own
 */
public record Batch(
    String sql,
    ColumnType<?>[] types,
    List<@Nullable Object[]> rows,
    @Nullable String key,
    @Nullable ColumnType<?> keyType,
    @Nullable Whole whole) {

  /** A statement for all rows together. */
  public record Whole(String sql, Parameters values) {}

  /** Rows that each have a statement of their own. */
  public Batch(
      String sql,
      ColumnType<?>[] types,
      List<@Nullable Object[]> rows,
      @Nullable String key,
      @Nullable ColumnType<?> keyType) {
    this(sql, types, rows, key, keyType, null);
  }

  /** Some of the rows. */
  public Batch of(List<@Nullable Object[]> some) {
    return new Batch(sql, types, some, key, keyType, null);
  }

  /** The same rows as one statement. */
  public Batch as(String text, ColumnType<?>[] allTypes, @Nullable Object[] values) {
    return new Batch(
        sql, types, rows, key, keyType, new Whole(text, new Parameters(allTypes, values)));
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
   * @param keys the generated keys, or null where none were asked for; the first one only where it
   *     was one statement
   */
  public record Result(int[] counts, long total, @Nullable Object @Nullable [] keys) {}
}
