package org.rowanorm.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.TableName;

/** A table as the mapping wants it. Filled once; for one use by one thread. */
final class TableDefinition {

  /** A foreign key. */
  record ForeignKey(List<Column> columns, TableName to, List<Column> toColumns) {

    List<String> names() {
      return columns.stream().map(Column::name).toList();
    }
  }

  private final TableName name;
  private final List<Column> key;
  private final boolean keyMadeByDatabase;
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final List<ForeignKey> foreignKeys = new ArrayList<>();

  TableDefinition(TableName name, List<Column> key, boolean keyMadeByDatabase) {
    this.name = name;
    this.key = key;
    this.keyMadeByDatabase = keyMadeByDatabase;
  }

  /** Adds a column; one that two attributes share is made once. */
  void add(String stored, Column column) {
    columns.putIfAbsent(stored, column);
  }

  /** Adds a foreign key; one that two attributes share is made once. */
  void add(ForeignKey added) {
    if (foreignKeys.stream().noneMatch(known -> known.names().equals(added.names()))) {
      foreignKeys.add(added);
    }
  }

  TableName name() {
    return name;
  }

  List<Column> key() {
    return key;
  }

  boolean isMadeByDatabase(Column column) {
    return keyMadeByDatabase && key.contains(column);
  }

  List<Column> columns() {
    return List.copyOf(columns.values());
  }

  List<ForeignKey> foreignKeys() {
    return foreignKeys;
  }
}
