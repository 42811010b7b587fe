package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.CollectionLink;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.sql.Condition;
import org.rowanorm.sql.Operator;
import org.rowanorm.sql.Statement.Body;
import org.rowanorm.sql.Statement.Ending;
import org.rowanorm.sql.Statement.From;
import org.rowanorm.sql.Statement.Grouping;
import org.rowanorm.sql.Statement.Item;
import org.rowanorm.sql.Statement.Order;
import org.rowanorm.sql.Statement.Select;
import org.rowanorm.sql.Statement.TableAlias;
import org.rowanorm.sql.Term;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.SelectNode;
import org.rowanorm.tree.SortNode;
import org.rowanorm.tree.Source;
import org.rowanorm.type.ColumnTypes;
import org.rowanorm.type.SqlType;

/** Translates the values and conditions of one statement. For one use by one thread. */
final class TermTranslation {

  /**
   * What is asked of the elements of a collection.
   *
   * @param element what the condition calls an element
   * @param condition null for all of them
   */
  private record Asked(Node.Path collection, Source element, @Nullable Node condition) {}

  private final Translation translation;
  private final SelectTranslation selects;
  private final PathTranslation paths;
  private int slots;

  TermTranslation(Translation translation, SelectTranslation selects, PathTranslation paths) {
    this.translation = translation;
    this.selects = selects;
    this.paths = paths;
  }

  /** How many parameters were translated so far. */
  int slots() {
    return slots;
  }

  @Nullable Term optional(@Nullable Node node, Frame frame) {
    return node == null ? null : value(node, frame);
  }

  List<Term> values(List<Node> nodes, Frame frame) {
    List<Term> all = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      all.add(value(node, frame));
    }
    return all;
  }

  List<Order> orders(List<SortNode> orders, Frame frame) {
    List<Order> built = new ArrayList<>(orders.size());
    for (SortNode order : orders) {
      for (Node node : parts(order.node())) {
        built.add(new Order(value(node, frame), order.descending(), order.nulls()));
      }
    }
    return built;
  }

  /** What a node is made of that stands for several values; else itself. */
  static List<Node> parts(Node node) {
    return node instanceof Node.Tuple tuple ? tuple.parts() : List.of(node);
  }

  /** The columns that tell a value: of an object, those of its id. */
  void telling(Node node, Frame frame, List<Term> all) {
    if (node instanceof Node.Tuple tuple) {
      tuple.parts().forEach(part -> telling(part, frame, all));
    } else if (node instanceof Node.Path || node instanceof Node.Self) {
      all.addAll(paths.keys(node, frame));
    } else {
      all.add(value(node, frame));
    }
  }

  /** The columns of a value: of an object, all that make it. */
  void columns(Node node, Frame frame, List<Term> all) {
    if (node instanceof Node.Tuple tuple) {
      tuple.parts().forEach(part -> columns(part, frame, all));
      return;
    }
    List<Term> whole = paths.wholeOrNull(node, frame);
    all.addAll(whole == null ? List.of(value(node, frame)) : whole);
  }

  /** The columns of a key to group by: of an object, all that make it and what refers to it. */
  void keys(Node node, Frame frame, List<Term> all) {
    if (node instanceof Node.Tuple tuple) {
      tuple.parts().forEach(part -> keys(part, frame, all));
      return;
    }
    int before = all.size();
    columns(node, frame, all);
    if (node instanceof Node.Path && all.size() > before + 1) {
      all.addAll(paths.keys(node, frame));
    }
  }

  /** A value or a condition. */
  Term value(Node node, Frame frame) {
    if (node instanceof Node.Path path) {
      return paths.column(path, frame);
    }
    if (node instanceof Node.Parameter parameter) {
      slots++;
      return new Term.Slot(parameter.position(), parameter.type());
    }
    if (node instanceof Node.Self) {
      return paths.keys(node, frame).get(0);
    }
    if (node instanceof Node.Key key) {
      return paths.keys(key.object(), frame).get(key.part());
    }
    if (node instanceof Node.Output output) {
      String alias = frame.find(output.source()).alias();
      return new Term.Column(alias, SelectTranslation.columnName(output.index()));
    }
    if (node instanceof Node.Call call) {
      return new Term.Call(call.operator(), values(call.arguments(), frame));
    }
    if (node instanceof Node.Aggregate aggregate) {
      return new Term.Aggregate(
          aggregate.operator(),
          optional(aggregate.argument(), frame),
          aggregate.distinct(),
          optional(aggregate.filter(), frame));
    }
    if (node instanceof Node.Null) {
      return Term.Null.INSTANCE;
    }
    if (node instanceof Node.One) {
      return new Term.Whole(1);
    }
    Term condition = condition(node, frame);
    return condition == null ? rareValue(node, frame) : condition;
  }

  private Term rareValue(Node node, Frame frame) {
    if (node instanceof Node.Named named) {
      return new Term.Named(named.name(), values(named.arguments(), frame));
    }
    if (node instanceof Node.Cast cast) {
      return new Term.Cast(value(cast.node(), frame), sqlType(cast.type()));
    }
    if (node instanceof Node.Case cases) {
      List<Term.When> whens = new ArrayList<>();
      for (Node.When when : cases.whens()) {
        whens.add(new Term.When(value(when.condition(), frame), value(when.value(), frame)));
      }
      return new Term.Case(whens, optional(cases.otherwise(), frame));
    }
    if (node instanceof Node.Over over) {
      return new Term.Over(
          value(over.function(), frame),
          values(over.partition().stream().flatMap(key -> parts(key).stream()).toList(), frame),
          orders(over.orders(), frame),
          over.frame());
    }
    if (node instanceof Node.Inserted inserted
        && paths.column(inserted.attribute(), frame) instanceof Term.Column column) {
      return new Term.Inserted(column.name());
    }
    if (node instanceof Node.Tuple tuple) {
      return new Term.Tuple(values(tuple.parts(), frame));
    }
    if (node instanceof Node.Subselect subselect) {
      return new Term.Subselect(
          selects.body(subselect.select(), frame, SelectTranslation.Columns.VALUES));
    }
    if (node instanceof Node.Size size) {
      Term count = new Term.Aggregate(Operator.COUNT, null, false, null);
      Asked all = new Asked(size.collection(), Source.Root.ROOT, null);
      return new Term.Subselect(elements(all, own -> count, frame));
    }
    if (node instanceof Node.Held held) {
      Asked one = new Asked(held.map(), held.element(), held.condition());
      return new Term.Subselect(elements(one, own -> value(held.value(), own), frame));
    }
    throw new IllegalArgumentException("cannot be translated: " + node);
  }

  private static SqlType sqlType(Class<?> type) {
    if (type == Integer.class) {
      return ColumnTypes.INTEGER.sqlType();
    }
    if (type == Long.class) {
      return ColumnTypes.LONG.sqlType();
    }
    return type == Double.class
        ? SqlType.DOUBLE
        : type == String.class ? SqlType.VARCHAR : SqlType.NUMERIC;
  }

  private @Nullable Condition condition(Node node, Frame frame) {
    if (node instanceof Node.Compare compare) {
      return new Condition.Compare(
          value(compare.left(), frame), compare.comparison(), value(compare.right(), frame));
    }
    if (node instanceof Node.And and) {
      return new Condition.And(values(and.parts(), frame));
    }
    if (node instanceof Node.Or or) {
      return new Condition.Or(values(or.parts(), frame));
    }
    if (node instanceof Node.Not not) {
      return new Condition.Not(value(not.part(), frame));
    }
    if (node instanceof Node.IsNull isNull) {
      return new Condition.IsNull(value(isNull.node(), frame));
    }
    if (node instanceof Node.In in) {
      return new Condition.In(value(in.node(), frame), values(in.members(), frame));
    }
    if (node instanceof Node.Between between) {
      return new Condition.Between(
          value(between.node(), frame), value(between.low(), frame), value(between.high(), frame));
    }
    if (node instanceof Node.Like like) {
      return new Condition.Like(value(like.node(), frame), value(like.pattern(), frame));
    }
    return inner(node, frame);
  }

  private @Nullable Condition inner(Node node, Frame frame) {
    if (node instanceof Node.InSelect in) {
      return new Condition.InSelect(
          value(in.node(), frame),
          selects.body(in.select(), frame, SelectTranslation.Columns.VALUES));
    }
    if (node instanceof Node.IsType is) {
      return paths.isType(is, frame);
    }
    if (node instanceof Node.Exists exists) {
      return new Condition.Exists(exists(exists.select(), frame));
    }
    if (node instanceof Node.Any any) {
      Asked some = new Asked(any.collection(), any.element(), any.condition());
      return new Condition.Exists(elements(some, own -> new Term.Whole(1), frame));
    }
    return null;
  }

  private Body exists(SelectNode select, Frame frame) {
    boolean plain =
        select.combined().isEmpty() && select.groups().isEmpty() && select.having().isEmpty();
    return plain
        ? selects.select(select.unordered(), frame, List.of(new Item(new Term.Whole(1), null)))
        : selects.body(select, frame, SelectTranslation.Columns.VALUES);
  }

  /** A SELECT over the elements of a collection. */
  private Body elements(Asked asked, Function<Frame, Term> item, Frame frame) {
    ToManyAttribute collection = paths.collection(asked.collection(), frame);
    List<Term> owner = paths.ownerKey(asked.collection(), frame);
    Frame own = new Frame(frame);
    Source source = asked.element();
    Node condition = asked.condition();
    CollectionLink.InTable table = collection.table();
    From from;
    Term where;
    if (table == null) {
      Frame.Entry element = paths.elements(collection, source, own);
      from = translation.plan(collection.target()).selection().from(element.alias());
      where =
          Translation.together(
              paths.linked(collection, element, owner), translation.restriction(element));
    } else {
      TableAlias rows = paths.rowsOf(table);
      from = rows;
      where = PathTranslation.keyed(rows.alias(), collection.key(), owner);
      if (!collection.isAssociation()) {
        own.addElements(source, rows.alias(), new Frame.Rows(collection, rows.alias()));
      } else if (condition != null || translation.plan(collection.target()).deletion() != null) {
        own.add(paths.elements(collection, source, rows.alias(), own));
      }
    }
    if (condition != null) {
      where = new Condition.And(List.of(where, value(condition, own)));
    }
    List<Item> items = Item.plain(List.of(item.apply(own)));
    return new Select(items, false, List.of(from), own.joins(), where, Grouping.NONE, Ending.NONE);
  }
}
