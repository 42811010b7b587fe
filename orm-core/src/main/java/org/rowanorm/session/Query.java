package org.rowanorm.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.error.ResultCountException;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.query.Path;
import org.rowanorm.query.Predicate;
import org.rowanorm.query.Sort;
import org.rowanorm.translate.QueryTree;
import org.rowanorm.translate.QueryTree.Node;
import org.rowanorm.translate.QueryTree.Result;
import org.rowanorm.translate.QueryTree.SortNode;
import org.rowanorm.translate.SqlTranslator;
import org.rowanorm.translate.TreeBuilder;

/**
 * A question for the objects of one class. Each call that adds to it gives a new query and leaves
 * this one as it is. What it finds are the session's objects: one that the session has already
 * keeps its unsaved changes.
 *
 * @param <T> the class
 */
public final class Query<T> {

  private static final int NONE = QueryTree.NONE;

  private final Session session;
  private final Class<T> type;
  private final EntityModel model;
  private final List<Predicate> filters;
  private final List<Sort> sorts;
  private final int limit;
  private final int offset;

  Query(Session session, Class<T> type, EntityModel model) {
    this(session, type, model, List.of(), List.of(), NONE, NONE);
  }

  private Query(
      Session session,
      Class<T> type,
      EntityModel model,
      List<Predicate> filters,
      List<Sort> sorts,
      int limit,
      int offset) {
    this.session = session;
    this.type = type;
    this.model = model;
    this.filters = filters;
    this.sorts = sorts;
    this.limit = limit;
    this.offset = offset;
  }

  /** Only those whose attribute has a value; null asks for null. */
  public Query<T> filterBy(String attribute, @Nullable Object value) {
    return filter(Path.path(attribute).eq(value));
  }

  /**
   * Only those for which all conditions hold.
   *
   * @throws QueryException where a name or a type in them is wrong
   */
  public Query<T> filter(Predicate... predicates) {
    List<Predicate> more = new ArrayList<>(filters);
    more.addAll(Arrays.asList(predicates));
    Query<T> query = new Query<>(session, type, model, more, sorts, limit, offset);
    TreeBuilder builder = new TreeBuilder(model, query);
    for (Predicate predicate : predicates) {
      builder.node(predicate);
    }
    return query;
  }

  /**
   * Sorted by some keys, after those it is sorted by already.
   *
   * @throws QueryException where a name in them is wrong
   */
  public Query<T> orderBy(Sort... keys) {
    List<Sort> more = new ArrayList<>(sorts);
    more.addAll(Arrays.asList(keys));
    Query<T> query = new Query<>(session, type, model, filters, more, limit, offset);
    TreeBuilder builder = new TreeBuilder(model, query);
    for (Sort key : keys) {
      builder.path(key.path());
    }
    return query;
  }

  /** At most so many. */
  public Query<T> limit(int count) {
    return new Query<>(session, type, model, filters, sorts, notNegative("limit", count), offset);
  }

  /** Without the first so many. */
  public Query<T> offset(int count) {
    return new Query<>(session, type, model, filters, sorts, limit, notNegative("offset", count));
  }

  private int notNegative(String what, int count) {
    if (count < 0) {
      throw new QueryException(
          ErrorCode.WRONG_LIMIT,
          null,
          "A query cannot have the " + what + " " + count,
          "in query " + this);
    }
    return count;
  }

  // ---- results

  /** All that it finds, in a list that can be changed. */
  public List<T> all() {
    return objects(limit);
  }

  /**
   * The one that it finds.
   *
   * @throws ResultCountException where it finds none or several; it says how many
   */
  public T one() {
    List<T> found = atMostTwo();
    if (found.size() != 1) {
      throw wrongCount(found.size(), "exactly one row");
    }
    return found.get(0);
  }

  /**
   * The one that it finds, or null.
   *
   * @throws ResultCountException where it finds several; it says how many
   */
  public @Nullable T oneOrNull() {
    List<T> found = atMostTwo();
    if (found.size() > 1) {
      throw wrongCount(found.size(), "at most one row");
    }
    return found.isEmpty() ? null : found.get(0);
  }

  /** The first that it finds, or null. */
  public @Nullable T first() {
    List<T> found = objects(limit == NONE ? 1 : Math.min(limit, 1));
    return found.isEmpty() ? null : found.get(0);
  }

  /** The number that it finds, with its limit and offset. */
  public long count() {
    FirstNumber reader = new FirstNumber();
    Prepared count = prepare(Result.COUNT, NONE, NONE);
    session.read(count.tree(), count.parameters(), reader);
    long rest = Math.max(0, reader.number - Math.max(offset, 0));
    return limit == NONE ? rest : Math.min(rest, limit);
  }

  /** Whether it finds any. */
  public boolean exists() {
    int one = limit == NONE ? 1 : Math.min(limit, 1);
    FirstNumber reader = new FirstNumber();
    Prepared exists = prepare(Result.EXISTS, one, offset);
    session.read(exists.tree(), exists.parameters(), reader);
    return reader.rows() > 0;
  }

  private List<T> atMostTwo() {
    return objects(limit == NONE ? 2 : Math.min(limit, 2));
  }

  private ResultCountException wrongCount(int found, String wanted) {
    long count = found < 2 ? found : count();
    return new ResultCountException(
        count,
        "The query must find " + wanted + ", but finds " + (count == 0 ? "none" : count),
        "in query " + this,
        count == 0 ? "use oneOrNull() where there may be none" : "use all() or first()");
  }

  @SuppressWarnings("unchecked") // the rows of an entity are objects of its class
  private List<T> objects(int most) {
    Prepared entities = prepare(Result.ENTITIES, most, offset);
    return (List<T>) session.list(entities.tree(), entities.parameters());
  }

  // ---- translation

  /** A query taken apart into its shape and its values. */
  private record Prepared(QueryTree tree, Parameters parameters) {}

  private Prepared prepare(Result result, int most, int skipped) {
    TreeBuilder builder = new TreeBuilder(model, this);
    Predicate where = SqlTranslator.together(filters);
    Node node = where == null ? null : builder.node(where);
    List<SortNode> orders = new ArrayList<>(sorts.size());
    for (Sort sort : sorts) {
      orders.add(new SortNode(builder.path(sort.path()), sort.descending()));
    }
    int limitAt = builder.number(most);
    int offsetAt = builder.number(skipped);
    return new Prepared(
        new QueryTree(model, result, node, orders, limitAt, offsetAt), builder.parameters());
  }

  /** The query as it was written, with question marks for its values. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(model.name());
    filters.forEach(filter -> text.append(".filter(").append(filter).append(')'));
    sorts.forEach(sort -> text.append(".orderBy(").append(sort).append(')'));
    if (limit != NONE) {
      text.append(".limit(").append(limit).append(')');
    }
    if (offset != NONE) {
      text.append(".offset(").append(offset).append(')');
    }
    return text.toString();
  }

  /** Reads the number in the first row; without a row it stays 0. */
  private static final class FirstNumber extends ResultReader {

    private long number;

    @Override
    protected void read(ResultSet result) throws SQLException {
      if (next(result)) {
        number = result.getLong(1);
      }
    }
  }
}
