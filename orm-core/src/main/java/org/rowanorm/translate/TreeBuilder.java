package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.FetchTree;
import org.rowanorm.tree.FromNode;
import org.rowanorm.tree.JoinNode;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.SelectNode;
import org.rowanorm.tree.SelectNode.CombinedNode;
import org.rowanorm.tree.SortNode;
import org.rowanorm.tree.Source;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.ColumnTypes;

/**
 * Takes queries apart into shapes and values, and checks names and types on the way. A query that
 * grew out of another one costs only what was added. For one use by one thread.
 */
final class TreeBuilder {

  private final Names names;
  private final Object query;
  private final ValueBinder binder;
  private final NodeBuilder nodes;
  private @Nullable Map<Source.Table, Scope.Entry> named;
  private boolean aggregates;

  /**
   * A builder.
   *
   * @param query what messages show as the query, by its {@code toString()}
   * @param before the values of what was built before
   */
  TreeBuilder(Names names, Object query, Parameters before) {
    this.names = names;
    this.query = query;
    this.binder = new ValueBinder(names.types(), before);
    this.nodes = new NodeBuilder(this, binder, query);
  }

  Names names() {
    return names;
  }

  NodeBuilder nodes() {
    return nodes;
  }

  ValueBinder binder() {
    return binder;
  }

  Parameters parameters() {
    return binder.parameters();
  }

  /** An aggregate stands in the query that is built. */
  void aggregates() {
    aggregates = true;
  }

  EntityModel model(Class<?> type, Object text) {
    EntityModel model = names.entity(type);
    if (model == null) {
      throw new QueryException(
          ErrorCode.UNKNOWN_ENTITY,
          null,
          type.getName() + " is not an entity of this session factory",
          "in query " + text,
          "give its class to entities(...) when the factory is built");
    }
    return model;
  }

  // ---- whole queries

  /** A query. */
  Prepared first(SelectNode written) {
    return build(written, new Scope(null));
  }

  /** A query within another one. */
  Prepared inner(SelectNode written, @Nullable Scope outer) {
    requireNothingFetched(written);
    boolean around = aggregates;
    aggregates = false;
    Prepared built = build(written, new Scope(outer));
    aggregates = around;
    GroupCheck.check(built, query);
    return built;
  }

  /** The rows that a change is about. */
  SelectNode rows(SelectNode written, Scope scope) {
    return build(written, scope).tree();
  }

  private void requireNothingFetched(SelectNode inner) {
    if (!inner.options().fetches().isEmpty()) {
      throw new QueryException(
          ErrorCode.WRONG_FETCH,
          null,
          "A query within another one makes no objects, so nothing can be fetched with them",
          "in query " + query,
          "call fetch(...) on the outer query");
    }
  }

  private Prepared build(SelectNode written, Scope scope) {
    FromNode from = from(written.from(), scope);
    SelectNode bare = SelectNode.from(written.from());
    Prepared start =
        new Prepared(
            bare,
            SelectNode.from(from),
            scope,
            rootType(scope),
            FetchTree.NONE,
            Parameters.NONE,
            false);
    return grow(start, written, scope);
  }

  private static List<ValueType> rootType(Scope scope) {
    EntityModel model = scope.root().model();
    return model == null ? scope.root().types() : List.of(ValueType.of(model));
  }

  /** A query that was built before, with what was added since. */
  Prepared grown(Prepared before, SelectNode written) {
    Scope scope = before.scope();
    if (written.joins().size() > before.written().joins().size()) {
      scope = scope.copy();
    }
    return grow(before, written, scope);
  }

  private Prepared grow(Prepared before, SelectNode written, Scope scope) {
    SelectNode old = before.written();
    SelectNode tree = before.tree();
    requireNotCombined(old, written);
    for (JoinNode join : tail(old.joins(), written.joins())) {
      tree = tree.withJoin(join(join, scope));
    }
    List<ValueType> items = before.items();
    if (!old.items().equals(written.items())) {
      List<Built> built =
          written.items().stream().map(item -> nodes.any(item, null, scope)).toList();
      tree = tree.withItems(items(built, written, tree));
      items = written.items().isEmpty() ? rootType(scope) : types(written.items(), built);
    }
    tree = clauses(old, written, tree, scope);
    for (CombinedNode other : tail(old.combined(), written.combined())) {
      tree = tree.withCombined(other.combination(), combined(other, items));
    }
    FetchTree fetches = fetches(before, written, scope);
    boolean any = aggregates || before.aggregates();
    return new Prepared(written, tree, scope, items, fetches, binder.parameters(), any);
  }

  private SelectNode clauses(SelectNode old, SelectNode written, SelectNode tree, Scope scope) {
    SelectNode grown = tree;
    if (written.where().size() > old.where().size()) {
      grown = grown.withWhere(conditions(tail(old.where(), written.where()), scope));
    }
    if (written.groups().size() > old.groups().size()) {
      grown =
          grown.withGroups(
              tail(old.groups(), written.groups()).stream()
                  .map(key -> again(key, written, tree, scope))
                  .toList());
    }
    if (written.having().size() > old.having().size()) {
      grown = grown.withHaving(conditions(tail(old.having(), written.having()), scope));
    }
    if (written.orders().size() > old.orders().size()) {
      List<SortNode> built = new ArrayList<>();
      SelectNode soFar = grown;
      for (SortNode order : tail(old.orders(), written.orders())) {
        Node node = sortKey(order.node(), written, soFar, scope);
        built.add(new SortNode(node, order.descending(), order.nulls()));
      }
      grown = grown.withOrders(built);
    } else if (written.orders().isEmpty() && !old.orders().isEmpty()) {
      grown = grown.unordered();
    }
    if (isOther(written.limit(), old.limit()) || isOther(written.offset(), old.offset())) {
      grown = grown.withBounds(bound("limit", written.limit()), bound("offset", written.offset()));
    }
    return written.options().equals(old.options())
        ? grown
        : grown.withOptions(written.options().withoutFetches());
  }

  /** What is loaded with the objects is no part of the shape. */
  private FetchTree fetches(Prepared before, SelectNode written, Scope scope) {
    List<String> paths = written.options().fetches();
    if (paths.isEmpty()) {
      return FetchTree.NONE;
    }
    EntityModel root = scope.root().model();
    if (root == null || !written.items().isEmpty()) {
      throw new QueryException(
          ErrorCode.WRONG_FETCH,
          null,
          "Only whole objects can have something fetched with them, but the query selects values",
          "in query " + query,
          "leave out select(...), or select what is to be fetched");
    }
    FetchTree tree = before.fetches();
    FetchPaths resolver = new FetchPaths(root, query);
    for (String path : tail(before.written().options().fetches(), paths)) {
      tree = resolver.add(tree, path);
    }
    return tree;
  }

  /** Whether a bound was set since, be it to the same number. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isOther(@Nullable Node now, @Nullable Node before) {
    return now != before;
  }

  /** A value that the query has already is the same, down to the places of its values. */
  private Node again(Node node, SelectNode written, SelectNode tree, Scope scope) {
    int item = written.items().indexOf(node);
    if (item >= 0) {
      return tree.items().get(item);
    }
    Node known = known(node, written, tree);
    return known == null ? nodes.any(node, null, scope).node() : known;
  }

  private Node sortKey(Node node, SelectNode written, SelectNode tree, Scope scope) {
    boolean plain =
        (node instanceof Node.Path path && !(path.source() instanceof Source.Held))
            || node instanceof Node.Self;
    return plain ? nodes.sortable(node, scope) : again(node, written, tree, scope);
  }

  /** A value that the query is grouped or sorted by already, or null. */
  private static @Nullable Node known(Node node, SelectNode written, SelectNode tree) {
    for (int i = 0; i < tree.groups().size(); i++) {
      if (written.groups().get(i).equals(node)) {
        return tree.groups().get(i);
      }
    }
    for (int i = 0; i < tree.orders().size() && i < written.orders().size(); i++) {
      if (written.orders().get(i).node().equals(node)) {
        return tree.orders().get(i).node();
      }
    }
    return null;
  }

  private List<Node> items(List<Built> built, SelectNode written, SelectNode tree) {
    List<Node> same = new ArrayList<>(built.size());
    for (int i = 0; i < built.size(); i++) {
      Node known = known(written.items().get(i), written, tree);
      same.add(known == null ? built.get(i).node() : known);
    }
    return same;
  }

  private List<Node> conditions(List<Node> written, Scope scope) {
    if (written.size() == 1) {
      return List.of(nodes.conditions().condition(written.get(0), scope));
    }
    List<Node> built = new ArrayList<>(written.size());
    for (Node condition : written) {
      built.add(nodes.conditions().condition(condition, scope));
    }
    return built;
  }

  private @Nullable Node bound(String what, @Nullable Node written) {
    if (!(written instanceof Node.Value value)) {
      return written;
    }
    if ((int) value.value() < 0) {
      throw new QueryException(
          ErrorCode.WRONG_LIMIT,
          null,
          "A query cannot have the " + what + " " + value.value(),
          "in query " + query);
    }
    return new Node.Parameter(binder.add(ColumnTypes.INTEGER, value.value()), null);
  }

  private void requireNotCombined(SelectNode old, SelectNode written) {
    boolean more =
        written.where().size() > old.where().size()
            || written.joins().size() > old.joins().size()
            || written.groups().size() > old.groups().size()
            || written.having().size() > old.having().size();
    if (more && !old.combined().isEmpty()) {
      throw new QueryException(
          ErrorCode.WRONG_SHAPE,
          null,
          "Queries that are taken together have no conditions, joins or groups of their own",
          "in query " + query,
          "give them to each part, or select from Table.of(...)");
    }
  }

  private List<ValueType> types(List<Node> written, List<Built> built) {
    List<ValueType> types = new ArrayList<>();
    for (int i = 0; i < built.size(); i++) {
      ValueType type = built.get(i).type();
      if (type == null) {
        throw new QueryException(
            ErrorCode.WRONG_VALUE_TYPE,
            null,
            written.get(i) + " has no type, so it cannot be selected",
            "in query " + query);
      }
      requireWhole(written.get(i), built.get(i).node(), type);
      types.add(type);
    }
    return types;
  }

  /** Refuses what is to be made an object, but has not all that makes it. */
  private void requireWhole(Node written, Node node, ValueType type) {
    boolean key =
        node instanceof Node.Output || node instanceof Node.Held || node instanceof Node.Tuple;
    if (type.entity() != null && key) {
      throw new QueryException(
          ErrorCode.WRONG_SHAPE,
          null,
          written + " is only the id of a " + type.entity().name() + " here",
          "in query " + query,
          "join the entity and select that");
    }
    EmbeddedType embedded = type.embedded();
    if (embedded == null) {
      return;
    }
    if (embedded.attribute().hasSides()) {
      throw new QueryException(
          ErrorCode.WRONG_SHAPE,
          null,
          written + " has a collection or the other side of a reference, which only objects load",
          "in query " + query,
          "select the object, or parts of it");
    }
    List<Node> parts = ((Node.Tuple) node).parts();
    for (int i = 0; i < parts.size(); i++) {
      EmbeddedType.Part part = embedded.parts().get(i);
      requireWhole(
          new Node.Path(Source.Root.ROOT, written + "." + part.name()), parts.get(i), part.type());
    }
  }

  private SelectNode combined(CombinedNode other, List<ValueType> items) {
    Prepared built = inner(other.select(), null);
    List<Class<?>> ours = javaTypes(items);
    List<Class<?>> theirs = javaTypes(built.items());
    if (!ours.equals(theirs)) {
      throw new QueryException(
          ErrorCode.WRONG_SHAPE,
          null,
          "Queries that are taken together must select the same types, but one selects "
              + names(ours)
              + " and the other "
              + names(theirs),
          "in query " + query);
    }
    return built.tree();
  }

  private static List<Class<?>> javaTypes(List<ValueType> items) {
    return items.stream().<Class<?>>map(ValueType::javaType).toList();
  }

  private static String names(List<Class<?>> types) {
    return String.join(", ", types.stream().map(Class::getSimpleName).toList());
  }

  private static <T> List<T> tail(List<T> old, List<T> now) {
    return now.size() <= old.size() ? List.of() : now.subList(old.size(), now.size());
  }

  // ---- sources

  private FromNode from(FromNode from, Scope scope) {
    if (from instanceof FromNode.Rows rows) {
      scope.add(Scope.Entry.of(rows.source(), model(rows.source().type(), query)), query);
      return from;
    }
    if (from instanceof FromNode.Derived derived) {
      Prepared inner = inner(expanded(derived.select()), derived.lateral() ? scope : null);
      scope.add(entry(derived.source(), derived.select(), inner.items()), query);
      return new FromNode.Derived(derived.source(), inner.tree(), derived.lateral());
    }
    if (from instanceof FromNode.Named with) {
      return named(with, scope);
    }
    if (from instanceof FromNode.Values values) {
      return values(values, scope);
    }
    Scope.Entry itself = named == null ? null : named.get((Source.Table) from.source());
    if (itself == null) {
      throw new QueryException(
          ErrorCode.UNKNOWN_SOURCE,
          null,
          "'" + from.source() + "' is only known within its own step",
          "in query " + query);
    }
    scope.add(itself, query);
    return from;
  }

  private FromNode named(FromNode.Named with, Scope scope) {
    Prepared start = inner(expanded(with.select()), null);
    Scope.Entry entry = entry(with.source(), with.select(), start.items());
    SelectNode step = null;
    if (with.step() != null) {
      named = named == null ? new HashMap<>() : named;
      named.put(with.source(), entry);
      step =
          combined(
              new CombinedNode(org.rowanorm.sql.Statement.Combination.UNION, expanded(with.step())),
              start.items());
    }
    scope.add(entry, query);
    return new FromNode.Named(with.source(), start.tree(), step, with.all());
  }

  private FromNode values(FromNode.Values values, Scope scope) {
    List<Built> columns =
        values.columns().stream()
            .map(column -> nodes.value(column, null, prototype(column)))
            .toList();
    List<ValueType> types = types(values.columns(), columns);
    List<List<Node>> rows = new ArrayList<>();
    for (List<Node> row : values.rows()) {
      List<Node> built = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        built.add(typed(row.get(i), types.get(i)));
      }
      rows.add(built);
    }
    scope.add(Scope.Entry.ofRows(values.source(), values.columns(), types), query);
    return new FromNode.Values(values.source(), List.of(), rows);
  }

  /** A scope in which an expression can be asked for its type. */
  private Scope prototype(Node column) {
    Scope scope = new Scope(null);
    if (column instanceof Node.Path path && path.source() instanceof Source.Entity entity) {
      scope.add(Scope.Entry.of(entity, model(entity.type(), query)), query);
    }
    return scope;
  }

  private Node typed(Node node, ValueType type) {
    if (!(node instanceof Node.Value value)) {
      return node;
    }
    Object checked = ValueBinder.checked(value.value(), type, query);
    return binder.bindAlone(checked, type.column());
  }

  /** A value that the mapping gives. */
  Node constant(Object value, ColumnType<?> type) {
    return new Node.Parameter(binder.add(type, value), null);
  }

  private Scope.Entry entry(Source.Table source, SelectNode select, List<ValueType> types) {
    return Scope.Entry.ofRows(source, expanded(select).items(), types);
  }

  /** A query for whole objects as one for all their attributes. */
  private SelectNode expanded(SelectNode select) {
    if (!select.items().isEmpty() || !(select.from() instanceof FromNode.Rows rows)) {
      return select;
    }
    EntityModel model = model(rows.source().type(), query);
    List<Node> items = new ArrayList<>();
    for (ColumnAttribute leaf : model.leaves()) {
      if (leaf instanceof BasicAttribute) {
        items.add(new Node.Path(rows.source(), leaf.name()));
      } else if (leaf instanceof ToOneAttribute toOne && toOne.target().id().isSimple()) {
        String id = toOne.target().id().simple().name();
        items.add(new Node.Path(rows.source(), leaf.name() + "." + id));
      }
    }
    return select.withItems(items);
  }

  // ---- joins

  private JoinNode join(JoinNode join, Scope scope) {
    FromNode from = join.from();
    Node.Path along = join.along();
    ToManyAttribute collection = along == null ? null : checkAlong(along, from, scope);
    FromNode built = from;
    if (collection != null && from != null) {
      scope.add(Scope.Entry.ofElements(from.source(), collection), query);
    } else if (from != null) {
      built = from(from, scope);
    }
    Node on = join.on() == null ? null : nodes.conditions().condition(join.on(), scope);
    return new JoinNode(built, along, join.outer(), on);
  }

  /** Gives the collection that is followed, or null where it is a reference. */
  private @Nullable ToManyAttribute checkAlong(
      Node.Path along, @Nullable FromNode from, Scope scope) {
    EntityModel model = nodes.paths().entry(along.source(), scope).requiredModel();
    ToManyAttribute collection = Paths.collectionOrNull(model, along.name(), query);
    if (collection != null && !collection.isAssociation()) {
      return collection;
    }
    EntityModel target =
        collection == null ? Paths.target(model, along.name(), query) : collection.target();
    if (from instanceof FromNode.Rows rows
        && !rows.source().type().isAssignableFrom(target.type())) {
      throw new QueryException(
          ErrorCode.WRONG_VALUE_TYPE,
          null,
          along + " leads to " + target.name() + ", not to " + rows.source().type().getSimpleName(),
          "in query " + query);
    }
    return collection;
  }
}
