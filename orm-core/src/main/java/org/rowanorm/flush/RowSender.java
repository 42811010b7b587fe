package org.rowanorm.flush;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.jdbc.Batch;
import org.rowanorm.jdbc.Batch.Returned;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.jdbc.Rows;
import org.rowanorm.jdbc.SqlRunner;
import org.rowanorm.plan.ManyRows;

/**
 * Sends rows in portions that are bounded by rows and by bytes; where the database is better served
 * so, each portion as one statement. For one flush.
 */
final class RowSender {

  /** The most rows that one portion carries. */
  static final int MOST_ROWS = 1_000;

  /** About the most bytes that one portion carries; a row that is larger goes alone. */
  static final int MOST_BYTES = 1 << 20;

  /** To ask for the step between ids pays from this number of rows on. */
  private static final int IDS_TOGETHER = 3;

  private static final Set<Class<?>> COUNTED_IDS =
      Set.of(Long.class, Integer.class, Short.class, BigInteger.class);

  private final SqlRunner runner;
  private final Dialect dialect;
  private @Nullable Long idStep;

  RowSender(SqlRunner runner, Dialect dialect) {
    this.runner = runner;
    this.dialect = dialect;
  }

  /** Reads rows of which some were sent. */
  void select(String sql, Parameters parameters, ResultReader reader) {
    runner.select(sql, parameters, reader);
  }

  /** The greatest number of parameters in one statement. */
  int maxParameters() {
    return dialect.maxParameters();
  }

  /**
   * Sends all rows of a batch.
   *
   * @param many how they are written as one statement; null where they cannot be
   * @return the result as that of a driver's batch: with a count for each row, and what it gives
   *     back
   */
  Batch.Result send(Batch batch, @Nullable ManyRows many) {
    return send(batch, many, false);
  }

  /**
   * Sends changes of which each must find one row. Where one does not, what was sent is taken back
   * and its row is looked for: the transaction is then to be rolled back.
   *
   * @return the result with a count for each row; rows after one that was not found are not sent
   */
  Batch.Result change(Batch batch, @Nullable ManyRows many) {
    return send(batch, many, true);
  }

  private Batch.Result send(Batch batch, @Nullable ManyRows many, boolean each) {
    Rows rows = batch.rows();
    ManyRows together = isTogether(batch) ? many : null;
    int most = most(together);
    int end = end(rows, 0, most);
    boolean isOne = end == 1 || (together != null && !each && batch.returned().isEmpty());
    if (end < rows.size() || !isOne) {
      runner.begin(); // one statement alone may do without
    }
    if (end == rows.size() && (together == null || end == 1)) {
      return runner.execute(batch);
    }
    Gathered all = new Gathered(batch);
    for (int from = 0; from < rows.size(); from = end, end = end(rows, from, most)) {
      Batch some = batch.some(from, end);
      ManyRows form = end - from == 1 ? null : together;
      boolean whole = form != null;
      Batch.Result result = runner.execute(form == null ? some : form.whole(some));
      boolean missed = each && result.total() < end - from;
      if (missed) {
        all.add(
            from, whole ? new Batch.Result(missing(some, result.total()), 0, List.of()) : result);
        return all.without((end - from) - result.total());
      }
      all.add(from, whole ? apart(result, some) : result);
    }
    return all.result();
  }

  /** How many rows each change finds, when they are sent one by one after all was taken back. */
  private int[] missing(Batch batch, long found) {
    int[] counts = new int[batch.rows().size()];
    Arrays.fill(counts, Statement.SUCCESS_NO_INFO);
    if (found == 0) {
      Arrays.fill(counts, 0);
    } else if (runner.takeBack()) {
      int[] again = new int[counts.length];
      for (int i = 0; i < counts.length; i++) {
        again[i] = (int) runner.execute(batch.some(i, i + 1)).total();
      }
      // rows that this transaction wrote before are as they were then
      return Arrays.stream(again).sum() == found ? again : counts;
    }
    return counts;
  }

  private boolean isTogether(Batch batch) {
    if (batch.rows().size() == 1 || !dialect.sendsRowsTogether()) {
      return false;
    }
    List<Returned> returned = batch.returned();
    return returned.isEmpty()
        || (returned.size() == 1
            && batch.rows().size() >= IDS_TOGETHER
            && dialect.idStepSql() != null
            && COUNTED_IDS.contains(returned.get(0).type().javaType()));
  }

  private int most(@Nullable ManyRows together) {
    return together == null
        ? MOST_ROWS
        : Math.min(together.most(), dialect.maxParameters() / Math.max(1, together.parameters()));
  }

  // ---- portions

  private static int end(Rows rows, int from, int most) {
    int end = Math.min(from + 1, rows.size());
    if (rows.size() <= end) {
      return end;
    }
    long bytes = rows.bytes(from);
    while (end < rows.size() && end - from < most) {
      bytes += rows.bytes(end);
      if (bytes > MOST_BYTES) {
        return end;
      }
      end++;
    }
    return end;
  }

  // ---- results

  /** The result of one statement as that of its rows. */
  private Batch.Result apart(Batch.Result result, Batch batch) {
    int rows = batch.rows().size();
    int[] counts = new int[rows];
    boolean known = result.total() == rows || result.total() == 0;
    Arrays.fill(counts, known ? (int) (result.total() / rows) : Statement.SUCCESS_NO_INFO);
    return new Batch.Result(
        counts,
        result.total(),
        result.returned().isEmpty()
            ? List.of()
            : keys(Objects.requireNonNull(result.returned().get(0)[0]), rows));
  }

  private List<@Nullable Object[]> keys(Object first, int rows) {
    long step = idStep();
    List<@Nullable Object[]> keys = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      keys.add(new @Nullable Object[] {after(first, i * step)});
    }
    return keys;
  }

  private static Object after(Object first, long distance) {
    if (first instanceof Long number) {
      return number + distance;
    }
    if (first instanceof Integer number) {
      return Math.toIntExact(number + distance);
    }
    return first instanceof Short number
        ? (Object) (short) (number + distance)
        : ((BigInteger) first).add(BigInteger.valueOf(distance));
  }

  /** Asked once in a flush, in which nobody else uses the connection. */
  private long idStep() {
    Long known = idStep;
    if (known == null) {
      StepReader reader = new StepReader();
      runner.select(Objects.requireNonNull(dialect.idStepSql()), Parameters.NONE, reader);
      known = reader.step;
      idStep = known;
    }
    return known;
  }

  /** Reads the step between ids. */
  private static final class StepReader extends ResultReader {
    private long step = 1;

    @Override
    protected void read(ResultSet result) throws SQLException {
      if (next(result)) {
        step = result.getLong(1);
      }
    }
  }

  /** The results of all portions. */
  private static final class Gathered {
    private final int[] counts;
    private final List<@Nullable Object[]> returned = new ArrayList<>();
    private long total;

    Gathered(Batch batch) {
      int rows = batch.rows().size();
      counts = new int[rows];
      Arrays.fill(counts, Statement.SUCCESS_NO_INFO);
    }

    void add(int from, Batch.Result result) {
      System.arraycopy(result.counts(), 0, counts, from, result.counts().length);
      returned.addAll(result.returned());
      total += result.total();
    }

    /** The result where some rows were not found, and those after them not sent. */
    Batch.Result without(long missing) {
      return new Batch.Result(counts, counts.length - missing, returned);
    }

    Batch.Result result() {
      return new Batch.Result(counts, total, returned);
    }
  }
}
