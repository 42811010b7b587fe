package org.rowanorm.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rowanorm.dialect.Upserts;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.DeletionMark;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdGeneration;
import org.rowanorm.mapping.IdModel;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.sql.Condition;
import org.rowanorm.sql.Operator;
import org.rowanorm.sql.Statement;
import org.rowanorm.sql.Statement.Assignment;
import org.rowanorm.sql.Statement.Select;
import org.rowanorm.sql.Statement.TableAlias;
import org.rowanorm.sql.Term;
import org.rowanorm.type.ColumnType;

/**
 * How rows of one table of an entity are inserted or, where they are there already, updated.
 * Immutable and thread-safe.
 */
public final class UpsertPlan {

  private final EntityPlan entity;
  private final int number;
  private final TablePlan table;
  private final RowKey key;
  private final Upserts spelling;
  private final String alias;
  private final List<PlannedColumn> columns = new ArrayList<>();
  private final List<Column> constants = new ArrayList<>(0);
  private final List<@Nullable Object> values = new ArrayList<>(0);
  private final Function<Statement, String> render;

  /**
   * A plan for rows with values for some columns.
   *
   * @param key what tells in the first table whether a row is there; others have keys of their own
   * @param written the columns beside the id
   */
  UpsertPlan(EntityPlan entity, int number, RowKey key, BitSet written, Spelling spelling) {
    this.entity = entity;
    this.number = number;
    this.table = entity.tables().get(number);
    this.key = key;
    this.spelling = spelling.upserts();
    this.alias = spelling.identifier().apply(table.table().name());
    this.render = spelling.render();
    columns.addAll(idColumns(number));
    for (PlannedColumn column : entity.written()) {
      boolean here = column.table() == number && !column.isForeignKeyOfCollection();
      if (here && written.get(column.index()) && column.column().insertable()) {
        columns.add(column);
      }
    }
    addConstants();
  }

  /** How the statements become text. */
  record Spelling(
      Upserts upserts, Function<String, String> identifier, Function<Statement, String> render) {}

  private List<PlannedColumn> idColumns(int number) {
    EntityModel model = entity.model();
    boolean made = model.idGeneration() == IdGeneration.IDENTITY && !(key instanceof IdModel);
    if (number == 0) {
      return entity.written().stream()
          .filter(column -> !made && model.id().has(column.source().slot()))
          .filter(column -> !column.isForeignKeyOfCollection())
          .toList();
    }
    return table.inserted().stream().filter(column -> column.index() < 0).toList();
  }

  private void addConstants() {
    Column discriminator = entity.model().hierarchy().discriminator();
    if (discriminator != null && table.hasDiscriminator()) {
      constants.add(discriminator);
      values.add(entity.model().hierarchy().value());
    }
    DeletionMark mark = table.mark();
    if (mark != null) {
      constants.add(mark.column());
      values.add(mark.live());
    }
  }

  /** The columns whose values objects give, in the order of the parameters. */
  public List<PlannedColumn> columns() {
    return columns;
  }

  /** The values of the parameters after those of the columns; the same for all rows. */
  public List<@Nullable Object> constants() {
    return Collections.unmodifiableList(values);
  }

  /** How the parameters are bound. */
  public ColumnType<?>[] types() {
    List<ColumnType<?>> types = new ArrayList<>();
    columns.forEach(column -> types.add(column.type()));
    constants.forEach(column -> types.add(column.type()));
    return types.toArray(ColumnType<?>[]::new);
  }

  /** The statement for one row. */
  public String sql() {
    return sql(1);
  }

  /** The statement for several rows. */
  public ManyRows rows() {
    return ManyRows.ofAll(this::sql, columns.size() + constants.size());
  }

  private String sql(int rows) {
    List<String> names = new ArrayList<>();
    columns.forEach(column -> names.add(column.name()));
    constants.forEach(column -> names.add(column.name()));
    ColumnType<?>[] types = types();
    boolean typed = spelling == Upserts.MERGE;
    List<Term> row =
        IntStream.range(0, types.length)
            .<Term>mapToObj(i -> new Term.Slot(i, typed ? types[i].sqlType() : null))
            .toList();
    return render.apply(
        new Statement.BulkInsert(
            new TableAlias(table.table(), alias),
            names,
            new Statement.Values(Collections.nCopies(rows, row)),
            new Statement.Conflict(keyNames(), assignments())));
  }

  private List<String> keyNames() {
    return found().stream().map(Column::name).toList();
  }

  private List<Column> found() {
    return isFirst() ? key.columns() : table.key();
  }

  private boolean isFirst() {
    return number == 0;
  }

  /** What changes in a row that is there: neither its id, nor its key, nor its class. */
  private List<Assignment> assignments() {
    Set<String> fixed = new HashSet<>(keyNames());
    table.key().forEach(column -> fixed.add(column.name()));
    List<Assignment> assignments = new ArrayList<>();
    for (PlannedColumn column : columns) {
      boolean isVersion = column.source() == entity.model().version();
      if (isVersion) {
        assignments.add(new Assignment(column.name(), nextVersion(column)));
      } else if (column.column().updatable() && !fixed.contains(column.name())) {
        assignments.add(new Assignment(column.name(), new Term.Inserted(column.name())));
      }
    }
    DeletionMark mark = table.mark();
    if (mark != null) { // a row that was deleted is there again
      String name = mark.column().name();
      assignments.add(new Assignment(name, new Term.Inserted(name)));
    }
    return assignments;
  }

  private Term nextVersion(PlannedColumn version) {
    Term now = new Term.Column(alias, version.name());
    return Number.class.isAssignableFrom(version.type().javaType())
        ? new Term.Call(Operator.ADD, List.of(now, new Term.Whole(1)))
        : new Term.Inserted(version.name());
  }

  // ---- what the rows are then

  /**
   * What objects do not know of rows that were just written, and is read of them: the version, what
   * is read back, and the id where the rows were found by another key.
   */
  public List<PlannedColumn> told() {
    List<PlannedColumn> told = new ArrayList<>();
    boolean byOther = isFirst() && !(key instanceof IdModel);
    for (PlannedColumn column : entity.written()) {
      boolean here = column.table() == number && !column.isForeignKeyOfCollection();
      if (here && (tells(column) || (byOther && entity.model().id().has(column.source().slot())))) {
        told.add(column);
      }
    }
    return told;
  }

  private static boolean tells(PlannedColumn column) {
    return column.source() instanceof BasicAttribute basic
        && (basic.version() || basic.readBack() != null);
  }

  /** What the rows of the table are found by. */
  public RowKey key() {
    return isFirst() ? key : table.owner();
  }

  /** The SELECT of the key and of {@link #told}, for a number of keys. */
  public String toldSql(int keys) {
    String letter = EntityPlan.alias(table.table().name());
    List<Term> terms = new ArrayList<>();
    found().forEach(column -> terms.add(new Term.Column(letter, column.name())));
    told().forEach(column -> terms.add(new Term.Column(letter, column.name())));
    TableAlias from = new TableAlias(table.table(), letter);
    Condition where = EntityPlan.oneOf(letter, found(), keys);
    return render.apply(Select.of(terms, from, List.of(), where, List.of()));
  }
}
