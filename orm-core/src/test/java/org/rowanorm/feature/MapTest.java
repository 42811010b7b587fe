package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.MapKeyClass;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapKeyEnumerated;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.OneToMany;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.entity.TrackedMap;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class MapTest {

  enum Kind {
    HOME,
    WORK
  }

  @Embeddable
  static class Address {
    String street;
    String city;

    Address() {}

    Address(String street, String city) {
      this.street = street;
      this.city = city;
    }
  }

  @Embeddable
  record Slot(int day, int no) {}

  @Entity
  static class Person {
    @Id int id;
    @ElementCollection Map<String, Integer> scores = new HashMap<>();

    @ElementCollection
    @MapKeyColumn(name = "kind", length = 10)
    @MapKeyEnumerated(EnumType.STRING)
    @AttributeOverride(name = "value.street", column = @Column(name = "road"))
    Map<Kind, Address> addresses = new HashMap<>();

    @ElementCollection
    @AttributeOverride(name = "key.day", column = @Column(name = "weekday"))
    @Column(name = "text")
    Map<Slot, String> plans = new HashMap<>();

    @ElementCollection
    @MapKeyJoinColumn(name = "pet")
    Map<Pet, String> sounds = new HashMap<>();

    @OneToMany(mappedBy = "owner", cascade = CascadeType.ALL)
    @MapKey(name = "name")
    Map<String, Pet> pets = new HashMap<>();

    @OneToMany
    @JoinColumn(name = "lender")
    @MapKeyColumn(name = "shelf")
    Map<Integer, Pet> lent = new HashMap<>();

    @ManyToMany
    @MapKeyClass(String.class)
    Map<Comparable<?>, Person> friends = new HashMap<>();

    Person(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Pet {
    @Id int id;
    String name;
    @ManyToOne Person owner;

    Pet(int id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  private final H2 h2 = H2.with(Person.class, Pet.class);

  @AfterEach
  void close() {
    h2.close();
  }

  private void given(Consumer<Person> fill) {
    h2.sessions()
        .inTransaction(
            session -> {
              Person person = new Person(1);
              fill.accept(person);
              session.add(person);
            });
    h2.log().clear();
  }

  private void change(Consumer<Person> change) {
    try (Session session = h2.open()) {
      Person person = session.get(Person.class, 1);
      change.accept(person);
      h2.log().clear();
      session.commit();
    }
  }

  @Test
  void values_comeWithTheirKeysInOneSelect() {
    given(p -> p.scores.putAll(Map.of("chess", 3, "go", 5)));
    try (Session session = h2.open()) {
      Person person = session.get(Person.class, 1);
      h2.log().clear();
      assertThat(person.scores).isInstanceOf(TrackedMap.class);
      assertThat(person.scores.get("go")).isEqualTo(5);
      assertThat(person.scores).containsExactlyInAnyOrderEntriesOf(Map.of("chess", 3, "go", 5));
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "select p.person_id, p.scores_key, p.scores from person_scores p"
                + " where p.person_id in (?)");
  }

  @Test
  void changes_areOneStatementForEachKind() {
    given(p -> p.scores.putAll(Map.of("chess", 3, "go", 5, "darts", 1)));
    change(
        p -> {
          p.scores.put("chess", 4);
          p.scores.put("poker", 9);
          p.scores.remove("darts");
          p.scores.put("go", 5);
          p.scores.remove("none");
        });
    assertThat(h2.log().sql())
        .containsExactly(
            "delete from person_scores where person_id = ? and scores_key = ?",
            "update person_scores set scores = ? where person_id = ? and scores_key = ?",
            "insert into person_scores (person_id, scores_key, scores) values (?, ?, ?)");
    assertThat(h2.rows("select scores_key, scores from person_scores order by 1"))
        .containsExactly("chess,4", "go,5", "poker,9");
  }

  @Test
  void views_changeTheMap() {
    given(p -> p.scores.putAll(Map.of("chess", 3, "go", 5, "darts", 1)));
    change(
        p -> {
          p.scores.entrySet().forEach(entry -> entry.setValue(entry.getValue() + 1));
          p.scores.keySet().remove("go");
          p.scores.values().removeIf(score -> score == 2);
          p.scores.merge("chess", 10, Integer::sum);
        });
    assertThat(h2.rows("select scores_key, scores from person_scores")).containsExactly("chess,14");
  }

  @Test
  void clear_isOneDelete_andOfAnEmptyMapNothing() {
    given(p -> p.scores.putAll(Map.of("chess", 3, "go", 5)));
    change(
        p -> {
          p.scores.clear();
          p.addresses.clear();
        });
    assertThat(h2.log().sql()).containsExactly("delete from person_scores where person_id = ?");
  }

  @Test
  void embeddableValue_changedInPlace_updatesTheColumn() {
    given(p -> p.addresses.put(Kind.HOME, new Address("Elm", "Rome")));
    assertThat(h2.rows("select kind, road, city from person_addresses"))
        .containsExactly("HOME,Elm,Rome");
    change(p -> p.addresses.get(Kind.HOME).city = "Bern");
    assertThat(h2.log().sql())
        .containsExactly("update person_addresses set city = ? where person_id = ? and kind = ?");
  }

  @Test
  void embeddableKey_isAPartOfTheRow() {
    given(p -> p.plans.put(new Slot(1, 9), "run"));
    change(p -> assertThat(p.plans).containsEntry(new Slot(1, 9), "run"));
    change(p -> p.plans.put(new Slot(1, 9), "walk"));
    assertThat(h2.log().sql())
        .containsExactly(
            "update person_plans set text = ? where person_id = ? and weekday = ? and no = ?");
  }

  @Test
  void entityKey_isTakenInAndReadAsReference() {
    given(p -> p.sounds.put(new Pet(7, "Rex"), "wuff"));
    change(
        p ->
            assertThat(p.sounds.keySet()).singleElement().extracting(k -> k.name).isEqualTo("Rex"));
    assertThat(h2.rows("select person_id, pet, sounds from person_sounds"))
        .containsExactly("1,7,wuff");
  }

  @Test
  void mapKey_isReadFromTheElement() {
    given(p -> p.pets.put("Rex", new Pet(7, "Rex")));
    try (Session session = h2.open()) {
      Person person = session.get(Person.class, 1);
      h2.log().clear();
      assertThat(person.pets.get("Rex").owner).isSameAs(person);
      person.pets.put("Tom", new Pet(8, "Tom"));
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "select p.owner_id, p.id, p.name, p.owner_id from pet p where p.owner_id in (?)",
            "insert into pet (id, name, owner_id, lender, shelf) values (?, ?, ?, ?, ?)");
  }

  @Test
  void keyInTheElementsRow_movesWithAnUpdateOfThatColumn() {
    given(p -> p.lent.put(1, new Pet(7, "Rex")));
    assertThat(h2.rows("select id, lender, shelf from pet")).containsExactly("7,1,1");
    change(p -> p.lent.put(2, p.lent.remove(1)));
    assertThat(h2.log().sql()).containsExactly("update pet set shelf = ? where id = ?");
    change(p -> p.lent.clear());
    assertThat(h2.log().sql()).containsExactly("update pet set lender = ?, shelf = ? where id = ?");
    assertThat(h2.rows("select id, lender, shelf from pet")).containsExactly("7,null,null");
  }

  @Test
  void entityValue_inAJoinTable_isUpdatedByKey() {
    given(
        p -> {
          p.friends.put("best", new Person(2));
          p.friends.put("old", new Person(3));
        });
    change(p -> p.friends.put("best", p.friends.get("old")));
    assertThat(h2.log().sql())
        .containsExactly(
            "update person_person set friends_id = ? where person_id = ? and friends_key = ?");
    change(p -> assertThat(p.friends.get("best").id).isEqualTo(3));
  }

  @Test
  void replacedUnread_isOneDeleteAndTheInserts() {
    given(p -> p.scores.put("chess", 3));
    change(p -> p.scores = new HashMap<>(Map.of("go", 1)));
    assertThat(h2.log().sql())
        .containsExactly(
            "delete from person_scores where person_id = ?",
            "insert into person_scores (person_id, scores_key, scores) values (?, ?, ?)");
  }

  @Test
  void usersOwnMap_isWatchedUntilTheCommit() {
    try (Session session = h2.open()) {
      Person person = new Person(1);
      Map<String, Integer> own = person.scores;
      session.add(person);
      session.flush();
      own.put("chess", 1);
      session.commit();
    }
    assertThat(h2.rows("select scores_key, scores from person_scores")).containsExactly("chess,1");
  }
}
