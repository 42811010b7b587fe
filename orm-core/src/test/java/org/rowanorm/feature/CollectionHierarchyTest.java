package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** Collections and other sides of entities that extend each other. */
class CollectionHierarchyTest {

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  abstract static class Party {
    @Id int id;
    @ElementCollection List<String> names = new ArrayList<>();

    @OneToOne(mappedBy = "party")
    @Nullable Badge badge;

    @OneToOne(mappedBy = "owner")
    @Nullable Pet pet;

    Party(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Person extends Party {
    @ManyToMany Set<Party> friends = new LinkedHashSet<>();

    @OneToMany
    @JoinColumn(name = "walker")
    @OrderColumn
    List<Dog> walks = new ArrayList<>();

    Person(int id) {
      super(id);
    }
  }

  @Entity
  static class Firm extends Party {
    @ElementCollection List<Integer> years = new ArrayList<>();

    Firm(int id) {
      super(id);
    }
  }

  @Entity
  static class Badge {
    @Id int id;
    @OneToOne @Nullable Party party;

    Badge(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Pet {
    @Id int id;
    @OneToOne @Nullable Party owner;

    Pet(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Dog extends Pet {
    int weight;

    Dog(int id) {
      super(id);
    }
  }

  private final H2 h2 =
      H2.with(Party.class, Person.class, Firm.class, Badge.class, Pet.class, Dog.class);

  CollectionHierarchyTest() {
    h2.sessions()
        .inTransaction(
            session -> {
              Person ann = new Person(1);
              Firm firm = new Firm(2);
              Person bob = new Person(3);
              ann.names.add("Ann");
              ann.friends.addAll(List.of(firm, bob));
              ann.badge = new Badge(11);
              bob.pet = new Dog(21);
              firm.names.add("Inc");
              firm.years.add(1999);
              firm.pet = new Pet(22);
              bob.walks.addAll(List.of(new Dog(23), new Dog(24)));
              session.addAll(List.of(ann, firm, bob));
            });
    h2.log().clear();
  }

  @AfterEach
  void close() {
    h2.close();
  }

  private static List<Party> all(Session session) {
    return session.query(Party.class).orderBy(Path.path("id").asc()).all();
  }

  @Test
  void collectionOfTheTopmostEntity_isOneSelectForObjectsOfAllClasses() {
    try (Session session = h2.open()) {
      List<Party> all = all(session);
      h2.log().clear();
      assertThat(all)
          .extracting(p -> p.names)
          .containsExactly(List.of("Ann"), List.of("Inc"), List.of());
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "select p.party_id, p.names from party_names p where p.party_id in (?, ?, ?, ?)");
  }

  @Test
  void collectionsOfSubclasses_areLoadedForTheirOwnObjectsOnly() {
    try (Session session = h2.open()) {
      List<Party> all = all(session);
      h2.log().clear();
      assertThat(((Person) all.get(0)).friends).containsExactly(all.get(1), all.get(2));
      assertThat(((Firm) all.get(1)).years).containsExactly(1999);
      assertThat(((Person) all.get(2)).friends).isEmpty();
    }
    assertThat(h2.log().events()).hasSize(2);
  }

  @Test
  void elements_areOfTheirExactClass() {
    try (Session session = h2.open()) {
      Person ann = session.get(Person.class, 1);
      assertThat(ann.friends)
          .extracting(friend -> (Object) friend.getClass())
          .containsExactlyInAnyOrder(Firm.class, Person.class);
      assertThat(session.get(Person.class, 3).walks)
          .extracting(dog -> dog.id)
          .containsExactly(23, 24);
    }
  }

  @Test
  void indexInTheTableOfASubclass_isUpdated() {
    try (Session session = h2.open()) {
      List<Dog> walks = session.get(Person.class, 3).walks;
      walks.add(walks.remove(0));
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql()).containsExactly("update pet set walks_order = ? where id = ?");
    assertThat(h2.rows("select id, walker, walks_order from pet where walker = 3 order by 3"))
        .containsExactly("24,3,0", "23,3,1");
  }

  @Test
  void otherSides_areOneSelectEach_andOfTheirExactClass() {
    try (Session session = h2.open()) {
      List<Party> all = all(session);
      h2.log().clear();
      assertThat(all)
          .extracting(p -> p.pet == null ? null : p.pet.getClass().getSimpleName())
          .containsExactly(null, "Pet", "Dog");
      assertThat(all)
          .extracting(p -> p.badge == null ? null : p.badge.party)
          .containsExactly(all.get(0), null, null);
    }
    assertThat(h2.log().events()).hasSize(2);
  }

  @Test
  void deletedObjectOfASubclass_takesTheRowsOfAllLevelsAlong() {
    try (Session session = h2.open()) {
      Person ann = session.get(Person.class, 1);
      ann.badge.party = null;
      session.delete(ann);
      session.commit();
    }
    assertThat(h2.rows("select party_id from party_names")).containsExactly("2");
    assertThat(h2.rows("select * from person_party")).isEmpty();
  }
}
