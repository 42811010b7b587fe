package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.ReadBack;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.MappingException;
import org.rowanorm.error.StaleEntityException;
import org.rowanorm.jdbc.StatementEvent;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** Columns that the database fills; H2 gives them back with the statement that writes. */
class ReadBackTest {

  @Entity
  static class Item {
    @Id @GeneratedValue long id;
    @Version int version;
    int price;

    @ReadBack(ReadBack.After.INSERT)
    @Column(insertable = false, columnDefinition = "varchar(20) default 'new'")
    @Nullable String state;

    @ReadBack
    @Column(
        insertable = false,
        updatable = false,
        columnDefinition = "integer generated always as (price * 2)")
    @Nullable Integer twice;

    Item(int price) {
      this.price = price;
    }
  }

  @Test
  void newObjects_holdWhatTheDatabaseFilled() {
    try (H2 h2 = H2.with(Item.class);
        Session session = h2.open()) {
      List<Item> items = List.of(new Item(1), new Item(5));
      session.addAll(items);
      session.commit();
      assertThat(h2.log().sql()).containsExactly("insert into item (version, price) values (?, ?)");
      assertThat(items).extracting(item -> item.id).containsExactly(1L, 2L);
      assertThat(items).extracting(item -> item.twice).containsExactly(2, 10);
      assertThat(items).extracting(item -> item.state).containsExactly("new", "new");
    }
  }

  @Test
  void changedObjects_holdWhatTheDatabaseMade_andAreClean() {
    try (H2 h2 = H2.with(Item.class);
        Session session = h2.open()) {
      Item one = new Item(1);
      Item five = new Item(5);
      session.addAll(List.of(one, five));
      session.commit();
      h2.log().clear();
      h2.sql("update item set state = 'old'");
      one.price = 3;
      five.price = 7;
      session.commit();
      assertThat(one.twice).isEqualTo(6);
      assertThat(five.twice).isEqualTo(14);
      assertThat(one.state).isEqualTo("new");
      assertThat(h2.log().events())
          .extracting(StatementEvent::sql)
          .containsExactly("update item set version = ?, price = ? where id = ? and version = ?");
      session.commit();
      assertThat(h2.log().sql()).hasSize(1);
    }
  }

  @Test
  void rollback_takesTheValuesBack() {
    try (H2 h2 = H2.with(Item.class);
        Session session = h2.open()) {
      Item item = new Item(4);
      session.add(item);
      session.flush();
      assertThat(item.twice).isEqualTo(8);
      session.rollback();
      assertThat(item.twice).isNull();
      assertThat(item.state).isNull();
    }
  }

  @Test
  void staleRow_isStillStale() {
    try (H2 h2 = H2.with(Item.class);
        Session session = h2.open()) {
      Item item = new Item(4);
      session.add(item);
      session.commit();
      h2.sql("update item set version = 9");
      item.price = 1;
      assertThatThrownBy(session::commit).isInstanceOf(StaleEntityException.class);
    }
  }

  @Entity
  static class Bare {
    @Id int id;

    @ReadBack
    @Column(insertable = false, columnDefinition = "integer")
    int number;
  }

  @Test
  void nullInAPrimitive_isRefused() {
    try (H2 h2 = H2.empty(Bare.class);
        Session session = h2.open()) {
      h2.sql(
          "create table bare (id integer primary key, number integer)"
              .replace("number", "\"NUMBER\""));
      session.add(new Bare());
      assertThatThrownBy(session::commit)
          .isInstanceOf(DatabaseException.class)
          .hasMessage(
              """
              Column number is null, but its attribute cannot be
                  at Bare.number, which is read back after a write
                  declare it with the wrapper type, or make the column not null [ROWAN-510]""");
    }
  }

  // ---- in embeddables

  @Embeddable
  static class Cost {
    int net;

    @ReadBack
    @Column(
        insertable = false,
        updatable = false,
        columnDefinition = "integer generated always as (net * 2)")
    @Nullable Integer gross;

    Cost(int net) {
      this.net = net;
    }
  }

  @Embeddable
  record Stamp(
      @Column(name = "made_by") String by,
      @ReadBack(ReadBack.After.INSERT)
          @Column(insertable = false, columnDefinition = "varchar(20) default 'today'")
          @Nullable String day) {}

  @Embeddable
  static class Origin {
    @ReadBack
    @Column(insertable = false, updatable = false, columnDefinition = "varchar(9) default 'x'")
    @Nullable String place;
  }

  @Entity
  static class Sold {
    @Id @GeneratedValue long id;
    Cost cost = new Cost(3);
    Stamp stamp = new Stamp("ada", null);
    @Nullable Origin origin;
  }

  @Test
  void partsOfEmbeddables_holdWhatTheDatabaseFilled() {
    try (H2 h2 = H2.with(Sold.class);
        Session session = h2.open()) {
      Sold sold = new Sold();
      Cost cost = sold.cost;
      session.add(sold);
      session.commit();
      assertThat(sold.cost).isSameAs(cost);
      assertThat(cost.gross).isEqualTo(6);
      assertThat(sold.stamp).isEqualTo(new Stamp("ada", "today"));
      assertThat(sold.origin.place).isEqualTo("x");
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql()).isEmpty();
      cost.net = 5;
      session.commit();
      assertThat(cost.gross).isEqualTo(10);
      sold.stamp = new Stamp("bob", "yesterday");
      session.commit();
      assertThat(sold.stamp.day()).isEqualTo("yesterday");
      assertThat(h2.log().sql())
          .containsExactly(
              "update sold set net = ? where id = ?",
              "update sold set made_by = ?, day = ? where id = ?".replace("day", "\"DAY\""));
    }
  }

  @Test
  void rollback_takesPartsOfEmbeddablesBack() {
    try (H2 h2 = H2.with(Sold.class);
        Session session = h2.open()) {
      Sold sold = new Sold();
      session.add(sold);
      session.flush();
      assertThat(sold.cost.gross).isEqualTo(6);
      session.rollback();
      assertThat(sold.cost.gross).isNull();
      assertThat(sold.stamp).isEqualTo(new Stamp("ada", null));
      assertThat(sold.origin).isNull();
    }
  }

  // ---- faults

  @Embeddable
  static class Part {
    @ReadBack @Nullable Integer inside;
  }

  @Entity
  static class Wrong {
    @Id @ReadBack int id;
    @Version @ReadBack int version;

    @ReadBack
    @Basic(fetch = FetchType.LAZY)
    @Nullable String lazy;

    @Embedded @ReadBack @Nullable Part part;
    @ManyToOne @ReadBack @Nullable Item item;
  }

  @Test
  void readBack_ofWhatCannotBe_isRefused() {
    assertThatThrownBy(() -> H2.empty(Wrong.class, Item.class))
        .isInstanceOf(MappingException.class)
        .extracting(e -> e.getSuppressed())
        .asInstanceOf(InstanceOfAssertFactories.array(Throwable[].class))
        .extracting(Throwable::getMessage)
        .containsExactlyInAnyOrder(
            """
            An id cannot be read back after each write
                at Wrong.id
                take @ReadBack away, or put it on an attribute that holds one value [ROWAN-125]""",
            """
            A version cannot be read back after each write
                at Wrong.version
                take @ReadBack away, or put it on an attribute that holds one value [ROWAN-125]""",
            """
            A value that is loaded when it is first read cannot be read back after each write
                at Wrong.lazy
                take @ReadBack away, or put it on an attribute that holds one value [ROWAN-125]""",
            """
            An embeddable cannot be read back after each write
                at Wrong.part
                take @ReadBack away, or put it on an attribute that holds one value [ROWAN-125]""",
            """
            A reference cannot be read back after each write
                at Wrong.item
                take @ReadBack away, or put it on an attribute that holds one value [ROWAN-125]""");
  }

  @Entity
  static class WrongCollections {
    @Id int id;
    @ElementCollection List<Part> parts = new ArrayList<>();
    @ElementCollection @ReadBack List<String> names = new ArrayList<>();
  }

  @Test
  void readBack_ofCollectionsAndWhatStandsInThem_isRefused() {
    assertThatThrownBy(() -> H2.empty(WrongCollections.class))
        .isInstanceOf(MappingException.class)
        .hasMessage(
            """
            2 faults in the mapping:

            A part of an element or a key of a collection cannot be read back after each write
                at Part.inside
                take @ReadBack away, or put it on an attribute that holds one value [ROWAN-125]

            A collection cannot be read back after each write
                at WrongCollections.names
                take @ReadBack away, or put it on an attribute that holds one value [ROWAN-125]
             [ROWAN-125]""");
  }
}
