package org.rowanorm.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.TableNaming;
import org.rowanorm.mapping.CollectionLink;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.mapping.RowPart;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToManyAttribute.SortKey;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.sql.Comparison;
import org.rowanorm.sql.Condition;
import org.rowanorm.sql.Statement;
import org.rowanorm.sql.Statement.Assignment;
import org.rowanorm.sql.Statement.Join;
import org.rowanorm.sql.Statement.Order;
import org.rowanorm.sql.Statement.Select;
import org.rowanorm.sql.Statement.Table;
import org.rowanorm.sql.Statement.TableAlias;
import org.rowanorm.sql.Term;
import org.rowanorm.type.ColumnType;

/**
 * What is computed once for one collection with a table of its own: its columns and its statements
 * as text. Texts are made at first use. Thread-safe.
 */
public final class CollectionPlan {

  private final ToManyAttribute attribute;
  private final @Nullable EntityPlan target;
  private final Dialect dialect;
  private final TableNaming naming;
  private final Table table;
  private final String alias;
  private final List<Column> position;
  private final List<Column> element;
  private final BitSet written = new BitSet();
  private final List<PlannedColumn> selected;
  private final Map<ByKeys, String> selects = new ConcurrentHashMap<>();
  private final Map<RowForm, String> texts = new ConcurrentHashMap<>();
  private final Map<CollectionQuestion, String> questions = new ConcurrentHashMap<>();

  /** The shape of a SELECT of the rows of a number of owners. */
  private record ByKeys(int owners, JoinedReferences joined) {}

  /** A plan; the target's plan is given for a collection of entities. */
  CollectionPlan(
      ToManyAttribute attribute, @Nullable EntityPlan target, Dialect dialect, TableNaming naming) {
    this.attribute = attribute;
    this.target = target;
    this.dialect = dialect;
    this.naming = naming;
    CollectionLink.InTable link = Objects.requireNonNull(attribute.table());
    this.table = new Table(link.table().schema(), link.table().name());
    this.alias = EntityPlan.alias(link.table().name());
    RowPart place = attribute.shape().position();
    this.position = place == null ? List.of() : place.columns();
    this.element = attribute.element().columns();
    noteWritten();
    this.selected = selected(attribute);
  }

  /** The columns that an INSERT writes; without a key a row would belong to nobody. */
  private void noteWritten() {
    List<Column> all = all();
    int key = attribute.key().size();
    for (int i = 0; i < all.size(); i++) {
      boolean isKey = i < key || (attribute.isAssociation() && i >= key + position.size());
      written.set(i, isKey || all.get(i).insertable());
    }
  }

  /**
   * The columns that a SELECT of a collection begins with: the owner's id, the position, and the
   * element where it is a value. Those of an object follow, by the plan of its entity.
   */
  public static List<PlannedColumn> selected(ToManyAttribute attribute) {
    List<PlannedColumn> columns = new ArrayList<>();
    for (int part = 0; part < attribute.key().size(); part++) {
      columns.add(new PlannedColumn(part, attribute, part, attribute.key().get(part), 0));
    }
    if (attribute.shape().position() != null) {
      add(columns, attribute.shape().position());
    }
    if (!attribute.isAssociation()) {
      add(columns, attribute.element());
    }
    return columns;
  }

  private static void add(List<PlannedColumn> columns, RowPart part) {
    for (ColumnAttribute leaf : part.leaves()) {
      for (int i = 0; i < leaf.columns().size(); i++) {
        columns.add(new PlannedColumn(columns.size(), leaf, i, leaf.columns().get(i), 0));
      }
    }
  }

  /** The collection. */
  public ToManyAttribute attribute() {
    return attribute;
  }

  // ---- reading

  /** The SELECT of the rows of a number of owners, and of what is joined to their elements. */
  public String selectSql(int owners, JoinedReferences joined) {
    return selects.computeIfAbsent(
        new ByKeys(owners, joined),
        shape -> select(EntityPlan.oneOf(alias, attribute.key(), owners), joined));
  }

  /**
   * The SELECT that answers a question for a number of owners. Its parameters are the owners' keys,
   * then the element, the position, or two indexes. Numbers are answered with the key and a number
   * for each owner that has any, elements with rows as those of {@link #selectSql}.
   */
  public String questionSql(ElementQuestion question, int owners) {
    return questions.computeIfAbsent(
        new CollectionQuestion(attribute, question, owners),
        asked -> {
          List<Term> places =
              position.isEmpty() && target != null
                  ? target.selection().keyOfMap(targetAlias(target), attribute)
                  : EntityPlan.terms(position, alias);
          Condition where =
              asked.where(
                  EntityPlan.oneOf(alias, attribute.key(), owners),
                  EntityPlan.terms(element, alias),
                  places);
          return question.isCount() ? counts(where) : select(where, JoinedReferences.NONE);
        });
  }

  /** Elements whose rows are hidden do not count. */
  private String counts(Condition where) {
    List<Term> key = EntityPlan.terms(attribute.key(), alias);
    List<Term> columns = new ArrayList<>(key);
    columns.addAll(EntityPlan.COUNT);
    List<Join> joins = new ArrayList<>();
    Condition all = where;
    if (target != null) {
      String as = targetAlias(target);
      Condition restriction = target.selection().restriction(as);
      if (restriction != null) {
        joins.add(join(target.selection(), as));
        joins.addAll(target.selection().joins(as));
        all = new Condition.And(List.of(where, restriction));
      }
    }
    TableAlias from = new TableAlias(table, alias);
    return render(Select.of(columns, from, joins, all, List.of()).groupedBy(key));
  }

  private String targetAlias(EntityPlan of) {
    String letter = EntityPlan.alias(of.model().table().name());
    return letter.equals(alias) ? letter + 2 : letter;
  }

  private String select(Condition where, JoinedReferences joined) {
    List<Term> columns = new ArrayList<>();
    selected.forEach(column -> columns.add(new Term.Column(alias, column.name())));
    TableAlias from = new TableAlias(table, alias);
    if (target == null) {
      List<Order> orders = orders(key -> new Term.Column(alias, key.attribute().column().name()));
      return render(Select.of(columns, from, List.of(), where, orders));
    }
    Selection objects = target.selection();
    String as = targetAlias(target);
    columns.addAll(objects.terms(as));
    List<Join> joins = new ArrayList<>();
    joins.add(join(objects, as));
    joins.addAll(objects.joins(as));
    JoinedReferences.Parts further = target.parts(joined, as, Set.of(as, alias));
    columns.addAll(further.columns());
    joins.addAll(further.joins());
    Condition restriction = objects.restriction(as);
    return render(
        Select.of(
            columns,
            from,
            joins,
            restriction == null ? where : new Condition.And(List.of(where, restriction)),
            orders(key -> objects.term(as, key.attribute(), key.attribute().column()))));
  }

  private List<Order> orders(Function<SortKey, Term> term) {
    return attribute.orderBy().stream()
        .map(key -> new Order(term.apply(key), key.descending()))
        .toList();
  }

  private Join join(Selection objects, String as) {
    List<Condition> equal = new ArrayList<>();
    RowKey key = ((ToOneAttribute) attribute.element().attribute()).key();
    for (int i = 0; i < element.size(); i++) {
      equal.add(
          new Condition.Compare(
              new Term.Column(as, key.columns().get(i).name()),
              Comparison.EQUAL,
              new Term.Column(alias, element.get(i).name())));
    }
    Condition on = equal.size() == 1 ? equal.get(0) : new Condition.And(equal);
    return new Join(objects.from(as), false, on);
  }

  // ---- writing

  /** The index or key of its rows, where they have one. */
  public RowPart position() {
    return Objects.requireNonNull(attribute.shape().position());
  }

  /** Whether a row is found by its position and not by its element. */
  public boolean isPositioned() {
    return !position.isEmpty();
  }

  /**
   * A statement on rows. Its parameters are: for an INSERT the owner's id, position and element, as
   * far as they are {@link #written}; for an UPDATE the columns that it sets, the owner's id and
   * the position; for a DELETE the owner's id and the position, or where there is none the columns
   * of the element that are not null; for a DELETE of all the owner's id.
   */
  public String sql(RowForm form) {
    return texts.computeIfAbsent(form, f -> render(statement(f)));
  }

  private Statement statement(RowForm form) {
    return switch (form.kind()) {
      case DELETE_ALL -> new Statement.Delete(table, equal(attribute.key(), new BitSet()));
      case DELETE -> new Statement.Delete(table, row(form));
      case DELETE_ONE -> new Statement.DeleteOne(table, row(form));
      case UPDATE ->
          new Statement.Update(
              table,
              form.columns().stream()
                  .mapToObj(i -> Assignment.ofParameter(element.get(i).name()))
                  .toList(),
              row(RowForm.of(RowForm.Kind.UPDATE)));
      case INSERT -> new Statement.Insert(table, inserted());
    };
  }

  /** A statement on rows for several of them; null where each must have its own. */
  public @Nullable ManyRows rows(RowForm form) {
    List<Column> row = new ArrayList<>(attribute.key());
    row.addAll(isPositioned() ? position : element);
    ManyRows.Target rows = new ManyRows.Target(table, List.of());
    return switch (form.kind()) {
      case INSERT -> ManyRows.ofInsert(this::render, table, inserted());
      case DELETE_ALL -> ManyRows.ofDelete(this::render, rows, attribute.key());
      case DELETE -> form.columns().isEmpty() ? ManyRows.ofDelete(this::render, rows, row) : null;
      case UPDATE -> {
        List<String> names = form.columns().stream().mapToObj(i -> element.get(i).name()).toList();
        ManyRows.Target target = new ManyRows.Target(table, names);
        yield ManyRows.ofUpdate(this::render, target, row, row.size());
      }
      case DELETE_ONE -> null;
    };
  }

  private List<String> inserted() {
    List<Column> all = all();
    return written.stream().mapToObj(i -> all.get(i).name()).toList();
  }

  /** What an INSERT writes of the values of a whole row. */
  public @Nullable Object[] written(@Nullable Object[] row) {
    return written.cardinality() == row.length
        ? row
        : written.stream().mapToObj(i -> row[i]).toArray();
  }

  /** Takes out the columns of the element that no UPDATE writes. */
  public void keepUpdatable(BitSet columns) {
    for (int i = 0; i < element.size(); i++) {
      if (!attribute.isAssociation() && !element.get(i).updatable()) {
        columns.clear(i);
      }
    }
  }

  private List<Column> all() {
    List<Column> all = new ArrayList<>(attribute.key());
    all.addAll(position);
    all.addAll(element);
    return all;
  }

  private Condition row(RowForm form) {
    List<Column> columns = new ArrayList<>(attribute.key());
    BitSet nulls = new BitSet();
    if (isPositioned()) {
      columns.addAll(position);
    } else {
      form.columns().stream().forEach(i -> nulls.set(columns.size() + i));
      columns.addAll(element);
    }
    return equal(columns, nulls);
  }

  private static Condition equal(List<Column> columns, BitSet nulls) {
    List<Condition> parts = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Term term = new Term.Column(null, columns.get(i).name());
      parts.add(
          nulls.get(i)
              ? new Condition.IsNull(term)
              : new Condition.Compare(term, Comparison.EQUAL, Term.Parameter.ONE));
    }
    return parts.size() == 1 ? parts.get(0) : new Condition.And(parts);
  }

  /** The name of the table. */
  public String tableName() {
    return table.name();
  }

  /** How the parameters of a statement on rows are bound. */
  public ColumnType<?>[] types(RowForm form) {
    if (form.kind() == RowForm.Kind.INSERT) {
      List<Column> all = all();
      return written.stream().mapToObj(i -> all.get(i).type()).toArray(ColumnType<?>[]::new);
    }
    List<Column> columns = new ArrayList<>();
    if (form.kind() == RowForm.Kind.UPDATE) {
      form.columns().stream().forEach(i -> columns.add(element.get(i)));
    }
    columns.addAll(attribute.key());
    if (form.kind() != RowForm.Kind.DELETE_ALL) {
      columns.addAll(position);
    }
    if (isByValue(form)) {
      for (int i = 0; i < element.size(); i++) {
        if (!form.columns().get(i)) {
          columns.add(element.get(i));
        }
      }
    }
    return columns.stream().map(Column::type).toArray(ColumnType<?>[]::new);
  }

  /** Whether a statement finds its rows by the element. */
  public boolean isByValue(RowForm form) {
    return !isPositioned()
        && (form.kind() == RowForm.Kind.DELETE || form.kind() == RowForm.Kind.DELETE_ONE);
  }

  private String render(Statement statement) {
    return dialect.render(statement, naming);
  }

  @Override
  public String toString() {
    return attribute.path();
  }
}
