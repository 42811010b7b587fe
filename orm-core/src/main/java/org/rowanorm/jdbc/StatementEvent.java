package org.rowanorm.jdbc;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One statement that ran.
 *
 * @param sql the text as it was sent
 * @param parameters the bound values, a list for each row of the batch
 * @param rows the rows read, or changed
 * @param nanos from before it was prepared to after its last row was read
 * @param error what the driver threw, or null
 * @param reason why it was sent, where that is not plain from the call: what a plan chose; or null
 */
public record StatementEvent(
    String sql,
    List<@Nullable Object[]> parameters,
    long rows,
    long nanos,
    @Nullable SQLException error,
    @Nullable String reason) {

  /** One for which no reason is given. */
  public StatementEvent(
      String sql,
      List<@Nullable Object[]> parameters,
      long rows,
      long nanos,
      @Nullable SQLException error) {
    this(sql, parameters, rows, nanos, error, null);
  }

  /** The number of rows sent in one go; 1 for a single statement. */
  public int batchSize() {
    return Math.max(1, parameters.size());
  }

  /** The bound values as text, row by row. */
  public String parametersText() {
    return parameters.stream().map(Arrays::deepToString).collect(Collectors.joining(" "));
  }
}
