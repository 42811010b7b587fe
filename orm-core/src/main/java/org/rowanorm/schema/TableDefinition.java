package org.rowanorm.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.MappingException;
import org.rowanorm.error.Nearest;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.TableDetails;
import org.rowanorm.mapping.TableDetails.IndexColumn;
import org.rowanorm.mapping.TableName;
import org.rowanorm.mapping.UniqueKey;

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
  private TableDetails details = TableDetails.NONE;
  private final boolean keyMadeByDatabase;
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final List<ForeignKey> foreignKeys = new ArrayList<>();
  private final List<List<String>> referredTo = new ArrayList<>(0);

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

  /** Adds columns that other rows refer to, or that identify rows beside the key. */
  void add(UniqueKey key) {
    List<String> names = key.columns().stream().map(Column::name).toList();
    if (!referredTo.contains(names)) {
      referredTo.add(names);
    }
  }

  /** The unique constraints: those that were said, and those that others need. */
  List<TableDetails.Unique> uniques(Dialect dialect) {
    List<TableDetails.Unique> all = new ArrayList<>(details.uniques());
    for (List<String> names : referredTo) {
      if (!isUnique(names, dialect)) {
        all.add(new TableDetails.Unique("", names, ""));
      }
    }
    return all;
  }

  private boolean isUnique(List<String> names, Dialect dialect) {
    Set<String> wanted = Set.copyOf(names);
    List<List<String>> known = new ArrayList<>();
    known.add(key.stream().map(Column::name).toList());
    columns.values().stream().filter(Column::unique).forEach(c -> known.add(List.of(c.name())));
    details.uniques().forEach(unique -> known.add(unique.columns()));
    details.indexes().stream()
        .filter(TableDetails.Index::unique)
        .forEach(i -> known.add(i.columns().stream().map(IndexColumn::name).toList()));
    return known.stream()
        .anyMatch(
            said ->
                said.stream()
                    .map(column -> nameOf(column, dialect))
                    .collect(Collectors.toSet())
                    .equals(wanted));
  }

  /** Takes what is said of it beside its columns and keys. */
  void describe(TableDetails given) {
    details = given;
  }

  /** The column that a name in the mapping means, or null. */
  @Nullable Column find(String said, Dialect dialect) {
    Column exact = columns.get(dialect.stored(said));
    if (exact != null) {
      return exact;
    }
    return columns.values().stream()
        .filter(column -> column.name().equalsIgnoreCase(said))
        .findFirst()
        .orElse(null);
  }

  /** The name of the column that a name in the mapping means. */
  String nameOf(String said, Dialect dialect) {
    Column column = find(said, dialect);
    return column == null ? said : column.name();
  }

  /** What indexes and unique constraints name and is no column. */
  List<MappingException> unknownColumns(Dialect dialect) {
    List<String> named = new ArrayList<>();
    details.indexes().forEach(i -> i.columns().forEach(c -> named.add(c.name())));
    details.uniques().forEach(unique -> named.addAll(unique.columns()));
    Set<String> known = columns.values().stream().map(Column::name).collect(Collectors.toSet());
    return named.stream()
        .filter(column -> find(column, dialect) == null)
        .map(
            column ->
                new MappingException(
                    ErrorCode.UNKNOWN_COLUMN,
                    "No column '" + column + "' in " + name.name() + Nearest.hint(column, known),
                    "in an index or a unique constraint of the table",
                    "name columns, not attributes"))
        .toList();
  }

  TableDetails details() {
    return details;
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
