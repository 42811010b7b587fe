package org.rowanorm.sql;

import java.util.Collections;
import java.util.List;
import org.rowanorm.sql.Statement.Body;

/** A condition on rows, with SQL's three truth values. */
public sealed interface Condition extends Term {

  /** A comparison. */
  record Compare(Term left, Comparison comparison, Term right) implements Condition {}

  /** Whether a value is one of others. */
  record In(Term term, List<Term> members) implements Condition {

    /** Copies the list. */
    public In {
      members = List.copyOf(members);
    }

    /** Whether a value is one of a number of parameters. */
    public In(Term term, int parameters) {
      this(term, Collections.nCopies(parameters, Parameter.ONE));
    }
  }

  /** Whether a value is among those of a SELECT. */
  record InSelect(Term term, Body body) implements Condition {}

  /** Whether a SELECT has any row. */
  record Exists(Body body) implements Condition {}

  /** Whether a value is one of some constants of the mapping, never of a user's input. */
  record Among(Term term, List<Object> values) implements Condition {

    /** Copies the list. */
    public Among {
      values = List.copyOf(values);
    }
  }

  /** Whether a value lies between two others, both included. */
  record Between(Term term, Term low, Term high) implements Condition {}

  /** Whether a text matches a pattern; the backslash takes the meaning from what follows it. */
  record Like(Term term, Term pattern) implements Condition {}

  /** Whether a value is null. */
  record IsNull(Term term) implements Condition {}

  /** All of the conditions; of none, true. */
  record And(List<? extends Term> parts) implements Condition {

    /** Copies the list. */
    public And {
      parts = List.copyOf(parts);
    }
  }

  /** Any of the conditions; of none, false. */
  record Or(List<? extends Term> parts) implements Condition {

    /** Copies the list. */
    public Or {
      parts = List.copyOf(parts);
    }
  }

  /** The opposite of a condition. */
  record Not(Term part) implements Condition {}

  /** A column, without alias, that equals a parameter. */
  static Condition equalsParameter(String column) {
    return new Compare(new Column(null, column), Comparison.EQUAL, Parameter.ONE);
  }
}
