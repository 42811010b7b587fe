package org.rowanorm.mapping;

/**
 * Where the ids of entities are counted apart from their tables. Immutable and thread-safe; equal
 * ones are one.
 */
public sealed interface IdCounter {

  /** The table, where none is named. */
  String TABLE = "id_counters";

  /** Its key column, where none is named. */
  String KEY_COLUMN = "name";

  /** Its other column, where none is named. */
  String VALUE_COLUMN = "last_id";

  /** The sequence, or the table with the counter's row. */
  TableName name();

  /** How many ids are taken at once. */
  int allocationSize();

  /**
   * A sequence, which gives the first id of each block.
   *
   * @param start the first id of all
   * @param options what follows in its DDL, or empty
   */
  record Sequence(TableName name, long start, int allocationSize, String options)
      implements IdCounter {

    /** The row of a table that stands in for it where there are no sequences. */
    public Row standIn() {
      String key = name.schema() == null ? name.name() : name.schema() + "." + name.name();
      return Row.of(key, start - 1, allocationSize);
    }
  }

  /**
   * A row of a table, which holds the last id that was taken.
   *
   * @param key the value of the key column in its row
   * @param last the last id before the first one
   * @param details what is said of the table for its DDL
   */
  record Row(
      TableName name,
      String keyColumn,
      String valueColumn,
      String key,
      long last,
      int allocationSize,
      TableDetails details)
      implements IdCounter {

    /** A row of the table that is taken where none is named. */
    public static Row of(String key, long last, int allocationSize) {
      return new Row(
          new TableName(null, TABLE),
          KEY_COLUMN,
          VALUE_COLUMN,
          key,
          last,
          allocationSize,
          TableDetails.NONE);
    }
  }
}
