package org.rowanorm.session;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.Nearest;
import org.rowanorm.error.QueryException;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;

/** Checks the paths that a query must not load. */
final class LazyPaths {

  private LazyPaths() {}

  /**
   * Refuses a path that leads nowhere, or whose value comes with its row.
   *
   * @param query what messages show as the query
   */
  static void require(EntityModel root, String path, Object query) {
    EntityModel model = root;
    String rest = path;
    while (true) {
      Attribute attribute = first(model, rest);
      if (attribute == null) {
        throw unknown(model, path, rest, query);
      }
      if (attribute.name().equals(rest)) {
        requireLazy(attribute, path, query);
        return;
      }
      rest = rest.substring(attribute.name().length() + 1);
      model = Objects.requireNonNull(target(attribute));
    }
  }

  /** The attribute that a path begins with; where it goes on, one that leads to objects. */
  private static @Nullable Attribute first(EntityModel model, String path) {
    for (EntityModel member : model.hierarchy().family()) {
      for (String name : member.attributeNames()) {
        Attribute attribute = member.attribute(name);
        if (attribute != null && begins(attribute, path)) {
          return attribute;
        }
      }
      for (ColumnAttribute leaf : member.leaves()) {
        if (begins(leaf, path)) {
          return leaf;
        }
      }
      for (ToManyAttribute collection : member.toManys()) {
        if (begins(collection, path)) {
          return collection;
        }
      }
    }
    return null;
  }

  private static boolean begins(Attribute attribute, String path) {
    return path.equals(attribute.name())
        || (path.startsWith(attribute.name() + ".") && target(attribute) != null);
  }

  private static @Nullable EntityModel target(Attribute attribute) {
    if (attribute instanceof ToOneAttribute toOne) {
      return toOne.target();
    }
    if (attribute instanceof InverseToOneAttribute inverse) {
      return inverse.target();
    }
    return attribute instanceof ToManyAttribute toMany && toMany.isAssociation()
        ? toMany.target()
        : null;
  }

  private static void requireLazy(Attribute attribute, String path, Object query) {
    boolean lazy =
        attribute instanceof BasicAttribute basic
            ? basic.lazy()
            : attribute instanceof ToManyAttribute || target(attribute) != null;
    if (!lazy) {
      throw new QueryException(
          ErrorCode.NOT_LAZY,
          null,
          attribute.path() + " is loaded with its row, so its read never raises",
          "in raise(\"" + path + "\") of query " + query,
          "name an association, a collection or a lazy value");
    }
  }

  private static QueryException unknown(EntityModel model, String path, String rest, Object query) {
    String name = rest.split("\\.", 2)[0];
    return new QueryException(
        ErrorCode.UNKNOWN_ATTRIBUTE,
        null,
        "No attribute '"
            + name
            + "' in "
            + model.name()
            + Nearest.hint(name, model.attributeNames()),
        "in raise(\"" + path + "\") of query " + query);
  }
}
