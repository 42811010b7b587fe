package org.rowanorm.plan;

import java.util.ArrayList;
import java.util.List;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.sql.Comparison;
import org.rowanorm.sql.Condition;
import org.rowanorm.sql.Term;

/**
 * The shape of a question about the same collection of a number of owners. Immutable and
 * thread-safe.
 */
record CollectionQuestion(ToManyAttribute collection, ElementQuestion question, int owners) {

  /** Which rows answer it, by the columns of their elements and positions. */
  Condition where(Condition owner, List<Term> element, List<Term> position) {
    List<Condition> parts = new ArrayList<>();
    parts.add(owner);
    switch (question) {
      case SIZE -> {}
      case ELEMENT, VALUE -> element.forEach(term -> parts.add(compare(term, Comparison.EQUAL)));
      case POSITION -> position.forEach(term -> parts.add(compare(term, Comparison.EQUAL)));
      case RANGE -> {
        parts.add(compare(position.get(0), Comparison.GREATER_OR_EQUAL));
        parts.add(compare(position.get(0), Comparison.LESS));
      }
    }
    return parts.size() == 1 ? owner : new Condition.And(parts);
  }

  private static Condition compare(Term term, Comparison comparison) {
    return new Condition.Compare(term, comparison, Term.Parameter.ONE);
  }
}
