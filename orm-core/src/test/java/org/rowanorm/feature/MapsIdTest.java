package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PrimaryKeyJoinColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class MapsIdTest {

  @Entity
  static class Bill {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    @OneToMany(mappedBy = "bill")
    List<Line> lines = new ArrayList<>();

    @OneToOne(mappedBy = "bill")
    @Nullable Receipt receipt;
  }

  @Entity
  static class Receipt {
    @Id long id;
    @MapsId @OneToOne @Nullable Bill bill;
    String text = "";
  }

  @Entity
  static class Stamp {
    @Id
    @jakarta.persistence.Column(name = "stamp_id")
    long id;

    @OneToOne @PrimaryKeyJoinColumn @Nullable Receipt receipt;
  }

  @Embeddable
  record LineId(@Nullable Long billId, int no) {}

  @Entity
  static class Line {
    @EmbeddedId LineId id;

    @MapsId("billId")
    @ManyToOne
    @JoinColumn(name = "bill")
    @Nullable Bill bill;

    @Nullable String text;

    Line(int number, @Nullable Bill bill) {
      this.id = new LineId(null, number);
      this.bill = bill;
    }
  }

  private final H2 h2 = H2.with(Bill.class, Receipt.class, Stamp.class, Line.class);

  @AfterEach
  void close() {
    h2.close();
  }

  @Test
  void sharedKey_isTakenFromTheTargetThatTheDatabaseNumbers() {
    try (Session session = h2.open()) {
      Receipt one = new Receipt();
      one.bill = new Bill();
      Receipt two = new Receipt();
      two.bill = new Bill();
      session.add(one);
      session.add(two);
      session.commit();
      assertThat(List.of(one.id, two.id)).containsExactly(1L, 2L);
      assertThat(session.get(Receipt.class, 2L)).isSameAs(two);
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "insert into bill default values", "insert into receipt (bill_id, text) values (?, ?)");
    assertThat(h2.rows("select bill_id from receipt order by 1")).containsExactly("1", "2");
  }

  @Test
  void sharedKey_isReadFromBothSides() {
    h2.sql("insert into bill (id) values (5)");
    h2.sql("insert into receipt (bill_id, text) values (5, 'paid')");
    try (Session session = h2.open()) {
      Bill bill = session.get(Bill.class, 5L);
      assertThat(Objects.requireNonNull(bill.receipt).text).isEqualTo("paid");
      assertThat(bill.receipt.bill).isSameAs(bill);
      bill.receipt.text = "late";
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql()).containsExactly("update receipt set text = ? where bill_id = ?");
  }

  @Test
  void primaryKeyJoinColumn_keepsTheColumnOfTheId() {
    try (Session session = h2.open()) {
      Stamp stamp = new Stamp();
      stamp.receipt = new Receipt();
      stamp.receipt.bill = new Bill();
      session.add(stamp);
      session.commit();
      assertThat(stamp.id).isEqualTo(1);
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "insert into bill default values",
            "insert into receipt (bill_id, text) values (?, ?)",
            "insert into stamp (stamp_id) values (?)");
  }

  @Test
  void partOfAnEmbeddedId_isTakenFromTheReference() {
    try (Session session = h2.open()) {
      Bill bill = new Bill();
      bill.lines.add(new Line(1, null));
      bill.lines.add(new Line(2, bill));
      session.add(bill);
      session.commit();
      assertThat(bill.lines)
          .extracting(line -> line.id)
          .containsExactly(new LineId(1L, 1), new LineId(1L, 2));
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "insert into bill default values",
            "insert into line (bill, no, text) values (?, ?, ?)");
    assertThat(h2.rows("select bill, no from line order by 2")).containsExactly("1,1", "1,2");
    try (Session session = h2.open()) {
      Line line = session.get(Line.class, new LineId(1L, 2));
      assertThat(Objects.requireNonNull(line.bill).id).isEqualTo(1);
    }
  }

  @Test
  void rollback_makesTheIdNewAgain() {
    try (Session session = h2.open()) {
      Receipt receipt = new Receipt();
      receipt.bill = new Bill();
      session.add(receipt);
      session.flush();
      session.rollback();
      assertThat(receipt.id).isZero();
      session.commit();
      assertThat(receipt.id).isEqualTo(2);
    }
    assertThat(h2.rows("select bill_id from receipt")).containsExactly("2");
  }

  @Test
  void missingReference_isAMissingId() {
    try (Session session = h2.open()) {
      session.add(new Line(1, null));
      assertThatThrownBy(session::commit)
          .hasMessage(
              """
              A new Line has no id
                  at Line.id
                  set it before the flush, or annotate it with @GeneratedValue [ROWAN-313]""");
    }
  }
}
