package org.rowanorm.bench.side;

import java.sql.SQLException;
import java.util.List;
import org.rowanorm.bench.item.ItemLine;
import org.rowanorm.bench.item.OfferSearch;
import org.rowanorm.bench.item.OfferView;

/** Queries as one library runs them, each in a session of its own. Not thread-safe. */
public interface Queries extends AutoCloseable {

  /** The first {@link OfferSearch#LIMIT} offers that a search finds, by id. */
  List<? extends OfferView> search(OfferSearch search) throws SQLException;

  /** How many offers a search finds. */
  long count(OfferSearch search) throws SQLException;

  /** Four attributes of the items of a range of ids, both ends included. */
  List<ItemLine> lines(long first, long last) throws SQLException;

  @Override
  void close() throws SQLException;
}
