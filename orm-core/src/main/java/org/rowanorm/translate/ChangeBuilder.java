package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.DeletionMark;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.sql.Operator;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.QueryTree;
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
    SelectNode rows =
        change instanceof Change.Update update ? update.rows() : ((Change.Delete) change).rows();
    Prepared built = trees.first(rows);
    EntityModel entity = built.scope().root().requiredModel();
    requireOneTable(entity, change instanceof Change.Delete);
    List<SetNode> sets =
        change instanceof Change.Update update ? sets(update, built, entity) : List.of();
    Node mark = change instanceof Change.Delete ? mark(entity) : null;
    List<QueryTree> made = new ArrayList<>();
    for (EntityModel owner : entity.hierarchy().tableOwners()) {
      made.add(
          change instanceof Change.Update
              ? new QueryTree.Update(built.tree(), owner.type(), sets)
              : new QueryTree.Delete(built.tree(), owner.type(), mark));
    }
    return new PreparedChange(entity, made, trees.parameters());
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

  private List<SetNode> sets(Change.Update update, Prepared rows, EntityModel entity) {
    List<SetNode> sets = new ArrayList<>();
    boolean setsVersion = false;
    for (Change.Assigned set : update.sets()) {
      SetNode built = set(set, rows.scope(), entity);
      setsVersion |= entity.version() != null && built.attribute().equals(entity.version().name());
      sets.add(built);
    }
    BasicAttribute version = entity.version();
    if (version != null && !setsVersion && !sets.isEmpty()) {
      Node old = new Node.Path(rows.tree().from().source(), version.name());
      sets.add(
          new SetNode(version.name(), new Node.Call(Operator.ADD, List.of(old, Node.One.ONE))));
    }
    return sets;
  }

  private SetNode set(Change.Assigned set, Scope scope, EntityModel entity) {
    String name = set.attribute() instanceof Node.Path path ? path.name() : "";
    NodeBuilder.Built target = trees.nodes().value(set.attribute(), null, scope);
    Attribute attribute = Paths.leaf(entity, name);
    boolean settable =
        attribute instanceof BasicAttribute
            || (attribute instanceof ToOneAttribute toOne && toOne.refersToId());
    if (attribute == null || !settable || entity.id().has(attribute.slot())) {
      throw new QueryException(
          ErrorCode.UNSUPPORTED_OPERATOR,
          null,
          set.attribute() + " cannot be set by an update of " + entity.name(),
          "in " + change,
          "set attributes of the entity itself that are not its id");
    }
    if (entity.tableOf(attribute) > 0) {
      throw new QueryException(
          ErrorCode.UNSUPPORTED_OPERATOR,
          null,
          set.attribute()
              + " stands in table "
              + entity.tables().get(entity.tableOf(attribute))
              + ", where an object may have no row",
          "in " + change,
          "change the objects instead");
    }
    return new SetNode(name, trees.nodes().value(set.value(), target.type(), scope).node());
  }
}
