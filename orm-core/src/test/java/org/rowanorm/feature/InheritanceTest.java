package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorType;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.LazyLoadException;
import org.rowanorm.error.MappingException;
import org.rowanorm.error.StaleEntityException;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class InheritanceTest {

  @Entity
  abstract static class Animal {
    @Id int id;
    @Nullable String name;

    Animal(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Cat extends Animal {
    int lives = 9;

    Cat(int id) {
      super(id);
    }
  }

  @MappedSuperclass
  abstract static class Trained extends Animal {
    @Nullable String trick;

    Trained(int id) {
      super(id);
    }
  }

  @Entity
  @DiscriminatorValue("D")
  static class Dog extends Trained {
    @ManyToOne @Nullable Animal enemy;

    Dog(int id) {
      super(id);
    }
  }

  @Entity
  @DiscriminatorValue("P")
  static class Puppy extends Dog {
    int weeks;

    Puppy(int id) {
      super(id);
    }
  }

  @Entity
  static class Owner {
    @Id int id;
    @ManyToOne @Nullable Animal favourite;

    Owner(int id, @Nullable Animal favourite) {
      this.id = id;
      this.favourite = favourite;
    }
  }

  private static H2 animals() {
    H2 h2 = H2.with(Animal.class, Cat.class, Dog.class, Puppy.class, Owner.class);
    h2.sessions()
        .inTransaction(
            session -> {
              Cat tom = new Cat(1);
              tom.name = "Tom";
              Dog rex = new Dog(2);
              rex.name = "Rex";
              rex.trick = "sit";
              rex.enemy = tom;
              Puppy bo = new Puppy(3);
              bo.weeks = 5;
              session.add(bo);
              session.add(rex);
              session.add(new Owner(1, rex));
              session.add(new Owner(2, bo));
              session.add(new Owner(3, tom));
              session.add(new Owner(4, null));
            });
    h2.log().clear();
    return h2;
  }

  @Test
  void singleTable_holdsAllClasses() {
    try (H2 h2 = animals()) {
      assertThat(
              h2.rows(
                  "select id, dtype, name, lives, trick, enemy_id, weeks from animal order by id"))
          .containsExactly(
              "1,Cat,Tom,9,null,null,null", "2,D,Rex,null,sit,1,null", "3,P,null,null,null,null,5");
    }
  }

  @Test
  void queryOfTheTopmost_givesObjectsOfTheirOwnClasses() {
    try (H2 h2 = animals();
        Session session = h2.open()) {
      List<Animal> all = session.query(Animal.class).orderBy(Path.path("id").asc()).all();
      assertThat(all)
          .extracting(Object::getClass)
          .containsExactly(Cat.class, Dog.class, Puppy.class);
      assertThat(((Cat) all.get(0)).lives).isEqualTo(9);
      assertThat(((Dog) all.get(1)).trick).isEqualTo("sit");
      assertThat(((Puppy) all.get(2)).weeks).isEqualTo(5);
      assertThat(h2.log().sql())
          .containsExactly(
              "select a.id, a.name, a.lives, a.trick, a.enemy_id, a.weeks, a.dtype from animal a"
                  + " order by a.id");
    }
  }

  @Test
  void queryOfAnEntityBelow_givesItsRowsOnly() {
    try (H2 h2 = animals();
        Session session = h2.open()) {
      assertThat(session.query(Dog.class).orderBy(Path.path("id").asc()).all())
          .extracting(Object::getClass)
          .containsExactly(Dog.class, Puppy.class);
      assertThat(session.query(Cat.class).filterBy("name", "Tom").count()).isEqualTo(1);
      assertThat(h2.log().sql())
          .containsExactly(
              "select a.id, a.name, a.trick, a.enemy_id, a.weeks, a.dtype from animal a"
                  + " where a.dtype in ('D', 'P') order by a.id",
              "select count(*) from animal a where a.name = ? and a.dtype = 'Cat'");
    }
  }

  @Test
  void get_knowsTheClass() {
    try (H2 h2 = animals();
        Session session = h2.open()) {
      assertThat(session.get(Animal.class, 3)).isInstanceOf(Puppy.class);
      assertThat(session.get(Dog.class, 3)).isSameAs(session.get(Animal.class, 3));
      assertThat(session.get(Cat.class, 3)).isNull();
      assertThat(h2.log().sql()).hasSize(1);
    }
    try (H2 h2 = animals();
        Session session = h2.open()) {
      assertThat(session.get(Cat.class, 3)).isNull();
    }
  }

  @Test
  void H_E5_referenceWithSubclasses_isResolvedAtFirstRead_forTheWholeCohort() {
    try (H2 h2 = animals();
        Session session = h2.open()) {
      List<Owner> owners = session.query(Owner.class).orderBy(Path.path("id").asc()).all();
      assertThat(h2.log().sql()).hasSize(1);
      Animal first = owners.get(0).favourite;
      assertThat(first instanceof Dog).isTrue();
      assertThat(first.getClass()).isSameAs(Dog.class);
      assertThat((Puppy) owners.get(1).favourite).isNotNull();
      assertThat(owners.get(2).favourite).isInstanceOf(Cat.class);
      assertThat(owners.get(3).favourite).isNull();
      assertThat(((Dog) first).enemy).isSameAs(owners.get(2).favourite);
      assertThat(h2.log().sql())
          .containsExactly(
              "select o.id, o.favourite_id from owner o order by o.id",
              "select a.id, a.name, a.lives, a.trick, a.enemy_id, a.weeks, a.dtype from animal a"
                  + " where a.id in (?, ?, ?, ?)");
    }
  }

  @Test
  void H_E5_referenceThatIsNotRead_isWrittenOver_withoutSelect() {
    try (H2 h2 = animals()) {
      try (Session session = h2.open()) {
        Owner owner = session.get(Owner.class, 1);
        owner.favourite = null;
        session.commit();
        assertThat(h2.log().sql())
            .containsExactly(
                "select o.id, o.favourite_id from owner o where o.id = ?",
                "update owner set favourite_id = ? where id = ?");
        assertThat(owner.favourite).isNull();
      }
      assertThat(h2.rows("select favourite_id from owner where id = 1")).containsExactly("null");
    }
  }

  @Test
  void bulkUpdate_ofAReferenceThatIsNotRead_isWhatTheNextReadFinds() {
    try (H2 h2 = animals();
        Session session = h2.open()) {
      Owner owner = session.get(Owner.class, 1);
      Animal tom = session.get(Animal.class, 1);
      session.sql("update owner set favourite_id = 1 where id = 1").execute();
      assertThat(owner.favourite).isSameAs(tom);
    }
  }

  @Test
  void H_E5_referenceToAMissingRow_namesWhoRefers() {
    try (H2 h2 = animals();
        Session session = h2.open()) {
      Owner owner = session.get(Owner.class, 3);
      h2.sql("set referential_integrity false");
      h2.sql("delete from animal where id = 1");
      assertThatThrownBy(() -> owner.favourite.getClass())
          .isInstanceOf(LazyLoadException.class)
          .hasMessage(
              """
              There is no row for Animal 1
                  Owner 3 refers to it with 'favourite'
                  check the foreign key of table animal [ROWAN-602]""");
    }
  }

  @Test
  void H_E2_referenceAfterTheSession_isOfItsClass() {
    try (H2 h2 = animals()) {
      Owner owner;
      try (Session session = h2.open()) {
        owner = session.get(Owner.class, 3);
      }
      assertThat(owner.favourite).isExactlyInstanceOf(Cat.class);
    }
  }

  @Test
  void change_updatesTheSharedTable() {
    try (H2 h2 = animals();
        Session session = h2.open()) {
      Puppy puppy = session.get(Puppy.class, 3);
      h2.log().clear();
      puppy.weeks = 6;
      puppy.trick = "roll";
      session.commit();
      assertThat(h2.log().sql())
          .containsExactly("update animal set trick = ?, weeks = ? where id = ?");
      session.delete(puppy.id == 3 ? session.get(Owner.class, 2) : puppy);
      session.delete(puppy);
      session.commit();
      assertThat(h2.rows("select id from animal order by id")).containsExactly("1", "2");
    }
  }

  @Test
  void pathOfSubclass_isUnknownToTheTopmost() {
    try (H2 h2 = animals();
        Session session = h2.open()) {
      assertThat(session.query(Dog.class).filter(Path.path("enemy.name").eq("Tom")).all())
          .hasSize(1);
    }
  }

  @Test
  void rowOfAClassThatIsNotMapped_isRefused() {
    try (H2 h2 = animals();
        Session session = h2.open()) {
      h2.sql("insert into animal (id, dtype) values (7, 'Fish')");
      assertThatThrownBy(() -> session.query(Animal.class).all())
          .isInstanceOf(DatabaseException.class)
          .hasMessage(
              """
              A row says that its object is a 'Fish', which no entity is
                  in a result of Animal
                  map an entity with that discriminator value [ROWAN-511]""");
    }
  }

  // ---- joined

  @Entity
  @Cacheable
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Payment {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long id;

    @Version int version;
    int amount;

    @OneToMany(mappedBy = "payment", cascade = CascadeType.ALL)
    List<Entry> entries = new ArrayList<>();
  }

  @Entity
  @PrimaryKeyJoinColumn(name = "payment_id")
  static class Card extends Payment {
    @Nullable String number;
  }

  @Entity
  static class CreditCard extends Card {
    int maximum;
  }

  @Entity
  static class Cash extends Payment {
    @Nullable String currency;
  }

  @Entity
  static class Entry {
    @Id int id;
    @ManyToOne @Nullable Payment payment;

    Entry(int id) {
      this.id = id;
    }
  }

  private static H2 payments() {
    H2 h2 = H2.with(Payment.class, Card.class, CreditCard.class, Cash.class, Entry.class);
    h2.sessions()
        .inTransaction(
            session -> {
              Payment plain = new Payment();
              plain.amount = 10;
              Card card = new Card();
              card.number = "4711";
              CreditCard credit = new CreditCard();
              credit.number = "0815";
              credit.maximum = 100;
              credit.entries.add(new Entry(1));
              Cash cash = new Cash();
              cash.currency = "EUR";
              session.addAll(List.of(plain, card, credit, cash));
            });
    return h2;
  }

  @Test
  void joinedTables_areWrittenTopmostFirst() {
    try (H2 h2 = payments()) {
      assertThat(h2.log().sql())
          .containsExactly(
              "insert into payment (version, amount) values (?, ?)",
              "insert into payment (version, amount) values (?, ?)",
              "insert into card (payment_id, number) values (?, ?)".replace("number", "\"NUMBER\""),
              "insert into payment (version, amount) values (?, ?)",
              "insert into card (payment_id, number) values (?, ?)".replace("number", "\"NUMBER\""),
              "insert into creditcard (id, maximum) values (?, ?)",
              "insert into payment (version, amount) values (?, ?)",
              "insert into cash (id, currency) values (?, ?)",
              "insert into entry (id, payment_id) values (?, ?)");
      assertThat(h2.rows("select payment_id from card order by 1")).containsExactly("2", "3");
      assertThat(h2.rows("select id from creditcard")).containsExactly("3");
    }
  }

  @Test
  void joinedTables_areReadInOneStatement() {
    try (H2 h2 = payments();
        Session session = h2.open()) {
      h2.log().clear();
      List<Payment> all = session.query(Payment.class).orderBy(Path.path("id").asc()).all();
      assertThat(all)
          .extracting(Object::getClass)
          .containsExactly(Payment.class, Card.class, CreditCard.class, Cash.class);
      assertThat(((CreditCard) all.get(2)).number).isEqualTo("0815");
      assertThat(((CreditCard) all.get(2)).maximum).isEqualTo(100);
      assertThat(h2.log().sql()).hasSize(1);
      assertThat(h2.log().sql().get(0))
          .contains(" from payment p left join card p_1 on p_1.payment_id = p.id left join ");
      h2.log().clear();
      assertThat(session.query(Card.class).filterBy("number", "0815").one()).isSameAs(all.get(2));
      assertThat(h2.log().sql().get(0))
          .contains(" from payment c join card c_1 on c_1.payment_id = c.id left join ")
          .endsWith(" where c_1.\"NUMBER\" = ? limit ?");
    }
  }

  @Test
  void H_D8_joinedTables_areUpdatedWhereTheyChanged_withTheVersionOfTheTopmost() {
    try (H2 h2 = payments();
        Session session = h2.open()) {
      CreditCard credit = session.get(CreditCard.class, 3L);
      h2.log().clear();
      credit.maximum = 200;
      session.commit();
      assertThat(h2.log().sql())
          .containsExactly(
              "update payment set version = ? where id = ? and version = ?",
              "update creditcard set maximum = ? where id = ?");
      assertThat(credit.version).isEqualTo(1);
      h2.sql("update payment set version = 9 where id = 3");
      credit.maximum = 300;
      assertThatThrownBy(session::commit).isInstanceOf(StaleEntityException.class);
    }
  }

  @Test
  void joinedTables_areDeletedTopmostLast() {
    try (H2 h2 = payments();
        Session session = h2.open()) {
      Payment credit = session.get(Payment.class, 3L);
      session.delete(credit);
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql())
          .containsExactly(
              "delete from entry where id = ?",
              "delete from creditcard where id = ?",
              "delete from card where payment_id = ?",
              "delete from payment where id = ? and version = ?");
    }
  }

  @Test
  void secondLevelCache_knowsTheClass() {
    try (H2 h2 = payments()) {
      try (Session session = h2.open()) {
        assertThat(session.query(Payment.class).all()).hasSize(4);
      }
      h2.log().clear();
      try (Session session = h2.open()) {
        assertThat(session.get(Payment.class, 3L)).isExactlyInstanceOf(CreditCard.class);
        assertThat(((Card) session.get(Payment.class, 3L)).number).isEqualTo("0815");
        assertThat(session.get(Cash.class, 2L)).isNull();
        assertThat(h2.log().sql()).isEmpty();
      }
    }
  }

  // ---- discriminators

  @Entity
  @DiscriminatorColumn(name = "kind", discriminatorType = DiscriminatorType.INTEGER)
  @DiscriminatorValue("1")
  static class Shape {
    @Id int id;
  }

  @Entity
  @DiscriminatorValue("2")
  static class Circle extends Shape {
    double radius;
  }

  @Entity
  @DiscriminatorValue("2")
  static class Square extends Shape {}

  @Entity
  @DiscriminatorValue("three")
  static class Line extends Shape {}

  @Test
  void discriminator_mayBeANumber() {
    try (H2 h2 = H2.with(Shape.class, Circle.class)) {
      h2.sessions()
          .inTransaction(
              session -> {
                session.add(new Shape());
                Circle circle = new Circle();
                circle.id = 1;
                session.add(circle);
              });
      assertThat(h2.rows("select id, kind from shape order by id")).containsExactly("0,1", "1,2");
      try (Session session = h2.open()) {
        assertThat(session.query(Shape.class).all())
            .extracting(Object::getClass)
            .contains(Shape.class, Circle.class);
      }
    }
  }

  @Test
  void wrongDiscriminators_areRefused() {
    assertThatThrownBy(() -> H2.empty(Shape.class, Circle.class, Square.class, Line.class))
        .isInstanceOf(MappingException.class)
        .hasMessageContaining(
            """
            The discriminator value 'three' is no number
                at org.rowanorm.feature.InheritanceTest$Line
                the discriminator column kind holds numbers [ROWAN-120]""")
        .hasMessageContaining(
            """
            Two entities have the discriminator value '2'
                at org.rowanorm.feature.InheritanceTest$Circle and org.rowanorm.feature.InheritanceTest$Square
                give one of them another with @DiscriminatorValue [ROWAN-120]""");
  }

  @Test
  void parentThatIsNotAmongTheEntities_isRefused() {
    assertThatThrownBy(() -> H2.empty(Circle.class))
        .isInstanceOf(MappingException.class)
        .hasMessageContaining(
            """
            Shape is not among the entities
                at Circle, which extends it
                add it to entities(...) [ROWAN-107]""");
  }
}
