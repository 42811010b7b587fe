package org.rowanorm.bench.side;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.bench.item.ItemView;
import org.rowanorm.bench.item.OfferView;
import org.rowanorm.bench.item.PlainItem;
import org.rowanorm.bench.item.VendorView;

/**
 * All operations as one library does them, set up as its documentation recommends. Ranges of ids
 * hold both ends. Not thread-safe.
 */
public interface Side extends Queries {

  /** An item by its id, in a session of its own; null where there is none. */
  @Nullable ItemView find(long id) throws SQLException;

  /** The items of a range, in a session of their own, in any order. */
  List<? extends ItemView> range(long first, long last) throws SQLException;

  /** An item of the second-level cache by its id, in a session of its own. */
  @Nullable ItemView cached(Long id) throws SQLException;

  /** The offers of a range with their vendors, fetched together. */
  List<? extends OfferView> offersWithVendors(long first, long last) throws SQLException;

  /** The offers of a range, whose vendors are read on first touch; all are touched. */
  List<? extends OfferView> offersThenVendors(long first, long last) throws SQLException;

  /** The vendors of a range, whose offers are read on first touch; all are touched. */
  List<? extends VendorView> vendorsThenOffers(long first, long last) throws SQLException;

  /** The vendors of a range and their offers, fetched together. */
  List<? extends VendorView> vendorsWithOffers(long first, long last) throws SQLException;

  /** Inserts items with ids from a first one on, like the models, in one transaction. */
  List<? extends ItemView> insert(long first, List<PlainItem> models) throws SQLException;

  /** Inserts items whose ids the database makes, like the models, in one transaction. */
  List<? extends ItemView> insertSerial(List<PlainItem> models) throws SQLException;

  /** Reads the items of a range, gives each another stock, and commits. */
  void update(long first, long last, int stock) throws SQLException;

  /** Reads the items of a range, deletes each, and commits. */
  void delete(long first, long last) throws SQLException;

  /** Reads the items of a range into a session that stays open. */
  List<? extends ItemView> hold(long first, long last) throws SQLException;

  /** An item by its id that the open session has. */
  @Nullable ItemView held(Long id) throws SQLException;

  /** Gives an item of the open session another stock. */
  void change(Long id, int stock) throws SQLException;

  /** Begins a transaction of the open session, where the library has them. */
  void begin() throws SQLException;

  /** Sends what changed in the open session, in a transaction that goes on. */
  void flush() throws SQLException;

  /** Commits what changed in the open session, begun or not. */
  void commit() throws SQLException;

  /** A vendor, by a query of the open session. */
  VendorView vendor(long id) throws SQLException;

  /** Closes the open session. */
  void letGo() throws SQLException;
}
