package org.rowanorm.enhancement.cases;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.util.List;
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

  /** With the reference and its other side it has as many attributes as a word has bits. */
  @Entity
  static class Full implements Serializable {
    @Id int id;
    @ManyToOne Full next;
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

    @OneToMany(mappedBy = "next")
    List<Full> before;

    int last;
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

  /** Its last attribute has the bit that is the engine's own in other classes. */
  @BothDoors
  void H_D8_sixtyFourAttributes_leaveTheEngineItsOwnBits() throws Exception {
    try (H2 h2 = H2.with(Full.class)) {
      try (Session session = h2.open()) {
        for (int id = 1; id <= 2; id++) {
          Full full = new Full();
          full.id = id;
          full.last = 64 * id;
          session.add(full);
        }
        session.commit();
      }
      Full one;
      Full two;
      try (Session session = h2.open()) {
        one = session.get(Full.class, 1);
        two = session.get(Full.class, 2);
        assertThat(one.before).isEmpty();
      }
      one.next = two;
      one.last = 7;
      Full copy = copied(one);
      h2.log().clear();
      try (Session session = h2.open()) {
        session.attach(copy);
        assertThat(copy.last).isEqualTo(7);
        assertThat(session.get(Full.class, 2).last).isEqualTo(128);
        session.commit();
        copy.a0 = 1;
        session.commit();
      }
      assertThat(h2.log().sql())
          .filteredOn(sql -> sql.startsWith("update"))
          .containsExactly(
              "update \"FULL\" set next_id = ?, last = ? where id = ?",
              "update \"FULL\" set a0 = ? where id = ?");
      assertThat(h2.rows("select next_id, last, a0 from \"FULL\" where id = 1"))
          .containsExactly("2,7,1");
    }
  }

  private static Full copied(Full full) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(full);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())) {
          @Override
          protected Class<?> resolveClass(ObjectStreamClass desc)
              throws ClassNotFoundException, IOException {
            return desc.getName().equals(Full.class.getName())
                ? Full.class
                : super.resolveClass(desc);
          }
        }) {
      return (Full) in.readObject();
    }
  }
}
