package org.rowanorm.enhancement.cases;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.rowanorm.enhancement.BothDoors;
import org.rowanorm.enhancement.H2;
import org.rowanorm.session.Session;

/** Classes and records that are parts of entities. */
class EmbeddableCases {

  @Embeddable
  record Key(String shelf, int place) {}

  @Embeddable
  record Money(long cents, @Column(name = "currency") String unit) {
    Money plus(long more) {
      return new Money(cents + more, unit);
    }
  }

  @MappedSuperclass
  abstract static class Measured {
    private int width;

    Measured(int width) {
      this.width = width;
    }

    int width() {
      return width;
    }

    void widen() {
      width++;
    }
  }

  /** Has no no-arg constructor, and a final field. */
  @Embeddable
  static class Cover extends Measured {
    private final String colour;

    Cover(int width, String colour) {
      super(width);
      this.colour = colour;
    }
  }

  @Entity
  static class Volume {
    @EmbeddedId Key key;
    Money price;
    private Cover cover;

    Volume(Key key, Money price, Cover cover) {
      this.key = key;
      this.price = price;
      this.cover = cover;
    }
  }

  private static H2 volumes() {
    H2 h2 = H2.with(Volume.class);
    try (Session session = h2.open()) {
      session.add(new Volume(new Key("a", 1), new Money(100, "EUR"), new Cover(3, "red")));
      session.commit();
    }
    h2.log().clear();
    return h2;
  }

  private static final String ROWS =
      "select shelf, place, cents, currency, width, colour from volume";

  @BothDoors
  void H_F6_recordsAsIdAndPart_goIntoTheirColumnsAndComeBack() {
    try (H2 h2 = volumes()) {
      assertThat(h2.rows(ROWS)).containsExactly("a,1,100,EUR,3,red");
      try (Session session = h2.open()) {
        Volume volume = session.get(Volume.class, new Key("a", 1));
        assertThat(volume.key).isEqualTo(new Key("a", 1));
        assertThat(volume.price).isEqualTo(new Money(100, "EUR"));
        assertThat(volume.cover.colour).isEqualTo("red");
        assertThat(volume.cover.width()).isEqualTo(3);
      }
    }
  }

  @BothDoors
  void H_F6_otherRecord_writesWhatDiffers() {
    try (H2 h2 = volumes()) {
      try (Session session = h2.open()) {
        Volume volume = session.get(Volume.class, new Key("a", 1));
        volume.price = volume.price.plus(5);
        h2.log().clear();
        session.commit();
      }
      assertThat(h2.rows(ROWS)).containsExactly("a,1,105,EUR,3,red");
    }
  }

  @BothDoors
  void H_D4_fieldOfTheMappedSuperclassOfAnEmbeddable_changesInPlace() {
    try (H2 h2 = volumes()) {
      try (Session session = h2.open()) {
        session.get(Volume.class, new Key("a", 1)).cover.widen();
        h2.log().clear();
        session.commit();
      }
      assertThat(h2.log().sql())
          .containsExactly("update volume set width = ? where shelf = ? and place = ?");
      assertThat(h2.rows(ROWS)).containsExactly("a,1,100,EUR,4,red");
    }
  }

  /** Not mapped by anybody. */
  record Plain(int a) {}

  static class PlainClass {
    int a;
  }

  @Entity
  static class Bare {
    @Id int id;
  }

  @BothDoors
  void classesThatAreNoEmbeddables_haveNothingAdded() {
    try (H2 h2 = H2.with(Bare.class)) {
      assertThat(h2.rows("select count(*) from bare")).containsExactly("0");
      assertThat(new Plain(1).getClass().getDeclaredMethods())
          .extracting(java.lang.reflect.Method::getName)
          .containsExactlyInAnyOrder("a", "toString", "hashCode", "equals");
      assertThat(new PlainClass().getClass().getDeclaredFields()).hasSize(1);
    }
  }
}
