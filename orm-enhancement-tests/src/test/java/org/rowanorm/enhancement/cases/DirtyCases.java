package org.rowanorm.enhancement.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiConsumer;
import org.rowanorm.enhancement.BothDoors;
import org.rowanorm.enhancement.H2;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.StaleEntityException;
import org.rowanorm.session.Session;

/** What is a change, and what is written for it. */
class DirtyCases {

  @Entity
  static class Item {
    @Id int id;
    String name;
    double ratio;
    BigDecimal price;
    byte[] code;
    @ManyToOne Item parent;
  }

  private static H2 items() {
    H2 h2 = H2.with(Item.class);
    h2.sql("insert into item (id, name, ratio, price, code) values (1, 'one', 0.0, 1.50, x'01')");
    h2.sql(
        "insert into item (id, name, ratio, price, code, parent_id)"
            + " values (2, 'two', 'NaN', 2, x'02', 1)");
    return h2;
  }

  /** What a change of item 1 and of item 2 sends at commit. */
  private static List<String> changing(BiConsumer<Item, Item> change) {
    try (H2 h2 = items()) {
      try (Session session = h2.open()) {
        Item one = session.get(Item.class, 1);
        Item two = session.get(Item.class, 2);
        h2.log().clear();
        change.accept(one, two);
        session.commit();
      }
      return h2.log().sql();
    }
  }

  @BothDoors
  void H_D1_sameValue_isNoChange() {
    assertThat(
            changing(
                (one, two) -> {
                  one.name = new String("one");
                  one.ratio = 0.0;
                  two.ratio = Double.NaN;
                  two.parent = one;
                  one.parent = null;
                }))
        .isEmpty();
  }

  @BothDoors
  void H_D1_negativeZero_isAChange() {
    assertThat(changing((one, two) -> one.ratio = -0.0))
        .containsExactly("update item set ratio = ? where id = ?");
  }

  @BothDoors
  void H_D1_emptyForNull_isAChange() {
    assertThat(changing((one, two) -> one.name = ""))
        .containsExactly("update item set name = ? where id = ?");
  }

  @BothDoors
  void H_D1_decimalOfAnotherScale_isNoChange() {
    assertThat(changing((one, two) -> one.price = one.price.setScale(5))).isEmpty();
  }

  @BothDoors
  void H_D2_writeOfNullToAnUnloadedObject_isOneUpdate() {
    try (H2 h2 = items()) {
      try (Session session = h2.open()) {
        Item parent = session.get(Item.class, 2).parent;
        h2.log().clear();
        parent.name = null;
        session.commit();
      }
      assertThat(h2.log().sql()).containsExactly("update item set name = ? where id = ?");
      assertThat(h2.rows("select name, price from item where id = 1")).containsExactly("null,1.50");
    }
  }

  @BothDoors
  void H_D3_arrayChangedInPlace_isAChange() {
    assertThat(changing((one, two) -> one.code[0] = 9))
        .containsExactly("update item set code = ? where id = ?");
  }

  @BothDoors
  void H_D3_arrayThatIsOnlyRead_isNone() {
    assertThat(changing((one, two) -> assertThat(one.code).containsExactly(1))).isEmpty();
  }

  @BothDoors
  void H_D5_valueWrittenBeforeTheLoad_survivesIt() {
    try (H2 h2 = items()) {
      try (Session session = h2.open()) {
        Item parent = session.get(Item.class, 2).parent;
        h2.log().clear();
        parent.name = "written";
        assertThat(h2.log().sql()).isEmpty();
        assertThat(parent.ratio).isEqualTo(0.0);
        assertThat(parent.name).isEqualTo("written");
        session.commit();
      }
      assertThat(h2.log().sql())
          .containsExactly(
              "select i.id, i.name, i.ratio, i.price, i.code, i.parent_id from item i"
                  + " where i.id in (?)",
              "update item set name = ? where id = ?");
    }
  }

  @Entity
  static class Counted {
    @Id int id;
    String name;
    @Version int version;
    @ManyToOne Counted parent;
  }

  @BothDoors
  void H_D6_versionOfAWrittenReference_isThatOfItsRow() {
    try (H2 h2 = H2.with(Counted.class)) {
      h2.sql("insert into counted (id, name, version) values (1, 'one', 5)");
      h2.sql("insert into counted (id, name, version, parent_id) values (2, 'two', 8, 1)");
      try (Session session = h2.open()) {
        Counted parent = session.get(Counted.class, 2).parent;
        h2.log().clear();
        parent.name = "uno";
        assertThat(h2.log().sql()).isEmpty();
        session.commit();
        assertThat(parent.version).isEqualTo(6);
      }
      assertThat(h2.log().sql())
          .containsExactly(
              "select c.id, c.name, c.version, c.parent_id from counted c where c.id in (?)",
              "update counted set name = ?, version = ? where id = ? and version = ?");
      assertThat(h2.log().events().get(1).parametersText()).isEqualTo("[uno, 6, 1, 5]");
      assertThat(h2.rows("select name, version from counted order by id"))
          .containsExactly("uno,6", "two,8");
    }
  }

  /** The version is read when the flush begins: who comes after that is noticed. */
  @BothDoors
  void H_D6_writtenReferenceThatAnotherChanges_isStale() {
    try (H2 h2 = H2.with(Counted.class)) {
      h2.sql("insert into counted (id, name, version) values (1, 'one', 5)");
      h2.sql("insert into counted (id, name, version, parent_id) values (2, 'two', 8, 1)");
      try (Session session = h2.open()) {
        Counted parent = session.get(Counted.class, 2).parent;
        parent.name = "uno";
        assertThat(parent.version).isEqualTo(5);
        h2.sql("update counted set version = 6 where id = 1");
        assertThatThrownBy(session::commit)
            .isInstanceOf(StaleEntityException.class)
            .hasMessageContaining("its row is gone, or has no longer the version 5");
      }
      assertThat(h2.rows("select name, version from counted where id = 1"))
          .containsExactly("one,6");
    }
  }

  @BothDoors
  void H_D9_writeOfTheId_isRefused() {
    try (H2 h2 = items();
        Session session = h2.open()) {
      Item one = session.get(Item.class, 1);
      assertThatThrownBy(() -> one.id = 7)
          .isInstanceOf(EntityStateException.class)
          .hasMessage(
              """
              The id of Item 1 cannot be changed to 7
                  at Item.id
                  an id stands for its row: delete the object and add a new one [ROWAN-312]""");
      assertThat(one.id).isEqualTo(1);
    }
  }
}
