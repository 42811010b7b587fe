package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.dialect.Feature;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.mapping.CollectionLink;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.plan.Selection;
import org.rowanorm.sql.Condition;
import org.rowanorm.sql.Statement.Body;
import org.rowanorm.sql.Statement.Combination;
import org.rowanorm.sql.Statement.Combined;
import org.rowanorm.sql.Statement.Derived;
import org.rowanorm.sql.Statement.Ending;
import org.rowanorm.sql.Statement.From;
import org.rowanorm.sql.Statement.Grouping;
import org.rowanorm.sql.Statement.Item;
import org.rowanorm.sql.Statement.Join;
import org.rowanorm.sql.Statement.Lock;
import org.rowanorm.sql.Statement.LockMode;
import org.rowanorm.sql.Statement.NamedAlias;
import org.rowanorm.sql.Statement.NamedBody;
import org.rowanorm.sql.Statement.Select;
import org.rowanorm.sql.Statement.TableAlias;
import org.rowanorm.sql.Term;
import org.rowanorm.tree.FromNode;
import org.rowanorm.tree.JoinNode;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.SelectNode;
import org.rowanorm.tree.SelectNode.CombinedNode;
import org.rowanorm.tree.Source;

/** Translates the queries of one statement. For one use by one thread. */
final class SelectTranslation {

  /** What the columns of a result are, and how they are called. */
  enum Columns {
    /** Objects with all that make them; called as the database likes. */
    WHOLE,
    /** One column for each item: of an object, its id. */
    VALUES,
    /** The same, called {@code c1}, {@code c2} and so on, to be spoken of from outside. */
    NAMED
  }

  private final Translation translation;
  private final PathTranslation paths;
  private final TermTranslation terms;
  private final OrderTranslation orders;

  SelectTranslation(Translation translation) {
    this.translation = translation;
    this.paths = new PathTranslation(translation);
    this.terms = new TermTranslation(translation, this, paths);
    this.orders = new OrderTranslation(translation, terms, paths);
  }

  TermTranslation terms() {
    return terms;
  }

  PathTranslation paths() {
    return paths;
  }

  /** A whole query, with those that are taken together with it. */
  Body body(SelectNode select, @Nullable Frame outer, Columns columns) {
    Frame frame = new Frame(outer);
    Places places = new Places();
    if (select.combined().isEmpty()) {
      return select(select, frame, places, columns);
    }
    Select first = select(select.alone(), frame, places, columns);
    Ending ending = orders.ofCombined(select, places, frame);
    Body body = first.with(places.columns());
    List<CombinedNode> others = select.combined();
    for (int i = 0; i < others.size(); ) {
      Combination how = others.get(i).combination();
      List<Body> parts = new ArrayList<>(List.of(body));
      for (; i < others.size() && others.get(i).combination() == how; i++) {
        Columns same = columns == Columns.NAMED ? Columns.VALUES : columns;
        parts.add(body(others.get(i).select(), outer, same));
      }
      boolean last = i == others.size();
      body = new Combined(how, parts, last ? ending : Ending.NONE);
    }
    return body;
  }

  /** One SELECT. */
  Select select(SelectNode select, @Nullable Frame outer, List<Item> instead) {
    Places places = new Places();
    places.addOthers(instead);
    return select(select, new Frame(outer), places, Columns.WHOLE);
  }

  private Select select(SelectNode select, Frame frame, Places places, Columns columns) {
    From from = root(select.from(), frame);
    select.joins().forEach(join -> join(join, frame));
    if (places.isEmpty()) {
      fill(places, select, frame, columns);
    }
    Term where = whereOfRoot(select, frame);
    List<Term> keys = groups(select, frame, places);
    Term having = where(select.having(), frame);
    Ending ending =
        new Ending(
            orders.of(select, places, frame),
            terms.optional(select.limit(), frame),
            terms.optional(select.offset(), frame),
            lock(select, frame));
    return new Select(
        places.columns(),
        select.options().distinct(),
        List.of(from),
        frame.joins(),
        where,
        new Grouping(keys, having),
        ending);
  }

  /** The ids of the rows of the root. */
  Body selectIds(SelectNode rows, Frame frame) {
    From from = root(rows.from(), frame);
    Frame.Entry root = frame.root();
    List<Term> ids = PathTranslation.idColumns(root.requiredModel(), root.alias());
    Term where = whereOfRoot(rows, frame);
    return new Select(
        Item.plain(ids), false, List.of(from), frame.joins(), where, Grouping.NONE, Ending.NONE);
  }

  /** A key with parameters is told as the item is that equals it, as a sort key is. */
  private List<Term> groups(SelectNode select, Frame frame, Places places) {
    List<Term> keys = new ArrayList<>();
    for (Node key : select.groups()) {
      int slots = terms.slots();
      int item = places.hasItems() ? select.items().indexOf(key) : -1;
      terms.keys(key, frame, keys);
      if (terms.slots() > slots && item >= 0) {
        int column = places.first(item);
        boolean byPlace = translation.groupsByPlace();
        keys.set(keys.size() - 1, byPlace ? Places.place(column) : places.name(column));
      }
    }
    return keys;
  }

  private void fill(Places places, SelectNode select, Frame frame, Columns columns) {
    if (select.items().isEmpty()) {
      List<Term> all = new ArrayList<>();
      rootColumns(frame.root(), all);
      places.addOthers(columns == Columns.NAMED ? named(all, 0) : Item.plain(all));
      return;
    }
    for (Node item : select.items()) {
      List<Term> all = new ArrayList<>();
      if (columns == Columns.WHOLE) {
        terms.columns(item, frame, all);
      } else {
        terms.telling(item, frame, all);
      }
      int before = places.columns().size();
      places.add(columns == Columns.NAMED ? named(all, before) : Item.plain(all));
    }
  }

  /**
   * Columns that are spoken of from outside.
   *
   * @param before how many columns come before them
   */
  static List<Item> named(List<Term> all, int before) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      items.add(new Item(all.get(i), columnName(before + i)));
    }
    return items;
  }

  private void rootColumns(Frame.Entry root, List<Term> all) {
    all.addAll(paths.whole(root.requiredModel(), root.alias(), root.frame()));
  }

  /** All columns of an object, and the joins that they need. */
  List<Term> whole(EntityModel model, Frame.Entry root) {
    return paths.whole(model, root.alias(), root.frame());
  }

  static String columnName(int index) {
    return "c" + (index + 1);
  }

  /** The conditions of a query, and what tells the rows of its root from others in its table. */
  @Nullable Term whereOfRoot(SelectNode select, Frame frame) {
    return Translation.together(where(select.where(), frame), restriction(frame));
  }

  /** Conditions as one, or null for none. */
  @Nullable Term where(List<Node> conditions, Frame frame) {
    if (conditions.isEmpty()) {
      return null;
    }
    if (conditions.size() == 1) {
      return terms.value(conditions.get(0), frame);
    }
    return new Condition.And(terms.values(conditions, frame));
  }

  private @Nullable Lock lock(SelectNode select, Frame frame) {
    SelectNode.LockNode lock = select.options().lock();
    if (lock == null) {
      return null;
    }
    EntityModel locked = frame.root().model();
    if (locked != null && translation.plan(locked).selection().isUnion()) {
      throw new QueryException(
          ErrorCode.UNSUPPORTED_OPERATOR,
          null,
          "The rows of "
              + locked.name()
              + " stand in a table for each class, which one statement cannot lock",
          translation.place(),
          "lock the objects instead, with session.lock(...), or query one of the classes");
    }
    if (lock.mode() == LockMode.SHARE) {
      translation.require(Feature.SHARED_LOCKS);
    }
    return new Lock(lock.mode(), lock.busy(), frame.root().alias());
  }

  // ---- sources

  /** The first source; of an entity with all tables that a row of it has. */
  From root(FromNode node, Frame frame) {
    From from = from(node, frame);
    EntityModel model = frame.root().model();
    if (model != null) {
      Selection selection = translation.plan(model).selection();
      selection.ownJoins(from.alias()).forEach(join -> paths.addTable(frame, join));
    }
    return from;
  }

  private @Nullable Term restriction(Frame frame) {
    return frame.root().model() == null ? null : translation.restriction(frame.root());
  }

  private From from(FromNode from, Frame frame) {
    if (from instanceof FromNode.Rows rows) {
      EntityModel model = translation.model(rows.source().type());
      String alias = translation.alias(model.table().name());
      frame.add(rows.source(), alias, model);
      return translation.plan(model).selection().from(alias);
    }
    if (from instanceof FromNode.Derived derived) {
      if (derived.lateral()) {
        translation.require(Feature.LATERAL);
      }
      Body body = body(derived.select(), derived.lateral() ? frame : null, Columns.NAMED);
      return new Derived(body, enter(derived.source(), frame), derived.lateral());
    }
    if (from instanceof FromNode.Values values) {
      return new Derived(rows(values), enter(values.source(), frame), false);
    }
    if (from instanceof FromNode.Named named) {
      translation.name(named);
    }
    Source.Table source = (Source.Table) from.source();
    return new NamedAlias(source.name(), enter(source, frame));
  }

  private String enter(Source.Table source, Frame frame) {
    String alias = translation.alias(source.name());
    frame.add(source, alias, null);
    return alias;
  }

  /** Rows of values as SELECTs, which every database knows. */
  private Body rows(FromNode.Values values) {
    List<Body> rows = new ArrayList<>();
    for (List<Node> row : values.rows()) {
      List<Item> items = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        items.add(new Item(terms.value(row.get(i), new Frame(null)), columnName(i)));
      }
      rows.add(new Select(items, false, List.of(), List.of(), null, Grouping.NONE, Ending.NONE));
    }
    return rows.size() == 1 ? rows.get(0) : new Combined(Combination.UNION_ALL, rows, Ending.NONE);
  }

  NamedBody named(FromNode.Named with) {
    Body body = body(with.select(), null, Columns.VALUES);
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < width(body); i++) {
      columns.add(columnName(i));
    }
    SelectNode step = with.step();
    if (step != null) {
      Body rounds = body(step, null, Columns.VALUES);
      Combination how = with.all() ? Combination.UNION_ALL : Combination.UNION;
      body = new Combined(how, List.of(body, rounds), Ending.NONE);
    }
    return new NamedBody(with.source().name(), columns, body);
  }

  /** The number of columns. */
  private static int width(Body body) {
    Body first = body;
    while (first instanceof Combined combined) {
      first = combined.parts().get(0);
    }
    return ((Select) first).items().size();
  }

  // ---- joins

  void join(JoinNode join, Frame frame) {
    FromNode target = join.from();
    Node.Path along = join.along();
    if (target == null && along != null) {
      paths.joinInner(along, frame);
      return;
    }
    if (target == null) {
      throw new IllegalStateException("a join of nothing");
    }
    ToManyAttribute collection = along == null ? null : paths.collectionOrNull(along, frame);
    if (collection != null && along != null) {
      joinElements(join, collection, paths.ownerKey(along, frame), frame);
      return;
    }
    List<Term> key = along == null ? List.of() : paths.joinKey(along, frame);
    From from = from(target, frame);
    Frame.Entry entry = frame.find(target.source());
    Term on = null;
    if (along != null) {
      on = PathTranslation.keyed(from.alias(), paths.keyColumns(along, frame), key);
      on = Translation.together(on, translation.live(entry));
    } else if (target instanceof FromNode.Rows) {
      on = translation.restriction(entry);
    }
    add(join, from, on, frame);
  }

  /** Adds a join, on a condition and what the join says besides. */
  private void add(JoinNode join, From from, @Nullable Term condition, Frame frame) {
    int joins = frame.joins().size();
    Term on = condition;
    if (join.on() != null) {
      on = Translation.together(terms.value(join.on(), frame), on);
    }
    requireNoJoinOf(from.alias(), frame, joins);
    frame.add(new Join(from, join.outer(), on));
  }

  private void joinElements(
      JoinNode join, ToManyAttribute collection, List<Term> owner, Frame frame) {
    Source source = Objects.requireNonNull(join.from()).source();
    CollectionLink.InTable table = collection.table();
    if (table == null) {
      Frame.Entry element = paths.elements(collection, source, frame);
      From from = translation.plan(collection.target()).selection().from(element.alias());
      Term linked = paths.linked(collection, element, owner);
      add(join, from, Translation.together(linked, translation.live(element)), frame);
      return;
    }
    TableAlias rows = paths.rowsOf(table);
    Term keyed = PathTranslation.keyed(rows.alias(), collection.key(), owner);
    if (collection.isAssociation()) {
      frame.add(new Join(rows, join.outer(), keyed));
      Join elements = paths.elements(collection, source, rows.alias(), frame);
      add(join, elements.from(), elements.on(), frame);
    } else {
      frame.addElements(source, rows.alias(), new Frame.Rows(collection, rows.alias()));
      add(join, rows, keyed, frame);
    }
  }

  /** What the condition of a join needs must stand before it, so it cannot hang on it. */
  private void requireNoJoinOf(String alias, Frame frame, int from) {
    for (Join join : frame.joins().subList(from, frame.joins().size())) {
      if (join.on() != null && startsFrom(alias, join.on())) {
        throw new QueryException(
            ErrorCode.WRONG_SHAPE,
            null,
            "The condition of a join cannot follow a reference of what it joins",
            translation.place(),
            "join what the reference leads to as well, or say it in a filter");
      }
    }
  }

  private static boolean startsFrom(String alias, Term on) {
    if (on instanceof Condition.And and) {
      return and.parts().stream().anyMatch(part -> startsFrom(alias, part));
    }
    return on instanceof Condition.Compare compare
        && compare.right() instanceof Term.Column column
        && alias.equals(column.alias());
  }
}
