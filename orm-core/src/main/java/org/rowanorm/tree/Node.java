package org.rowanorm.tree;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rowanorm.sql.Comparison;
import org.rowanorm.sql.Operator;
import org.rowanorm.type.SqlType;

/**
 * A value or a condition. Values stand in what users write; in the shape of a query {@link
 * Parameter}s stand for them. The text of a node shows question marks for values.
 */
public sealed interface Node {

  /** A value. */
  record Value(Object value) implements Node {
    @Override
    public String toString() {
      return "?";
    }
  }

  /** A null. */
  enum Null implements Node {
    /** The word {@code null}. */
    NULL;

    @Override
    public String toString() {
      return "null";
    }
  }

  /** The number 1. */
  enum One implements Node {
    /** The number 1. */
    ONE;

    @Override
    public String toString() {
      return "1";
    }
  }

  /**
   * A value that stands beside the tree. The same position may stand at several places.
   *
   * @param position its place among the values, from 0
   * @param type the type to give it in SQL where nothing else there tells, or null
   */
  record Parameter(int position, @Nullable SqlType type) implements Node {
    @Override
    public String toString() {
      return "?";
    }
  }

  /** An attribute; dots lead through references. The references need not have a row. */
  record Path(Source source, String name) implements Node {
    @Override
    public String toString() {
      return source == Source.Root.ROOT
          ? name
          : name.isEmpty() ? source.toString() : source + "." + name;
    }
  }

  /** An object of a source itself. */
  record Self(Source source) implements Node {
    @Override
    public String toString() {
      return source == Source.Root.ROOT ? "self" : source.toString();
    }
  }

  /** The class of an object; it is compared with classes only. */
  record Type(Node object) implements Node {
    @Override
    public String toString() {
      return "typeOf(" + object + ")";
    }
  }

  /** One column of the id of an object, from 0: what an object becomes whose id has several. */
  record Key(Node object, int part) implements Node {
    @Override
    public String toString() {
      return object + ".id[" + part + "]";
    }
  }

  /** Several values that are compared as one, such as those of an id of several columns. */
  record Tuple(List<Node> parts) implements Node {

    /** Copies the list. */
    public Tuple {
      parts = List.copyOf(parts);
    }

    @Override
    public String toString() {
      return list(parts);
    }
  }

  /** What an insert wanted to put into an attribute of a row that is there already. */
  record Inserted(Path attribute) implements Node {
    @Override
    public String toString() {
      return "inserted(" + attribute + ")";
    }
  }

  /** A column of the rows of another query: the one that an expression there gives. */
  record Column(Source.Table source, Node selected) implements Node {
    @Override
    public String toString() {
      return source + "." + selected;
    }
  }

  /** A column of the rows of another query by its place, from 0: what a {@link Column} becomes. */
  record Output(Source.Table source, int index) implements Node {
    @Override
    public String toString() {
      return source + "." + index;
    }
  }

  /** An operator with its arguments. */
  record Call(Operator operator, List<Node> arguments) implements Node {

    /** Copies the list. */
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
      String name = operator.name().toLowerCase(java.util.Locale.ROOT).replace("_", "");
      return name + list(arguments);
    }
  }

  /** A function of the database, by its name. */
  record Named(String name, Class<?> type, List<Node> arguments) implements Node {

    /** Copies the list. */
    public Named {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
      return name + list(arguments);
    }
  }

  /** A value as one of another type. */
  record Cast(Node node, Class<?> type) implements Node {
    @Override
    public String toString() {
      return "cast(" + node + " as " + type.getSimpleName() + ")";
    }
  }

  /** The first value whose condition holds. */
  record Case(List<When> whens, @Nullable Node otherwise) implements Node {

    /** Copies the list. */
    public Case {
      whens = List.copyOf(whens);
    }

    @Override
    public String toString() {
      String cases = whens.stream().map(When::toString).collect(Collectors.joining(" "));
      return "case " + cases + (otherwise == null ? "" : " else " + otherwise) + " end";
    }
  }

  /** A value that is taken where a condition holds. */
  record When(Node condition, Node value) {
    @Override
    public String toString() {
      return "when " + condition + " then " + value;
    }
  }

  /**
   * One value of many rows.
   *
   * @param argument null counts rows
   * @param filter only rows for which it holds; null for all
   */
  record Aggregate(
      Operator operator, @Nullable Node argument, boolean distinct, @Nullable Node filter)
      implements Node {
    @Override
    public String toString() {
      String of = argument == null ? "*" : argument.toString();
      String text = operator.template() + "(" + (distinct ? "distinct " : "") + of + ")";
      return filter == null ? text : text + ".filter(" + filter + ")";
    }
  }

  /**
   * A function over the rows around the current one.
   *
   * @param frame the frame clause in standard SQL, or null
   */
  record Over(Node function, List<Node> partition, List<SortNode> orders, @Nullable String frame)
      implements Node {

    /** Copies the lists. */
    public Over {
      partition = List.copyOf(partition);
      orders = List.copyOf(orders);
    }

    @Override
    public String toString() {
      return function + " over (" + partition + ", " + orders + ")";
    }
  }

  /** The only value of a query. */
  record Subselect(SelectNode select) implements Node {
    @Override
    public String toString() {
      return "(" + select + ")";
    }
  }

  /** The number of elements of a collection. */
  record Size(Path collection) implements Node {
    @Override
    public String toString() {
      return collection + ".size()";
    }
  }

  /**
   * The value of a map under a key, or something of it: what a path from a {@link Source.Held}
   * becomes.
   *
   * @param element what the others call the value
   * @param condition that it stands under the key
   */
  record Held(Path map, Source element, Node condition, Node value) implements Node {
    @Override
    public String toString() {
      return map + ".get(" + condition + ")." + value;
    }
  }

  // ---- conditions

  /** A comparison. */
  record Compare(Node left, Comparison comparison, Node right) implements Node {
    @Override
    public String toString() {
      return left + " " + comparison.sql() + " " + right;
    }
  }

  /** Whether a value is one of others. */
  record In(Node node, List<Node> members) implements Node {

    /** Copies the list. */
    public In {
      members = List.copyOf(members);
    }

    @Override
    public String toString() {
      return node + " in (" + members.size() + " values)";
    }
  }

  /** Whether an object is of one of some classes, and of none further down. */
  record IsType(Node object, List<Class<?>> types) implements Node {

    /** Copies the list. */
    public IsType {
      types = List.copyOf(types);
    }

    @Override
    public String toString() {
      String names = types.stream().map(Class::getSimpleName).collect(Collectors.joining(", "));
      return "typeOf(" + object + ") in (" + names + ")";
    }
  }

  /** Whether a value is among those of a query. */
  record InSelect(Node node, SelectNode select) implements Node {
    @Override
    public String toString() {
      return node + " in (" + select + ")";
    }
  }

  /** Whether a query finds any row. */
  record Exists(SelectNode select) implements Node {
    @Override
    public String toString() {
      return "exists(" + select + ")";
    }
  }

  /**
   * Whether a collection has an element for which a condition holds.
   *
   * @param element what the condition calls the element
   * @param condition null for any element
   */
  record Any(Path collection, Source element, @Nullable Node condition) implements Node {
    @Override
    public String toString() {
      return collection + ".any(" + (condition == null ? "" : condition) + ")";
    }
  }

  /** Whether a value lies between two others, both included. */
  record Between(Node node, Node low, Node high) implements Node {
    @Override
    public String toString() {
      return node + " between " + low + " and " + high;
    }
  }

  /** Whether a text matches a pattern. */
  record Like(Node node, Node pattern) implements Node {
    @Override
    public String toString() {
      return node + " like " + pattern;
    }
  }

  /** Whether a value is null. */
  record IsNull(Node node) implements Node {
    @Override
    public String toString() {
      return node + " is null";
    }
  }

  /** All of some conditions. */
  record And(List<Node> parts) implements Node {

    /** Copies the list. */
    public And {
      parts = List.copyOf(parts);
    }

    @Override
    public String toString() {
      return parts.stream().map(Object::toString).collect(Collectors.joining(" and ", "(", ")"));
    }
  }

  /** Any of some conditions. */
  record Or(List<Node> parts) implements Node {

    /** Copies the list. */
    public Or {
      parts = List.copyOf(parts);
    }

    @Override
    public String toString() {
      return parts.stream().map(Object::toString).collect(Collectors.joining(" or ", "(", ")"));
    }
  }

  /** The opposite of a condition. */
  record Not(Node part) implements Node {
    @Override
    public String toString() {
      return "not (" + part + ")";
    }
  }

  private static String list(List<Node> nodes) {
    return nodes.stream().map(Object::toString).collect(Collectors.joining(", ", "(", ")"));
  }
}
