package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rowanorm.dialect.Feature;
import org.rowanorm.error.QueryException;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.sql.LockWait;
import org.rowanorm.sql.Statement.LockMode;
import org.rowanorm.store.QSale;
import org.rowanorm.store.QSeller;
import org.rowanorm.store.QShop;
import org.rowanorm.store.Sale;
import org.rowanorm.store.Seller;
import org.rowanorm.store.Shop;

/** What a query asks of the database besides its rows: the SQL per database, one result on all. */
public interface OptionsTopic extends ConstructsFixture {

  private static Query<Seller> sellers(Session session) {
    return session.query(Seller.class).orderBy(QSeller.id.asc());
  }

  @Test
  default void locks_areTaken() {
    storeAll();
    check("forUpdate", s -> sellers(s).filter(QSeller.id.le(2)).forUpdate(), "Ann, Bob");
    check(
        "forUpdateThroughReference",
        s -> sellers(s).filter(QSeller.boss.name().eq("Ann")).forUpdate(),
        "Bob, Cid");
    check(
        "forUpdateOfValues",
        s -> sellers(s).filter(QSeller.age.isNull()).select(QSeller.name).forUpdate(),
        "Dan");
  }

  @Test
  default void locks_thatDoNotWait_areTaken() {
    storeAll();
    for (LockWait wait : List.of(LockWait.NOWAIT, LockWait.SKIP_LOCKED)) {
      String name = wait.equals(LockWait.NOWAIT) ? "nowait" : "skipLocked";
      check(name, s -> sellers(s).filter(QSeller.id.eq(1)).lock(LockMode.UPDATE, wait), "Ann");
      check(
          name + "ThroughReference",
          s -> sellers(s).filter(QSeller.shop.name().eq("port")).lock(LockMode.UPDATE, wait),
          "Cid, Dan");
      check(
          name + "OfSome",
          s -> sellers(s).limit(2).select(QSeller.name).lock(LockMode.UPDATE, wait),
          "Ann, Bob");
    }
  }

  @Test
  default void sharedLocks_areTakenWhereTheyAreKnown() {
    storeAll();
    if (!ResultsTopic.has(database(), Feature.SHARED_LOCKS)) {
      assertThatThrownBy(() -> freshly(s -> sellers(s).forShare().all()))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              "H2 does not know shared locks\n    in query "
                  + "Seller.orderBy(Seller.id) [ROWAN-211]");
      return;
    }
    check("forShare", s -> sellers(s).filter(QSeller.id.eq(3)).forShare(), "Cid");
    check(
        "forShareThroughReference",
        s -> sellers(s).filter(QSeller.boss.name().eq("Cid")).forShare(),
        "Dan");
    check(
        "forShareSkipLocked",
        s -> sellers(s).filter(QSeller.age.gt(35)).lock(LockMode.SHARE, LockWait.SKIP_LOCKED),
        "Ann, Cid");
  }

  @Test
  default void comments_standBeforeTheStatement() {
    storeAll();
    check("comment", s -> sellers(s).filter(QSeller.id.eq(1)).comment("from the report"), "Ann");
    check(
        "commentOfValues",
        s -> s.query(Shop.class).filter(QShop.online).select(QShop.id.sum()).comment("nightly, 2"),
        "6");
    checkAnswer("commentOfCount", s -> s.query(Shop.class).comment("how many").count(), "4");
    checkAnswer(
        "commentOfExists",
        s -> s.query(Shop.class).filter(QShop.id.eq(9)).comment("is there one").exists(),
        "false");
  }

  @Test
  default void hints_standAfterTheFirstWord() {
    storeAll();
    check("hint", s -> sellers(s).filter(QSeller.id.eq(1)).hint("MAX_EXECUTION_TIME(5000)"), "Ann");
    check(
        "hintWithComment",
        s ->
            s.query(Sale.class)
                .select(QSale.shop.id())
                .distinct()
                .orderBy(QSale.shop.id().asc())
                .hint("MAX_EXECUTION_TIME(4000)")
                .comment("both"),
        "1, 2, 3");
    checkAnswer(
        "hintOfCount", s -> s.query(Shop.class).hint("MAX_EXECUTION_TIME(3000)").count(), "4");
  }
}
