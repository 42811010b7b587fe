package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.Rowan;
import org.rowanorm.error.QueryException;
import org.rowanorm.query.Path;
import org.rowanorm.session.CursorPage;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.store.QSale;
import org.rowanorm.store.QSeller;
import org.rowanorm.store.Sale;
import org.rowanorm.store.Seller;
import org.rowanorm.store.Store;
import org.rowanorm.support.H2;
import org.rowanorm.support.Misuse;

class CursorPageTest {

  private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OTHER = "fedcba9876543210".getBytes(StandardCharsets.US_ASCII);

  private final H2 h2 =
      H2.with(b -> b.entities(Store.ENTITIES.toArray(Class<?>[]::new)).cursorKey(KEY));
  private final Session session;

  CursorPageTest() {
    h2.sessions().inTransaction(filling -> filling.addAll(List.of(Store.objects())));
    h2.log().clear();
    session = h2.open();
  }

  @AfterEach
  void close() {
    session.close();
    h2.close();
  }

  private Query<Sale> byAmount() {
    return session.query(Sale.class).orderBy(QSale.amount.desc());
  }

  private static List<Long> ids(CursorPage<Sale> page) {
    return page.content().stream().map(Sale::id).toList();
  }

  @Test
  void pages_followEachOtherToTheEndAndBack() {
    CursorPage<Sale> first = byAmount().page(3);
    assertThat(ids(first)).containsExactly(7L, 4L, 2L);
    assertThat(first.hasPrevious()).isFalse();
    CursorPage<Sale> second = byAmount().page(3, first.next());
    assertThat(ids(second)).containsExactly(1L, 5L, 6L); // 5 and 6 have the same amount
    CursorPage<Sale> third = byAmount().page(3, second.next());
    assertThat(ids(third)).containsExactly(3L, 8L);
    assertThat(third.hasNext()).isFalse();
    CursorPage<Sale> back = byAmount().page(3, third.previous());
    assertThat(ids(back)).isEqualTo(ids(second));
    assertThat(ids(byAmount().page(3, back.previous()))).isEqualTo(ids(first));
    assertThat(byAmount().page(3, back.previous()).hasPrevious()).isFalse();
    assertThat(ids(byAmount().page(3, back.next()))).isEqualTo(ids(third));
  }

  @Test
  void pages_areToldByRowsAndNeedNoOffset() {
    String next = byAmount().page(3).next();
    byAmount().page(3, next);
    assertThat(h2.log().sql().get(1))
        .endsWith(
            " from sale s where s.amount < ? or (s.amount = ? and s.id > ?)"
                + " order by s.amount desc, s.id limit ?");
  }

  @Test
  void pages_withNullsInTheSortKey_areWholeBothWays() {
    for (boolean down : new boolean[] {false, true}) {
      Query<Seller> query =
          session.query(Seller.class).orderBy(down ? QSeller.age.desc() : QSeller.age.asc());
      List<Integer> all = query.orderBy(QSeller.id.asc()).all().stream().map(Seller::id).toList();
      List<Integer> forth = new ArrayList<>();
      String last = null;
      for (CursorPage<Seller> page = query.page(2); ; page = query.page(2, page.next())) {
        page.content().forEach(seller -> forth.add(seller.id()));
        last = page.previous();
        if (!page.hasNext()) {
          break;
        }
      }
      assertThat(forth).isEqualTo(all);
      List<Integer> back = new ArrayList<>();
      while (last != null) {
        CursorPage<Seller> page = query.page(2, last);
        List<Seller> content = new ArrayList<>(page.content());
        Collections.reverse(content);
        content.forEach(seller -> back.add(0, seller.id()));
        last = page.previous();
      }
      assertThat(back).isEqualTo(all.subList(0, 4));
    }
  }

  @Test
  void pages_sortedThroughReferencesAndTimes_areWhole() {
    Query<Sale> query = session.query(Sale.class).orderBy(QSale.shop.name().asc(), QSale.at.desc());
    List<Long> all = query.all().stream().map(Sale::id).toList();
    List<Long> paged = new ArrayList<>();
    CursorPage<Sale> page = query.page(1);
    for (; page.hasNext(); page = query.page(1, page.next())) {
      paged.addAll(ids(page));
    }
    paged.addAll(ids(page));
    assertThat(paged).isEqualTo(all);
  }

  @Test
  void pageWithFetched_hasItLoaded() {
    CursorPage<Sale> page = byAmount().fetch(QSale.shop).page(3);
    assertThat(page.content()).allMatch(sale -> Rowan.isLoaded(sale, "shop"));
    assertThat(h2.log().sql()).hasSize(2);
  }

  @Test
  void rowsThatComeAndGo_moveNoOtherRowToAnotherPage() {
    String next = byAmount().page(3).next();
    h2.sql("delete from sale where id in (7, 2)");
    assertThat(ids(byAmount().page(3, next))).containsExactly(1L, 5L, 6L);
  }

  @Test
  void key_thatIsReplaced_stillVerifies() {
    String cursor = byAmount().page(3).next();
    try (H2 other =
            H2.with(
                b ->
                    b.entities(Store.ENTITIES.toArray(Class<?>[]::new))
                        .cursorKey(OTHER)
                        .cursorKey(KEY));
        Session later = other.open()) {
      Query<Sale> query = later.query(Sale.class).orderBy(QSale.amount.desc());
      assertThat(query.page(3, cursor).content()).isEmpty();
    }
  }

  // ---- misuse

  private static final String CHANGED =
      """
      The cursor was changed, or is none that this application gave out
          for query Sale.orderBy(Sale.amount desc)
          begin at the first page; where several processes share cursors, give all the same \
      cursorKey(...) [ROWAN-343]""";

  @Test
  void everyChangedCharacter_isNoticed() {
    String cursor = byAmount().page(3).next();
    byte[] bytes = Base64.getUrlDecoder().decode(cursor);
    for (int i = 0; i < cursor.length(); i++) {
      char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
      String changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
      assertThatThrownBy(() -> byAmount().page(3, changed)).isInstanceOf(QueryException.class);
    }
    for (int i = 1; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      refuses(Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
    }
    refuses(cursor.substring(1));
    for (String nonsense : List.of("", "?", "AQ", "zzzz zzzz")) {
      refuses(nonsense);
    }
  }

  private void refuses(String cursor) {
    assertThatThrownBy(() -> byAmount().page(3, cursor))
        .isInstanceOf(QueryException.class)
        .hasMessage(CHANGED);
  }

  @Test
  @Misuse(Misuse.Of.CURSOR_PAGE)
  void cursorOfAnotherKey_isRefused() {
    try (H2 other =
            H2.with(b -> b.entities(Store.ENTITIES.toArray(Class<?>[]::new)).cursorKey(OTHER));
        Session theirs = other.open()) {
      String cursor = byAmount().page(3).next();
      Query<Sale> query = theirs.query(Sale.class).orderBy(QSale.amount.desc());
      assertThatThrownBy(() -> query.page(3, cursor)).hasMessage(CHANGED);
    }
  }

  @Test
  @Misuse(Misuse.Of.CURSOR_PAGE)
  void cursorOfAnotherQuery_isRefused() {
    String cursor = byAmount().page(3).next();
    Query<Sale> other = session.query(Sale.class).orderBy(QSale.amount.asc());
    assertThatThrownBy(() -> other.page(3, cursor))
        .hasMessage(
            """
            The cursor belongs to another query
                for query Sale.orderBy(Sale.amount)
                begin at the first page where conditions, joins or sort keys have changed \
            [ROWAN-343]""");
  }

  @Test
  @Misuse(Misuse.Of.CURSOR_PAGE)
  void cursorOfALaterFormat_saysSo() {
    byte[] bytes = Base64.getUrlDecoder().decode(byAmount().page(3).next());
    bytes[0] = 2;
    String later = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    assertThatThrownBy(() -> byAmount().page(3, later))
        .hasMessage(
            """
            The cursor is of format 2, and this version knows format 1
                for query Sale.orderBy(Sale.amount desc)
                begin at the first page: it was made by a later version [ROWAN-343]""");
  }

  @Test
  @Misuse(Misuse.Of.CURSOR_PAGE)
  void queryWithoutWholeObjects_isRefused() {
    assertThatThrownBy(() -> byAmount().select(Path.path("id")).page(3))
        .hasMessage(
            """
            Only whole objects, each of them one row, are read page by page
                in query Sale.select(id).orderBy(Sale.amount desc)
                leave out select(...), named joins and groups, or use page(number, size) [ROWAN-346]""");
    assertThatThrownBy(() -> byAmount().limit(5).page(3))
        .hasMessage(
            """
            A query that is read page by page has no limit or offset of its own
                in query Sale.orderBy(Sale.amount desc).limit(5)
                leave them out: page(size) bounds each page [ROWAN-346]""");
    assertThatThrownBy(() -> byAmount().page(0))
        .hasMessage(
            """
            There is no page of 0 rows
                in query Sale.orderBy(Sale.amount desc) [ROWAN-207]""");
  }

  @Test
  @Misuse(Misuse.Of.CURSOR_PAGE)
  void factoryWithoutKey_isToldToHaveOne() {
    try (H2 without = H2.with(Store.ENTITIES.toArray(Class<?>[]::new));
        Session theirs = without.open()) {
      assertThatThrownBy(() -> theirs.query(Sale.class).page(3))
          .hasMessage(
              """
              The session factory has no key to sign cursors with
                  in query Sale
                  give one with cursorKey(...) when it is built: random bytes, the same in all \
              processes [ROWAN-344]""");
    }
  }

  @Test
  @Misuse(Misuse.Of.CURSOR_PAGE)
  void shortKey_isRefused() {
    assertThatThrownBy(() -> Rowan.connect("jdbc:h2:mem:", null, null).cursorKey(new byte[5]))
        .hasMessage(
            """
            A key for cursors has 5 bytes, which can be guessed
                in cursorKey(...)
                give at least 16 random bytes [ROWAN-345]""");
  }
}
