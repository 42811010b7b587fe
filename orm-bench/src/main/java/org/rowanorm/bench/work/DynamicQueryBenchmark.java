package org.rowanorm.bench.work;

import static org.rowanorm.query.Path.path;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.rowanorm.bench.item.Item;
import org.rowanorm.bench.item.JdbcItems;
import org.rowanorm.bench.item.PlainItem;
import org.rowanorm.jdbc.StatementLog;
import org.rowanorm.query.Predicate;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;

/**
 * A query whose five conditions are optional, put together anew each time. {@code rowan} and {@code
 * jdbc} run it; {@code built} and {@code chained} only put it together and look up its SQL, without
 * the database.
 */
public class DynamicQueryBenchmark extends Comparison {

  private static final int ROWS = 10_000;
  private static final int RANGE = 24;

  /** What is asked for; each part may be left out. */
  private record Wanted(
      @Nullable Long from,
      @Nullable Long to,
      @Nullable String category,
      @Nullable Boolean active,
      @Nullable Integer stock) {}

  private Session idle;

  private Wanted wanted() {
    long first = random(ROWS - RANGE);
    return new Wanted(first, first + RANGE, "Category " + first % 12, true, 0);
  }

  @Benchmark
  public Object jdbc() throws SQLException {
    return jdbc(wanted());
  }

  @Benchmark
  public Object rowan() {
    return rowan(wanted());
  }

  @Benchmark
  public String built() {
    return all(idle, wanted()).sql();
  }

  @Benchmark
  public String chained() {
    Wanted wanted = wanted();
    Query<Item> query = idle.query(Item.class);
    for (Predicate predicate : predicates(wanted)) {
      query = predicate == null ? query : query.filter(predicate);
    }
    return query.sql();
  }

  private static @Nullable Predicate[] predicates(Wanted wanted) {
    return new @Nullable Predicate[] {
      wanted.from() == null ? null : path("id").ge(wanted.from()),
      wanted.to() == null ? null : path("id").le(wanted.to()),
      wanted.category() == null ? null : path("category").eq(wanted.category()),
      wanted.active() == null ? null : path("active").eq(wanted.active()),
      wanted.stock() == null ? null : path("stock").ge(wanted.stock())
    };
  }

  private static Query<Item> all(Session session, Wanted wanted) {
    return session.query(Item.class).filter(Predicate.all(predicates(wanted)));
  }

  private List<Item> rowan(Wanted wanted) {
    try (Session session = sessions().open()) {
      return all(session, wanted).all();
    }
  }

  private List<PlainItem> jdbc(Wanted wanted) throws SQLException {
    List<String> conditions = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    add("i.id >= ?", wanted.from(), conditions, values);
    add("i.id <= ?", wanted.to(), conditions, values);
    add("i.category = ?", wanted.category(), conditions, values);
    add("i.active = ?", wanted.active(), conditions, values);
    add("i.stock >= ?", wanted.stock(), conditions, values);
    return items().where(String.join(" and ", conditions), values);
  }

  private static void add(
      String condition, @Nullable Object value, List<String> conditions, List<Object> values) {
    if (value != null) {
      conditions.add(condition);
      values.add(value);
    }
  }

  @Override
  void fill() throws SQLException {
    database().fill(ROWS);
  }

  @Override
  void begin() {
    idle = sessions().open();
  }

  @Override
  void end() {
    idle.close();
  }

  @Override
  void check(StatementLog log) throws SQLException {
    checkLast();
    Check.equal(
        log.sql().get(0),
        JdbcItems.dynamic(
            "i.id >= ? and i.id <= ? and i.category = ? and i.active = ? and i.stock >= ?"));
  }

  @Override
  void checkLast() throws SQLException {
    Wanted wanted = new Wanted(120L, 144L, "Category 1", true, 0);
    List<PlainItem> plain = jdbc(wanted);
    List<Item> found = rowan(wanted);
    Check.equal(found.size(), plain.size());
    for (int i = 0; i < plain.size(); i++) {
      Check.same(found.get(i), plain.get(i));
    }
  }
}
