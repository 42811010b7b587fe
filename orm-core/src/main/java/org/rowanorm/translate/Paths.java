package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.List;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.Nearest;
import org.rowanorm.error.QueryException;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;

/** Resolves the names in paths. */
final class Paths {

  /**
   * A resolved path.
   *
   * @param joins the references that must be joined to reach the column
   * @param target the last attribute
   * @param column the column that holds its value
   */
  record Resolved(List<ToOneAttribute> joins, Attribute target, Column column) {}

  private Paths() {}

  /**
   * The attribute and column that a path leads to. A path that ends at the id of a reference needs
   * no join for it: the foreign key is the id.
   *
   * @param query what messages show as the query, by its {@code toString()}
   */
  static Resolved resolve(EntityModel root, String name, Object query) {
    if (name.indexOf('.') < 0) {
      Attribute attribute = attribute(root, name, query);
      return new Resolved(List.of(), attribute, column(attribute, query));
    }
    String[] steps = name.split("\\.", -1);
    List<ToOneAttribute> joins = new ArrayList<>();
    EntityModel model = root;
    for (int i = 0; i < steps.length - 1; i++) {
      Attribute attribute = attribute(model, steps[i], query);
      if (!(attribute instanceof ToOneAttribute toOne)) {
        throw new QueryException(
            ErrorCode.NOT_A_TO_ONE,
            null,
            "Path '" + name + "' goes on after " + attribute.path() + ", which is no reference",
            "in query " + query,
            "only references to one other object can be followed");
      }
      joins.add(toOne);
      model = toOne.target();
    }
    Attribute last = attribute(model, steps[steps.length - 1], query);
    if (last == model.id() && !joins.isEmpty()) {
      ToOneAttribute reference = joins.remove(joins.size() - 1);
      return new Resolved(joins, last, reference.column());
    }
    return new Resolved(joins, last, column(last, query));
  }

  /**
   * The collection that a path leads to.
   *
   * @param owner the path of what has the collection; empty for the root
   */
  record ResolvedCollection(String owner, ToManyAttribute attribute) {}

  /** The collection that a path leads to. */
  static ResolvedCollection collection(EntityModel root, String name, Object query) {
    int dot = name.lastIndexOf('.');
    String owner = dot < 0 ? "" : name.substring(0, dot);
    EntityModel model = owner.isEmpty() ? root : target(root, owner, query);
    Attribute attribute = attribute(model, name.substring(dot + 1), query);
    if (attribute instanceof ToManyAttribute toMany) {
      return new ResolvedCollection(owner, toMany);
    }
    throw new QueryException(
        ErrorCode.UNSUPPORTED_OPERATOR,
        null,
        attribute.path() + " is no collection",
        "in query " + query);
  }

  /** The entity that a path of references leads to. */
  static EntityModel target(EntityModel root, String name, Object query) {
    if (resolve(root, name, query).target() instanceof ToOneAttribute toOne) {
      return toOne.target();
    }
    throw new QueryException(
        ErrorCode.NOT_A_TO_ONE,
        null,
        root.name() + "." + name + " is no reference",
        "in query " + query,
        "only references to one other object can be followed");
  }

  private static Attribute attribute(EntityModel model, String name, Object query) {
    Attribute found = model.attribute(name);
    if (found == null) {
      throw new QueryException(
          ErrorCode.UNKNOWN_ATTRIBUTE,
          null,
          "No attribute '"
              + name
              + "' in "
              + model.name()
              + Nearest.hint(name, model.attributeNames()),
          "in query " + query);
    }
    return found;
  }

  private static Column column(Attribute attribute, Object query) {
    if (attribute instanceof BasicAttribute basic) {
      return basic.column();
    }
    if (attribute instanceof ToOneAttribute toOne) {
      return toOne.column();
    }
    throw new QueryException(
        ErrorCode.UNSUPPORTED_OPERATOR,
        null,
        attribute.path() + " is a collection; it cannot be compared or sorted by",
        "in query " + query,
        "query its elements instead");
  }
}
