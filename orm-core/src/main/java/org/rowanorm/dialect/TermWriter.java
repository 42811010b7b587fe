package org.rowanorm.dialect;

import java.util.List;
import org.rowanorm.sql.Condition;
import org.rowanorm.sql.Operator;
import org.rowanorm.sql.Term;

/** Writes the values and conditions of a statement. For one use by one thread. */
final class TermWriter {

  private final SqlWriter out;
  private final Dialect dialect;

  TermWriter(SqlWriter out, Dialect dialect) {
    this.out = out;
    this.dialect = dialect;
  }

  void term(Term term) {
    if (term instanceof Condition condition) {
      condition(condition, false);
    } else if (term instanceof Term.Column column) {
      out.append(column.alias() == null ? "" : column.alias() + ".");
      out.append(dialect.identifier(column.name()));
    } else if (term instanceof Term.Parameter) {
      out.append("?");
    } else if (term instanceof Term.Slot slot) {
      slot(slot);
    } else if (term instanceof Term.Whole number) {
      out.append(String.valueOf(number.value()));
    } else if (term instanceof Term.Null) {
      out.append("null");
    } else if (term instanceof Term.NullOf none) {
      out.append(dialect.nullOf(none.type(), none.size()));
    } else {
      compound(term);
    }
  }

  private void slot(Term.Slot slot) {
    out.position(slot.position());
    String type = slot.type() == null ? null : dialect.parameterType(slot.type());
    out.append(type == null ? "?" : "cast(? as " + type + ")");
  }

  private void compound(Term term) {
    if (term instanceof Term.Call call) {
      template(dialect.template(call.operator()), call.arguments());
    } else if (term instanceof Term.Named named) {
      out.append(named.name()).append("(");
      out.list(named.arguments(), this::term);
      out.append(")");
    } else if (term instanceof Term.Cast cast) {
      out.append("cast(");
      term(cast.term());
      out.append(" as " + dialect.castType(cast.type()) + ")");
    } else if (term instanceof Term.Case cases) {
      cases(cases);
    } else if (term instanceof Term.ByKey byKey) {
      byKey(byKey);
    } else if (term instanceof Term.Aggregate aggregate) {
      aggregate(aggregate);
    } else if (term instanceof Term.Over over) {
      over(over);
    } else if (term instanceof Term.Subselect subselect) {
      out.append("(");
      out.body(subselect.body());
      out.append(")");
    } else if (term instanceof Term.Constant constant) {
      constant(constant.value());
    } else if (term instanceof Term.Inserted inserted) {
      out.append(dialect.inserted(inserted.column()));
    } else if (term instanceof Term.Tuple tuple) {
      out.append("(");
      out.list(tuple.parts(), this::term);
      out.append(")");
    }
  }

  private void template(String template, List<Term> arguments) {
    boolean infix = template.startsWith("#");
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c != '#') {
        out.append(String.valueOf(c));
      } else if (template.charAt(++i) == '*') {
        out.list(arguments, this::term);
      } else if (infix) {
        operand(arguments.get(template.charAt(i) - '1'));
      } else {
        term(arguments.get(template.charAt(i) - '1'));
      }
    }
  }

  /** A value beside an operator: what has an operator of its own is put in parentheses. */
  void operand(Term term) {
    boolean compound =
        term instanceof Condition
            || (term instanceof Term.Call call
                && (call.operator() == Operator.NEGATE
                    || dialect.template(call.operator()).startsWith("#")));
    if (compound) {
      out.append("(");
    }
    term(term);
    if (compound) {
      out.append(")");
    }
  }

  private void cases(Term.Case cases) {
    out.append("case");
    for (Term.When when : cases.whens()) {
      out.append(" when ");
      condition(when.condition(), false);
      out.append(" then ");
      term(when.value());
    }
    if (cases.otherwise() != null) {
      out.append(" else ");
      term(cases.otherwise());
    }
    out.append(" end");
  }

  private void byKey(Term.ByKey byKey) {
    List<String> names =
        byKey.key().stream().map(column -> dialect.identifier(column.name())).toList();
    boolean one = names.size() == 1;
    String when = one ? "?" : String.join(" = ? and ", names) + " = ?";
    out.append(one ? "case " + names.get(0) : "case");
    out.append((" when " + when + " then ?").repeat(byKey.rows()) + " end");
  }

  private void aggregate(Term.Aggregate aggregate) {
    Term filter = aggregate.filter();
    boolean inCase = filter != null && !dialect.filtersAggregates();
    out.append(dialect.template(aggregate.operator()));
    out.append(aggregate.distinct() ? "(distinct " : "(");
    if (filter != null && inCase) {
      Term counted = aggregate.argument() == null ? new Term.Whole(1) : aggregate.argument();
      term(new Term.Case(List.of(new Term.When(filter, counted)), null));
    } else if (aggregate.argument() == null) {
      out.append("*");
    } else {
      term(aggregate.argument());
    }
    out.append(")");
    if (filter != null && !inCase) {
      out.append(" filter (where ");
      condition(filter, false);
      out.append(")");
    }
  }

  private void over(Term.Over over) {
    term(over.function());
    out.append(" over (");
    if (!over.partition().isEmpty()) {
      out.append("partition by ");
      out.list(over.partition(), this::term);
    }
    if (!over.orders().isEmpty()) {
      out.append(over.partition().isEmpty() ? "order by " : " order by ");
      out.orderList(over.orders());
    }
    if (over.frame() != null) {
      out.append(" " + over.frame());
    }
    out.append(")");
  }

  // ---- conditions

  /**
   * Writes a condition.
   *
   * @param inner whether it stands beside another one
   */
  void condition(Term term, boolean inner) {
    if (term instanceof Condition.Compare compare) {
      operand(compare.left());
      out.append(" " + compare.comparison().sql() + " ");
      operand(compare.right());
    } else if (term instanceof Condition.Between between) {
      operand(between.term());
      out.append(" between ");
      operand(between.low());
      out.append(" and ");
      operand(between.high());
    } else if (term instanceof Condition.Like like) {
      operand(like.term());
      out.append(" like ");
      operand(like.pattern());
      out.append(dialect.likeEscape());
    } else if (term instanceof Condition.IsNull isNull) {
      operand(isNull.term());
      out.append(" is null");
    } else if (term instanceof Condition.And and) {
      parts(and.parts(), " and ", "1 = 1", inner);
    } else if (term instanceof Condition.Or or) {
      parts(or.parts(), " or ", "1 = 0", inner);
    } else if (term instanceof Condition.Not not) {
      not(not.part());
    } else {
      membership(term);
    }
  }

  private void membership(Term term) {
    if (term instanceof Condition.In in && in.members().isEmpty()) {
      out.append("1 = 0");
    } else if (term instanceof Condition.In in) {
      operand(in.term());
      out.append(" in (");
      out.list(in.members(), this::term);
      out.append(")");
    } else if (term instanceof Condition.InSelect in) {
      operand(in.term());
      out.append(" in (");
      out.body(in.body());
      out.append(")");
    } else if (term instanceof Condition.Among among) {
      among(among);
    } else if (term instanceof Condition.Exists exists) {
      out.append("exists (");
      out.body(exists.body());
      out.append(")");
    } else {
      term(term);
    }
  }

  private void among(Condition.Among among) {
    boolean one = among.values().size() == 1;
    operand(among.term());
    out.append(one ? " = " : " in (");
    out.list(among.values(), this::constant);
    out.append(one ? "" : ")");
  }

  private void constant(Object value) {
    out.append(
        value instanceof Number || value instanceof Boolean
            ? value.toString()
            : "'" + value.toString().replace("'", "''") + "'");
  }

  private void not(Term part) {
    if (part instanceof Condition.IsNull isNull) {
      operand(isNull.term());
      out.append(" is not null");
    } else {
      out.append("not (");
      condition(part, false);
      out.append(")");
    }
  }

  private void parts(List<? extends Term> parts, String word, String none, boolean inner) {
    if (parts.isEmpty()) {
      out.append(none);
      return;
    }
    if (parts.size() == 1) {
      condition(parts.get(0), inner);
      return;
    }
    out.append(inner ? "(" : "");
    for (int i = 0; i < parts.size(); i++) {
      out.append(i > 0 ? word : "");
      condition(parts.get(i), true);
    }
    out.append(inner ? ")" : "");
  }
}
