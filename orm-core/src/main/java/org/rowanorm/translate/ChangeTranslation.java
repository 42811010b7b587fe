package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.Feature;
import org.rowanorm.dialect.Upserts;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.DeletionMark;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.Hierarchy;
import org.rowanorm.sql.Condition;
import org.rowanorm.sql.Statement;
import org.rowanorm.sql.Statement.Assignment;
import org.rowanorm.sql.Statement.Body;
import org.rowanorm.sql.Statement.Conflict;
import org.rowanorm.sql.Statement.Derived;
import org.rowanorm.sql.Statement.Ending;
import org.rowanorm.sql.Statement.Grouping;
import org.rowanorm.sql.Statement.Item;
import org.rowanorm.sql.Statement.Select;
import org.rowanorm.sql.Statement.TableAlias;
import org.rowanorm.sql.Term;
import org.rowanorm.tree.FromNode;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.QueryTree;
import org.rowanorm.tree.QueryTree.ConflictNode;
import org.rowanorm.tree.QueryTree.SetNode;
import org.rowanorm.tree.SelectNode;
import org.rowanorm.tree.Source;

/** Translates a statement that changes rows. For one use by one thread. */
final class ChangeTranslation {

  private final Translation translation;
  private final SelectTranslation selects;
  private final Dialect dialect;
  private final Frame frame = new Frame(null);

  ChangeTranslation(Translation translation, SelectTranslation selects, Dialect dialect) {
    this.translation = translation;
    this.selects = selects;
    this.dialect = dialect;
  }

  Statement statement(QueryTree tree) {
    return tree instanceof QueryTree.Returning returning
        ? returning(returning)
        : change(tree, false);
  }

  private Statement change(QueryTree tree, boolean returns) {
    if (tree instanceof QueryTree.Update update) {
      return update(update);
    }
    return tree instanceof QueryTree.Insert insert
        ? insert(insert)
        : delete((QueryTree.Delete) tree, returns);
  }

  // ---- rows that are there

  private Statement update(QueryTree.Update update) {
    Frame.Entry root = rootOf(update.rows(), update.table(), false);
    List<Assignment> assignments = assignments(update.sets());
    return new Statement.BulkUpdate(tableAlias(root), assignments, where(update.rows(), root));
  }

  private List<Assignment> assignments(List<SetNode> sets) {
    List<Assignment> assignments = new ArrayList<>();
    int joins = frame.joins().size();
    for (SetNode set : sets) {
      List<Column> columns = columns(frame.root().requiredModel(), set.attribute());
      for (int i = 0; i < columns.size(); i++) {
        Node part = columns.size() == 1 ? set.value() : part(set.value(), i);
        assignments.add(new Assignment(columns.get(i).name(), selects.terms().value(part, frame)));
      }
    }
    if (frame.joins().size() > joins) {
      throw new QueryException(
          ErrorCode.WRONG_SHAPE,
          null,
          "A value that is set cannot follow a reference: " + sets,
          translation.place(),
          "find it with a query, as in set(attribute, valueOf(Select...))");
    }
    return assignments;
  }

  private static Node part(Node object, int column) {
    if (object instanceof Node.Null) {
      return object;
    }
    return object instanceof Node.Tuple tuple
        ? tuple.parts().get(column)
        : new Node.Key(object, column);
  }

  private Statement delete(QueryTree.Delete delete, boolean returns) {
    DeletionMark deletion = deletion(delete);
    Node mark = delete.mark();
    if (mark != null && deletion != null) {
      Frame.Entry root = rootOf(delete.rows(), delete.table(), false);
      Term value = selects.terms().value(mark, frame);
      List<Assignment> marked = List.of(new Assignment(deletion.column().name(), value));
      return new Statement.BulkUpdate(tableAlias(root), marked, where(delete.rows(), root));
    }
    Frame.Entry root = rootOf(delete.rows(), delete.table(), returns && !dialect.aliasesReturned());
    return new Statement.BulkDelete(tableAlias(root), where(delete.rows(), root));
  }

  /** How rows are marked that stay; null where they go. */
  private @Nullable DeletionMark deletion(QueryTree.Delete delete) {
    return translation.plan(translation.model(delete.table())).deletion();
  }

  private Frame.Entry rootOf(SelectNode rows, Class<?> table, boolean ownName) {
    return enter(rows.from().source(), translation.model(table), ownName);
  }

  private Frame.Entry enter(Source source, EntityModel model, boolean ownName) {
    String table = model.table().name();
    if (!ownName) {
      return frame.add(source, translation.alias(table), model);
    }
    translation.uses(table);
    return frame.add(source, dialect.identifier(table), model);
  }

  private TableAlias tableAlias(Frame.Entry entry) {
    return new TableAlias(
        translation.plan(entry.requiredModel()).tables().get(0).table(), entry.alias());
  }

  /**
   * Conditions that need other tables find the ids first, in a table of their own; so do those that
   * look into the table that is changed, where a database refuses that otherwise.
   */
  private @Nullable Term where(SelectNode rows, Frame.Entry root) {
    int joins = frame.joins().size();
    Term where = selects.where(rows.where(), frame);
    EntityModel model = root.requiredModel();
    boolean looksBack =
        translation.readsAgain(model.table().name()) && !dialect.changesWhatItReads();
    if (frame.joins().size() == joins && !looksBack) {
      return Translation.together(where, translation.restriction(root));
    }
    String alias = translation.alias("ids");
    Body found = selects.selectIds(rows, new Frame(null));
    Body wrapped = from(found, alias, Item.plain(PathTranslation.idColumns(model, alias)));
    List<Term> ids = PathTranslation.idColumns(model, root.alias());
    return new Condition.InSelect(ids.size() == 1 ? ids.get(0) : new Term.Tuple(ids), wrapped);
  }

  private static Body from(Body rows, String alias, List<Item> items) {
    return new Select(
        items,
        false,
        List.of(new Derived(rows, alias, false)),
        List.of(),
        null,
        Grouping.NONE,
        Ending.NONE);
  }

  /** The columns of an attribute that was checked. */
  private static List<Column> columns(EntityModel model, String name) {
    if (Paths.leaf(model, name) instanceof ColumnAttribute leaf) {
      return leaf.columns();
    }
    throw new IllegalStateException(model.name() + "." + name + " has no column");
  }

  // ---- new rows

  private Statement insert(QueryTree.Insert insert) {
    EntityModel model = translation.model(insert.target().type());
    Frame.Entry root = enter(insert.target(), model, true);
    List<String> columns = names(model, insert.attributes());
    List<Term> constants = new ArrayList<>();
    for (SetNode constant : insert.constants()) {
      columns.addAll(names(model, List.of(constant.attribute())));
      constants.add(selects.terms().value(constant.value(), frame));
    }
    Hierarchy place = model.hierarchy();
    if (place.discriminator() != null && place.value() != null) {
      columns.add(place.discriminator().name());
      constants.add(new Term.Constant(place.value()));
    }
    DeletionMark deletion = model.deletionMark();
    Object live = deletion == null ? null : deletion.live();
    if (deletion != null && live != null && !columns.contains(deletion.column().name())) {
      columns.add(deletion.column().name());
      constants.add(new Term.Constant(live));
    }
    boolean merges = insert.conflict() != null && dialect.upserts() == Upserts.MERGE;
    Body rows =
        insert.rows().from() instanceof FromNode.Values values
            ? values(values, constants, merges)
            : query(insert.rows(), constants);
    ConflictNode conflict = insert.conflict();
    return new Statement.BulkInsert(
        tableAlias(root), columns, rows, conflict == null ? null : conflict(conflict, columns));
  }

  private static List<String> names(EntityModel model, List<String> attributes) {
    List<String> names = new ArrayList<>();
    for (String attribute : attributes) {
      columns(model, attribute).forEach(column -> names.add(column.name()));
    }
    return names;
  }

  /** Only where the rows stand in for those of a query must parameters tell their types. */
  private Body values(FromNode.Values values, List<Term> constants, boolean typed) {
    List<List<Term>> rows = new ArrayList<>();
    for (List<Node> row : values.rows()) {
      List<Term> terms = new ArrayList<>();
      for (Node node : row) {
        List<Node> parts = node instanceof Node.Tuple tuple ? tuple.parts() : List.of(node);
        parts.forEach(part -> terms.add(selects.terms().value(part, frame)));
      }
      terms.addAll(constants);
      rows.add(typed ? terms : terms.stream().map(ChangeTranslation::untyped).toList());
    }
    return new Statement.Values(rows);
  }

  private static Term untyped(Term term) {
    return term instanceof Term.Slot slot ? new Term.Slot(slot.position(), null) : term;
  }

  private Body query(SelectNode rows, List<Term> constants) {
    if (constants.isEmpty()) {
      return selects.body(rows, null, SelectTranslation.Columns.VALUES);
    }
    Body named = selects.body(rows, null, SelectTranslation.Columns.NAMED);
    String alias = translation.alias("rows");
    List<Term> items = new ArrayList<>();
    for (int i = 0; i < rows.items().size(); i++) {
      items.add(new Term.Column(alias, SelectTranslation.columnName(i)));
    }
    items.addAll(constants);
    return from(named, alias, Item.plain(items));
  }

  private Conflict conflict(ConflictNode conflict, List<String> columns) {
    Frame.Entry root = frame.root();
    EntityModel model = root.requiredModel();
    List<String> key = names(model, conflict.key());
    List<Assignment> sets = assignments(conflict.sets());
    Condition live = translation.live(root);
    if (live == null) {
      return new Conflict(key, sets);
    }
    List<String> given = new ArrayList<>(columns);
    given.removeAll(key);
    return new Conflict(key, new Revival(model, root.alias(), live).assignments(given, sets));
  }

  // ---- what comes back

  private Statement returning(QueryTree.Returning returning) {
    QueryTree of = returning.change();
    translation.require(
        of instanceof QueryTree.Update
                || (of instanceof QueryTree.Delete delete && deletion(delete) != null)
            ? Feature.UPDATE_RETURNING
            : of instanceof QueryTree.Delete ? Feature.DELETE_RETURNING : Feature.INSERT_RETURNING);
    Statement change = change(of, true);
    Frame.Entry root = frame.root();
    int joins = frame.joins().size();
    List<Term> items = new ArrayList<>();
    returning.items().forEach(item -> selects.terms().columns(item, frame, items));
    if (returning.items().isEmpty()) {
      EntityModel model = root.requiredModel();
      items.addAll(selects.whole(model, root));
    }
    if (frame.joins().size() > joins) {
      throw new QueryException(
          ErrorCode.WRONG_SHAPE,
          null,
          "A change returns what stands in the rows that it changed, and "
              + returning.items()
              + " leads to others",
          translation.place(),
          "return the ids, and ask for the rest with a query");
    }
    return new Statement.Returning(change, root.alias(), items);
  }
}
