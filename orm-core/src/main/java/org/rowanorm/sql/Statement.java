package org.rowanorm.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement; a dialect turns it into text. Parameters stand in the order of the text. */
public sealed interface Statement {

  /**
   * A SELECT. The limit and the offset, where asked for, are its last parameters: for most
   * databases the limit first.
   *
   * @param where null selects all rows
   */
  record Select(
      List<Term> columns,
      TableAlias from,
      List<Join> joins,
      @Nullable Condition where,
      List<Order> orders,
      boolean limit,
      boolean offset)
      implements Statement {

    /** Copies the lists. */
    public Select {
      columns = List.copyOf(columns);
      joins = List.copyOf(joins);
      orders = List.copyOf(orders);
    }
  }

  /** An INSERT of one row with a parameter for each column. */
  record Insert(Table table, List<String> columns) implements Statement {

    /** Copies the list. */
    public Insert {
      columns = List.copyOf(columns);
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

  /** A table under the name by which a statement speaks of it. */
  record TableAlias(Table table, String alias) {}

  /** A joined table; an outer join keeps the rows that find no partner. */
  record Join(TableAlias table, boolean outer, Condition on) {}

  /** A sort key. */
  record Order(Term term, boolean descending) {}
}
