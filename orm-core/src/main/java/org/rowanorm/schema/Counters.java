package org.rowanorm.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.ColumnDefinition;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdCounter;
import org.rowanorm.mapping.IdCounter.Row;
import org.rowanorm.mapping.IdCounter.Sequence;
import org.rowanorm.mapping.Models;
import org.rowanorm.mapping.TableName;
import org.rowanorm.type.ColumnSize;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.ColumnTypes;

/** Gathers what counts ids apart from the tables of entities: sequences, and tables of counters. */
record Counters(List<Sequence> sequences, List<TableDefinition> tables) {

  static Counters of(Models models, Dialect dialect) {
    Set<Sequence> sequences = new LinkedHashSet<>();
    Map<TableName, TableDefinition> tables = new LinkedHashMap<>();
    for (EntityModel model : models.all()) {
      IdCounter counter = model.idCounter();
      if (counter instanceof Sequence sequence && dialect.hasSequences()) {
        sequences.add(sequence);
      } else if (counter != null) {
        Row row = counter instanceof Sequence sequence ? sequence.standIn() : (Row) counter;
        tables.computeIfAbsent(row.name(), name -> table(row));
      }
    }
    return new Counters(List.copyOf(sequences), new ArrayList<>(tables.values()));
  }

  private static TableDefinition table(Row row) {
    Column key = column(row.keyColumn(), ColumnTypes.STRING);
    TableDefinition table = new TableDefinition(row.name(), List.of(key), false);
    table.add(row.keyColumn(), key);
    table.add(row.valueColumn(), column(row.valueColumn(), ColumnTypes.LONG));
    table.describe(row.details());
    return table;
  }

  private static Column column(String name, ColumnType<?> type) {
    return new Column(
        name, type, false, false, true, true, ColumnSize.UNSAID, ColumnDefinition.UNSAID, "");
  }
}
