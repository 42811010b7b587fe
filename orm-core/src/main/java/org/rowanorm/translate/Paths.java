package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.Nearest;
import org.rowanorm.error.QueryException;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdModel;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.mapping.UniqueKey;

/** Resolves the names in paths. */
final class Paths {

  /**
   * A resolved path.
   *
   * @param joins the references that must be joined to reach the columns, from either side
   * @param holder the attribute whose columns they are: the last one, or the reference to it
   * @param target the last attribute
   * @param columns the columns that hold its value; several for a reference to an id of several
   */
  record Resolved(
      List<Attribute> joins, Attribute holder, Attribute target, List<Column> columns) {}

  private Paths() {}

  /**
   * The attribute and the columns that a path leads to. A path that ends at the key of a reference,
   * mostly the id, or at a part of it, needs no join for it: the foreign key holds it. What stands
   * for an object is its id, to which a reference by another key must be followed.
   *
   * @param query what messages show as the query, by its {@code toString()}
   */
  static Resolved resolve(EntityModel root, String name, Object query) {
    return name.indexOf('.') < 0
        ? end(List.of(), attribute(root, null, name, query), query)
        : walk(root, null, name, query);
  }

  /** The same for a path that starts within a value, which an attribute describes. */
  static Resolved within(Attribute start, String name, Object query) {
    return name.isEmpty() ? end(List.of(), start, query) : walk(start.owner(), start, name, query);
  }

  private static Resolved walk(
      EntityModel root, @Nullable Attribute start, String name, Object query) {
    List<Attribute> joins = new ArrayList<>();
    EntityModel model = root;
    EmbeddedAttribute inside = null;
    Attribute last = start;
    for (String step : name.split("\\.", -1)) {
      if (last instanceof EmbeddedAttribute embedded) {
        inside = embedded;
      } else if (last != null) {
        joins.add(last);
        model = followed(last, name, query);
        inside = null;
      }
      last = attribute(model, inside, step, query);
    }
    return end(joins, Objects.requireNonNull(last), query);
  }

  private static EntityModel followed(Attribute attribute, String name, Object query) {
    EntityModel target = targetOrNull(attribute);
    if (target == null) {
      throw new QueryException(
          ErrorCode.NOT_A_TO_ONE,
          null,
          "Path '" + name + "' goes on after " + attribute.path() + ", which is no reference",
          "in query " + query,
          "only references to one other object can be followed");
    }
    return target;
  }

  /** The entity that a reference leads to, from either side; null for other attributes. */
  static @Nullable EntityModel targetOrNull(Attribute attribute) {
    if (attribute instanceof ToOneAttribute toOne) {
      return toOne.target();
    }
    return attribute instanceof InverseToOneAttribute inverse ? inverse.target() : null;
  }

  private static Resolved end(List<Attribute> joins, Attribute last, Object query) {
    if (targetOrNull(last) != null && !holdsId(last)) {
      List<Attribute> all = new ArrayList<>(joins);
      all.add(last);
      IdModel id = Objects.requireNonNull(targetOrNull(last)).id();
      return new Resolved(all, id.leaves().get(0), last, id.columns());
    }
    if (!joins.isEmpty() && joins.get(joins.size() - 1) instanceof ToOneAttribute reference) {
      int place = placeInKey(reference.key(), last);
      if (place >= 0) {
        int end = place + ((ColumnAttribute) last).columns().size();
        List<Attribute> before = joins.subList(0, joins.size() - 1);
        return new Resolved(before, reference, last, reference.columns().subList(place, end));
      }
    }
    return new Resolved(joins, last, last, columns(last, query));
  }

  /** Whether the columns of a reference hold the id of what it leads to. */
  static boolean holdsId(Attribute reference) {
    return reference instanceof ToOneAttribute toOne && toOne.refersToId();
  }

  /** The number of the first column of an attribute among those of a key, or -1. */
  private static int placeInKey(RowKey key, Attribute attribute) {
    return attribute instanceof ColumnAttribute leaf && leaves(key).contains(leaf)
        ? Collections.indexOfSubList(key.columns(), leaf.columns())
        : -1;
  }

  private static List<ColumnAttribute> leaves(RowKey key) {
    return key instanceof UniqueKey unique
        ? unique.parts().stream().map(UniqueKey.Part::leaf).toList()
        : ((IdModel) key).leaves();
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
    Attribute attribute = last(root, name, query);
    if (attribute instanceof ToManyAttribute toMany) {
      return toMany;
    }
    throw new QueryException(
        ErrorCode.UNSUPPORTED_OPERATOR,
        null,
        attribute.path() + " is no collection",
        "in query " + query);
  }

  /** The collection that a path leads to, or null where it leads to something else. */
  static @Nullable ToManyAttribute collectionOrNull(EntityModel root, String name, Object query) {
    return last(root, name, query) instanceof ToManyAttribute toMany ? toMany : null;
  }

  private static Attribute last(EntityModel root, String name, Object query) {
    int dot = name.lastIndexOf('.');
    if (dot < 0) {
      return attribute(root, null, name, query);
    }
    String before = name.substring(0, dot);
    EmbeddedAttribute inside = embeddedOrNull(root, before);
    EntityModel model = inside == null ? target(root, before, query) : inside.owner();
    return attribute(model, inside, name.substring(dot + 1), query);
  }

  /** The embeddable that a path leads to, or null where it leads to something else. */
  private static @Nullable EmbeddedAttribute embeddedOrNull(EntityModel root, String name) {
    EntityModel model = root;
    Attribute last = null;
    for (String step : name.split("\\.", -1)) {
      if (last != null && !(last instanceof EmbeddedAttribute)) {
        model = targetOrNull(last);
      }
      last =
          last instanceof EmbeddedAttribute inside
              ? inside.part(step)
              : model == null ? null : model.attribute(step);
      if (last == null) {
        return null;
      }
    }
    return last instanceof EmbeddedAttribute embedded ? embedded : null;
  }

  /** The entity that a path of references leads to. */
  static EntityModel target(EntityModel root, String name, Object query) {
    EntityModel target = targetOrNull(resolve(root, name, query).target());
    if (target != null) {
      return target;
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

  private static List<Column> columns(Attribute attribute, Object query) {
    if (attribute instanceof ColumnAttribute leaf) {
      return leaf.columns();
    }
    if (attribute instanceof EmbeddedAttribute embedded && !embedded.leaves().isEmpty()) {
      return embedded.leaves().stream().flatMap(leaf -> leaf.columns().stream()).toList();
    }
    boolean collection = attribute instanceof ToManyAttribute;
    throw new QueryException(
        ErrorCode.UNSUPPORTED_OPERATOR,
        null,
        attribute.path()
            + (collection ? " is a collection" : " has no column of its own")
            + "; it cannot be compared or sorted by",
        "in query " + query,
        collection ? "query its elements instead" : "name one of its parts instead");
  }
}
