package org.rowanorm.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rowanorm.sql.Statement;
import org.rowanorm.sql.Statement.Assignment;
import org.rowanorm.sql.Statement.Body;
import org.rowanorm.sql.Statement.BulkDelete;
import org.rowanorm.sql.Statement.BulkInsert;
import org.rowanorm.sql.Statement.BulkUpdate;
import org.rowanorm.sql.Statement.Combined;
import org.rowanorm.sql.Statement.Delete;
import org.rowanorm.sql.Statement.DeleteOne;
import org.rowanorm.sql.Statement.Derived;
import org.rowanorm.sql.Statement.Ending;
import org.rowanorm.sql.Statement.From;
import org.rowanorm.sql.Statement.Insert;
import org.rowanorm.sql.Statement.Item;
import org.rowanorm.sql.Statement.Join;
import org.rowanorm.sql.Statement.NamedAlias;
import org.rowanorm.sql.Statement.NamedBody;
import org.rowanorm.sql.Statement.Nulls;
import org.rowanorm.sql.Statement.Order;
import org.rowanorm.sql.Statement.Select;
import org.rowanorm.sql.Statement.TableAlias;
import org.rowanorm.sql.Statement.Update;
import org.rowanorm.sql.Statement.Values;
import org.rowanorm.sql.Statement.With;
import org.rowanorm.sql.Term;

/** Writes one statement as text, in the words of one dialect. For one use by one thread. */
final class SqlWriter {

  private final Dialect dialect;
  private final TableNaming naming;
  private final StringBuilder text = new StringBuilder(128);
  private final List<Integer> positions = new ArrayList<>();
  private final TermWriter terms;

  SqlWriter(Dialect dialect, TableNaming naming) {
    this.dialect = dialect;
    this.naming = naming;
    this.terms = new TermWriter(this, dialect);
  }

  Rendered write(Statement statement) {
    statement(statement);
    return new Rendered(text.toString(), positions.stream().mapToInt(Integer::intValue).toArray());
  }

  void statement(Statement statement) {
    if (statement instanceof Body body) {
      body(body);
    } else if (statement instanceof With with) {
      with(with);
    } else if (statement instanceof Insert insert) {
      insert(insert);
    } else if (statement instanceof Update update) {
      text.append("update ").append(table(update.table()));
      assignments(update.assignments());
      where(update.where());
    } else if (statement instanceof Statement.Returning returning) {
      new ChangeWriter(this, dialect).returning(returning);
    } else if (statement instanceof BulkInsert insert) {
      new ChangeWriter(this, dialect).insert(insert);
    } else if (statement instanceof BulkUpdate update) {
      text.append("update ");
      from(update.table());
      assignments(update.assignments());
      where(update.where());
    } else if (statement instanceof Delete delete) {
      text.append("delete from ").append(table(delete.table()));
      where(delete.where());
    } else if (statement instanceof BulkDelete delete) {
      boolean aliased = !isOwnName(delete.table());
      text.append(aliased ? dialect.deleteFrom(delete.table().alias()) : "delete from ");
      from(delete.table());
      where(delete.where());
    } else if (statement instanceof DeleteOne delete) {
      terms.condition(delete.where(), false);
      String condition = text.toString();
      text.setLength(0);
      text.append(dialect.deleteOne(table(delete.table()), condition));
    }
  }

  // ---- for TermWriter

  SqlWriter append(String words) {
    text.append(words);
    return this;
  }

  void position(int position) {
    positions.add(position);
  }

  void terms(List<Term> values) {
    list(values, terms::term);
  }

  /** Writes the members of a list with a comma between. */
  <T> void list(List<T> members, Consumer<T> writer) {
    for (int i = 0; i < members.size(); i++) {
      if (i > 0) {
        text.append(", ");
      }
      writer.accept(members.get(i));
    }
  }

  // ---- rows

  private void with(With with) {
    text.append(with.recursive() ? "with recursive " : "with ");
    list(with.named(), this::named);
    text.append(' ');
    body(with.body());
  }

  private void named(NamedBody named) {
    text.append(dialect.identifier(named.name())).append(" (");
    list(named.columns(), column -> text.append(dialect.identifier(column)));
    text.append(") as (");
    body(named.body());
    text.append(')');
  }

  void body(Body body) {
    if (body instanceof Select select) {
      select(select);
    } else if (body instanceof Combined combined) {
      combined(combined);
    } else if (body instanceof Values values) {
      text.append("values ");
      list(values.rows(), row -> terms.term(new Term.Tuple(row)));
    }
  }

  private void combined(Combined combined) {
    for (int i = 0; i < combined.parts().size(); i++) {
      if (i > 0) {
        text.append(' ').append(combined.combination().sql()).append(' ');
      }
      Body part = combined.parts().get(i);
      boolean plain = part instanceof Select select && select.ending().equals(Ending.NONE);
      if (!plain) {
        text.append('(');
      }
      body(part);
      if (!plain) {
        text.append(')');
      }
    }
    ending(combined.ending());
  }

  private void select(Select select) {
    text.append(select.distinct() ? "select distinct " : "select ");
    list(select.items(), this::item);
    if (!select.from().isEmpty()) {
      text.append(" from ");
      list(select.from(), this::from);
    }
    select.joins().forEach(this::join);
    where(select.where());
    if (!select.grouping().keys().isEmpty()) {
      text.append(" group by ");
      list(select.grouping().keys(), terms::term);
    }
    if (select.grouping().having() != null) {
      text.append(" having ");
      terms.condition(select.grouping().having(), false);
    }
    ending(select.ending());
  }

  private void item(Item item) {
    terms.term(item.term());
    if (item.name() != null) {
      text.append(" as ").append(dialect.identifier(item.name()));
    }
  }

  private void from(From from) {
    if (from instanceof TableAlias table) {
      text.append(table(table.table()));
    } else if (from instanceof NamedAlias named) {
      text.append(dialect.identifier(named.name()));
    } else if (from instanceof Derived derived) {
      text.append(derived.lateral() ? "lateral (" : "(");
      body(derived.body());
      text.append(')');
    }
    if (!(from instanceof TableAlias table && isOwnName(table))) {
      text.append(' ').append(from.alias());
    }
  }

  /** Whether the statement speaks of a table by the table's own name. */
  private boolean isOwnName(TableAlias table) {
    return table.alias().equals(dialect.identifier(table.table().name()));
  }

  private void join(Join join) {
    text.append(join.outer() ? " left join " : join.on() == null ? " cross join " : " join ");
    from(join.from());
    if (join.on() != null) {
      text.append(" on ");
      terms.condition(join.on(), false);
    }
  }

  private void ending(Ending ending) {
    orders(ending.orders());
    if (ending.limit() != null) {
      text.append(" limit ");
      terms.term(ending.limit());
    } else if (ending.offset() != null) {
      text.append(dialect.noLimit());
    }
    if (ending.offset() != null) {
      text.append(" offset ");
      terms.term(ending.offset());
    }
    if (ending.lock() != null) {
      text.append(dialect.lock(ending.lock()));
    }
  }

  private void orders(List<Order> orders) {
    if (!orders.isEmpty()) {
      text.append(" order by ");
      orderList(orders);
    }
  }

  void orderList(List<Order> orders) {
    list(orders, this::order);
  }

  private void order(Order order) {
    boolean spoken = order.nulls() == Nulls.AS_IS || dialect.sortsNulls();
    if (!spoken) {
      terms.operand(order.term());
      text.append(order.nulls() == Nulls.FIRST ? " is null desc, " : " is null, ");
    }
    terms.term(order.term());
    text.append(order.descending() ? " desc" : "");
    if (spoken && order.nulls() != Nulls.AS_IS) {
      text.append(order.nulls() == Nulls.FIRST ? " nulls first" : " nulls last");
    }
  }

  // ---- changes

  private void insert(Insert insert) {
    if (insert.columns().isEmpty()) {
      text.append("insert into ").append(table(insert.table())).append(dialect.emptyInsert());
      text.append(", ()".repeat(insert.rows() - 1));
      return;
    }
    text.append("insert into ").append(table(insert.table())).append(" (");
    list(insert.columns(), column -> text.append(dialect.identifier(column)));
    String row = "(" + "?, ".repeat(insert.columns().size() - 1) + "?)";
    text.append(") values ").append((row + ", ").repeat(insert.rows() - 1)).append(row);
  }

  void assignments(List<Assignment> assignments) {
    text.append(" set ");
    assignmentList(assignments);
  }

  void assignmentList(List<Assignment> assignments) {
    list(
        assignments,
        assignment -> {
          text.append(dialect.identifier(assignment.column())).append(" = ");
          terms.term(assignment.value());
        });
  }

  private void where(@Nullable Term condition) {
    if (condition != null) {
      text.append(" where ");
      terms.condition(condition, false);
    }
  }

  String table(Statement.Table table) {
    return dialect.table(naming.resolve(table));
  }
}
