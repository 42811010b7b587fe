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
 */
public record Batch(
    String sql,
    ColumnType<?>[] types,
    List<@Nullable Object[]> rows,
    @Nullable String key,
    @Nullable ColumnType<?> keyType) {

  /**
   * What came of a batch.
   *
   * @param counts the rows that each row of the batch changed; {@code SUCCESS_NO_INFO} where the
   *     driver does not tell
   * @param total the rows that all of it changed
   * @param keys the generated keys, or null where none were asked for
   */
  public record Result(int[] counts, long total, @Nullable Object @Nullable [] keys) {}
}
