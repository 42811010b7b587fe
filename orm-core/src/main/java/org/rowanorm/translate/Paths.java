package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.Nearest;
import org.rowanorm.error.QueryException;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;

/** Resolves the names in paths. */
final class Paths {

  /**
   * A resolved path.
   *
   * @param joins the references that must be joined to reach the column
   * @param holder the attribute whose column it is: the last one, or the reference to it
   * @param target the last attribute
   * @param column the column that holds its value
   */
  record Resolved(List<ToOneAttribute> joins, Attribute holder, Attribute target, Column column) {}

  private Paths() {}

  /**
   * The attribute and column that a path leads to. A path that ends at the key of a reference,
   * mostly the id, needs no join for it: the foreign key holds it.
   *
   * @param query what messages show as the query, by its {@code toString()}
   */
  static Resolved resolve(EntityModel root, String name, Object query) {
    if (name.indexOf('.') < 0) {
      Attribute attribute = attribute(root, null, name, query);
      return new Resolved(List.of(), attribute, attribute, column(attribute, query));
    }
    String[] steps = name.split("\\.", -1);
    List<ToOneAttribute> joins = new ArrayList<>();
    EntityModel model = root;
    EmbeddedAttribute inside = null;
    for (int i = 0; i < steps.length - 1; i++) {
      Attribute attribute = attribute(model, inside, steps[i], query);
      if (attribute instanceof EmbeddedAttribute embedded) {
        inside = embedded;
        continue;
      }
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
      inside = null;
    }
    Attribute last = attribute(model, inside, steps[steps.length - 1], query);
    if (!joins.isEmpty() && isKey(joins.get(joins.size() - 1), last)) {
      ToOneAttribute reference = joins.remove(joins.size() - 1);
      return new Resolved(joins, reference, last, reference.columns().get(0));
    }
    return new Resolved(joins, last, last, column(last, query));
  }

  /** Whether the foreign key of a reference holds an attribute of the target. */
  private static boolean isKey(ToOneAttribute reference, Attribute attribute) {
    return reference.key().isSimple() && attribute == reference.key().simple();
  }

  /** The attribute of a name, which may be within an embeddable, or null. */
  static @Nullable Attribute leaf(EntityModel model, String name) {
    for (ColumnAttribute leaf : model.leaves()) {
      if (leaf.name().equals(name)) {
        return leaf;
      }
    }
    return null;
  }

  /** The collection that a path leads to. */
  static ToManyAttribute collection(EntityModel root, String name, Object query) {
    int dot = name.lastIndexOf('.');
    EntityModel model = dot < 0 ? root : target(root, name.substring(0, dot), query);
    Attribute attribute = attribute(model, null, name.substring(dot + 1), query);
    if (attribute instanceof ToManyAttribute toMany) {
      return toMany;
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

  /** An attribute of an entity, or of an embeddable in it. */
  static Attribute attribute(
      EntityModel model, @Nullable EmbeddedAttribute inside, String name, Object query) {
    Attribute found = inside == null ? model.attribute(name) : inside.part(name);
    if (found == null) {
      throw new QueryException(
          ErrorCode.UNKNOWN_ATTRIBUTE,
          null,
          "No attribute '"
              + name
              + "' in "
              + (inside == null ? model.name() : inside.path())
              + Nearest.hint(name, names(model, inside)),
          "in query " + query);
    }
    return found;
  }

  private static List<String> names(EntityModel model, @Nullable EmbeddedAttribute inside) {
    return inside == null
        ? model.attributeNames()
        : inside.parts().stream()
            .map(part -> part.name().substring(inside.name().length() + 1))
            .toList();
  }

  private static Column column(Attribute attribute, Object query) {
    if (attribute instanceof BasicAttribute basic) {
      return basic.column();
    }
    if (attribute instanceof ToOneAttribute toOne && toOne.columns().size() == 1) {
      return toOne.columns().get(0);
    }
    throw new QueryException(
        ErrorCode.UNSUPPORTED_OPERATOR,
        null,
        attribute.path()
            + (attribute instanceof ToManyAttribute ? " is a collection" : " has several columns")
            + "; it cannot be compared or sorted by",
        "in query " + query,
        attribute instanceof ToManyAttribute
            ? "query its elements instead"
            : "name one of its parts instead");
  }
}
