package org.rowanorm.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.DeletionMark;
import org.rowanorm.mapping.EntityTable;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.sql.Condition;
import org.rowanorm.sql.Statement;
import org.rowanorm.sql.Statement.Assignment;
import org.rowanorm.sql.Statement.Select;
import org.rowanorm.sql.Statement.Table;
import org.rowanorm.sql.Statement.TableAlias;
import org.rowanorm.sql.Term;
import org.rowanorm.type.ColumnType;

/**
 * What is written to one table of an entity: its columns and the statements. Texts are made at
 * first use. Thread-safe.
 */
public final class TablePlan {

  /**
   * The mark of deleted rows.
   *
   * @param hides whether rows that have it are passed over
   */
  record Marked(DeletionMark mark, boolean hides) {

    /** That a row is not deleted. */
    Condition isLive(@Nullable String alias) {
      return isLive(mark, alias);
    }

    static Condition isLive(DeletionMark mark, @Nullable String alias) {
      Term column = new Term.Column(alias, mark.column().name());
      Object live = mark.live();
      return live == null
          ? new Condition.IsNull(column)
          : new Condition.Among(column, List.of(live));
    }
  }

  /**
   * What a row is found by beside its id and version.
   *
   * @param columns gives a column by its index
   */
  record Matched(RowMatch match, IntFunction<PlannedColumn> columns) {

    List<PlannedColumn> equal() {
      return planned(match.equal());
    }

    List<PlannedColumn> planned(BitSet indexes) {
      return indexes.stream().mapToObj(columns).toList();
    }

    /** A condition on rows of which some columns are null too. */
    Condition with(Condition rows) {
      return match.nulls().isEmpty()
          ? rows
          : and(
              rows,
              match.nulls().stream()
                  .<Term>mapToObj(
                      i -> new Condition.IsNull(new Term.Column(null, columns.apply(i).name())))
                  .toList());
    }
  }

  /** The columns of an UPDATE, and what it finds its row by. */
  private record Shape(BitSet columns, RowMatch match) {}

  /** More column sets of UPDATEs than this are not remembered. */
  private static final int MAX_UPDATES = 256;

  private final Table table;
  private final EntityTable.Kind kind;
  private final RowKey owner;
  private final List<Column> key;
  private final @Nullable Column version;
  private final List<PlannedColumn> inserted;
  private final @Nullable Column discriminator;
  private final @Nullable Marked marked;
  private final ColumnType<?>[] insertTypes;
  private final List<PlannedColumn> largeColumns;
  private final Function<Statement, String> render;
  private final Map<Shape, UpdatePlan> updates = new ConcurrentHashMap<>();
  private final Map<Integer, String> keySelects = new ConcurrentHashMap<>(0);
  private volatile @Nullable String insert;
  private volatile @Nullable ManyRows insertMany;
  private volatile @Nullable String delete;
  private volatile @Nullable ManyRows deleteMany;

  /**
   * A plan for a table.
   *
   * @param version the version column, where this table has it
   * @param discriminator the column that names the class of the row, where this table has it; it
   *     comes after the others in an INSERT
   * @param marked the mark of deleted rows, where this table has it; it comes last in an INSERT
   */
  TablePlan(
      EntityTable table,
      @Nullable Column version,
      List<PlannedColumn> inserted,
      @Nullable Column discriminator,
      @Nullable Marked marked,
      Function<Statement, String> render) {
    this.table = new Table(table.name().schema(), table.name().name());
    this.kind = table.kind();
    this.owner = table.owner();
    this.key = table.key();
    this.version = version;
    this.inserted = inserted;
    this.discriminator = discriminator;
    this.marked = marked;
    this.render = render;
    List<ColumnType<?>> types = new ArrayList<>();
    inserted.forEach(column -> types.add(column.type()));
    if (discriminator != null) {
      types.add(discriminator.type());
    }
    if (marked != null) {
      types.add(marked.mark().column().type());
    }
    this.insertTypes = types.toArray(ColumnType<?>[]::new);
    this.largeColumns = large(inserted);
  }

  /** The table. */
  public Table table() {
    return table;
  }

  /** What of an object finds its row: its id, or another key of it. */
  public RowKey owner() {
    return owner;
  }

  /** The columns that hold {@link #owner}. */
  List<Column> key() {
    return key;
  }

  /** What its rows are. */
  public EntityTable.Kind kind() {
    return kind;
  }

  /** Whether an object may have no row in it. */
  public boolean isOptional() {
    return kind != EntityTable.Kind.OWN;
  }

  /** Whether it holds the version. */
  public boolean hasVersion() {
    return version != null;
  }

  /** Whether it holds the discriminator. */
  public boolean hasDiscriminator() {
    return discriminator != null;
  }

  /** The mark of deleted rows, where it holds it; else null. */
  public @Nullable DeletionMark mark() {
    return marked == null ? null : marked.mark();
  }

  /** The columns of an INSERT that attributes fill, in its order. */
  public List<PlannedColumn> inserted() {
    return inserted;
  }

  /** The columns of an INSERT without those of the id. */
  public List<PlannedColumn> values() {
    return inserted.stream().filter(column -> column.index() >= 0).toList();
  }

  /** How the values of an INSERT are bound; not to be changed. */
  public ColumnType<?>[] insertTypes() {
    return insertTypes;
  }

  private static List<PlannedColumn> large(List<PlannedColumn> inserted) {
    List<PlannedColumn> large = new ArrayList<>();
    for (PlannedColumn column : inserted) {
      boolean isBasic = column.source() instanceof BasicAttribute;
      Class<?> type = isBasic ? ((BasicAttribute) column.source()).javaType() : Object.class;
      if (type.isInterface() || !Parameters.isSmall(type)) {
        large.add(column);
      }
    }
    return large;
  }

  /** The columns of an INSERT whose values may take many bytes. */
  public List<PlannedColumn> largeColumns() {
    return largeColumns;
  }

  /** The INSERT of one row. */
  public String insertSql() {
    String text = insert;
    if (text == null) {
      text = render.apply(new Statement.Insert(table, insertedNames()));
      insert = text;
    }
    return text;
  }

  private List<String> insertedNames() {
    List<String> names = new ArrayList<>();
    inserted.forEach(column -> names.add(column.name()));
    if (discriminator != null) {
      names.add(discriminator.name());
    }
    if (marked != null) {
      names.add(marked.mark().column().name());
    }
    return names;
  }

  /** {@link #insertSql} for several rows in one statement. */
  public ManyRows insertRows() {
    ManyRows many = insertMany;
    if (many == null) {
      many = ManyRows.ofInsert(render, table, insertedNames());
      insertMany = many;
    }
    return many;
  }

  /** The SELECT of the keys of the rows with one of a number of keys. */
  public String keysSql(int keys) {
    return keySelects.computeIfAbsent(
        keys,
        number -> {
          String alias = EntityPlan.alias(table.name());
          List<Term> columns = new ArrayList<>();
          key.forEach(column -> columns.add(new Term.Column(alias, column.name())));
          Condition where = EntityPlan.oneOf(alias, key, number);
          TableAlias from = new TableAlias(table, alias);
          return render.apply(Select.of(columns, from, List.of(), where, List.of()));
        });
  }

  /** See {@link EntityPlan#deleteSql}. */
  String deleteSql(Matched matched) {
    String text = matched.match().isNone() ? delete : null;
    if (text == null) {
      Condition row = rowCondition(matched);
      text =
          render.apply(
              marked != null && marked.hides()
                  ? new Statement.Update(
                      table, List.of(Assignment.ofParameter(marked.mark().column().name())), row)
                  : new Statement.Delete(table, row));
      delete = matched.match().isNone() ? text : delete;
    }
    return text;
  }

  /** {@link #deleteSql} for several rows in one statement, where rows are not marked. */
  ManyRows deleteRows(Matched matched) {
    ManyRows many = matched.match().isNone() ? deleteMany : null;
    if (many == null) {
      ManyRows.Target target = new ManyRows.Target(table, List.of(), matched::with);
      many = ManyRows.ofDelete(render, target, rowColumns(matched));
      deleteMany = matched.match().isNone() ? many : deleteMany;
    }
    return many;
  }

  /**
   * How rows are updated.
   *
   * @param numbers the numbers of the columns to write
   */
  UpdatePlan update(BitSet numbers, Matched matched) {
    UpdatePlan known = updates.get(new Shape(numbers, matched.match()));
    if (known == null) {
      BitSet own = (BitSet) numbers.clone();
      known = newUpdate(matched.planned(own), matched);
      if (updates.size() < MAX_UPDATES) {
        updates.put(new Shape(own, matched.match()), known);
      }
    }
    return known;
  }

  private UpdatePlan newUpdate(List<PlannedColumn> columns, Matched matched) {
    List<String> names = columns.stream().map(PlannedColumn::name).toList();
    List<Assignment> assignments = names.stream().map(Assignment::ofParameter).toList();
    List<Column> by = rowColumns(matched);
    ManyRows.Target target = new ManyRows.Target(table, names, rows -> live(matched.with(rows)));
    List<ColumnType<?>> types = new ArrayList<>();
    columns.forEach(column -> types.add(column.type()));
    by.forEach(column -> types.add(column.type()));
    return new UpdatePlan(
        render.apply(new Statement.Update(table, assignments, rowCondition(matched))),
        columns,
        matched.equal(),
        types.toArray(ColumnType<?>[]::new),
        ManyRows.ofUpdate(render, target, by, key.size()));
  }

  private Condition rowCondition(Matched matched) {
    return live(matched.with(EntityPlan.equalsParameters(rowColumns(matched), null)));
  }

  /** A condition on rows, of which those that are marked as deleted are passed over. */
  private Condition live(Condition rows) {
    if (marked == null || !marked.hides()) {
      return rows;
    }
    return and(rows, List.of(marked.isLive(null)));
  }

  private static Condition and(Condition rows, List<? extends Term> more) {
    List<Term> parts =
        new ArrayList<>(rows instanceof Condition.And and ? and.parts() : List.of(rows));
    parts.addAll(more);
    return new Condition.And(parts);
  }

  private List<Column> rowColumns(Matched matched) {
    List<Column> columns = new ArrayList<>(key);
    if (version != null) {
      columns.add(version);
    }
    matched.equal().forEach(column -> columns.add(column.column()));
    return columns;
  }
}
