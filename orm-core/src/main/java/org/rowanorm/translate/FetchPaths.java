package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.CollectionKind;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.RowPart;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.FetchTree;
import org.rowanorm.plan.FetchTree.Branch;

/** Resolves the paths of what a query loads with its objects. */
final class FetchPaths {

  /** What stands around the name of a map in a path that goes on through its keys. */
  private static final Pattern KEYS = Pattern.compile("key\\((.+)\\)");

  /**
   * An attribute and the number of steps that lead to it: more than one within embeddables.
   *
   * @param keysOf the map whose keys it describes, or null
   */
  private record Found(Attribute attribute, int steps, @Nullable ToManyAttribute keysOf) {}

  private final EntityModel root;
  private final Object query;

  /**
   * For the objects of an entity.
   *
   * @param query what messages show as the query, by its {@code toString()}
   */
  FetchPaths(EntityModel root, Object query) {
    this.root = root;
    this.query = query;
  }

  /**
   * A tree with one more path.
   *
   * @throws QueryException where it names nothing that can be loaded
   */
  FetchTree add(FetchTree tree, String path) {
    return add(tree, root, path, 0);
  }

  private FetchTree add(FetchTree tree, EntityModel model, String path, int from) {
    String[] steps = path.split("\\.", -1);
    Found found = find(model, path, steps, from);
    Attribute attribute = found.attribute();
    int next = from + found.steps();
    FetchTree below = tree.below(attribute);
    if (next < steps.length) {
      EntityModel target = FetchTree.targetOf(attribute);
      if (target == null) {
        throw wrong(
            "Path '" + path + "' goes on after " + attribute.path() + ", which holds no objects",
            "fetch '" + String.join(".", Arrays.copyOf(steps, next)) + "'");
      }
      below = add(below, target, path, next);
    }
    String own = String.join(".", Arrays.copyOf(steps, next));
    ToManyAttribute map = found.keysOf();
    FetchTree with = tree;
    if (map != null && !tree.has(map)) {
      String ofMap = own.substring(0, own.lastIndexOf("key(")) + name(steps[next - 1]);
      with = tree.with(new Branch(map, ofMap, FetchTree.NONE, null));
    }
    return with.with(new Branch(attribute, own, below, map));
  }

  /** The name of an attribute in a step: of the map, where the step means its keys. */
  private static String name(String step) {
    Matcher keys = KEYS.matcher(step);
    return keys.matches() ? keys.group(1) : step;
  }

  private Found find(EntityModel model, String path, String[] steps, int from) {
    EmbeddedAttribute inside = null;
    for (int i = from; i < steps.length; i++) {
      String name = name(steps[i]);
      Attribute attribute = attribute(model, inside, name);
      if (!name.equals(steps[i])) {
        return new Found(key(attribute), i - from + 1, (ToManyAttribute) attribute);
      }
      if (!(attribute instanceof EmbeddedAttribute embedded)) {
        requireLoadedLater(attribute);
        return new Found(attribute, i - from + 1, null);
      }
      inside = embedded;
    }
    throw wrong(
        "'" + path + "' is loaded with its row: there is nothing to fetch",
        "fetch references, collections and lazy attributes");
  }

  /** An attribute of an entity, or else of one that extends it. */
  private Attribute attribute(EntityModel model, @Nullable EmbeddedAttribute inside, String name) {
    if (inside == null && model.attribute(name) == null) {
      for (EntityModel member : model.hierarchy().family()) {
        Attribute found = member.attribute(name);
        if (found != null) {
          return found;
        }
      }
    }
    return Paths.attribute(model, inside, name, query);
  }

  private ToOneAttribute key(Attribute attribute) {
    if (!(attribute instanceof ToManyAttribute map) || map.kind() != CollectionKind.MAP) {
      throw wrong(
          attribute.path() + " is no map, so it has no keys", "fetch '" + attribute.name() + "'");
    }
    RowPart position = map.shape().position();
    if (position == null || !(position.attribute() instanceof ToOneAttribute reference)) {
      throw wrong(
          "The keys of " + map.path() + " are values, which come with the map",
          "fetch '" + map.name() + "'");
    }
    return reference;
  }

  private void requireLoadedLater(Attribute attribute) {
    if (attribute instanceof BasicAttribute basic && !basic.lazy()) {
      throw wrong(
          attribute.path() + " is loaded with its row: there is nothing to fetch",
          "fetch references, collections and lazy attributes");
    }
  }

  private QueryException wrong(String fact, String advice) {
    return new QueryException(ErrorCode.WRONG_FETCH, null, fact, "in query " + query, advice);
  }

  /** The attributes that a path leads along, which was checked. */
  List<Attribute> way(String path) {
    String[] steps = path.split("\\.", -1);
    List<Attribute> way = new ArrayList<>();
    EntityModel model = root;
    for (int i = 0; i < steps.length && model != null; ) {
      Found found = find(model, path, steps, i);
      way.add(found.attribute());
      model = FetchTree.targetOf(found.attribute());
      i += found.steps();
    }
    return way;
  }
}
