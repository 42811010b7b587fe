package org.rowanorm.sql;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.sql.Statement.Body;
import org.rowanorm.sql.Statement.Order;
import org.rowanorm.type.ColumnSize;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.SqlType;

/** A value in a statement. */
public sealed interface Term permits Condition, Term.Value {

  /** A value that is no condition. */
  sealed interface Value extends Term {}

  /**
   * A column.
   *
   * @param alias null where the statement has one table and speaks of it by no alias
   */
  record Column(@Nullable String alias, String name) implements Value {}

  /** A parameter. */
  enum Parameter implements Value {
    /** The one spelling of a parameter; which one is told by its position. */
    ONE
  }

  /**
   * A parameter that knows which value it takes.
   *
   * @param position the place of the value, from 0, in a list beside the statement
   * @param type the type to cast it to where nothing else tells the database its type, or null
   */
  record Slot(int position, @Nullable SqlType type) implements Value {}

  /** A whole number of the statement itself. */
  record Whole(int value) implements Value {}

  /** A text or a number of the mapping, never of a user's input. */
  record Constant(Object value) implements Value {}

  /** A null. */
  enum Null implements Value {
    /** The word {@code null}. */
    INSTANCE
  }

  /** A null of a type, for databases that ask for it. */
  record NullOf(ColumnType<?> type, ColumnSize size) implements Value {}

  /** An operator with its arguments. */
  record Call(Operator operator, List<Term> arguments) implements Value {

    /** Copies the list. */
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** A function of the database, by its name. */
  record Named(String name, List<Term> arguments) implements Value {

    /** Copies the list. */
    public Named {
      arguments = List.copyOf(arguments);
    }
  }

  /** What an insert wanted to put into a column of a row that is there already. */
  record Inserted(String column) implements Value {}

  /** Several values that are compared as one. */
  record Tuple(List<Term> parts) implements Value {

    /** Copies the list. */
    public Tuple {
      parts = List.copyOf(parts);
    }

    /** As many parameters. */
    public static Tuple ofParameters(int size) {
      return new Tuple(Collections.nCopies(size, Parameter.ONE));
    }
  }

  /** A value as one of another type. */
  record Cast(Term term, SqlType type) implements Value {}

  /** The first value whose condition holds. */
  record Case(List<When> whens, @Nullable Term otherwise) implements Value {

    /** Copies the list. */
    public Case {
      whens = List.copyOf(whens);
    }
  }

  /**
   * The value that parameters give for a key: those of a number of rows, each with its key and then
   * its value.
   */
  record ByKey(List<Column> key, int rows) implements Value {

    /** Copies the list. */
    public ByKey {
      key = List.copyOf(key);
    }
  }

  /** A value that is taken where a condition holds. */
  record When(Term condition, Term value) {}

  /**
   * One value of many rows.
   *
   * @param argument null counts rows
   * @param filter only rows for which it holds; null for all
   */
  record Aggregate(
      Operator operator, @Nullable Term argument, boolean distinct, @Nullable Term filter)
      implements Value {}

  /**
   * A function over the rows around the current one.
   *
   * @param frame the frame clause in standard SQL, or null
   */
  record Over(Term function, List<Term> partition, List<Order> orders, @Nullable String frame)
      implements Value {

    /** Copies the lists. */
    public Over {
      partition = List.copyOf(partition);
      orders = List.copyOf(orders);
    }
  }

  /** The only value of a SELECT. */
  record Subselect(Body body) implements Value {}
}
