package org.rowanorm.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.Feature;
import org.rowanorm.dialect.TableNaming;
import org.rowanorm.entity.Binder;
import org.rowanorm.entity.Hydrator;
import org.rowanorm.jdbc.Batch.Returned;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.DeletionMark;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.EntityTable;
import org.rowanorm.mapping.IdGeneration;
import org.rowanorm.mapping.RowComparison;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.mapping.RowPart;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToManyAttribute.SortKey;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.mapping.UniqueKey;
import org.rowanorm.sql.Comparison;
import org.rowanorm.sql.Condition;
import org.rowanorm.sql.LockWait;
import org.rowanorm.sql.Operator;
import org.rowanorm.sql.Statement;
import org.rowanorm.sql.Statement.Assignment;
import org.rowanorm.sql.Statement.Join;
import org.rowanorm.sql.Statement.Lock;
import org.rowanorm.sql.Statement.LockMode;
import org.rowanorm.sql.Statement.Order;
import org.rowanorm.sql.Statement.Select;
import org.rowanorm.sql.Statement.Table;
import org.rowanorm.sql.Statement.TableAlias;
import org.rowanorm.sql.Term;

/**
 * What is computed once for one entity: its columns, its statements as text, its hydrator. Texts
 * are made at first use. Thread-safe.
 */
public final class EntityPlan {

  /** The number of rows. */
  static final List<Term> COUNT = List.of(new Term.Aggregate(Operator.COUNT, null, false, null));

  private final EntityModel model;
  private final Dialect dialect;
  private final TableNaming naming;
  private final Plans plans;
  private final String alias;
  private final List<PlannedColumn> selected = new ArrayList<>();
  private final List<PlannedColumn> written = new ArrayList<>();
  private final List<PlannedColumn> readBack = new ArrayList<>(0);
  private final List<PlannedColumn> compared = new ArrayList<>(0);
  private final List<List<PlannedColumn>> columnsOfSlot;
  private final List<TablePlan> tables = new ArrayList<>();
  private final RowLayout layout;
  private final List<DistinctColumns> distinctColumns;
  private int mappingHash;
  private final Map<ByKeys, String> byKeys = new ConcurrentHashMap<>();
  private final Map<CollectionQuestion, String> questions = new ConcurrentHashMap<>();
  private volatile @Nullable Selection selection;
  private volatile @Nullable String byId;

  /** The shape of a SELECT by a number of keys; of what, where not of ids. */
  private record ByKeys(@Nullable Object by, int keys, JoinedReferences joined) {

    ByKeys(@Nullable Object by, int keys) {
      this(by, keys, JoinedReferences.NONE);
    }
  }

  EntityPlan(EntityModel model, Dialect dialect, TableNaming naming, Plans plans) {
    this.model = model;
    this.dialect = dialect;
    this.naming = naming;
    this.plans = plans;
    this.alias = alias(model.table().name());
    this.columnsOfSlot = new ArrayList<>(model.access().slots());
    for (int slot = 0; slot < model.access().slots(); slot++) {
      columnsOfSlot.add(new ArrayList<>(1));
    }
    planColumns();
    planTables();
    this.distinctColumns = DistinctColumns.of(model, written);
    int[] positions = new int[selected.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = i;
    }
    this.layout = new RowLayout(this, positions);
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
        int index = written.size();
        int table = model.tableOf(leaf);
        PlannedColumn column =
            new PlannedColumn(index, leaf, part, leaf.columns().get(part), table);
        columnsOfSlot.get(leaf.slot()).add(column);
        written.add(column);
        if (isCompared(leaf) && column.column().updatable()) {
          compared.add(column);
        }
        if (leaf instanceof BasicAttribute basic && basic.readBack() != null) {
          readBack.add(column);
        }
        if (!(leaf instanceof BasicAttribute basic && basic.lazy())) {
          selected.add(column);
        }
      }
    }
    for (ToManyAttribute collection : model.foreignKeys()) {
      int table = model.tableOf(collection);
      List<Column> columns = collection.columnsInTarget();
      for (int part = 0; part < columns.size(); part++) {
        int index = written.size();
        written.add(new PlannedColumn(index, collection, part, columns.get(part), table));
      }
    }
  }

  private boolean isCompared(ColumnAttribute leaf) {
    RowComparison comparison = model.comparison();
    return comparison != null && comparison.leaves().contains(leaf);
  }

  private void planTables() {
    BasicAttribute version = model.version();
    for (int table = 0; table < model.tables().size(); table++) {
      List<PlannedColumn> inserted = new ArrayList<>();
      if (table > 0) {
        inserted.addAll(keyColumns(model.tables().get(table), table));
      }
      for (PlannedColumn column : written) {
        if (column.table() == table && isInserted(column)) {
          inserted.add(column);
        }
      }
      boolean isOfVersion = version != null && model.tableOf(version) == table;
      Column versionColumn = version == null || !isOfVersion ? null : version.column();
      tables.add(
          new TablePlan(
              model.tables().get(table),
              versionColumn,
              inserted,
              table == 0 ? model.hierarchy().discriminator() : null,
              table == 0 ? mark(model) : null,
              this::render));
    }
  }

  /** The mark of deleted rows, with what is done with it. */
  private TablePlan.@Nullable Marked mark(EntityModel of) {
    DeletionMark mark = of.deletionMark();
    return mark == null ? null : new TablePlan.Marked(mark, deletion() != null);
  }

  /** The key in a further table: the same attributes in columns that may have other names. */
  private List<PlannedColumn> keyColumns(EntityTable table, int number) {
    List<PlannedColumn> columns = new ArrayList<>();
    int i = 0;
    if (table.owner() instanceof UniqueKey other) {
      for (UniqueKey.Part part : other.parts()) {
        Column column = table.key().get(i++);
        columns.add(new PlannedColumn(-1, part.leaf(), part.number(), column, number));
      }
      return columns;
    }
    for (ColumnAttribute leaf : model.id().leaves()) {
      for (int part = 0; part < leaf.columns().size(); part++) {
        columns.add(new PlannedColumn(-1, leaf, part, table.key().get(i++), number));
      }
    }
    return columns;
  }

  private boolean isInserted(PlannedColumn column) {
    boolean madeByDatabase =
        !column.isForeignKeyOfCollection()
            && model.id().has(column.source().slot())
            && model.idGeneration() == IdGeneration.IDENTITY;
    return column.column().insertable() && !madeByDatabase;
  }

  /** The model of the entity. */
  public EntityModel model() {
    return model;
  }

  /** What is written to its tables, the one with the id that the database makes first. */
  public List<TablePlan> tables() {
    return tables;
  }

  /** How its rows are marked as deleted, or null where a DELETE does it. */
  public @Nullable DeletionMark deletion() {
    return plans.isWithDeleted() ? null : model.deletionMark();
  }

  /** The columns of its own objects, in the order of their slots. */
  public List<PlannedColumn> selected() {
    return selected;
  }

  /** The number of a column among {@link #selected()}; -1 where it is not selected. */
  int selectedNumber(PlannedColumn column) {
    for (int i = 0; i < selected.size(); i++) {
      if (selected.get(i).index() == column.index()) {
        return i;
      }
    }
    return -1;
  }

  /** The columns that are read or written, those of collections of other entities last. */
  List<PlannedColumn> written() {
    return written;
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

  /** The columns whose values no two rows of its tables share, the id first. */
  public List<DistinctColumns> distinctColumns() {
    return distinctColumns;
  }

  /** Its columns as they stand in {@link #selected()}. */
  public RowLayout layout() {
    return layout;
  }

  /** What makes and fills objects from the columns of {@link #selected()}. */
  public Hydrator hydrator() {
    return layout.hydrator();
  }

  /** What writes its objects into new rows of the first table; null where values are asked for. */
  public @Nullable Binder binder() {
    return plans.binders().of(this);
  }

  /** What makes hydrators. */
  Hydrators hydrators() {
    return plans.hydrators();
  }

  /** The SELECT of its objects, and those of the entities that extend it. */
  public Selection selection() {
    Selection made = selection;
    if (made == null) {
      List<EntityPlan> family = model.hierarchy().family().stream().map(plans::of).toList();
      made =
          new Selection(
              this, family, model.hierarchy().tableOwners().stream().map(plans::of).toList());
      selection = made;
    }
    return made;
  }

  /** A number that changes when the columns of the entity do. */
  public int mappingHash() {
    int hash = mappingHash;
    if (hash == 0) {
      for (PlannedColumn column : selected) {
        hash = 31 * hash + (column.name() + ' ' + column.type()).hashCode();
      }
      mappingHash = hash;
    }
    return hash;
  }

  // ---- statements

  /** The SELECT of one row; its parameter is the id. */
  public String byIdSql() {
    String text = byId;
    if (text == null) {
      text =
          render(
              select(
                  selection().terms(alias),
                  equalsParameters(model.id().columns(), alias),
                  List.of()));
      byId = text;
    }
    return text;
  }

  /**
   * The SELECT that locks one row: its id, and the version where it stands in the first table. Its
   * parameter is the id.
   */
  public String lockSql(boolean shared, LockWait wait) {
    List<Term> columns = new ArrayList<>();
    model.id().columns().forEach(column -> columns.add(new Term.Column(alias, column.name())));
    BasicAttribute version = model.version();
    if (version != null && tables.get(0).hasVersion()) {
      columns.add(new Term.Column(alias, version.column().name()));
    }
    TableAlias from = new TableAlias(tables.get(0).table(), alias);
    Condition row = equalsParameters(model.id().columns(), alias);
    Condition live = selection().live(alias);
    Condition where = live == null ? row : new Condition.And(List.of(row, live));
    boolean sharing = shared && dialect.has(Feature.SHARED_LOCKS);
    Lock lock = new Lock(sharing ? LockMode.SHARE : LockMode.UPDATE, wait, alias);
    return render(Select.of(columns, from, List.of(), where, List.of())) + dialect.lock(lock);
  }

  /** The SELECT of the rows with one of a number of ids, and of what is joined to them. */
  public String byIdsSql(int ids, JoinedReferences joined) {
    return byKeys.computeIfAbsent(
        new ByKeys(null, ids, joined),
        shape -> {
          Condition where = oneOf(alias, model.id().columns(), ids);
          return render(select(selection().terms(alias), where, List.of(), joined));
        });
  }

  /**
   * The SELECT of the rows with one of a number of keys. Its first columns are the key, the others
   * are those of {@link #selected()}.
   */
  public String byKeySql(UniqueKey key, int keys) {
    return byKeys.computeIfAbsent(
        new ByKeys(key, keys),
        shape ->
            render(
                select(after(key.columns(), alias), oneOf(alias, key.columns(), keys), List.of())));
  }

  /**
   * The SELECT of the elements of a collection that their own table holds together, for a number of
   * owners. Its first columns are the key and the position, the others are those of {@link
   * #selected()}, and of what is joined to the elements.
   */
  public String elementsSql(ToManyAttribute collection, int owners, JoinedReferences joined) {
    return byKeys.computeIfAbsent(
        new ByKeys(collection, owners, joined),
        shape -> {
          Condition where = oneOf(keyAlias(collection), collection.key(), owners);
          return elements(collection, where, joined);
        });
  }

  private String elements(ToManyAttribute collection, Condition where, JoinedReferences joined) {
    List<Column> first = new ArrayList<>(collection.key());
    RowPart position = collection.shape().position();
    if (position != null) {
      first.addAll(position.columns());
    }
    List<Term> columns = after(first, keyAlias(collection));
    return render(select(columns, where, orders(collection.orderBy()), joined));
  }

  private String keyAlias(ToManyAttribute collection) {
    ToOneAttribute mappedBy = collection.mappedBy();
    return selection().alias(alias, mappedBy == null ? collection : mappedBy);
  }

  /**
   * The SELECT that answers a question about a collection that the elements' own table holds
   * together, for a number of owners. Its parameters are the owners' keys, then the id, the
   * position, or two indexes. Numbers are answered with the key and a number for each owner that
   * has any, elements with rows as those of {@link #elementsSql}.
   */
  public String questionSql(ToManyAttribute collection, ElementQuestion question, int owners) {
    return questions.computeIfAbsent(
        new CollectionQuestion(collection, question, owners),
        asked -> {
          String keyAlias = keyAlias(collection);
          Condition where =
              asked.where(
                  oneOf(keyAlias, collection.key(), owners),
                  terms(model.id().columns(), alias),
                  positions(collection));
          if (!question.isCount()) {
            return elements(collection, where, JoinedReferences.NONE);
          }
          List<Term> key = terms(collection.key(), keyAlias);
          return render(select(both(key, COUNT), where, List.of()).groupedBy(key));
        });
  }

  private List<Term> positions(ToManyAttribute collection) {
    RowPart position = collection.shape().position();
    return position == null
        ? selection().keyOfMap(alias, collection)
        : terms(position.columns(), keyAlias(collection));
  }

  /** Columns of a table by their names. */
  static List<Term> terms(List<Column> columns, String alias) {
    return columns.stream().<Term>map(column -> new Term.Column(alias, column.name())).toList();
  }

  /**
   * The SELECT of the objects whose reference names one of a number of others. Its first columns
   * are the reference, the others are those of {@link #selected()}, and of what is joined.
   */
  public String referringSql(ToOneAttribute reference, int targets, JoinedReferences joined) {
    return byKeys.computeIfAbsent(
        new ByKeys(reference, targets, joined),
        shape -> {
          String keyAlias = selection().alias(alias, reference);
          Condition where = oneOf(keyAlias, reference.columns(), targets);
          return render(select(after(reference.columns(), keyAlias), where, List.of(), joined));
        });
  }

  /** The SELECT of the ids and one attribute, for a number of ids. */
  public String lazySql(BasicAttribute attribute, int ids) {
    return byKeys.computeIfAbsent(
        new ByKeys(attribute, ids),
        shape -> {
          List<Term> columns = new ArrayList<>();
          model.id().columns().forEach(id -> columns.add(new Term.Column(alias, id.name())));
          columns.add(selection().term(alias, attribute, attribute.column()));
          Join table = selection().join(alias, attribute);
          return render(
              Select.of(
                  columns,
                  selection().from(alias),
                  table == null ? List.of() : List.of(table),
                  oneOf(alias, model.id().columns(), ids),
                  List.of()));
        });
  }

  /** Some columns of one of its tables, then those of whole objects. */
  private List<Term> after(List<Column> first, String firstAlias) {
    List<Term> columns = new ArrayList<>();
    first.forEach(column -> columns.add(new Term.Column(firstAlias, column.name())));
    columns.addAll(selection().terms(alias));
    return columns;
  }

  private List<Order> orders(List<SortKey> keys) {
    return keys.stream()
        .map(
            key ->
                new Order(
                    selection().term(alias, key.attribute(), key.attribute().column()),
                    key.descending()))
        .toList();
  }

  private Select select(List<Term> columns, Condition where, List<Order> orders) {
    return select(columns, where, orders, JoinedReferences.NONE);
  }

  private Select select(
      List<Term> columns, Condition where, List<Order> orders, JoinedReferences joined) {
    Selection from = selection();
    Condition restriction = from.restriction(alias);
    Condition all = restriction == null ? where : new Condition.And(List.of(where, restriction));
    JoinedReferences.Parts further = parts(joined, alias, Set.of(alias));
    return Select.of(
        both(columns, further.columns()),
        from.from(alias),
        both(from.joins(alias), further.joins()),
        all,
        orders);
  }

  private static <T> List<T> both(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /** What a SELECT in which this entity has an alias has for references. */
  JoinedReferences.Parts parts(JoinedReferences joined, String as, Set<String> taken) {
    return joined.parts(plans, new JoinedReferences.Aliased(selection(), as), taken);
  }

  /** Columns that equal parameters. */
  static Condition equalsParameters(List<Column> columns, @Nullable String alias) {
    List<Condition> parts = new ArrayList<>();
    for (Column column : columns) {
      Term term = new Term.Column(alias, column.name());
      parts.add(new Condition.Compare(term, Comparison.EQUAL, Term.Parameter.ONE));
    }
    return parts.size() == 1 ? parts.get(0) : new Condition.And(parts);
  }

  /** Columns that equal one of a number of keys. */
  static Condition oneOf(@Nullable String alias, List<Column> columns, int keys) {
    if (columns.size() == 1) {
      return new Condition.In(new Term.Column(alias, columns.get(0).name()), keys);
    }
    return new Condition.In(
        new Term.Tuple(columns.stream().<Term>map(c -> new Term.Column(alias, c.name())).toList()),
        Collections.nCopies(keys, Term.Tuple.ofParameters(columns.size())));
  }

  /** The columns that are compared where the row of an object is searched. */
  public List<PlannedColumn> compared() {
    return compared;
  }

  /** How rows of a table are updated, by the indexes of the columns to write. */
  public UpdatePlan update(int table, BitSet columns, RowMatch match) {
    return tables.get(table).update(columns, new TablePlan.Matched(match, this::column));
  }

  /**
   * The DELETE of one row of a table; its parameters are the id, the version where it stands here,
   * and what the row must hold. Where rows are marked it is an UPDATE, whose first parameter is the
   * mark.
   */
  public String deleteSql(int table, RowMatch match) {
    return tables.get(table).deleteSql(new TablePlan.Matched(match, this::column));
  }

  /** {@link #deleteSql} for several rows in one statement, where rows are not marked. */
  public ManyRows deleteRows(int table, RowMatch match) {
    return tables.get(table).deleteRows(new TablePlan.Matched(match, this::column));
  }

  /**
   * How rows of a table are inserted or, where they are there, updated.
   *
   * @param key what tells whether a row of the first table is there; it stands in that table
   * @param columns the indexes of the columns to write, beside the id
   */
  public UpsertPlan upsert(int table, RowKey key, BitSet columns) {
    UpsertPlan.Spelling spelling =
        new UpsertPlan.Spelling(dialect.upserts(), dialect::identifier, this::render);
    return new UpsertPlan(this, table, key, columns, spelling);
  }

  /** The UPDATE that empties the foreign key of all elements of one collection of one owner. */
  public String releaseSql(ToManyAttribute collection) {
    Table table = tables.get(model.tableOf(collection)).table();
    return render(
        new Statement.Update(table, emptied(collection), equalsParameters(collection.key(), null)));
  }

  /** {@link #releaseSql} for several owners in one statement. */
  public ManyRows releaseRows(ToManyAttribute collection) {
    Table table = tables.get(model.tableOf(collection)).table();
    return ManyRows.ofUpdate(this::render, table, emptied(collection), collection.key());
  }

  private static List<Assignment> emptied(ToManyAttribute collection) {
    return collection.columnsInTarget().stream()
        .map(key -> new Assignment(key.name(), Term.Null.INSTANCE))
        .toList();
  }

  private String render(Statement statement) {
    return dialect.render(statement, naming);
  }

  // ---- what the database fills

  /** The columns of a table that are read back after an INSERT, or else after an UPDATE. */
  public List<PlannedColumn> readBack(int table, boolean insert) {
    return readBack.isEmpty()
        ? List.of()
        : readBack.stream()
            .filter(column -> column.table() == table)
            .filter(column -> ((BasicAttribute) column.source()).isReadBackAfter(insert))
            .toList();
  }

  /** The SELECT of the ids and of the columns that are read back, for a number of ids. */
  public String readBackSql(int table, boolean insert, int ids) {
    TablePlan from = tables.get(table);
    List<Term> columns = new ArrayList<>();
    from.key().forEach(column -> columns.add(new Term.Column(alias, column.name())));
    readBack(table, insert).forEach(c -> columns.add(new Term.Column(alias, c.name())));
    Condition where = oneOf(alias, from.key(), ids);
    TableAlias named = new TableAlias(from.table(), alias);
    return render(Select.of(columns, named, List.of(), where, List.of()));
  }

  /** Whether the statements that write give back what is to be read back. */
  public boolean returnsWritten() {
    return dialect.returnsWritten();
  }

  /** What a statement on a table gives back of the columns that are read back. */
  public List<Returned> returned(int table, boolean insert) {
    return readBack(table, insert).stream()
        .map(column -> new Returned(dialect.stored(column.name()), column.type()))
        .toList();
  }

  /** The id that the database makes, as an INSERT gives it back. */
  public Returned returnedId() {
    Column id = model.id().simple().column();
    return new Returned(dialect.stored(id.name()), id.type());
  }
}
