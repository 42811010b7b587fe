package org.rowanorm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rowanorm.jdbc.Batch;
import org.rowanorm.mapping.Column;
import org.rowanorm.sql.Condition;
import org.rowanorm.sql.Statement;
import org.rowanorm.sql.Statement.Assignment;
import org.rowanorm.sql.Statement.Table;
import org.rowanorm.sql.Term;
import org.rowanorm.type.ColumnType;

/**
 * How several rows of a statement are written as one statement. Immutable and thread-safe.
 *
 * @param text the text for a number of rows
 * @param groups the order of the values: in each group, row by row, some of the parameters of the
 *     statement for one row
 * @param most the most rows that are written so
 */
public record ManyRows(IntFunction<String> text, List<int[]> groups, int most) {

  /** As many as a batch has. */
  private static final int MOST = 1_000;

  /** Where a row is searched by several columns, databases compare each with each. */
  private static final int MOST_COMPARED = 200;

  /** Copies the list. */
  public ManyRows {
    groups = List.copyOf(groups);
  }

  /** Rows that each have all their parameters one after the other. */
  static ManyRows ofAll(IntFunction<String> text, int parameters) {
    return new ManyRows(text, List.of(range(0, parameters)), MOST);
  }

  /** New rows with values for some columns. */
  static ManyRows ofInsert(Function<Statement, String> render, Table table, List<String> columns) {
    return ofAll(rows -> render.apply(new Statement.Insert(table, columns, rows)), columns.size());
  }

  /** The end of rows that are found by some columns, none of them null. */
  static ManyRows ofDelete(Function<Statement, String> render, Target target, List<Column> by) {
    return new ManyRows(
        rows ->
            render.apply(
                new Statement.Delete(
                    target.table(), target.where().apply(EntityPlan.oneOf(null, by, rows)))),
        List.of(range(0, by.size())),
        by.size() == 1 ? MOST : MOST_COMPARED);
  }

  /** The same values for rows that are found by some columns. */
  static ManyRows ofUpdate(
      Function<Statement, String> render, Table table, List<Assignment> set, List<Column> by) {
    return new ManyRows(
        rows -> render.apply(new Statement.Update(table, set, EntityPlan.oneOf(null, by, rows))),
        List.of(range(0, by.size())),
        by.size() == 1 ? MOST : MOST_COMPARED);
  }

  /**
   * New values for some columns of rows, which each have their own.
   *
   * @param by the columns that rows are found by; the first of them are the key
   * @param key the number of columns that tell one row from another
   */
  static ManyRows ofUpdate(
      Function<Statement, String> render, Target target, List<Column> by, int key) {
    int first = target.columns().size();
    List<int[]> groups = new ArrayList<>();
    for (int column = 0; column < first; column++) {
      groups.add(
          IntStream.concat(IntStream.range(first, first + key), IntStream.of(column)).toArray());
    }
    groups.add(range(first, first + by.size()));
    List<Term.Column> keyed =
        by.subList(0, key).stream().map(column -> new Term.Column(null, column.name())).toList();
    return new ManyRows(
        rows ->
            render.apply(
                new Statement.Update(
                    target.table(),
                    target.columns().stream()
                        .map(name -> new Assignment(name, new Term.ByKey(keyed, rows)))
                        .toList(),
                    target.where().apply(EntityPlan.oneOf(null, by, rows)))),
        groups,
        MOST_COMPARED);
  }

  /**
   * Columns of a table that are written.
   *
   * @param where makes of the condition that finds rows the one that is sent
   */
  record Target(Table table, List<String> columns, UnaryOperator<Condition> where) {

    /** Columns of rows of which none is passed over. */
    Target(Table table, List<String> columns) {
      this(table, columns, UnaryOperator.identity());
    }
  }

  private static int[] range(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  /** The number of parameters that a row takes. */
  public int parameters() {
    return groups.stream().mapToInt(group -> group.length).sum();
  }

  /** A batch of rows as one statement. */
  public Batch whole(Batch batch) {
    int size = parameters() * batch.rows().size();
    ColumnType<?>[] types = new ColumnType<?>[size];
    @Nullable Object[] values = new @Nullable Object[size];
    List<@Nullable Object[]> rows = batch.rows().all();
    int i = 0;
    for (int[] group : groups) {
      for (@Nullable Object[] row : rows) {
        for (int parameter : group) {
          types[i] = batch.types()[parameter];
          values[i++] = row[parameter];
        }
      }
    }
    return batch.as(text.apply(batch.rows().size()), types, values);
  }
}
