package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.List;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.sql.Statement.Ending;
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
   * @param places where the items are, some of which get names
   */
  List<Order> of(SelectNode select, Places places, Frame frame) {
    List<Order> built = new ArrayList<>();
    for (SortNode order : select.orders()) {
      for (Node key : TermTranslation.parts(order.node())) {
        int slots = terms.slots();
        Term term = terms.value(key, frame);
        int item = places.hasItems() ? select.items().indexOf(key) : -1;
        built.add(
            terms.slots() > slots && item >= 0
                ? byPlace(places.first(item), order, places)
                : new Order(term, order.descending(), order.nulls()));
      }
    }
    return built;
  }

  private Order byPlace(int column, SortNode order, Places places) {
    boolean asked = order.nulls() != Nulls.AS_IS && !translation.sortsNulls();
    Term place = asked ? places.name(column) : Places.place(column);
    return new Order(place, order.descending(), order.nulls());
  }

  /**
   * How the rows of several queries end, which are sorted by the places of their columns.
   *
   * @param places those of the first query, some of which get names
   */
  Ending ofCombined(SelectNode select, Places places, Frame frame) {
    List<Order> orders = new ArrayList<>();
    for (SortNode order : select.orders()) {
      int item = select.items().indexOf(order.node());
      List<Node> parts = TermTranslation.parts(order.node());
      for (int i = 0; i < parts.size(); i++) {
        int column = item < 0 ? place(parts.get(i), select, frame) : places.first(item) + i;
        orders.add(byPlace(column, order, places));
      }
    }
    return new Ending(
        orders,
        terms.optional(select.limit(), frame),
        terms.optional(select.offset(), frame),
        null);
  }

  private int place(Node key, SelectNode select, Frame frame) {
    int column = -1;
    if (select.items().isEmpty() && key instanceof Node.Path path) {
      Frame.Entry root = frame.root();
      Term term = terms.value(path, frame);
      column = paths.whole(root.requiredModel(), root.alias(), frame).indexOf(term);
    }
    if (column < 0) {
      throw new QueryException(
          ErrorCode.WRONG_SHAPE,
          null,
          "Queries that are taken together are sorted by what they select, not by " + key,
          translation.place(),
          "sort by something that is selected");
    }
    return column;
  }
}
