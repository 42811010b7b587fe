package org.rowanorm.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.CollectionLink;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.DeletionMark;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.EntityTable;
import org.rowanorm.mapping.IdGeneration;
import org.rowanorm.mapping.Models;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.mapping.RowPart;
import org.rowanorm.mapping.TableName;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.mapping.UniqueKey;
import org.rowanorm.schema.TableDefinition.ForeignKey;

/** Gathers the tables of the mapping from its entities. For one use by one thread. */
final class Tables {

  private final Dialect dialect;
  private final Map<TableName, TableDefinition> tables = new LinkedHashMap<>();

  private Tables(Dialect dialect) {
    this.dialect = dialect;
  }

  static List<TableDefinition> of(Models models, Dialect dialect) {
    Tables gathered = new Tables(dialect);
    for (EntityModel model : models.all()) {
      if (!isWithoutTable(model)) {
        gathered.add(model);
      }
    }
    for (EntityModel model : models.all()) {
      for (ToManyAttribute collection : model.toManys()) {
        if (collection.writesRows() && collection.owner() == model) {
          gathered.add(collection, Objects.requireNonNull(collection.table()));
        }
      }
    }
    return List.copyOf(gathered.tables.values());
  }

  private static boolean isWithoutTable(EntityModel model) {
    return model.isAbstract() && model.hierarchy().isTablePerClass();
  }

  private void add(EntityModel model) {
    List<TableDefinition> own = new ArrayList<>();
    for (int i = 0; i < model.tables().size(); i++) {
      own.add(table(model, i));
    }
    describe(model, own);
    for (ColumnAttribute leaf : model.leaves()) {
      if (leaf instanceof BasicAttribute basic) {
        addColumn(own.get(model.tableOf(leaf)), column(model, leaf, basic.column()));
      }
    }
    for (UniqueKey key : model.uniqueKeys()) {
      own.get(0).add(key);
    }
    Column discriminator = model.hierarchy().discriminator();
    if (discriminator != null) {
      addColumn(own.get(0), discriminator);
    }
    DeletionMark mark = model.deletionMark();
    if (mark != null) {
      addColumn(own.get(0), mark.column());
    }
    for (ColumnAttribute leaf : model.leaves()) {
      if (leaf instanceof ToOneAttribute toOne) {
        List<Column> columns = leaf.columns().stream().map(c -> column(model, leaf, c)).toList();
        addKey(own.get(model.tableOf(leaf)), columns, toOne.target(), toOne.key());
      }
    }
    for (ToManyAttribute collection : model.foreignKeys()) {
      TableDefinition table = own.get(model.tableOf(collection));
      addKey(table, collection.key(), collection.owner(), collection.ownerKey());
      collection.columnsInTarget().forEach(column -> addColumn(table, column));
    }
  }

  /** A table that others have too is described by the entity that declares it. */
  private static void describe(EntityModel model, List<TableDefinition> definitions) {
    for (int i = 0; i < definitions.size(); i++) {
      EntityTable table = model.tables().get(i);
      if (table.isOptional() && table.declaring() == model) {
        definitions.get(i).describe(table.details());
      } else if (table.declaring() == model) {
        definitions.get(i).describe(model.tableDetails());
      }
    }
  }

  /** The table of a collection, with a row for each element. */
  private void add(ToManyAttribute collection, CollectionLink.InTable link) {
    CollectionTable rows = new CollectionTable(collection, link);
    TableDefinition table = new TableDefinition(link.table(), rows.primaryKey(), false);
    tables.putIfAbsent(link.table(), table);
    table.describe(link.details());
    rows.columns().forEach(column -> addColumn(table, column));
    addKey(table, link.key(), collection.owner(), link.owner());
    RowPart position = collection.shape().position();
    if (position != null) {
      addKeys(table, position);
    }
    addKeys(table, collection.element());
  }

  private void addKeys(TableDefinition table, RowPart part) {
    for (ColumnAttribute leaf : part.leaves()) {
      if (leaf instanceof ToOneAttribute toOne) {
        addKey(table, toOne.columns(), toOne.target(), toOne.key());
      }
    }
  }

  private TableDefinition table(EntityModel model, int number) {
    EntityTable said = model.tables().get(number);
    TableDefinition known = tables.get(said.name());
    if (known != null) {
      return known;
    }
    boolean byDatabase = number == 0 && model.idGeneration() == IdGeneration.IDENTITY;
    TableDefinition made = new TableDefinition(said.name(), said.key(), byDatabase);
    tables.put(said.name(), made);
    if (said.isOptional()) {
      addKey(made, said.key(), said.declaring(), said.owner());
    } else if (number > 0) {
      EntityTable above = model.tables().get(number - 1);
      said.key().forEach(column -> addColumn(made, column));
      made.add(new ForeignKey(said.key(), above.name(), above.key()));
    }
    return made;
  }

  /**
   * A table of references has no row for one that is null. In a shared table the columns of what
   * extends the topmost entity are null for the others. What stands in several tables has
   * constraints in each, which cannot all have the name that was given.
   */
  private static Column column(EntityModel model, ColumnAttribute leaf, Column column) {
    if (model.hierarchy().isTablePerClass() && leaf.owner() != model) {
      return column.withoutNames();
    }
    EntityTable table = model.tables().get(model.tableOf(leaf));
    if (table.isOptional()) {
      return table.kind() == EntityTable.Kind.REFERENCE ? column.notNull() : column;
    }
    boolean shared = model.hierarchy().sharesTable() && leaf.owner() != model.root();
    return shared ? column.orNull() : column;
  }

  private void addColumn(TableDefinition table, Column column) {
    table.add(dialect.stored(column.name()), column);
  }

  private void addKey(TableDefinition table, List<Column> columns, EntityModel target, RowKey key) {
    columns.forEach(column -> addColumn(table, column));
    boolean severalTables = target.hierarchy().isTablePerClass() && target.isPolymorphic();
    if (key instanceof UniqueKey) {
      table.add(new ForeignKey(columns, target.tables().get(0).name(), key.columns()));
    } else if (!severalTables) {
      EntityTable to = target.ownTable();
      table.add(new ForeignKey(columns, to.name(), to.key()));
    }
  }
}
