package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.List;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.sql.Statement.Ending;
import org.rowanorm.sql.Statement.Item;
import org.rowanorm.sql.Statement.Nulls;
import org.rowanorm.sql.Statement.Order;
import org.rowanorm.sql.Term;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.SelectNode;
import org.rowanorm.tree.SortNode;

/**
 * Translates how the rows of a query are sorted. An item is told by its place where it cannot be
 * written out twice; where the database must be asked whether it is null, which a place cannot, it
 * gets a name. For one use by one thread.
 */
final class OrderTranslation {

  private final Translation translation;
  private final TermTranslation terms;
  private final PathTranslation paths;

  OrderTranslation(Translation translation, TermTranslation terms, PathTranslation paths) {
    this.translation = translation;
    this.terms = terms;
    this.paths = paths;
  }

  /**
   * The sort keys of a query. An item with parameters is told by its place: written out twice, they
   * would make it two different values to the database.
   *
   * @param items the items, one for each of the query, some of which get names; none where they
   *     have no places
   */
  List<Order> of(SelectNode select, List<Item> items, Frame frame) {
    List<Order> built = new ArrayList<>();
    for (SortNode order : select.orders()) {
      int slots = terms.slots();
      Term term = terms.value(order.node(), frame);
      int index = items.isEmpty() ? -1 : select.items().indexOf(order.node());
      built.add(
          terms.slots() > slots && index >= 0
              ? byPlace(index, order, items)
              : new Order(term, order.descending(), order.nulls()));
    }
    return built;
  }

  private Order byPlace(int index, SortNode order, List<Item> items) {
    Term place = new Term.Whole(index + 1);
    if (order.nulls() != Nulls.AS_IS && !translation.sortsNulls()) {
      String name = SelectTranslation.columnName(index);
      items.set(index, new Item(items.get(index).term(), name));
      place = new Term.Column(null, name);
    }
    return new Order(place, order.descending(), order.nulls());
  }

  /**
   * How the rows of several queries end, which are sorted by the places of their columns.
   *
   * @param items those of the first query, some of which get names
   */
  Ending ofCombined(SelectNode select, List<Item> items, Frame frame) {
    List<Order> orders = new ArrayList<>();
    for (SortNode order : select.orders()) {
      orders.add(byPlace(place(select, order.node(), frame), order, items));
    }
    return new Ending(
        orders,
        terms.optional(select.limit(), frame),
        terms.optional(select.offset(), frame),
        null);
  }

  private int place(SelectNode select, Node key, Frame frame) {
    int index = select.items().indexOf(key);
    if (index < 0 && select.items().isEmpty() && key instanceof Node.Path path) {
      Term column = terms.value(path, frame);
      Frame.Entry root = frame.root();
      index = paths.whole(root.requiredModel(), root.alias(), frame).indexOf(column);
    }
    if (index < 0) {
      throw new QueryException(
          ErrorCode.WRONG_SHAPE,
          null,
          "Queries that are taken together are sorted by what they select, not by " + key,
          translation.place(),
          "sort by something that is selected");
    }
    return index;
  }
}
