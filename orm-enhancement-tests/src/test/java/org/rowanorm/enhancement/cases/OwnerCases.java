package org.rowanorm.enhancement.cases;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Basic;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.rowanorm.enhancement.BothDoors;
import org.rowanorm.enhancement.H2;
import org.rowanorm.session.Session;

/** Owners of values that change in place, and of animals of which only the kind is not known. */
class OwnerCases {

  @Embeddable
  static class Point {
    int x;
    int y;

    Point(int x, int y) {
      this.x = x;
      this.y = y;
    }
  }

  @Embeddable
  static class Address {
    String street;
    Point place; // without @Embedded: its class says what it is

    Address(String street, Point place) {
      this.street = street;
      this.place = place;
    }
  }

  @Entity
  @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
  abstract static class Animal {
    @Id int id;
    String name;
  }

  @Entity
  static class Dog extends Animal {
    int bites;
  }

  @Entity
  static class Cat extends Animal {
    int lives;
  }

  @Entity
  @Cacheable
  static class Owner {
    @Id int id;
    String name;

    @Basic(fetch = FetchType.LAZY)
    String story;

    Address home;
    @ManyToOne Animal animal;

    @OneToMany(mappedBy = "owner")
    List<Visit> visits = new ArrayList<>();
  }

  @Entity
  static class Visit {
    @Id int id;
    @ManyToOne Owner owner;
  }

  private static H2 owners() {
    H2 h2 = H2.with(Owner.class, Visit.class, Animal.class, Dog.class, Cat.class);
    h2.sql("insert into animal (id, dtype, name, bites) values (1, 'Dog', 'Rex', 2)");
    h2.sql("insert into animal (id, dtype, name, lives) values (2, 'Cat', 'Tom', 7)");
    h2.sql(
        "insert into owner (id, name, story, street, x, y, animal_id) values"
            + " (1, 'Ann', 'long', 'Elm', 3, 4, 1), (2, 'Bob', 'short', 'Oak', 5, 6, 2)");
    h2.sql("insert into visit (id, owner_id) values (1, 1)");
    return h2;
  }

  private static Owner detached(H2 h2) {
    try (Session session = h2.open()) {
      return Objects.requireNonNull(session.get(Owner.class, 1));
    }
  }

  // ---- values that change in place

  @BothDoors
  void H_D4_partOfAPart_changesInPlace() {
    try (H2 h2 = owners();
        Session session = h2.open()) {
      session.get(Owner.class, 1).home.place.x = 30;
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql()).containsExactly("update owner set x = ? where id = ?");
      assertThat(h2.rows("select street, x, y from owner where id = 1"))
          .containsExactly("Elm,30,4");
    }
  }

  @BothDoors
  void H_D4_part_replacedByAnother_writesWhatDiffers() {
    try (H2 h2 = owners();
        Session session = h2.open()) {
      session.get(Owner.class, 1).home = new Address("Ash", new Point(3, 4));
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql()).containsExactly("update owner set street = ? where id = ?");
    }
  }

  @BothDoors
  void H_D4_part_setToNull_nullsItsColumns() {
    try (H2 h2 = owners();
        Session session = h2.open()) {
      session.get(Owner.class, 1).home = null;
      session.commit();
      assertThat(h2.rows("select street, x, y from owner where id = 1"))
          .containsExactly("null,null,null");
    }
    try (H2 h2 = owners()) {
      h2.sql("update owner set street = null, x = null, y = null where id = 1");
      assertThat(detached(h2).home).isNull();
    }
  }

  @BothDoors
  void H_D4_part_sharedByTwoOwners_isWrittenForBoth() {
    try (H2 h2 = owners();
        Session session = h2.open()) {
      Owner ann = session.get(Owner.class, 1);
      Owner bob = session.get(Owner.class, 2);
      bob.home = ann.home;
      session.commit();
      ann.home.street = "Fir";
      session.commit();
      assertThat(h2.rows("select street, x, y from owner order by id"))
          .containsExactly("Fir,3,4", "Fir,3,4");
    }
  }

  // ---- merge

  @BothDoors
  void H_D7_mergeOfAnObjectWithNulls_writesThem() {
    try (H2 h2 = owners();
        Session session = h2.open()) {
      Owner made = new Owner();
      made.id = 1;
      session.merge(made);
      session.commit();
      assertThat(h2.rows("select name, story, street, x, y, animal_id from owner where id = 1"))
          .containsExactly("null,null,null,null,null,null");
    }
  }

  @BothDoors
  void H_D7_mergeOfADetachedObject_leavesWhatIsNotLoadedAlone() {
    try (H2 h2 = owners()) {
      Owner ann = detached(h2);
      ann.name = null;
      try (Session session = h2.open()) {
        assertThat(session.merge(ann)).isNotSameAs(ann);
        h2.log().clear();
        session.commit();
      }
      assertThat(h2.log().sql()).containsExactly("update owner set name = ? where id = ?");
      assertThat(h2.rows("select name, story, animal_id from owner where id = 1"))
          .containsExactly("null,long,1");
      assertThat(h2.rows("select owner_id from visit")).containsExactly("1");
    }
  }

  // ---- refresh

  @BothDoors
  void H_E3_refresh_makesLazyAgainWhatWas() {
    try (H2 h2 = owners();
        Session session = h2.open()) {
      Owner ann = session.get(Owner.class, 1);
      assertThat(ann.story).isEqualTo("long");
      assertThat(ann.visits).hasSize(1);
      h2.sql("update owner set story = 'longer' where id = 1");
      h2.sql("insert into visit (id, owner_id) values (2, 1)");
      h2.log().clear();
      session.refresh(ann);
      assertThat(h2.log().sql()).hasSize(1).first().asString().doesNotContain("story");
      assertThat(ann.story).isEqualTo("longer");
      assertThat(ann.visits).hasSize(2);
      assertThat(h2.log().sql()).hasSize(3);
    }
  }

  @BothDoors
  void H_E3_refreshOfACachedObject_readsItsRow() {
    try (H2 h2 = owners()) {
      detached(h2);
      h2.sql("update owner set name = 'Anna' where id = 1");
      try (Session session = h2.open()) {
        h2.log().clear();
        Owner ann = session.get(Owner.class, 1);
        assertThat(ann.name).isEqualTo("Ann"); // from the second-level cache
        assertThat(h2.log().sql()).isEmpty();
        session.refresh(ann);
        assertThat(ann.name).isEqualTo("Anna");
        assertThat(h2.log().sql()).hasSize(1);
      }
    }
  }

  // ---- references to what others extend

  @BothDoors
  void H_E5_referenceToWhatOthersExtend_isOfItsOwnClass() {
    try (H2 h2 = owners();
        Session session = h2.open()) {
      Owner ann = session.get(Owner.class, 1);
      Owner bob = session.get(Owner.class, 2);
      h2.log().clear();
      assertThat(ann.animal.getClass()).isEqualTo(Dog.class);
      assertThat(ann.animal instanceof Dog dog ? dog.bites : 0).isEqualTo(2);
      assertThat(((Cat) bob.animal).lives).isEqualTo(7);
      assertThat(bob.animal instanceof Dog).isFalse();
      assertThat(h2.log().sql()).hasSizeLessThanOrEqualTo(2);
    }
  }
}
