package org.rowanorm.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement; a dialect turns it into text. Parameters stand in the order of the text. */
public sealed interface Statement {

  /** What gives rows: a SELECT, or several taken together. */
  sealed interface Body extends Statement {}

  /** A SELECT. */
  record Select(
      List<Item> items,
      boolean distinct,
      List<From> from,
      List<Join> joins,
      @Nullable Term where,
      Grouping grouping,
      Ending ending)
      implements Body {

    /** Copies the lists. */
    public Select {
      items = List.copyOf(items);
      from = List.copyOf(from);
      joins = List.copyOf(joins);
    }

    /** With other items. */
    public Select with(List<Item> others) {
      return new Select(others, distinct, from, joins, where, grouping, ending);
    }

    /** A row for each group of rows with the same keys. */
    public Select groupedBy(List<Term> keys) {
      Grouping groups = new Grouping(keys, null);
      return new Select(items, distinct, from, joins, where, groups, ending);
    }

    /** A SELECT without any more clauses. */
    public static Select of(
        List<Term> columns, From from, List<Join> joins, Condition where, List<Order> orders) {
      return new Select(
          Item.plain(columns),
          false,
          List.of(from),
          joins,
          where,
          Grouping.NONE,
          Ending.of(orders));
    }
  }

  /** Rows of values. */
  record Values(List<List<Term>> rows) implements Body {

    /** Copies the lists. */
    public Values {
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /** Several SELECTs that give one result; each has the same columns. */
  record Combined(Combination combination, List<Body> parts, Ending ending) implements Body {

    /** Copies the list. */
    public Combined {
      parts = List.copyOf(parts);
    }
  }

  /** How the rows of several SELECTs become one result. */
  enum Combination {
    UNION("union"),
    UNION_ALL("union all"),
    INTERSECT("intersect"),
    EXCEPT("except");

    private final String sql;

    Combination(String sql) {
      this.sql = sql;
    }

    /** The words in SQL. */
    public String sql() {
      return sql;
    }
  }

  /** Rows, with named results before that they speak of. */
  record With(boolean recursive, List<NamedBody> named, Body body) implements Statement {

    /** Copies the list. */
    public With {
      named = List.copyOf(named);
    }
  }

  /** A result with a name, and its columns with theirs. */
  record NamedBody(String name, List<String> columns, Body body) {

    /** Copies the list. */
    public NamedBody {
      columns = List.copyOf(columns);
    }
  }

  /** A column of a result; the name is null where nobody speaks of it. */
  record Item(Term term, @Nullable String name) {

    /** Terms that nobody speaks of. */
    public static List<Item> plain(List<Term> terms) {
      return terms.stream().map(term -> new Item(term, null)).toList();
    }
  }

  /**
   * How rows are grouped.
   *
   * @param having null keeps all groups
   */
  record Grouping(List<Term> keys, @Nullable Term having) {

    /** No groups. */
    public static final Grouping NONE = new Grouping(List.of(), null);

    /** Copies the list. */
    public Grouping {
      keys = List.copyOf(keys);
    }
  }

  /** What stands at the end of a SELECT. */
  record Ending(
      List<Order> orders, @Nullable Term limit, @Nullable Term offset, @Nullable Lock lock) {

    /** Nothing. */
    public static final Ending NONE = of(List.of());

    /** Copies the list. */
    public Ending {
      orders = List.copyOf(orders);
    }

    /** An order and nothing else. */
    public static Ending of(List<Order> orders) {
      return new Ending(orders, null, null, null);
    }
  }

  /**
   * How the rows that are read are locked.
   *
   * @param alias the table whose rows are meant
   */
  record Lock(LockMode mode, LockWait busy, String alias) {}

  /** Whom a lock keeps out. */
  enum LockMode {
    /** All who want a lock. */
    UPDATE,
    /** Those who want to change the row. */
    SHARE
  }

  /** An INSERT of a number of rows with a parameter for each column, row by row. */
  record Insert(Table table, List<String> columns, int rows) implements Statement {

    /** Copies the list. */
    public Insert {
      columns = List.copyOf(columns);
    }

    /** An INSERT of one row. */
    public Insert(Table table, List<String> columns) {
      this(table, columns, 1);
    }
  }

  /** An UPDATE with a parameter for each column, then those of the condition. */
  record Update(Table table, List<Assignment> assignments, Condition where) implements Statement {

    /** Copies the list. */
    public Update {
      assignments = List.copyOf(assignments);
    }
  }

  /** A DELETE. */
  record Delete(Table table, Condition where) implements Statement {}

  /**
   * An INSERT of all rows of a result.
   *
   * @param table speaks of the table by its own name
   * @param conflict what becomes of a row that is there already, or null for an error
   */
  record BulkInsert(TableAlias table, List<String> columns, Body rows, @Nullable Conflict conflict)
      implements Statement {

    /** Copies the list. */
    public BulkInsert {
      columns = List.copyOf(columns);
    }
  }

  /**
   * What becomes of the row that an INSERT finds there already.
   *
   * @param key the columns that tell that it is the same row
   * @param assignments what changes in it; of none, it stays as it is
   */
  record Conflict(List<String> key, List<Assignment> assignments) {

    /** Copies the lists. */
    public Conflict {
      key = List.copyOf(key);
      assignments = List.copyOf(assignments);
    }
  }

  /** A change that gives columns of the rows that it changed, which it calls by an alias. */
  record Returning(Statement change, String alias, List<Term> items) implements Statement {

    /** Copies the list. */
    public Returning {
      items = List.copyOf(items);
    }
  }

  /** An UPDATE of all rows for which a condition holds. */
  record BulkUpdate(TableAlias table, List<Assignment> assignments, @Nullable Term where)
      implements Statement {

    /** Copies the list. */
    public BulkUpdate {
      assignments = List.copyOf(assignments);
    }
  }

  /** A DELETE of all rows for which a condition holds. */
  record BulkDelete(TableAlias table, @Nullable Term where) implements Statement {}

  /** A DELETE of one of the rows that a condition holds for. */
  record DeleteOne(Table table, Condition where) implements Statement {}

  /** One column set to a term. */
  record Assignment(String column, Term value) {

    /** A column set to a parameter. */
    public static Assignment ofParameter(String column) {
      return new Assignment(column, Term.Parameter.ONE);
    }
  }

  /**
   * The name of a table. It becomes text only when a statement is rendered, so that a tenant's
   * schema can be put before it.
   */
  record Table(@Nullable String schema, String name) {}

  /** What a SELECT reads from. */
  sealed interface From {

    /** The name by which the statement speaks of it. */
    String alias();
  }

  /** A table under the name by which a statement speaks of it, which may be its own. */
  record TableAlias(Table table, String alias) implements From {}

  /** A named result that stands before the statement. */
  record NamedAlias(String name, String alias) implements From {}

  /**
   * Rows of another SELECT.
   *
   * @param lateral whether it may speak of what stands before it
   */
  record Derived(Body body, String alias, boolean lateral) implements From {}

  /**
   * What is joined; an outer join keeps the rows that find no partner.
   *
   * @param on null joins each row with each
   */
  record Join(From from, boolean outer, @Nullable Term on) {}

  /** Where nulls are sorted to. */
  enum Nulls {
    /** Where the database puts them. */
    AS_IS,
    FIRST,
    LAST
  }

  /** A sort key. */
  record Order(Term term, boolean descending, Nulls nulls) {

    /** A sort key that leaves the place of nulls to the database. */
    public Order(Term term, boolean descending) {
      this(term, descending, Nulls.AS_IS);
    }
  }
}
