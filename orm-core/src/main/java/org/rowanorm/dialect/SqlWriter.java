package org.rowanorm.dialect;

import java.util.List;
import org.rowanorm.sql.Condition;
import org.rowanorm.sql.Statement;
import org.rowanorm.sql.Statement.Assignment;
import org.rowanorm.sql.Statement.Delete;
import org.rowanorm.sql.Statement.DeleteOne;
import org.rowanorm.sql.Statement.Insert;
import org.rowanorm.sql.Statement.Join;
import org.rowanorm.sql.Statement.Order;
import org.rowanorm.sql.Statement.Select;
import org.rowanorm.sql.Statement.TableAlias;
import org.rowanorm.sql.Statement.Update;
import org.rowanorm.sql.Term;

/** Writes one statement as text, in the words of one dialect. For one use by one thread. */
final class SqlWriter {

  private final Dialect dialect;
  private final TableNaming naming;
  private final StringBuilder text = new StringBuilder(128);

  SqlWriter(Dialect dialect, TableNaming naming) {
    this.dialect = dialect;
    this.naming = naming;
  }

  String write(Statement statement) {
    if (statement instanceof Select select) {
      select(select);
    } else if (statement instanceof Insert insert) {
      insert(insert);
    } else if (statement instanceof Update update) {
      update(update);
    } else if (statement instanceof Delete delete) {
      text.append("delete from ").append(table(delete.table()));
      where(delete.where());
    } else if (statement instanceof DeleteOne delete) {
      condition(delete.where(), false);
      return dialect.deleteOne(table(delete.table()), text.toString());
    }
    return text.toString();
  }

  private void select(Select select) {
    text.append("select ");
    for (int i = 0; i < select.columns().size(); i++) {
      comma(i);
      term(select.columns().get(i));
    }
    text.append(" from ");
    alias(select.from());
    for (Join join : select.joins()) {
      text.append(join.outer() ? " left join " : " join ");
      alias(join.table());
      text.append(" on ");
      condition(join.on(), false);
    }
    if (select.where() != null) {
      where(select.where());
    }
    orders(select.orders());
    text.append(dialect.limit(select.limit(), select.offset()));
  }

  private void orders(List<Order> orders) {
    for (int i = 0; i < orders.size(); i++) {
      text.append(i == 0 ? " order by " : ", ");
      term(orders.get(i).term());
      if (orders.get(i).descending()) {
        text.append(" desc");
      }
    }
  }

  private void insert(Insert insert) {
    text.append("insert into ").append(table(insert.table()));
    if (insert.columns().isEmpty()) {
      text.append(dialect.emptyInsert());
      return;
    }
    text.append(" (");
    for (int i = 0; i < insert.columns().size(); i++) {
      comma(i);
      text.append(dialect.identifier(insert.columns().get(i)));
    }
    text.append(") values (");
    for (int i = 0; i < insert.columns().size(); i++) {
      comma(i);
      text.append('?');
    }
    text.append(')');
  }

  private void update(Update update) {
    text.append("update ").append(table(update.table())).append(" set ");
    List<Assignment> assignments = update.assignments();
    for (int i = 0; i < assignments.size(); i++) {
      comma(i);
      text.append(dialect.identifier(assignments.get(i).column())).append(" = ");
      term(assignments.get(i).value());
    }
    where(update.where());
  }

  private void where(Condition condition) {
    text.append(" where ");
    condition(condition, false);
  }

  private void condition(Condition condition, boolean inner) {
    if (condition instanceof Condition.Compare compare) {
      term(compare.left());
      text.append(' ').append(compare.comparison().sql()).append(' ');
      term(compare.right());
    } else if (condition instanceof Condition.In in) {
      in(in);
    } else if (condition instanceof Condition.Among among) {
      among(among);
    } else if (condition instanceof Condition.InRows in) {
      inRows(in);
    } else if (condition instanceof Condition.Between between) {
      term(between.term());
      text.append(" between ");
      term(between.low());
      text.append(" and ");
      term(between.high());
    } else if (condition instanceof Condition.Like like) {
      term(like.term());
      text.append(" like ");
      term(like.pattern());
      text.append(dialect.likeEscape());
    } else if (condition instanceof Condition.IsNull isNull) {
      term(isNull.term());
      text.append(" is null");
    } else if (condition instanceof Condition.And and) {
      parts(and.parts(), " and ", "1 = 1", inner);
    } else if (condition instanceof Condition.Or or) {
      parts(or.parts(), " or ", "1 = 0", inner);
    } else if (condition instanceof Condition.Not not) {
      not(not.part());
    }
  }

  private void not(Condition part) {
    if (part instanceof Condition.IsNull isNull) {
      term(isNull.term());
      text.append(" is not null");
    } else {
      text.append("not (");
      condition(part, false);
      text.append(')');
    }
  }

  private void in(Condition.In in) {
    if (in.parameters() == 0) {
      text.append("1 = 0");
      return;
    }
    term(in.term());
    text.append(" in (");
    for (int i = 0; i < in.parameters(); i++) {
      comma(i);
      text.append('?');
    }
    text.append(')');
  }

  private void among(Condition.Among among) {
    term(among.term());
    text.append(among.values().size() == 1 ? " = " : " in (");
    for (int i = 0; i < among.values().size(); i++) {
      comma(i);
      constant(among.values().get(i));
    }
    if (among.values().size() != 1) {
      text.append(')');
    }
  }

  private void constant(Object value) {
    if (value instanceof Number) {
      text.append(value);
    } else {
      text.append('\'').append(value.toString().replace("'", "''")).append('\'');
    }
  }

  private void inRows(Condition.InRows in) {
    text.append('(');
    for (int i = 0; i < in.terms().size(); i++) {
      comma(i);
      term(in.terms().get(i));
    }
    text.append(") in (");
    String row = "(" + "?, ".repeat(in.terms().size() - 1) + "?)";
    for (int i = 0; i < in.rows(); i++) {
      comma(i);
      text.append(row);
    }
    text.append(')');
  }

  private void parts(List<Condition> parts, String word, String none, boolean inner) {
    if (parts.isEmpty()) {
      text.append(none);
      return;
    }
    if (parts.size() == 1) {
      condition(parts.get(0), inner);
      return;
    }
    if (inner) {
      text.append('(');
    }
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        text.append(word);
      }
      condition(parts.get(i), true);
    }
    if (inner) {
      text.append(')');
    }
  }

  private void term(Term term) {
    if (term instanceof Term.Column column) {
      if (column.alias() != null) {
        text.append(column.alias()).append('.');
      }
      text.append(dialect.identifier(column.name()));
    } else if (term instanceof Term.Parameter) {
      text.append('?');
    } else if (term instanceof Term.CountAll) {
      text.append("count(*)");
    } else if (term instanceof Term.One) {
      text.append('1');
    } else if (term instanceof Term.Null) {
      text.append("null");
    }
  }

  private void alias(TableAlias table) {
    text.append(table(table.table())).append(' ').append(table.alias());
  }

  private String table(Statement.Table table) {
    return dialect.table(naming.resolve(table));
  }

  private void comma(int index) {
    if (index > 0) {
      text.append(", ");
    }
  }
}
