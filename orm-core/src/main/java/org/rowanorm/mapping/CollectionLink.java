package org.rowanorm.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the database keeps which elements belong to a collection. */
public sealed interface CollectionLink {

  /** What of the owner the columns hold: its id, or another key of it. */
  RowKey owner();

  /** The columns that hold the key of the owner, in the order of its columns. */
  List<Column> key();

  /**
   * A foreign key in the table of the elements.
   *
   * @param mappedBy the element's attribute that writes the key, or null where the collection does
   */
  record InTarget(RowKey owner, List<Column> key, @Nullable ToOneAttribute mappedBy)
      implements CollectionLink {

    /** Copies the list. */
    public InTarget {
      key = List.copyOf(key);
    }
  }

  /**
   * A table of its own, with a row for each element.
   *
   * @param mappedBy the element's collection that writes the rows, or null where this one does
   */
  record InTable(
      TableName table,
      TableDetails details,
      RowKey owner,
      List<Column> key,
      @Nullable ToManyAttribute mappedBy)
      implements CollectionLink {

    /** Copies the list. */
    public InTable {
      key = List.copyOf(key);
    }
  }
}
