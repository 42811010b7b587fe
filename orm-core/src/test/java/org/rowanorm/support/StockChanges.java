package org.rowanorm.support;

import static org.rowanorm.query.Functions.inserted;
import static org.rowanorm.query.Functions.when;
import static org.rowanorm.support.ThreeValued.among;
import static org.rowanorm.support.ThreeValued.both;
import static org.rowanorm.support.ThreeValued.lifted;
import static org.rowanorm.support.ThreeValued.not;
import static org.rowanorm.support.ThreeValued.or;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.rowanorm.query.Functions;
import org.rowanorm.query.NumberExpression;
import org.rowanorm.query.Predicate;
import org.rowanorm.query.Select;
import org.rowanorm.session.BulkInsert;
import org.rowanorm.session.Session;
import org.rowanorm.store.QStock;
import org.rowanorm.store.Stock;

/**
 * Makes random statements that change many rows at once, and does the same to a map. Rows may be
 * marked as deleted; an upsert brings them back.
 */
public final class StockChanges {

  /** A row. */
  private record Row(Integer amount, String note, int version, boolean deleted) {

    Row with(Integer newAmount, String newNote) {
      return new Row(newAmount, newNote, version + 1, deleted);
    }
  }

  /** A condition on a row. */
  private record Cond(Predicate sql, Function<Row, Boolean> value) {

    boolean holds(Row row) {
      return !row.deleted() && Boolean.TRUE.equals(value.apply(row));
    }
  }

  /** A new amount. */
  private record Amount(NumberExpression<Integer> sql, UnaryOperator<Integer> value) {}

  private static final int IDS = 12;

  private final Random random;
  private final Map<Integer, Row> rows = new TreeMap<>();

  public StockChanges(Random random) {
    this.random = random;
  }

  /** The rows, as {@code id,amount,note,version,deleted}. */
  public List<String> rows() {
    List<String> lines = new ArrayList<>();
    rows.forEach(
        (id, row) ->
            lines.add(
                id
                    + ","
                    + row.amount()
                    + ","
                    + row.note()
                    + ","
                    + row.version()
                    + ","
                    + String.valueOf(row.deleted()).toUpperCase(java.util.Locale.ROOT)));
    return lines;
  }

  /** Changes rows and the map; gives what was done. */
  public String change(Session session) {
    return switch (random.nextInt(5)) {
      case 0 -> update(session);
      case 1 -> delete(session);
      case 2 -> shift(session);
      default -> upsert(session);
    };
  }

  private String update(Session session) {
    Cond where = condition(2);
    Amount amount = amount();
    String note = random.nextInt(3) == 0 ? null : StoreRows.word(random);
    var update =
        session
            .update(Stock.class)
            .set(QStock.amount, amount.sql())
            .set(QStock.note, note)
            .where(where.sql());
    update.execute();
    replace(where, row -> row.with(amount.value().apply(row.amount()), note));
    return update.toString();
  }

  private String delete(Session session) {
    Cond where = condition(1);
    var delete = session.deleteFrom(Stock.class).where(where.sql());
    delete.execute();
    replace(where, row -> new Row(row.amount(), row.note(), row.version(), true));
    return delete.toString();
  }

  /** Conditions see the rows as they were before. */
  private void replace(Cond where, UnaryOperator<Row> change) {
    Map<Integer, Row> changed = new TreeMap<>();
    rows.forEach(
        (id, row) -> {
          if (where.holds(row)) {
            changed.put(id, change.apply(row));
          }
        });
    rows.putAll(changed);
  }

  /** Inserts what a query over the table finds, under other ids. */
  private String shift(Session session) {
    Cond where = condition(1);
    int by = 1 + random.nextInt(IDS);
    Amount amount = amount();
    var insert =
        session
            .insertInto(Stock.class)
            .columns(QStock.id, QStock.amount, QStock.note)
            .from(
                Select.from(Stock.class)
                    .filter(where.sql())
                    .select(QStock.id.plus(by).mod(IDS), amount.sql(), QStock.note))
            .onConflict(QStock.id);
    insert.execute();
    Map<Integer, Row> found = new TreeMap<>();
    rows.forEach(
        (id, row) -> {
          if (where.holds(row)) {
            found.put((id + by) % IDS, given(amount.value().apply(row.amount()), row.note()));
          }
        });
    found.forEach((id, row) -> insertOrKeep(id, row, old -> old));
    return insert.toString();
  }

  private String upsert(Session session) {
    BulkInsert<Stock> insert =
        session.insertInto(Stock.class).columns(QStock.id, QStock.amount, QStock.note);
    Map<Integer, Row> given = new TreeMap<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      given.put(random.nextInt(IDS), given(number(), StoreRows.word(random)));
    }
    for (Map.Entry<Integer, Row> entry : given.entrySet()) {
      insert = insert.values(entry.getKey(), entry.getValue().amount(), entry.getValue().note());
    }
    insert = insert.onConflict(QStock.id);
    int how = random.nextInt(3);
    if (how == 1) {
      insert = insert.set(QStock.amount, QStock.amount.plus(inserted(QStock.amount)));
    } else if (how == 2) {
      insert =
          insert
              .set(QStock.note, inserted(QStock.note).concat(QStock.note))
              .set(QStock.amount, (Integer) null);
    }
    insert.execute();
    given.forEach((id, row) -> insertOrKeep(id, row, old -> changed(how, old, row)));
    return insert + " of " + given;
  }

  private static Row given(Integer amount, String note) {
    return new Row(amount, note, 0, false);
  }

  private static Row changed(int how, Row old, Row given) {
    return switch (how) {
      case 0 -> old;
      case 1 -> old.with(both(old.amount(), given.amount(), Integer::sum), old.note());
      default -> old.with(null, both(given.note(), old.note(), String::concat));
    };
  }

  /** A row that is marked as deleted becomes the new one, under the next version. */
  private void insertOrKeep(int id, Row given, UnaryOperator<Row> change) {
    Row old = rows.get(id);
    if (old == null) {
      rows.put(id, given);
    } else if (old.deleted()) {
      rows.put(id, new Row(given.amount(), given.note(), old.version() + 1, false));
    } else {
      rows.put(id, change.apply(old));
    }
  }

  // ---- values and conditions

  private Integer number() {
    return random.nextInt(4) == 0 ? null : StoreRows.number(random);
  }

  private Amount amount() {
    int given = 1 + random.nextInt(4);
    return switch (random.nextInt(4)) {
      case 0 -> new Amount(QStock.amount.plus(given), old -> lifted(old, x -> x + given));
      case 1 ->
          new Amount(
              QStock.amount.mod(given + 4).orElse(given),
              old -> old == null ? given : old % (given + 4));
      case 2 ->
          new Amount(
              Functions.number(when(QStock.amount.gt(given)).then(given).otherwise(QStock.amount)),
              old -> old != null && old > given ? Integer.valueOf(given) : old);
      default ->
          new Amount(QStock.amount.nullIf(given), old -> old == null || old == given ? null : old);
    };
  }

  private Cond condition(int depth) {
    if (depth > 0 && random.nextInt(3) == 0) {
      Cond a = condition(depth - 1);
      Cond b = condition(depth - 1);
      return new Cond(a.sql().or(b.sql()), row -> or(a.value().apply(row), b.value().apply(row)));
    }
    int given = StoreRows.number(random);
    String word = StoreRows.word(random);
    return switch (random.nextInt(5)) {
      case 0 -> new Cond(QStock.amount.lt(given), row -> lifted(row.amount(), x -> x < given));
      case 1 -> new Cond(QStock.amount.isNull(), row -> row.amount() == null);
      case 2 -> new Cond(QStock.note.eq(word).not(), row -> not(lifted(row.note(), word::equals)));
      case 3 ->
          new Cond(
              QStock.amount.in(given, given + 1),
              row -> among(row.amount(), List.of(given, given + 1)));
      default ->
          new Cond(
              QStock.amount.in(
                  Select.from(Stock.class).filter(QStock.note.lt(word)).select(QStock.amount)),
              row ->
                  among(
                      row.amount(),
                      rows.values().stream()
                          .filter(x -> !x.deleted() && x.note() != null)
                          .filter(x -> x.note().compareTo(word) < 0)
                          .map(Row::amount)
                          .collect(java.util.stream.Collectors.toList())));
    };
  }
}
