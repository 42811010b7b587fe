package org.rowanorm.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.TableNaming;
import org.rowanorm.entity.Hydrator;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdGeneration;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToManyAttribute.SortKey;
import org.rowanorm.sql.Comparison;
import org.rowanorm.sql.Condition;
import org.rowanorm.sql.Statement;
import org.rowanorm.sql.Statement.Assignment;
import org.rowanorm.sql.Statement.Order;
import org.rowanorm.sql.Statement.Select;
import org.rowanorm.sql.Statement.Table;
import org.rowanorm.sql.Statement.TableAlias;
import org.rowanorm.sql.Term;
import org.rowanorm.type.ColumnType;

/**
 * What is computed once for one entity: its columns, its statements as text, its hydrator. Texts
 * are made at first use. Thread-safe.
 */
public final class EntityPlan {

  /** More column sets of UPDATEs than this are not remembered. */
  private static final int MAX_UPDATE_TEXTS = 256;

  private final EntityModel model;
  private final Dialect dialect;
  private final TableNaming naming;
  private final Table table;
  private final String alias;
  private final List<PlannedColumn> selected = new ArrayList<>();
  private final List<PlannedColumn> inserted = new ArrayList<>();
  private final List<PlannedColumn> written = new ArrayList<>();
  private final ColumnType<?>[] insertTypes;
  private final List<List<PlannedColumn>> columnsOfSlot;
  private final int[] idIndexes;
  private final int mappingHash;
  private final Map<BitSet, String> updates = new ConcurrentHashMap<>();
  private final Map<ByKeys, String> byKeys = new ConcurrentHashMap<>();
  private volatile @Nullable Hydrator hydrator;
  private volatile @Nullable String byId;
  private volatile @Nullable String insert;
  private volatile @Nullable String delete;

  /** The shape of a SELECT by a number of keys; without an attribute, by ids. */
  private record ByKeys(@Nullable ToManyAttribute attribute, int keys) {}

  EntityPlan(EntityModel model, Dialect dialect, TableNaming naming) {
    this.model = model;
    this.dialect = dialect;
    this.naming = naming;
    this.table = new Table(model.table().schema(), model.table().name());
    this.alias = alias(model.table().name());
    this.columnsOfSlot =
        Stream.generate(() -> (List<PlannedColumn>) new ArrayList<PlannedColumn>(1))
            .limit(model.access().slots())
            .toList();
    planColumns();
    this.idIndexes =
        selected.stream()
            .filter(c -> model.id().has(c.source().slot()))
            .mapToInt(selected::indexOf)
            .toArray();
    this.mappingHash = selected.stream().map(c -> c.name() + ' ' + c.type()).toList().hashCode();
    this.insertTypes = inserted.stream().map(PlannedColumn::type).toArray(ColumnType<?>[]::new);
  }

  /** The first letter of a table, by which a SELECT speaks of it. */
  public static String alias(String table) {
    for (int i = 0; i < table.length(); i++) {
      char c = Character.toLowerCase(table.charAt(i));
      if (c >= 'a' && c <= 'z') {
        return String.valueOf(c);
      }
    }
    return "t";
  }

  private void planColumns() {
    for (ColumnAttribute leaf : model.leaves()) {
      for (int part = 0; part < leaf.columns().size(); part++) {
        plan(new PlannedColumn(written.size(), leaf, part, leaf.columns().get(part)));
      }
    }
    for (ToManyAttribute collection : model.foreignKeys()) {
      for (int part = 0; part < collection.key().size(); part++) {
        Column key = collection.key().get(part);
        PlannedColumn column = new PlannedColumn(written.size(), collection, part, key);
        written.add(column);
        if (key.insertable()) {
          inserted.add(column);
        }
      }
    }
  }

  private void plan(PlannedColumn column) {
    int slot = column.source().slot();
    columnsOfSlot.get(slot).add(column);
    written.add(column);
    selected.add(column);
    boolean madeByDatabase = model.id().has(slot) && model.idGeneration() == IdGeneration.IDENTITY;
    if (column.column().insertable() && !madeByDatabase) {
      inserted.add(column);
    }
  }

  /** The model of the entity. */
  public EntityModel model() {
    return model;
  }

  /** The entity's table. */
  public Table table() {
    return table;
  }

  /** The columns that a SELECT of whole objects reads, in its order. */
  public List<PlannedColumn> selected() {
    return selected;
  }

  /** The columns of an INSERT, in its order. */
  public List<PlannedColumn> inserted() {
    return inserted;
  }

  /** How the values of an INSERT are bound; not to be changed. */
  public ColumnType<?>[] insertTypes() {
    return insertTypes;
  }

  /** A column by its index. */
  public PlannedColumn column(int index) {
    return written.get(index);
  }

  /** The columns of what a slot holds: none for a collection, several for an embeddable. */
  public List<PlannedColumn> columnsOfSlot(int slot) {
    return columnsOfSlot.get(slot);
  }

  /**
   * The columns of one attribute: a leaf of this entity, or a collection that keeps its key here.
   */
  public List<PlannedColumn> columnsOf(Attribute attribute) {
    return written.stream().filter(column -> column.source() == attribute).toList();
  }

  /** What makes and fills objects from the columns of {@link #selected()}. */
  public Hydrator hydrator() {
    Hydrator made = hydrator;
    if (made == null) {
      made = Hydrators.make(this);
      hydrator = made;
    }
    return made;
  }

  /** The places of the id's columns among {@link #selected()}, from 0; not to be changed. */
  public int[] idIndexes() {
    return idIndexes;
  }

  /** A number that changes when the columns of the entity do. */
  public int mappingHash() {
    return mappingHash;
  }

  /** The columns of whole objects, as terms of a SELECT. */
  public List<Term> terms(String tableAlias) {
    return selected.stream().<Term>map(c -> new Term.Column(tableAlias, c.name())).toList();
  }

  // ---- statements

  /** The SELECT of one row; its parameter is the id. */
  public String byIdSql() {
    String text = byId;
    if (text == null) {
      text = render(select(terms(alias), equalsParameters(model.id().columns(), alias), List.of()));
      byId = text;
    }
    return text;
  }

  /** The SELECT of the rows with one of a number of ids. */
  public String byIdsSql(int ids) {
    return byKeys.computeIfAbsent(
        new ByKeys(null, ids),
        shape -> render(select(terms(alias), oneOf(model.id().columns(), ids), List.of())));
  }

  /**
   * The SELECT of the elements of a collection for a number of owners. Its first columns are the
   * key, the others are those of {@link #selected()}.
   */
  public String elementsSql(ToManyAttribute collection, int owners) {
    return byKeys.computeIfAbsent(
        new ByKeys(collection, owners),
        shape -> {
          List<Term> columns = new ArrayList<>(selected.size() + 1);
          collection.key().forEach(key -> columns.add(new Term.Column(alias, key.name())));
          columns.addAll(terms(alias));
          Condition where = oneOf(collection.key(), owners);
          return render(select(columns, where, orders(collection.orderBy())));
        });
  }

  private List<Order> orders(List<SortKey> keys) {
    return keys.stream()
        .map(
            key ->
                new Order(
                    new Term.Column(alias, key.attribute().column().name()), key.descending()))
        .toList();
  }

  private Select select(List<Term> columns, Condition where, List<Order> orders) {
    return new Select(
        columns, new TableAlias(table, alias), List.of(), where, orders, false, false);
  }

  /** Columns that equal parameters. */
  private static Condition equalsParameters(List<Column> columns, @Nullable String alias) {
    List<Condition> parts = new ArrayList<>();
    for (Column column : columns) {
      Term term = new Term.Column(alias, column.name());
      parts.add(new Condition.Compare(term, Comparison.EQUAL, Term.Parameter.ONE));
    }
    return parts.size() == 1 ? parts.get(0) : new Condition.And(parts);
  }

  /** Columns that equal one of a number of keys. */
  private Condition oneOf(List<Column> columns, int keys) {
    if (columns.size() == 1) {
      return new Condition.In(new Term.Column(alias, columns.get(0).name()), keys);
    }
    return new Condition.InRows(
        columns.stream().<Term>map(c -> new Term.Column(alias, c.name())).toList(), keys);
  }

  /** The INSERT of one row. */
  public String insertSql() {
    String text = insert;
    if (text == null) {
      text =
          render(new Statement.Insert(table, inserted.stream().map(PlannedColumn::name).toList()));
      insert = text;
    }
    return text;
  }

  /** The DELETE of one row; its parameters are the id and, where there is one, the version. */
  public String deleteSql() {
    String text = delete;
    if (text == null) {
      text = render(new Statement.Delete(table, rowCondition()));
      delete = text;
    }
    return text;
  }

  /**
   * The UPDATE of one row; its parameters are the values of the columns in the order of their
   * indexes, then the id and, where there is one, the version.
   */
  public String updateSql(BitSet columns) {
    String text = updates.get(columns);
    if (text == null) {
      List<Assignment> assignments =
          columns.stream().mapToObj(i -> Assignment.ofParameter(column(i).name())).toList();
      text = render(new Statement.Update(table, assignments, rowCondition()));
      if (updates.size() < MAX_UPDATE_TEXTS) {
        updates.put((BitSet) columns.clone(), text);
      }
    }
    return text;
  }

  /** The UPDATE that empties the foreign key of all elements of one collection of one owner. */
  public String releaseSql(ToManyAttribute collection) {
    List<Assignment> empty =
        collection.key().stream()
            .map(key -> new Assignment(key.name(), Term.Null.INSTANCE))
            .toList();
    return render(new Statement.Update(table, empty, equalsParameters(collection.key(), null)));
  }

  private Condition rowCondition() {
    List<Column> columns = new ArrayList<>(model.id().columns());
    BasicAttribute version = model.version();
    if (version != null) {
      columns.add(version.column());
    }
    return equalsParameters(columns, null);
  }

  private String render(Statement statement) {
    return dialect.render(statement, naming);
  }

  /** The name of the id column as the database keeps it. */
  public String storedIdColumn() {
    return dialect.stored(model.id().simple().column().name());
  }
}
