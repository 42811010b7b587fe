package org.rowanorm.enhancement.cases;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.rowanorm.enhancement.BothDoors;
import org.rowanorm.enhancement.H2;
import org.rowanorm.session.Session;

/** More attributes than one mask holds. */
class WideCases {

  @Entity
  static class Wide {
    @Id int id;
    @ManyToOne Wide next;
    int a0;
    int a1;
    int a2;
    int a3;
    int a4;
    int a5;
    int a6;
    int a7;
    int a8;
    int a9;
    int a10;
    int a11;
    int a12;
    int a13;
    int a14;
    int a15;
    int a16;
    int a17;
    int a18;
    int a19;
    int a20;
    int a21;
    int a22;
    int a23;
    int a24;
    int a25;
    int a26;
    int a27;
    int a28;
    int a29;
    int a30;
    int a31;
    int a32;
    int a33;
    int a34;
    int a35;
    int a36;
    int a37;
    int a38;
    int a39;
    int a40;
    int a41;
    int a42;
    int a43;
    int a44;
    int a45;
    int a46;
    int a47;
    int a48;
    int a49;
    int a50;
    int a51;
    int a52;
    int a53;
    int a54;
    int a55;
    int a56;
    int a57;
    int a58;
    int a59;
    int a60;
    int a61;
    int a62;
    int a63;
    int a64;
    int a65;
    int a66;
    int a67;
    int a68;
    int a69;
  }

  private static H2 wide() {
    H2 h2 = H2.with(Wide.class);
    try (Session session = h2.open()) {
      Wide one = new Wide();
      one.id = 1;
      one.a69 = 69;
      Wide two = new Wide();
      two.id = 2;
      two.next = one;
      session.add(one);
      session.add(two);
      session.commit();
    }
    h2.log().clear();
    return h2;
  }

  @BothDoors
  void H_D8_attributesOfTheSecondWord_areLazyAndTracked() {
    try (H2 h2 = wide()) {
      try (Session session = h2.open()) {
        Wide one = session.get(Wide.class, 2).next;
        h2.log().clear();
        assertThat(one.a69).isEqualTo(69);
        assertThat(h2.log().sql()).hasSize(1);
        h2.log().clear();
        one.a0 = 7;
        one.a68 = 8;
        session.commit();
      }
      assertThat(h2.log().sql()).containsExactly("update wide set a0 = ?, a68 = ? where id = ?");
      assertThat(h2.rows("select a0, a67, a68, a69 from wide where id = 1"))
          .containsExactly("7,0,8,69");
    }
  }

  @BothDoors
  void H_D8_writeBeforeTheLoad_survivesIt_inBothWords() {
    try (H2 h2 = wide()) {
      try (Session session = h2.open()) {
        Wide one = session.get(Wide.class, 2).next;
        one.a1 = 11;
        one.a69 = 12;
        h2.log().clear();
        assertThat(one.a68 + one.a1 + one.a69).isEqualTo(23);
        session.commit();
      }
      assertThat(h2.log().sql()).hasSize(2);
      assertThat(h2.log().sql().get(1)).isEqualTo("update wide set a1 = ?, a69 = ? where id = ?");
    }
  }
}
