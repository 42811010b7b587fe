package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.DeletionMark;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdGeneration;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.Versions;
import org.rowanorm.sql.Operator;
import org.rowanorm.tree.FromNode;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.QueryTree;
import org.rowanorm.tree.QueryTree.ConflictNode;
import org.rowanorm.tree.QueryTree.SetNode;
import org.rowanorm.tree.SelectNode;

/** Takes statements that change rows apart into shapes and values. For one use by one thread. */
final class ChangeBuilder {

  private final TreeBuilder trees;
  private final Change change;

  ChangeBuilder(TreeBuilder trees, Change change) {
    this.trees = trees;
    this.change = change;
  }

  PreparedChange build() {
    if (change instanceof Change.Returning returning) {
      Scope scope = new Scope(null);
      List<QueryTree> made = trees(returning.change(), scope);
      EntityModel entity = scope.root().requiredModel();
      List<ValueType> types = new ArrayList<>();
      List<Node> items = items(returning.items(), scope, types);
      List<QueryTree> all =
          made.stream().<QueryTree>map(tree -> new QueryTree.Returning(tree, items)).toList();
      return new PreparedChange(change, entity, all, types, trees.parameters());
    }
    Scope scope = new Scope(null);
    List<QueryTree> made = trees(change, scope);
    EntityModel entity = scope.root().requiredModel();
    return new PreparedChange(change, entity, made, List.of(), trees.parameters());
  }

  /** What a change gives of each row; an object that it gives whole has no item. */
  private List<Node> items(List<Node> written, Scope scope, List<ValueType> types) {
    List<Node> items = new ArrayList<>();
    for (Node item : written) {
      Built built = trees.nodes().any(item, null, scope);
      ValueType type = trees.nodes().required(built, item);
      if (type.embedded() == null) {
        trees.nodes().requireSingle(built);
      }
      trees.requireWhole(item, built.node(), type);
      types.add(type);
      items.add(built.node());
    }
    if (written.isEmpty()) {
      types.add(ValueType.of(scope.root().requiredModel()));
    }
    return items;
  }

  /** A statement for each table that has rows of the entity. */
  private List<QueryTree> trees(Change of, Scope scope) {
    if (of instanceof Change.Insert insert) {
      return List.of(insert(insert, scope));
    }
    SelectNode written =
        of instanceof Change.Update update ? update.rows() : ((Change.Delete) of).rows();
    SelectNode rows = trees.rows(written, scope);
    EntityModel entity = scope.root().requiredModel();
    requireOneTable(entity, of instanceof Change.Delete);
    @Nullable List<SetNode> sets =
        of instanceof Change.Update update ? sets(update.sets(), scope) : null;
    Node mark = sets == null ? mark(entity) : null;
    return entity.hierarchy().tableOwners().stream()
        .<QueryTree>map(
            owner ->
                sets == null
                    ? new QueryTree.Delete(rows, owner.type(), mark)
                    : new QueryTree.Update(rows, owner.type(), sets))
        .toList();
  }

  private @Nullable Node mark(EntityModel entity) {
    DeletionMark mark = entity.deletionMark();
    return mark == null ? null : trees.constant(mark.deleted(), mark.column().type());
  }

  /** A new value leaves the rows of tables alone in which an object may have none. */
  private void requireOneTable(EntityModel entity, boolean all) {
    for (EntityModel member : entity.hierarchy().family()) {
      if (member.tables().stream().filter(table -> all || !table.isOptional()).count() > 1) {
        throw new QueryException(
            ErrorCode.UNSUPPORTED_OPERATOR,
            null,
            "The rows of "
                + entity.name()
                + " stand in several tables, which one statement cannot"
                + " change",
            "in " + change,
            "change the objects instead");
      }
    }
  }

  // ---- new values

  /** What is set, and the version, which goes up with it. */
  private List<SetNode> sets(List<Change.Assigned> written, Scope scope) {
    EntityModel entity = scope.root().requiredModel();
    BasicAttribute version = entity.version();
    List<SetNode> sets = new ArrayList<>();
    boolean setsVersion = false;
    for (Change.Assigned set : written) {
      for (SetNode built : set(set, scope, entity)) {
        setsVersion |= version != null && built.attribute().equals(version.name());
        sets.add(built);
      }
    }
    if (version != null && !setsVersion && !sets.isEmpty()) {
      sets.add(new SetNode(version.name(), nextVersion(version, scope)));
    }
    return sets;
  }

  private Node nextVersion(BasicAttribute version, Scope scope) {
    if (!Number.class.isAssignableFrom(version.column().type().javaType())) {
      return constant(version, Versions.first(version)).value();
    }
    Node old = new Node.Path(scope.root().source(), version.name());
    return new Node.Call(Operator.ADD, List.of(old, Node.One.ONE));
  }

  private SetNode constant(BasicAttribute attribute, Object value) {
    return new SetNode(
        attribute.name(), trees.binder().bindAlone(value, attribute.column().type()));
  }

  /** The new value of an attribute; of an embeddable, of each part. */
  private List<SetNode> set(Change.Assigned set, Scope scope, EntityModel entity) {
    Built attribute = trees.nodes().any(set.attribute(), null, scope);
    ValueType type = attribute.type();
    if (type == null || type.embedded() == null) {
      String name = settable(set.attribute(), scope, entity).name();
      return List.of(new SetNode(name, fitting(set.value(), type, scope)));
    }
    List<SetNode> parts = new ArrayList<>();
    Node value = fitting(set.value(), type, scope);
    for (Node part : TermTranslation.parts(attribute.node())) {
      Node given = value instanceof Node.Tuple all ? all.parts().get(parts.size()) : value;
      parts.add(new SetNode(settable(part, scope, entity).name(), given));
    }
    return parts;
  }

  private ColumnAttribute settable(Node path, Scope scope, EntityModel entity) {
    ColumnAttribute leaf = leaf(path, scope);
    if (entity.id().has(leaf.slot())) {
      throw unsettable(path, entity);
    }
    return leaf;
  }

  /** A value, which must be of the type of the attribute that takes it. */
  private Node fitting(Node value, @Nullable ValueType type, Scope scope) {
    Built built = trees.nodes().any(value, type, scope);
    if (type != null) {
      trees.nodes().requireAlike(type, built.type());
    }
    return built.node();
  }

  /** The attribute of the entity itself that a path leads to. */
  private ColumnAttribute leaf(Node path, Scope scope) {
    EntityModel entity = scope.root().requiredModel();
    trees.nodes().any(path, null, scope);
    String name = path instanceof Node.Path found ? found.name() : "";
    if (!(Paths.leaf(entity, name) instanceof ColumnAttribute leaf)
        || (leaf instanceof ToOneAttribute reference && !reference.refersToId())) {
      throw unsettable(path, entity);
    }
    if (entity.tableOf(leaf) > 0) {
      throw new QueryException(
          ErrorCode.UNSUPPORTED_OPERATOR,
          null,
          path
              + " stands in table "
              + entity.tables().get(entity.tableOf(leaf))
              + ", where an object may have no row",
          "in " + change,
          "change the objects instead");
    }
    return leaf;
  }

  private QueryException unsettable(Node path, EntityModel entity) {
    boolean inserts = change.toString().startsWith("insert");
    return new QueryException(
        ErrorCode.UNSUPPORTED_OPERATOR,
        null,
        path + " cannot be set by an " + (inserts ? "insert into " : "update of ") + entity.name(),
        "in " + change,
        "set attributes of the entity itself" + (inserts ? "" : " that are not its id"));
  }

  // ---- new rows

  /** The attributes that paths lead to; of an embeddable its parts. */
  private List<ColumnAttribute> leaves(List<Node> paths, Scope scope) {
    List<ColumnAttribute> leaves = new ArrayList<>(paths.size());
    for (Node path : paths) {
      Built built = trees.nodes().any(path, null, scope);
      boolean whole = built.type() != null && built.type().embedded() != null;
      for (Node part : whole ? TermTranslation.parts(built.node()) : List.of(path)) {
        leaves.add(leaf(part, scope));
      }
    }
    return leaves;
  }

  private QueryTree insert(Change.Insert insert, Scope scope) {
    EntityModel entity = trees.model(insert.target().type(), change);
    requireOneTable(entity, false);
    scope.add(Scope.Entry.of(insert.target(), entity), change);
    List<ColumnAttribute> attributes = leaves(insert.attributes(), scope);
    requireId(entity, attributes);
    List<ValueType> types =
        insert.attributes().stream()
            .map(path -> trees.nodes().required(trees.nodes().any(path, null, scope), path))
            .toList();
    SelectNode rows = rows(insert.rows(), types);
    Change.Conflict conflict = insert.conflict();
    return new QueryTree.Insert(
        insert.target(),
        attributes.stream().map(ColumnAttribute::name).toList(),
        rows,
        constants(entity, attributes),
        conflict == null ? null : conflict(conflict, scope));
  }

  private void requireId(EntityModel entity, List<ColumnAttribute> attributes) {
    boolean made = entity.idGeneration() == IdGeneration.IDENTITY;
    for (ColumnAttribute leaf : entity.id().leaves()) {
      if (!made && !attributes.contains(leaf)) {
        throw new QueryException(
            ErrorCode.MISSING_COLUMN,
            null,
            "An insert of many rows into " + entity.name() + " must give its id, " + leaf.path(),
            "in " + change,
            "add it to columns(...)");
      }
    }
  }

  private SelectNode rows(SelectNode written, List<ValueType> types) {
    if (written.from() instanceof FromNode.Values values) {
      return SelectNode.from(values(values, types));
    }
    Prepared query = trees.inner(written, null);
    requireSize(types.size(), query.items().size());
    for (int i = 0; i < types.size(); i++) {
      trees.nodes().requireAlike(types.get(i), query.items().get(i));
    }
    return ValueType.split(query.tree(), types);
  }

  private FromNode values(FromNode.Values values, List<ValueType> types) {
    List<List<Node>> rows = new ArrayList<>();
    for (List<Node> row : values.rows()) {
      requireSize(types.size(), row.size());
      List<Node> built = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        built.add(given(row.get(i), types.get(i)));
      }
      rows.add(built);
    }
    return new FromNode.Values(values.source(), List.of(), rows);
  }

  /** Its type is told, since some databases take the rows for those of a query. */
  private Node given(Node node, ValueType type) {
    if (!(node instanceof Node.Value value)) {
      return type.isComposite() ? new Node.Tuple(Collections.nCopies(type.size(), node)) : node;
    }
    EmbeddedType embedded = type.embedded();
    if (embedded != null) {
      return parts(value.value(), type, embedded);
    }
    return type.isComposite()
        ? trees.binder().bindKey(value.value(), type, change)
        : trees.binder().bindAlone(ValueBinder.checked(value.value(), type, change), type.column());
  }

  /** The columns of an embeddable. */
  private Node parts(Object value, ValueType type, EmbeddedType embedded) {
    if (!embedded.javaType().isInstance(value)) {
      throw ValueBinder.wrongType(value, type, change);
    }
    List<Node> columns = new ArrayList<>(type.size());
    List<@Nullable Object> parts = embedded.values(value);
    for (int i = 0; i < parts.size(); i++) {
      Object part = parts.get(i);
      Node given = part == null ? Node.Null.NULL : new Node.Value(part);
      columns.addAll(TermTranslation.parts(given(given, embedded.parts().get(i).type())));
    }
    return new Node.Tuple(columns);
  }

  private void requireSize(int wanted, int found) {
    if (wanted != found) {
      throw new QueryException(
          ErrorCode.WRONG_SHAPE,
          null,
          "The insert sets " + wanted + " attributes, but is given " + found + " values",
          "in " + change,
          "give a value for each attribute, in the order of columns(...)");
    }
  }

  /** What new rows need besides: the first version, and the mark of their class. */
  private List<SetNode> constants(EntityModel entity, List<ColumnAttribute> attributes) {
    BasicAttribute version = entity.version();
    return version == null || attributes.contains(version)
        ? List.of()
        : List.of(constant(version, Versions.first(version)));
  }

  private ConflictNode conflict(Change.Conflict conflict, Scope scope) {
    return new ConflictNode(
        leaves(conflict.key(), scope).stream().map(ColumnAttribute::name).toList(),
        sets(conflict.sets(), scope));
  }
}
