package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.rowanorm.query.Row;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.store.Region;
import org.rowanorm.store.Sale;
import org.rowanorm.store.Seller;
import org.rowanorm.store.Shop;
import org.rowanorm.store.Store;

/** One data set, and queries with the results that all databases give. */
interface ConstructsFixture extends SuiteFixture {

  default void storeAll() {
    store(Store.objects());
  }

  /** Some databases cannot delete all rows of a table that refer to each other. */
  @AfterEach
  default void forgetBosses() throws SQLException {
    execute("update seller set boss_id = null");
  }

  /**
   * Runs a query: its SQL is the one that is expected of this database, and its result that of all.
   */
  default void check(String name, Function<Session, Query<?>> query, String result) {
    checkAnswer(name, session -> query.apply(session).all(), result);
    assertThat(log().sql()).hasSize(1);
  }

  /** The same for an answer of any kind, which may take several statements. */
  default void checkAnswer(String name, Function<Session, ?> question, String result) {
    log().clear();
    Object found = freshly(question);
    Golden.of(database().name()).check(name, String.join("; ", log().sql()));
    assertThat(text(found)).as(name).isEqualTo(result);
  }

  /** A result as text that does not show how a database writes its numbers. */
  private static String text(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(ConstructsFixture::text).collect(Collectors.joining(", "));
    }
    if (value instanceof Row row) {
      return row.values().stream()
          .map(ConstructsFixture::text)
          .collect(Collectors.joining(" ", "(", ")"));
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }
    return object(value);
  }

  private static String object(Object value) {
    if (value instanceof Seller seller) {
      return seller.name();
    }
    if (value instanceof Shop shop) {
      return shop.name();
    }
    if (value instanceof Sale sale) {
      return "#" + sale.id();
    }
    return value instanceof Region region ? region.code() : String.valueOf(value);
  }
}
