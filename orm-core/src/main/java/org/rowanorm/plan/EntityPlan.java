package org.rowanorm.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.TableNaming;
import org.rowanorm.entity.Hydrator;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdGeneration;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToManyAttribute.SortKey;
import org.rowanorm.mapping.ToOneAttribute;
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
  private final @Nullable PlannedColumn[] columnOfSlot;
  private final int idIndex;
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
    this.columnOfSlot = new @Nullable PlannedColumn[model.access().slots()];
    planColumns();
    this.idIndex = selected.indexOf(columnOfSlot[model.id().slot()]);
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
    for (int slot = 0; slot < columnOfSlot.length; slot++) {
      Attribute attribute = model.attribute(slot);
      if (attribute instanceof BasicAttribute basic) {
        plan(new PlannedColumn(written.size(), basic, basic.column()), slot);
      } else if (attribute instanceof ToOneAttribute toOne) {
        plan(new PlannedColumn(written.size(), toOne, toOne.column()), slot);
      }
    }
    for (ToManyAttribute collection : model.foreignKeys()) {
      PlannedColumn column = new PlannedColumn(written.size(), collection, collection.key());
      written.add(column);
      if (column.column().insertable()) {
        inserted.add(column);
      }
    }
  }

  private void plan(PlannedColumn column, int slot) {
    columnOfSlot[slot] = column;
    written.add(column);
    selected.add(column);
    boolean madeByDatabase =
        slot == model.id().slot() && model.idGeneration() == IdGeneration.IDENTITY;
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

  /** The column of an attribute of this entity, or null where it has none. */
  public @Nullable PlannedColumn columnOfSlot(int slot) {
    return columnOfSlot[slot];
  }

  /** The foreign key that a collection of another entity keeps in this table. */
  public PlannedColumn columnOf(ToManyAttribute collection) {
    for (PlannedColumn column : written) {
      if (column.source() == collection) {
        return column;
      }
    }
    throw new IllegalArgumentException(collection + " keeps no key in " + model);
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

  /** The column of the id. */
  public PlannedColumn idColumn() {
    return selected.get(idIndex);
  }

  /** The place of the id among {@link #selected()}, from 0. */
  public int idIndex() {
    return idIndex;
  }

  /** How the id is bound and read. */
  public ColumnType<?> idType() {
    return idColumn().type();
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
      Condition where = new Condition.Compare(idTerm(), Comparison.EQUAL, Term.Parameter.ONE);
      text = render(select(terms(alias), where, List.of()));
      byId = text;
    }
    return text;
  }

  /** The SELECT of the rows with one of a number of ids. */
  public String byIdsSql(int ids) {
    return byKeys.computeIfAbsent(
        new ByKeys(null, ids),
        shape -> render(select(terms(alias), new Condition.In(idTerm(), ids), List.of())));
  }

  /**
   * The SELECT of the elements of a collection for a number of owners. Its first column is the key,
   * the others are those of {@link #selected()}.
   */
  public String elementsSql(ToManyAttribute collection, int owners) {
    return byKeys.computeIfAbsent(
        new ByKeys(collection, owners),
        shape -> {
          Term key = new Term.Column(alias, collection.key().name());
          List<Term> columns = new ArrayList<>(selected.size() + 1);
          columns.add(key);
          columns.addAll(terms(alias));
          return render(
              select(columns, new Condition.In(key, owners), orders(collection.orderBy())));
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
    return Select.of(columns, new TableAlias(table, alias), where, orders);
  }

  private Term idTerm() {
    return new Term.Column(alias, model.id().column().name());
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
    String key = collection.key().name();
    return render(
        new Statement.Update(
            table,
            List.of(new Assignment(key, Term.Null.INSTANCE)),
            Condition.equalsParameter(key)));
  }

  private Condition rowCondition() {
    Condition byIdCondition = Condition.equalsParameter(model.id().column().name());
    BasicAttribute version = model.version();
    return version == null
        ? byIdCondition
        : new Condition.And(
            List.of(byIdCondition, Condition.equalsParameter(version.column().name())));
  }

  private String render(Statement statement) {
    return dialect.render(statement, naming);
  }

  /** The name of the id column as the database keeps it. */
  public String storedIdColumn() {
    return dialect.stored(model.id().column().name());
  }
}
