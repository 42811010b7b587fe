package org.rowanorm.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.EntityTable;
import org.rowanorm.mapping.TableDetails;
import org.rowanorm.mapping.TableName;

/**
 * Columns of one table whose values are in one of its rows only: the id, a unique column, a unique
 * constraint or index. Immutable and thread-safe.
 *
 * @param name the table and the columns; the same for all entities that share the table
 * @param columns the columns, as one entity writes them
 */
public record DistinctColumns(String name, List<PlannedColumn> columns) {

  /** Copies the list. */
  public DistinctColumns {
    columns = List.copyOf(columns);
  }

  /** The keys of the tables of an entity, as far as attributes of its own fill their columns. */
  static List<DistinctColumns> of(EntityModel model, List<PlannedColumn> written) {
    List<DistinctColumns> keys = new ArrayList<>();
    List<PlannedColumn> id = new ArrayList<>();
    for (PlannedColumn column : written) {
      if (isOfId(model, column)) {
        id.add(column);
      }
    }
    keys.add(key(model, id));
    for (PlannedColumn column : written) {
      if (column.column().unique()) {
        keys.add(key(model, List.of(column)));
      }
    }
    for (int table = 0; table < model.tables().size(); table++) {
      for (List<String> names : named(details(model, table))) {
        List<PlannedColumn> columns = find(names, table, written);
        if (columns.size() == names.size()) {
          keys.add(key(model, columns));
        }
      }
    }
    List<DistinctColumns> ownKeys = new ArrayList<>();
    for (DistinctColumns key : keys) {
      if (key.isOwn()) {
        ownKeys.add(key);
      }
    }
    return List.copyOf(ownKeys);
  }

  /** Whether attributes fill all its columns, and no collection of another entity does. */
  private boolean isOwn() {
    for (PlannedColumn column : columns) {
      if (column.isForeignKeyOfCollection()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOfId(EntityModel model, PlannedColumn column) {
    return !column.isForeignKeyOfCollection() && model.id().has(column.source().slot());
  }

  private static DistinctColumns key(EntityModel model, List<PlannedColumn> columns) {
    TableName table = model.tables().get(columns.get(0).table()).name();
    List<String> names = new ArrayList<>();
    for (PlannedColumn column : columns) {
      names.add(column.name());
    }
    return new DistinctColumns(table.schema() + "." + table.name() + names, columns);
  }

  /** A shared table is described by the topmost entity, each other one by who declares it. */
  private static TableDetails details(EntityModel model, int number) {
    EntityTable table = model.tables().get(number);
    if (table.isOptional()) {
      return table.details();
    }
    return (model.hierarchy().sharesTable() ? model.root() : table.declaring()).tableDetails();
  }

  /** The columns of constraints; those that are checked at the commit need no order. */
  private static List<List<String>> named(TableDetails details) {
    List<List<String>> keys = new ArrayList<>();
    for (TableDetails.Unique unique : details.uniques()) {
      if (!unique.options().toLowerCase(Locale.ROOT).contains("initially deferred")) {
        keys.add(unique.columns());
      }
    }
    for (TableDetails.Index index : details.indexes()) {
      if (index.unique()) {
        keys.add(index.columns().stream().map(TableDetails.IndexColumn::name).toList());
      }
    }
    return keys;
  }

  private static List<PlannedColumn> find(
      List<String> names, int table, List<PlannedColumn> written) {
    Map<String, PlannedColumn> byName = new HashMap<>();
    for (PlannedColumn column : written) {
      if (column.table() == table) {
        byName.put(column.name().toLowerCase(Locale.ROOT), column);
      }
    }
    List<PlannedColumn> columns = new ArrayList<>();
    for (String name : names) {
      PlannedColumn column = byName.get(name.toLowerCase(Locale.ROOT));
      if (column != null) {
        columns.add(column);
      }
    }
    return columns;
  }

  /** Whether it has any of some columns. */
  public boolean touches(BitSet indexes) {
    for (PlannedColumn column : columns) {
      if (indexes.get(column.index())) {
        return true;
      }
    }
    return false;
  }

  /** A column that may be emptied, so that a row gives up its value; none where there is none. */
  public BitSet emptied() {
    BitSet emptied = new BitSet();
    for (PlannedColumn column : columns) {
      if (column.column().nullable() && column.column().updatable()) {
        emptied.set(column.index());
        return emptied;
      }
    }
    return emptied;
  }
}
