package org.rowanorm.bench.work;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.bench.item.ItemView;
import org.rowanorm.bench.item.PlainItem;
import org.rowanorm.jdbc.StatementEvent;
import org.rowanorm.jdbc.StatementLog;

/** Refuses to measure what is wrong: values, and the statements that Rowan sent. */
final class Check {

  /** A statement that must have been sent, for a number of rows at once. */
  record Sent(String sql, int batchSize) {}

  private Check() {}

  /** Refuses an item that has not all attributes of another one, or of none. */
  static void same(@Nullable ItemView found, ItemView wanted) {
    that(found != null, "item " + wanted.id() + " is missing");
    ItemView item = Objects.requireNonNull(found);
    equal(item.id(), wanted.id());
    equal(item.name(), wanted.name());
    equal(item.sku(), wanted.sku());
    equal(item.category(), wanted.category());
    equal(item.city(), wanted.city());
    equal(item.description(), wanted.description());
    equal(item.stock(), wanted.stock());
    equal(item.price(), wanted.price());
    equal(item.active(), wanted.active());
    equal(item.createdAt(), wanted.createdAt());
    equal(item.availableFrom(), wanted.availableFrom());
    equal(item.seller(), wanted.seller());
  }

  /** Refuses items that are not those of the data set from a first one on. */
  static void items(List<? extends ItemView> found, long first, int count) {
    equal(found.size(), count);
    for (int i = 0; i < count; i++) {
      same(found.get(i), new PlainItem(first + i));
    }
  }

  /** Refuses any other statements than these since the log was cleared. */
  static void sent(StatementLog log, Sent... wanted) {
    List<Sent> sent = log.events().stream().map(Check::sent).toList();
    equal(sent, List.of(wanted));
  }

  private static Sent sent(StatementEvent event) {
    return new Sent(event.sql(), event.batchSize());
  }

  static void equal(Object found, Object wanted) {
    that(found.equals(wanted), found + "\ninstead of\n" + wanted);
  }

  static void that(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
