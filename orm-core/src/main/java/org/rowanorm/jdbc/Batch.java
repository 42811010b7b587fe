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

  /** What came of a batch: rows changed by each, and the keys where there are any. */
  public record Result(int[] counts, @Nullable Object @Nullable [] keys) {}
}
