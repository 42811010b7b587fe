package org.rowanorm.tree;

import org.jspecify.annotations.Nullable;

/** What a path starts from. */
public sealed interface Source {

  /** The first source of the query that the path stands in. */
  enum Root implements Source {
    /** There is one per query. */
    ROOT;

    @Override
    public String toString() {
      return "";
    }
  }

  /**
   * An entity of this query or of one around it.
   *
   * @param alias null for the one without a name of its own
   */
  record Entity(Class<?> type, @Nullable String alias) implements Source {
    @Override
    public String toString() {
      return alias == null ? type.getSimpleName() : alias;
    }
  }

  /**
   * The objects of a place that are of a class further down their hierarchy. Where an object is of
   * another class, nothing is there.
   *
   * @param of the objects: a {@link Node.Self} or a {@link Node.Path} that ends at a reference
   */
  record Treated(Node of, Class<?> type) implements Source {
    @Override
    public String toString() {
      return of + ".as(" + type.getSimpleName() + ")";
    }
  }

  /**
   * The values of a collection, which stand in a table of its own. A path of no name is the value
   * itself.
   *
   * @param alias what tells it from the same values elsewhere in the query
   */
  record Elements(Node.Path collection, String alias) implements Source {
    @Override
    public String toString() {
      return alias;
    }
  }

  /**
   * The keys of a map. A path of no name is the key itself.
   *
   * @param of the values of the map: an {@link Entity} or {@link Elements}
   */
  record Key(Source of) implements Source {
    @Override
    public String toString() {
      return of + ".key";
    }
  }

  /**
   * The value of a map under a key; nothing where the map has no such key.
   *
   * @param type the class of the values where they are entities, else null
   */
  record Held(Node.Path map, Node key, @Nullable Class<?> type) implements Source {
    @Override
    public String toString() {
      return map + ".get(" + key + ")";
    }
  }

  /** Rows of another query, by their name. */
  record Table(String name) implements Source {
    @Override
    public String toString() {
      return name;
    }
  }
}
