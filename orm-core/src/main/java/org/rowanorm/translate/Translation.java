package org.rowanorm.translate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.dialect.Feature;
import org.rowanorm.dialect.Rendered;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.Plans;
import org.rowanorm.sql.Comparison;
import org.rowanorm.sql.Condition;
import org.rowanorm.sql.Operator;
import org.rowanorm.sql.Statement;
import org.rowanorm.sql.Statement.Body;
import org.rowanorm.sql.Statement.Derived;
import org.rowanorm.sql.Statement.Ending;
import org.rowanorm.sql.Statement.Grouping;
import org.rowanorm.sql.Statement.Item;
import org.rowanorm.sql.Statement.NamedBody;
import org.rowanorm.sql.Statement.Select;
import org.rowanorm.sql.Term;
import org.rowanorm.tree.FromNode;
import org.rowanorm.tree.QueryTree;
import org.rowanorm.tree.SelectNode;

/** Translates one tree into one statement. For one use by one thread. */
final class Translation {

  private final Plans plans;
  private final Object query;
  private final Set<String> aliases = new HashSet<>();
  private final Map<String, Integer> sources = new HashMap<>();
  private final Set<EntityModel> entities = new HashSet<>();
  private final Map<FromNode.Named, NamedBody> named = new LinkedHashMap<>();
  private final SelectTranslation selects = new SelectTranslation(this);
  private boolean recursive;

  /**
   * A translation.
   *
   * @param query what messages show as the query, by its {@code toString()}
   */
  Translation(Plans plans, Object query) {
    this.plans = plans;
    this.query = query;
  }

  Translated translate(QueryTree tree) {
    Statement statement = statement(tree);
    if (!named.isEmpty() && statement instanceof Body body) {
      statement = new Statement.With(recursive, List.copyOf(named.values()), body);
    } else if (!named.isEmpty()) {
      throw unsupported("a named query within a statement that changes rows");
    }
    Rendered rendered = plans.dialect().write(statement, plans.naming());
    String sql = commented(tree, rendered.sql());
    return new Translated(sql, rendered.positions(), Set.copyOf(entities));
  }

  private static String commented(QueryTree tree, String sql) {
    SelectNode.Options options = options(tree);
    String comment = options.comment();
    String hint = options.hint();
    String hinted =
        hint == null ? sql : sql.replaceFirst("select ", "select /*+ " + quoted(hint) + " */ ");
    return comment == null ? hinted : "/* " + comment + " */ " + hinted;
  }

  private static SelectNode.Options options(QueryTree tree) {
    if (tree instanceof QueryTree.Rows rows) {
      return rows.select().options();
    }
    if (tree instanceof QueryTree.Fetched fetched) {
      return fetched.select().options();
    }
    if (tree instanceof QueryTree.Count count) {
      return count.select().options();
    }
    return tree instanceof QueryTree.Exists exists
        ? exists.select().options()
        : SelectNode.Options.NONE;
  }

  private static String quoted(String hint) {
    return java.util.regex.Matcher.quoteReplacement(hint);
  }

  private Statement statement(QueryTree tree) {
    if (tree instanceof QueryTree.Rows rows) {
      return selects.body(rows.select(), null, SelectTranslation.Columns.WHOLE);
    }
    if (tree instanceof QueryTree.Fetched fetched) {
      return new FetchTranslation(this, selects, fetched).body();
    }
    if (tree instanceof QueryTree.Count count) {
      return count(count.select());
    }
    if (tree instanceof QueryTree.Exists exists) {
      return exists(exists.select());
    }
    return new ChangeTranslation(this, selects, plans.dialect()).statement(tree);
  }

  /** Whether each row of the result is one row of the tables. */
  private static boolean isPlain(SelectNode select) {
    return select.groups().isEmpty()
        && select.combined().isEmpty()
        && select.having().isEmpty()
        && !select.options().distinct()
        && select.limit() == null
        && select.offset() == null
        && select.items().isEmpty();
  }

  private Body count(SelectNode select) {
    Item all = new Item(new Term.Aggregate(Operator.COUNT, null, false, null), null);
    if (isPlain(select)) {
      return selects.select(select.unordered(), null, List.of(all));
    }
    SelectNode counted =
        select.limit() == null && select.offset() == null ? select.unordered() : select;
    return wrapped(all, counted);
  }

  private Body wrapped(Item item, SelectNode select) {
    Body rows = selects.body(select, null, SelectTranslation.Columns.NAMED);
    return new Select(
        List.of(item),
        false,
        List.of(new Derived(rows, alias("rows"), false)),
        List.of(),
        null,
        Grouping.NONE,
        Ending.NONE);
  }

  private Body exists(SelectNode select) {
    if (select.combined().isEmpty() && select.groups().isEmpty() && select.having().isEmpty()) {
      return selects.select(select.unordered(), null, List.of(new Item(new Term.Whole(1), null)));
    }
    return selects.body(select.unordered(), null, SelectTranslation.Columns.NAMED);
  }

  /** What tells the rows of an entity from others in its table, or null. */
  @Nullable Condition restriction(Frame.Entry entry) {
    return plan(entry.requiredModel()).selection().restriction(entry.alias());
  }

  /** That a row is not marked as deleted, or null. */
  @Nullable Condition live(Frame.Entry entry) {
    return plan(entry.requiredModel()).selection().live(entry.alias());
  }

  /** Both conditions, where there are both. */
  static @Nullable Term together(@Nullable Term left, @Nullable Term right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return new Condition.And(List.of(left, right));
  }

  // ---- for the parts

  EntityPlan plan(EntityModel model) {
    return plans.of(model);
  }

  EntityModel model(Class<?> type) {
    EntityModel model = plans.models().find(type);
    if (model == null) {
      throw new IllegalStateException("no entity: " + type);
    }
    entities.add(model);
    return model;
  }

  void reads(EntityModel model) {
    entities.add(model);
  }

  /** A name that no other source of the statement has. */
  String alias(String table) {
    uses(table);
    String letter = EntityPlan.alias(table);
    String alias = letter;
    for (int i = 2; !aliases.add(alias); i++) {
      alias = letter + i;
    }
    return alias;
  }

  /** Notes that the statement reads a table. */
  void uses(String table) {
    sources.merge(table, 1, Integer::sum);
  }

  /** Whether the statement reads a table in more than one place so far. */
  boolean readsAgain(String table) {
    return sources.getOrDefault(table, 0) > 1;
  }

  /** Whether the database can be told where nulls stand. */
  boolean sortsNulls() {
    return plans.dialect().sortsNulls();
  }

  /** Whether a group can be told by the place of an item. */
  boolean groupsByPlace() {
    return plans.dialect().groupsByPlace();
  }

  void require(Feature feature) {
    if (!plans.dialect().has(feature)) {
      throw unsupported(feature.words());
    }
  }

  private QueryException unsupported(String what) {
    return new QueryException(
        ErrorCode.UNSUPPORTED_BY_DATABASE,
        null,
        plans.dialect().name() + " does not know " + what,
        place());
  }

  /** What messages say of where they come from. */
  String place() {
    return "in query " + query;
  }

  /** Puts a named query before the statement, once. */
  void name(FromNode.Named with) {
    if (named.containsKey(with)) {
      return;
    }
    for (FromNode.Named other : named.keySet()) {
      if (other.source().equals(with.source())) {
        throw new QueryException(
            ErrorCode.AMBIGUOUS_SOURCE,
            null,
            "Two queries are named '" + with.source() + "'",
            place(),
            "give one of them another name");
      }
    }
    recursive |= with.step() != null;
    NamedBody body = selects.named(with);
    named.put(with, body);
  }

  static Condition equal(Term left, Term right) {
    return new Condition.Compare(left, Comparison.EQUAL, right);
  }
}
