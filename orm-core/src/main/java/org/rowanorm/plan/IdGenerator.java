package org.rowanorm.plan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.TableNaming;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.jdbc.Batch;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.jdbc.SqlRunner;
import org.rowanorm.mapping.IdCounter;
import org.rowanorm.mapping.TableName;
import org.rowanorm.sql.Statement.Table;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.ColumnTypes;

/**
 * Gives ids from a sequence or a table of counters. It takes a block of them in one go and shares
 * it among all sessions of a factory; what is left of a block at the end is never used.
 * Thread-safe.
 */
public final class IdGenerator {

  /** Others may insert the row of a counter at the same moment, or be in the way otherwise. */
  private static final int ATTEMPTS = 10;

  private static final ColumnType<?>[] ADDED = {ColumnTypes.LONG, ColumnTypes.STRING};
  private static final ColumnType<?>[] INSERTED = {ColumnTypes.STRING, ColumnTypes.LONG};

  /** Takes a block of ids from the database, and gives its first. */
  private interface Source {
    long takeBlock(SqlRunner runner);
  }

  /** Reads the one number of a result. */
  private static final class NumberReader extends ResultReader {
    private long number;

    @Override
    protected void read(ResultSet result) throws SQLException {
      if (next(result)) {
        number = result.getLong(1);
      }
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Source source;
  private final int blockSize;
  private final boolean apart;
  private long next;
  private long left;

  IdGenerator(IdCounter counter, Dialect dialect, TableNaming naming) {
    TableName name = counter.name();
    Table table = naming.resolve(new Table(name.schema(), name.name()));
    this.blockSize = counter.allocationSize();
    this.apart = counter instanceof IdCounter.Row;
    this.source =
        counter instanceof IdCounter.Row row
            ? new RowSource(row, dialect, table)
            : sequence(dialect.nextValue(table));
  }

  private static Source sequence(String sql) {
    return runner -> number(runner, sql, Parameters.NONE);
  }

  private static long number(SqlRunner runner, String sql, Parameters parameters) {
    NumberReader reader = new NumberReader();
    runner.select(sql, parameters, reader);
    if (reader.rows() == 0) {
      throw new IllegalStateException("no number came back from " + sql);
    }
    return reader.number;
  }

  /** The next id; a new block is taken with the runner of the session that needs it. */
  public long next(SqlRunner runner) {
    Long kept = takeKept();
    if (kept != null) {
      return kept;
    }
    if (!apart) {
      // who holds the lock must not wait for a connection that one who waits for the lock has
      runner.connection();
    }
    lock.lock();
    try {
      if (left == 0) {
        next = source.takeBlock(runner);
        left = blockSize;
      }
      left--;
      return next++;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Long takeKept() {
    lock.lock();
    try {
      if (left == 0) {
        return null;
      }
      left--;
      return next++;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Counts in a row of a table, in short transactions of their own: the row is locked no longer
   * than that, and what is counted stays counted whatever becomes of the session.
   *
   * <p>Whether the row is there is asked without a lock. An UPDATE that finds no row may lock the
   * gap where it would be; several that come together share such a lock, and then each waits for
   * the others with its INSERT.
   */
  private static final class RowSource implements Source {

    private final IdCounter.Row row;
    private final String add;
    private final String read;
    private final String insert;
    private boolean seen;

    RowSource(IdCounter.Row row, Dialect dialect, Table resolved) {
      String table = dialect.table(resolved);
      String key = dialect.identifier(row.keyColumn());
      String value = dialect.identifier(row.valueColumn());
      this.row = row;
      this.add = "update " + table + " set " + value + " = " + value + " + ? where " + key + " = ?";
      this.read = "select " + value + " from " + table + " where " + key + " = ?";
      this.insert = "insert into " + table + " (" + key + ", " + value + ") values (?, ?)";
    }

    @Override
    public long takeBlock(SqlRunner session) {
      for (int attempt = 1; ; attempt++) {
        try {
          Long first = tryTake(session.apart());
          if (first != null) {
            return first;
          }
        } catch (DatabaseException e) {
          if (!isRaced(e.code()) || attempt == ATTEMPTS) {
            throw e;
          }
        }
      }
    }

    /** The first id of a block; null where the row was there and is gone. */
    private @Nullable Long tryTake(SqlRunner runner) {
      boolean there = seen || alone(runner, this::isThere);
      Long first = alone(runner, there ? this::countUp : this::insertRow);
      seen = first != null;
      return first;
    }

    /** Whether others who take blocks are the cause, so that the next attempt may succeed. */
    private static boolean isRaced(ErrorCode code) {
      return switch (code) {
        case UNIQUE_VIOLATION, DEADLOCK, SERIALIZATION -> true;
        default -> false;
      };
    }

    private static <R extends @Nullable Object> R alone(
        SqlRunner runner, Function<SqlRunner, R> work) {
      boolean done = false;
      try {
        runner.begin();
        R result = work.apply(runner);
        runner.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          runner.rollback();
        }
      }
    }

    private boolean isThere(SqlRunner runner) {
      NumberReader reader = new NumberReader();
      runner.select(read, Parameters.of(ColumnTypes.STRING, row.key()), reader);
      return reader.rows() > 0;
    }

    private @Nullable Long countUp(SqlRunner runner) {
      long size = row.allocationSize();
      if (run(runner, add, ADDED, size, row.key()) == 0) {
        return null;
      }
      return number(runner, read, Parameters.of(ColumnTypes.STRING, row.key())) - size + 1;
    }

    /** Makes the row with its first block taken. */
    private Long insertRow(SqlRunner runner) {
      run(runner, insert, INSERTED, row.key(), row.last() + row.allocationSize());
      return row.last() + 1;
    }

    private static long run(SqlRunner runner, String sql, ColumnType<?>[] types, Object... values) {
      List<@Nullable Object[]> rows = List.<@Nullable Object[]>of(values);
      return runner.execute(new Batch(sql, types, rows)).total();
    }
  }
}
