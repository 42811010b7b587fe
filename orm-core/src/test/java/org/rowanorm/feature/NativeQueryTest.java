package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.ResultCountException;
import org.rowanorm.session.Session;
import org.rowanorm.store.Seller;
import org.rowanorm.store.Shop;
import org.rowanorm.store.Store;
import org.rowanorm.support.H2;

/** SQL of the user: what its rows become, and how its parameters are bound. */
class NativeQueryTest {

  /** Something to read rows into. */
  private record Total(String name, long sales, Integer least) {}

  private final H2 h2 = H2.with(Store.ENTITIES.toArray(Class<?>[]::new));
  private Session session;

  @BeforeEach
  void open() {
    h2.sessions().inTransaction(filling -> filling.addAll(List.of(Store.objects())));
    h2.log().clear();
    session = h2.open();
  }

  @AfterEach
  void close() {
    session.close();
    h2.close();
  }

  @Test
  void rowsOfAnEntity_areManagedObjects() {
    List<Seller> found =
        session
            .sql("select * from seller where age >= :age order by id")
            .bind("age", 40)
            .as(Seller.class)
            .all();

    assertThat(found).extracting(Seller::name).containsExactly("Ann", "Cid");
    assertThat(session.get(Seller.class, 1)).isSameAs(found.get(0));
    assertThat(found.get(1).shop().name()).isEqualTo("port");
    assertThat(h2.log().sql().get(0)).isEqualTo("select * from seller where age >= ? order by id");
  }

  @Test
  void columnsInAnyOrder_areFoundByTheirNames() {
    Shop shop =
        session
            .sql(
                """
                select online, name, 'more' as more, opened, region_code, id
                from shop
                where opened = :day
                """)
            .bind("day", LocalDate.of(2010, 12, 1))
            .as(Shop.class)
            .one();

    assertThat(shop.name()).isEqualTo("farm");
    assertThat(shop.region().code()).isEqualTo("s");
  }

  @Test
  void rowsWithoutAColumnOfTheEntity_areRefused() {
    assertThatThrownBy(() -> session.sql("select id, name from shop").as(Shop.class).all())
        .hasMessage(
            """
            The result has no column 'region_code', which Shop needs
                select all columns of Shop, under their names [ROWAN-213]""");
  }

  @Test
  void rows_becomeRecordsValuesAndArrays() {
    String sql =
        "select s.name, count(*), min(x.amount) from shop s join sale x on x.shop_id = s.id"
            + " group by s.name order by s.name";

    assertThat(session.sql(sql).as(Total.class).all())
        .containsExactly(
            new Total("farm", 2, -15), new Total("mill", 3, 30), new Total("port", 3, 70));
    assertThat(session.sql("select max(amount) from sale").as(Integer.class).one()).isEqualTo(900);
    assertThat(session.sql("select note from sale where id = 3").as(String.class).oneOrNull())
        .isNull();
    assertThat(session.sql("select 1, 'x'").all()).containsExactly(new Object[] {1, "x"});
  }

  @Test
  void collections_areBoundAsListsOfValues() {
    assertThat(names("select name from seller where id in (:ids) order by id", List.of(3, 1)))
        .containsExactly("Ann", "Cid");
    assertThat(names("select name from seller where id in (:ids)", List.of())).isEmpty();
    assertThat(h2.log().sql().get(0))
        .isEqualTo("select name from seller where id in (?, ?) order by id");
  }

  private List<String> names(String sql, List<Integer> ids) {
    return session.sql(sql).bind("ids", ids).as(String.class).all();
  }

  @Test
  void colonsInQuotesAndComments_areNoParameters() {
    assertThat(
            session
                .sql(
                    "select ':a' || \"NAME\" /* :b */ from shop -- :c\n where id = :id and name <> ':id'"
                        + " and cast(:id as varchar) = '2'")
                .bind("id", 2)
                .as(String.class)
                .one())
        .isEqualTo(":aport");
  }

  @Test
  void parameters_thatDoNotFit_areRefused() {
    assertThatThrownBy(() -> session.sql("select * from shop where name = :name").bind("nam", "x"))
        .hasMessage(
            """
            The SQL has no parameter ':nam'; did you mean 'name'?
                in select * from shop where name = :name [ROWAN-214]""");
    assertThatThrownBy(() -> session.sql("select 1 where 1 = :one").all())
        .hasMessage(
            """
            The parameter ':one' has no value
                in select 1 where 1 = :one
                bind it with bind("one", ...) [ROWAN-214]""");
    assertThatThrownBy(() -> session.sql("select 1 where 1 = :one").bind("one", new Object()).all())
        .hasMessage(
            """
            No column type for java.lang.Object, the value of :one
                in query select 1 where 1 = :one [ROWAN-203]""");
  }

  @Test
  void one_ofSeveralRows_saysHowMany() {
    assertThatThrownBy(() -> session.sql("select id from shop").as(Integer.class).one())
        .isInstanceOfSatisfying(
            ResultCountException.class, error -> assertThat(error.count()).isEqualTo(4));
  }

  @Test
  void record_withoutAConstructorForTheColumns_isRefused() {
    assertThatThrownBy(() -> session.sql("select 1, 2").as(Total.class).all())
        .hasMessage(
            """
            Total cannot be made of 2 columns
                in select 1, 2
                give it a constructor with a value for each column [ROWAN-212]""");
  }

  @Test
  void execute_flushesBeforeAndShowsInManagedObjects() {
    Seller dan = session.get(Seller.class, 4);
    dan.rename("Don");

    long changed =
        session
            .sql("update seller set age = :age where name = :name")
            .bind("age", 7)
            .bind("name", "Don")
            .execute();

    assertThat(changed).isEqualTo(1);
    assertThat(dan.age()).isEqualTo(7);
    session.commit();
    assertThat(h2.rows("select name, age from seller where id = 4")).containsExactly("Don,7");
  }
}
