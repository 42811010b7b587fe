package org.rowanorm.translate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.query.Path;
import org.rowanorm.query.Predicate;
import org.rowanorm.translate.QueryTree.Node;
import org.rowanorm.translate.QueryTree.PathNode;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.ColumnTypes;

/**
 * Takes conditions apart into a shape and values, and checks names and types on the way. For one
 * use by one thread.
 */
public final class TreeBuilder {

  private final EntityModel root;
  private final Object query;
  private final List<ColumnType<?>> types = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  /**
   * A builder for conditions on an entity.
   *
   * @param query what messages show as the query, by its {@code toString()}
   */
  public TreeBuilder(EntityModel root, Object query) {
    this.root = root;
    this.query = query;
  }

  /** The values, and how they are bound, in the order of the parameters. */
  public Parameters parameters() {
    return new Parameters(types.toArray(ColumnType<?>[]::new), values.toArray());
  }

  /** The parameter of one more value, a limit or an offset, unless it is {@link QueryTree#NONE}. */
  public int number(int number) {
    return number == QueryTree.NONE ? QueryTree.NONE : bind(ColumnTypes.INTEGER, number);
  }

  private int bind(ColumnType<?> type, Object value) {
    types.add(type);
    values.add(value);
    return values.size() - 1;
  }

  /** A path, checked. */
  public PathNode path(Path path) {
    Paths.resolve(root, path.name(), query);
    return outer(path);
  }

  /** A path of this API: where a reference on the way is null, so is the path. */
  private static PathNode outer(Path path) {
    return new PathNode(path.name(), false);
  }

  /** A condition, checked. */
  public Node node(Predicate predicate) {
    if (predicate instanceof Predicate.Compare compare) {
      int parameter = value(compare.path(), compare.value());
      return new Node.CompareNode(outer(compare.path()), compare.comparison(), parameter);
    }
    if (predicate instanceof Predicate.In in) {
      return in(in);
    }
    if (predicate instanceof Predicate.Between between) {
      int low = value(between.path(), between.low());
      int high = value(between.path(), between.high());
      return new Node.BetweenNode(outer(between.path()), low, high);
    }
    if (predicate instanceof Predicate.Like like) {
      requireText(like.path());
      int pattern = value(like.path(), literalBackslashes(like.pattern()));
      return new Node.LikeNode(outer(like.path()), pattern);
    }
    if (predicate instanceof Predicate.IsNull isNull) {
      return new Node.IsNullNode(path(isNull.path()));
    }
    if (predicate instanceof Predicate.And and) {
      return new Node.AndNode(and.parts().stream().map(this::node).toList());
    }
    if (predicate instanceof Predicate.Or or) {
      return new Node.OrNode(or.parts().stream().map(this::node).toList());
    }
    return new Node.NotNode(node(((Predicate.Not) predicate).part()));
  }

  /** The values are padded to a power of two with the last one, so that few shapes serve all. */
  private Node in(Predicate.In in) {
    List<Object> members = in.values();
    int size = members.size();
    int padded = size < 2 ? size : Integer.highestOneBit(size - 1) * 2;
    int first = values.size();
    for (int i = 0; i < padded; i++) {
      value(in.path(), members.get(Math.min(i, size - 1)));
    }
    return new Node.InNode(path(in.path()), first, padded);
  }

  /**
   * A backslash that takes no meaning away stands for itself; databases differ on it, so it is
   * doubled for all of them.
   */
  private static String literalBackslashes(String pattern) {
    StringBuilder text = new StringBuilder(pattern.length() + 2);
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      text.append(c);
      if (c == '\\') {
        boolean escapes = i + 1 < pattern.length() && "%_\\".indexOf(pattern.charAt(i + 1)) >= 0;
        text.append(escapes ? pattern.charAt(++i) : c);
      }
    }
    return text.toString();
  }

  private void requireText(Path path) {
    Paths.Resolved resolved = Paths.resolve(root, path.name(), query);
    ColumnType<?> type = resolved.column().type();
    if (type.javaType() != String.class || !type.isDirect()) {
      throw new QueryException(
          ErrorCode.UNSUPPORTED_OPERATOR,
          null,
          "like needs a text, but "
              + resolved.target().path()
              + " is of type "
              + type.javaType().getSimpleName()
              + (type.javaType() == String.class ? ", which a converter makes of it" : ""),
          "in query " + query);
    }
  }

  private int value(Path path, Object value) {
    Paths.Resolved resolved = Paths.resolve(root, path.name(), query);
    ColumnType<?> type = resolved.column().type();
    if (!type.isComparable()) {
      throw new QueryException(
          ErrorCode.UNSUPPORTED_OPERATOR,
          null,
          resolved.target().path() + " is JSON, which is not compared with a value",
          "in query " + query,
          "keep what you look for in an attribute of its own");
    }
    Object bound =
        resolved.target() instanceof ToOneAttribute toOne && toOne.target().type().isInstance(value)
            ? idOf(toOne, value)
            : converted(value, type.javaType());
    if (!type.javaType().isInstance(bound)) {
      String wanted =
          resolved.target() instanceof ToOneAttribute toOne
              ? toOne.target().type().getSimpleName()
              : type.javaType().getSimpleName();
      throw new QueryException(
          ErrorCode.WRONG_VALUE_TYPE,
          null,
          resolved.target().path()
              + " is compared with a "
              + value.getClass().getSimpleName()
              + ", but is of type "
              + wanted,
          "in query " + query);
    }
    return bind(type, bound);
  }

  private Object idOf(ToOneAttribute attribute, Object object) {
    EntityModel target = attribute.target();
    Object id = target.id().of((Enhanced) object);
    if (id == null) {
      throw new QueryException(
          ErrorCode.WRONG_VALUE_TYPE,
          null,
          attribute.path() + " is compared with a " + target.name() + " that has no id yet",
          "in query " + query,
          "flush it first");
    }
    return id;
  }

  /** Whole numbers of one type serve for another where nothing is lost. */
  private static Object converted(Object value, Class<?> type) {
    if (type.isInstance(value) || !(value instanceof Number number)) {
      return value;
    }
    boolean whole = value instanceof Integer || value instanceof Long || value instanceof Short;
    if (!whole) {
      return value;
    }
    long exact = number.longValue();
    if (type == Long.class) {
      return exact;
    }
    if (type == Integer.class && exact == (int) exact) {
      return (int) exact;
    }
    if (type == Short.class && exact == (short) exact) {
      return (short) exact;
    }
    if (type == Double.class && exact == (long) (double) exact) {
      return (double) exact;
    }
    return type == BigDecimal.class ? BigDecimal.valueOf(exact) : value;
  }
}
