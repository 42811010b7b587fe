package org.rowanorm.translate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.Plans;
import org.rowanorm.plan.Selection;
import org.rowanorm.query.Predicate;
import org.rowanorm.sql.Comparison;
import org.rowanorm.sql.Condition;
import org.rowanorm.sql.Statement.Join;
import org.rowanorm.sql.Statement.Order;
import org.rowanorm.sql.Statement.Select;
import org.rowanorm.sql.Statement.TableAlias;
import org.rowanorm.sql.Term;
import org.rowanorm.translate.QueryTree.Node;
import org.rowanorm.translate.QueryTree.PathNode;
import org.rowanorm.translate.QueryTree.Result;
import org.rowanorm.translate.QueryTree.SortNode;

/**
 * Turns query trees into SQL text, each shape once. The cache is bounded by the length of the texts
 * and holds no value of any query. Thread-safe.
 */
public final class SqlTranslator {

  /** About 8 MiB of text. */
  private static final long MAX_CHARACTERS = 4L << 20;

  private final Plans plans;
  private final Cache<QueryTree, Translated> texts =
      Caffeine.newBuilder()
          .maximumWeight(MAX_CHARACTERS)
          .weigher((QueryTree tree, Translated made) -> made.sql().length() + 64)
          .build();

  /** A translator for the entities and the dialect of plans. */
  public SqlTranslator(Plans plans) {
    this.plans = plans;
  }

  /** The SQL of a tree. */
  public Translated translate(QueryTree tree) {
    Translated made = texts.getIfPresent(tree);
    if (made == null) {
      made = new Translation(tree).translate();
      texts.put(tree, made);
    }
    return made;
  }

  /** One translation: the joins that its paths need, each once. */
  private final class Translation {

    private final QueryTree tree;
    private final EntityPlan plan;
    private final String rootAlias;
    private final Map<String, Join> joins = new LinkedHashMap<>();
    private final Set<String> aliases = new HashSet<>();
    private final Set<EntityModel> entities = new HashSet<>();
    private final List<Integer> positions = new ArrayList<>();

    Translation(QueryTree tree) {
      this.tree = tree;
      this.plan = plans.of(tree.root());
      this.rootAlias = newAlias(tree.root());
      entities.add(tree.root());
    }

    Translated translate() {
      String sql = plans.dialect().render(select(), plans.naming());
      int[] order = positions.stream().mapToInt(Integer::intValue).toArray();
      return new Translated(sql, order, Set.copyOf(entities));
    }

    private Select select() {
      Node node = tree.where();
      Condition where = node == null ? null : condition(node);
      boolean counting = tree.result() != Result.ENTITIES;
      List<Order> orders = counting ? List.of() : tree.orders().stream().map(this::order).toList();
      boolean limit = mark(tree.limit());
      boolean offset = mark(tree.offset());
      List<Term> columns = columns();
      Selection selection = plan.selection();
      Condition restriction = selection.restriction(rootAlias);
      return new Select(
          columns,
          selection.from(rootAlias),
          allJoins(counting),
          together(where, restriction),
          orders,
          limit,
          offset);
    }

    /** The other tables of the entity, and those that paths lead to. */
    private List<Join> allJoins(boolean counting) {
      Selection selection = plan.selection();
      Map<TableAlias, Join> all = new LinkedHashMap<>();
      List<Join> own = counting ? selection.ownJoins(rootAlias) : selection.joins(rootAlias);
      own.forEach(join -> all.put(join.table(), join));
      joins.values().forEach(join -> all.putIfAbsent(join.table(), join));
      return List.copyOf(all.values());
    }

    private static @Nullable Condition together(
        @Nullable Condition where, @Nullable Condition restriction) {
      if (where == null || restriction == null) {
        return where == null ? restriction : where;
      }
      return new Condition.And(List.of(where, restriction));
    }

    /** Notes that the next parameter of the text is this one, where there is one. */
    private boolean mark(int parameter) {
      if (parameter != QueryTree.NONE) {
        positions.add(parameter);
      }
      return parameter != QueryTree.NONE;
    }

    private Term parameter(int parameter) {
      positions.add(parameter);
      return Term.Parameter.ONE;
    }

    private List<Term> columns() {
      return switch (tree.result()) {
        case ENTITIES -> plan.selection().terms(rootAlias);
        case COUNT -> List.of(Term.CountAll.INSTANCE);
        case EXISTS -> List.of(Term.One.INSTANCE);
      };
    }

    private Order order(SortNode sort) {
      return new Order(column(sort.path()), sort.descending());
    }

    private Condition condition(Node node) {
      if (node instanceof Node.CompareNode compare) {
        return new Condition.Compare(
            column(compare.path()), compare.comparison(), parameter(compare.parameter()));
      }
      if (node instanceof Node.InNode in) {
        for (int i = 0; i < in.parameters(); i++) {
          mark(in.first() + i);
        }
        return new Condition.In(column(in.path()), in.parameters());
      }
      if (node instanceof Node.BetweenNode between) {
        return new Condition.Between(
            column(between.path()), parameter(between.low()), parameter(between.high()));
      }
      if (node instanceof Node.LikeNode like) {
        return new Condition.Like(column(like.path()), parameter(like.parameter()));
      }
      if (node instanceof Node.IsNullNode isNull) {
        return new Condition.IsNull(column(isNull.path()));
      }
      if (node instanceof Node.AndNode and) {
        return new Condition.And(conditions(and.parts()));
      }
      if (node instanceof Node.OrNode or) {
        return new Condition.Or(conditions(or.parts()));
      }
      return new Condition.Not(condition(((Node.NotNode) node).part()));
    }

    private List<Condition> conditions(List<Node> parts) {
      return parts.stream().map(this::condition).toList();
    }

    private Term column(PathNode path) {
      Paths.Resolved resolved = Paths.resolve(tree.root(), path.name(), tree.root().name());
      String alias = join(resolved.joins(), path.inner());
      Attribute holder = resolved.holder();
      EntityModel from = holder.owner();
      int references = resolved.joins().size();
      EntityModel start =
          references == 0 ? tree.root() : resolved.joins().get(references - 1).target();
      Selection selection = plans.of(start).selection();
      if (start.tableOf(holder) > 0) {
        Join further = selection.join(alias, from, true);
        joins.putIfAbsent(further.table().alias(), further);
      }
      return selection.term(alias, holder, resolved.column());
    }

    /** The alias of what a chain of references leads to. A join that is inner once is inner. */
    private String join(List<ToOneAttribute> references, boolean inner) {
      String alias = rootAlias;
      StringBuilder prefix = new StringBuilder();
      for (ToOneAttribute reference : references) {
        String from = alias;
        prefix.append('.').append(reference.name());
        Join join = joins.computeIfAbsent(prefix.toString(), p -> newJoin(from, reference));
        if (inner && join.outer()) {
          join = new Join(join.table(), false, join.on());
          joins.put(prefix.toString(), join);
        }
        alias = join.table().alias();
      }
      return alias;
    }

    private Join newJoin(String from, ToOneAttribute reference) {
      EntityModel target = reference.target();
      entities.add(target);
      String alias = newAlias(target);
      List<Condition> equal = new ArrayList<>();
      for (int i = 0; i < reference.columns().size(); i++) {
        equal.add(
            new Condition.Compare(
                new Term.Column(alias, target.id().columns().get(i).name()),
                Comparison.EQUAL,
                holder(from, reference, i)));
      }
      Condition on = equal.size() == 1 ? equal.get(0) : new Condition.And(equal);
      return new Join(plans.of(target).selection().from(alias), true, on);
    }

    /** A column of a reference, in the table of its entity that has it. */
    private Term holder(String alias, ToOneAttribute reference, int column) {
      EntityModel owner = reference.owner();
      Selection selection = plans.of(owner).selection();
      if (owner.tableOf(reference) > 0) {
        Join further = selection.join(alias, owner, true);
        joins.putIfAbsent(further.table().alias(), further);
      }
      return selection.term(alias, reference, reference.columns().get(column));
    }

    private String newAlias(EntityModel model) {
      String letter = EntityPlan.alias(model.table().name());
      String alias = letter;
      for (int i = 2; !aliases.add(alias); i++) {
        alias = letter + i;
      }
      return alias;
    }
  }

  /** The parts of a list of predicates as one condition, or null for none. */
  public static @Nullable Predicate together(List<Predicate> predicates) {
    return switch (predicates.size()) {
      case 0 -> null;
      case 1 -> predicates.get(0);
      default -> Predicate.all(new ArrayList<>(predicates));
    };
  }
}
