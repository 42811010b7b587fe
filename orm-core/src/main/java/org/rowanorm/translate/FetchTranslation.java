package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.CollectionLink;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.CollectionPlan;
import org.rowanorm.plan.PlannedColumn;
import org.rowanorm.plan.Selection;
import org.rowanorm.sql.Statement.Body;
import org.rowanorm.sql.Statement.Derived;
import org.rowanorm.sql.Statement.Ending;
import org.rowanorm.sql.Statement.From;
import org.rowanorm.sql.Statement.Grouping;
import org.rowanorm.sql.Statement.Item;
import org.rowanorm.sql.Statement.Join;
import org.rowanorm.sql.Statement.Order;
import org.rowanorm.sql.Statement.Select;
import org.rowanorm.sql.Statement.TableAlias;
import org.rowanorm.sql.Term;
import org.rowanorm.tree.QueryTree.Fetched;
import org.rowanorm.tree.SelectNode;
import org.rowanorm.tree.Source;

/**
 * Translates queries whose objects come with others. Where a query is limited and a collection is
 * joined, the limited rows are a table of their own, to which it is joined. For one use by one
 * thread.
 */
final class FetchTranslation {

  private final Translation translation;
  private final SelectTranslation selects;
  private final Fetched tree;
  private final Frame frame = new Frame(null);
  private final List<Term> columns = new ArrayList<>();
  private final List<Order> elementOrders = new ArrayList<>();

  FetchTranslation(Translation translation, SelectTranslation selects, Fetched tree) {
    this.translation = translation;
    this.selects = selects;
    this.tree = tree;
  }

  Body body() {
    SelectNode select = tree.select();
    From from = selects.root(select.from(), frame);
    select.joins().forEach(join -> selects.join(join, frame));
    Frame.Entry root = frame.root();
    List<Term> ids = ids(root.requiredModel(), root.alias());
    columns.addAll(
        tree.whole() ? selects.paths().whole(root.requiredModel(), root.alias(), frame) : ids);
    addReferences(tree.references(), root);
    return tree.collection() != null && FetchPlanner.isBounded(select)
        ? around(from, ids)
        : flat(from, ids);
  }

  private static List<Term> ids(EntityModel model, String alias) {
    return model.id().columns().stream()
        .<Term>map(column -> new Term.Column(alias, column.name()))
        .toList();
  }

  private void addReferences(List<String> paths, Frame.Entry from) {
    FetchPaths resolver = new FetchPaths(from.requiredModel(), tree.select());
    for (String path : paths) {
      List<ToOneAttribute> way = new ArrayList<>();
      for (Attribute step : resolver.way(path)) {
        way.add((ToOneAttribute) step);
      }
      EntityModel target = way.get(way.size() - 1).target();
      String alias = selects.paths().join(way, from);
      columns.addAll(selects.paths().whole(target, alias, from.frame()));
    }
  }

  /** One SELECT. */
  private Body flat(From from, List<Term> ids) {
    SelectNode select = tree.select();
    Term where = selects.whereOfRoot(select, frame);
    List<Order> orders =
        tree.whole()
            ? new ArrayList<>(selects.terms().orders(select.orders(), frame))
            : new ArrayList<>();
    addCollection(ids, frame);
    orders.addAll(elementOrders);
    Ending ending =
        new Ending(
            orders,
            selects.terms().optional(select.limit(), frame),
            selects.terms().optional(select.offset(), frame),
            null);
    return select(from, frame, where, ending);
  }

  private Select select(From from, Frame of, @Nullable Term where, Ending ending) {
    boolean distinct = tree.select().options().distinct() && tree.collection() == null;
    return new Select(
        Item.plain(columns), distinct, List.of(from), of.joins(), where, Grouping.NONE, ending);
  }

  /** The limited rows, and a SELECT around them that joins the collection. */
  private Body around(From from, List<Term> ids) {
    SelectNode select = tree.select();
    int width = columns.size();
    List<Term> inner = new ArrayList<>(columns);
    Term where = selects.whereOfRoot(select, frame);
    List<Order> orders = selects.terms().orders(select.orders(), frame);
    for (Order order : orders) {
      if (!inner.contains(order.term())) {
        inner.add(order.term());
      }
    }
    Ending bounds =
        new Ending(
            orders,
            selects.terms().optional(select.limit(), frame),
            selects.terms().optional(select.offset(), frame),
            null);
    Select rows =
        new Select(
            SelectTranslation.named(inner, 0),
            select.options().distinct(),
            List.of(from),
            frame.joins(),
            where,
            Grouping.NONE,
            bounds);
    String alias = translation.alias("rows");
    List<Order> outer = new ArrayList<>();
    for (Order order : orders) {
      outer.add(new Order(outside(alias, inner, order.term()), order.descending(), order.nulls()));
    }
    columns.clear();
    inner.subList(0, width).forEach(term -> columns.add(outside(alias, inner, term)));
    Frame outerFrame = new Frame(null);
    addCollection(ids.stream().map(id -> outside(alias, inner, id)).toList(), outerFrame);
    outer.addAll(elementOrders);
    return select(new Derived(rows, alias, false), outerFrame, null, Ending.of(outer));
  }

  /** What a term of the limited rows is to the SELECT around them. */
  private static Term outside(String alias, List<Term> inner, Term term) {
    return new Term.Column(alias, SelectTranslation.columnName(inner.indexOf(term)));
  }

  // ---- the collection

  private void addCollection(List<Term> owner, Frame to) {
    String path = tree.collection();
    if (path == null) {
      return;
    }
    EntityModel root = frame.root().requiredModel();
    ToManyAttribute collection =
        (ToManyAttribute) new FetchPaths(root, tree.select()).way(path).get(0);
    CollectionLink.InTable table = collection.table();
    if (table != null) {
      addRows(collection, table, owner, to);
    } else {
      addElements(collection, owner, to);
    }
  }

  /** A table with a row for each element. */
  private void addRows(
      ToManyAttribute collection, CollectionLink.InTable table, List<Term> owner, Frame to) {
    TableAlias rows = selects.paths().rowsOf(table);
    to.add(new Join(rows, true, PathTranslation.keyed(rows.alias(), collection.key(), owner)));
    addColumns(collection, rows.alias());
    if (!collection.isAssociation()) {
      for (ToManyAttribute.SortKey key : collection.orderBy()) {
        Term term = new Term.Column(rows.alias(), key.attribute().column().name());
        elementOrders.add(new Order(term, key.descending()));
      }
      return;
    }
    EntityModel target = collection.target();
    String alias = translation.alias(target.table().name());
    List<Term> link = new ArrayList<>();
    for (Column column : collection.element().columns()) {
      link.add(new Term.Column(rows.alias(), column.name()));
    }
    Term on = PathTranslation.keyed(alias, target.tables().get(0).key(), link);
    addTarget(collection, alias, on, to);
  }

  /** Elements whose own table holds the key. */
  private void addElements(ToManyAttribute collection, List<Term> owner, Frame to) {
    EntityModel target = collection.target();
    String alias = translation.alias(target.table().name());
    ToOneAttribute back = collection.mappedBy();
    Selection selection = translation.plan(target).selection();
    String keyAlias = selection.alias(alias, back == null ? collection : back);
    addColumns(collection, keyAlias);
    addTarget(collection, alias, PathTranslation.keyed(keyAlias, collection.key(), owner), to);
  }

  private void addColumns(ToManyAttribute collection, String alias) {
    for (PlannedColumn column : CollectionPlan.selected(collection)) {
      columns.add(new Term.Column(alias, column.name()));
    }
  }

  private void addTarget(ToManyAttribute collection, String alias, Term on, Frame to) {
    EntityModel target = collection.target();
    translation.reads(target);
    Selection selection = translation.plan(target).selection();
    Term condition = Translation.together(on, selection.restriction(alias));
    to.add(new Join(selection.from(alias), true, condition));
    columns.addAll(selects.paths().whole(target, alias, to));
    for (ToManyAttribute.SortKey key : collection.orderBy()) {
      Term term = selection.term(alias, key.attribute(), key.attribute().column());
      elementOrders.add(new Order(term, key.descending()));
    }
    addReferences(
        tree.elementReferences(), new Frame.Entry(Source.Root.ROOT, alias, target, null, to));
  }
}
