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

  /** Rows of another query, by their name. */
  record Table(String name) implements Source {
    @Override
    public String toString() {
      return name;
    }
  }
}
