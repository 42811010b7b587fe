package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rowanorm.query.Path.path;

import jakarta.persistence.AssociationOverride;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowanorm.error.LazyLoadException;
import org.rowanorm.error.MappingException;
import org.rowanorm.session.LazyAfterClose;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.support.H2;

/** Collections and other sides of associations inside embeddables. */
class EmbeddedCollectionTest {

  @Embeddable
  static class Reach {
    String city;

    @ElementCollection @OrderBy List<String> phones = new ArrayList<>();

    @ElementCollection Map<String, Integer> hours = new HashMap<>();

    Reach() {}

    Reach(String city, String... phones) {
      this.city = city;
      this.phones.addAll(List.of(phones));
    }
  }

  /** A record, with associations of each kind. */
  @Embeddable
  record Circle(
      @ManyToMany List<Person> friends,
      @OneToMany(mappedBy = "keeper", cascade = CascadeType.ALL, orphanRemoval = true)
          List<Pet> pets,
      @OneToOne(mappedBy = "holder") Badge badge,
      Nested nested) {}

  @Embeddable
  record Nested(@OneToMany @JoinColumn(name = "lent_by") List<Pet> lent, String note) {}

  @Entity
  static class Person {
    @Id long id;
    Reach reach;
    Circle circle;

    Person() {}

    Person(long id) {
      this.id = id;
    }
  }

  @Entity
  static class Pet {
    @Id long id;
    @ManyToOne Person keeper;

    Pet() {}

    Pet(long id) {
      this.id = id;
    }
  }

  @Entity
  static class Badge {
    @Id long id;
    @OneToOne Person holder;

    Badge() {}

    Badge(long id, Person holder) {
      this.id = id;
      this.holder = holder;
    }
  }

  private final H2 h2 = H2.with(Person.class, Pet.class, Badge.class);

  @AfterEach
  void close() {
    h2.close();
  }

  private Person stored() {
    Person person = new Person(1);
    person.reach = new Reach("Rome", "1", "2");
    person.reach.hours.put("mon", 8);
    h2.sessions().inTransaction(session -> session.add(person));
    h2.log().clear();
    return person;
  }

  private List<String> phones() {
    return h2.rows("select phones from person_phones order by 1");
  }

  // ---- collections of values, in a class

  @Test
  void newObject_isWrittenWithTheRowsOfItsCollections() {
    stored();
    assertThat(h2.rows("select person_id, phones from person_phones order by 2"))
        .containsExactly("1,1", "1,2");
    assertThat(h2.rows("select person_id, hours_key, hours from person_hours"))
        .containsExactly("1,mon,8");
  }

  @Test
  void collection_isLoadedWhenItIsTouched() {
    stored();
    try (Session session = h2.open()) {
      Person person = session.get(Person.class, 1L);
      assertThat(person.reach.city).isEqualTo("Rome");
      assertThat(h2.log().sql()).hasSize(1);
      assertThat(person.reach.phones).containsExactly("1", "2");
      assertThat(h2.log().sql()).hasSize(2);
      assertThat(h2.log().sql().get(1))
          .isEqualTo(
              "select p.person_id, p.phones from person_phones p"
                  + " where p.person_id in (?) order by p.phones");
    }
  }

  @Test
  void collection_ofAllOwners_isOneSelect() {
    stored();
    h2.sql("insert into person (id, city) values (2, 'Bonn')");
    h2.sql("insert into person_phones (person_id, phones) values (2, '9')");
    h2.log().clear();
    try (Session session = h2.open()) {
      List<Person> all = session.query(Person.class).orderBy(path("id").asc()).all();
      assertThat(all.stream().map(p -> List.copyOf(p.reach.phones)))
          .containsExactly(List.of("1", "2"), List.of("9"));
      assertThat(h2.log().sql()).hasSize(2);
    }
  }

  @Test
  void change_throughTheCollection_writesItsRows() {
    stored();
    h2.sessions()
        .inTransaction(
            session -> {
              Person person = session.get(Person.class, 1L);
              person.reach.phones.add("3");
              person.reach.phones.remove("1");
              h2.log().clear();
            });
    assertThat(phones()).containsExactly("2", "3");
    assertThat(h2.log().sql()).noneMatch(sql -> sql.startsWith("update person "));
  }

  @Test
  void collection_thatIsPutIntoTheEmbeddable_replacesTheRows() {
    stored();
    h2.sessions()
        .inTransaction(
            session -> {
              Person person = session.get(Person.class, 1L);
              person.reach.phones = new ArrayList<>(List.of("7"));
              session.flush();
              person.reach.phones.add("8");
            });
    assertThat(phones()).containsExactly("7", "8");
  }

  @Test
  void collection_thatIsPutIntoTheEmbeddable_twice_countsAsItIsAtTheFlush() {
    stored();
    h2.sessions()
        .inTransaction(
            session -> {
              Person person = session.get(Person.class, 1L);
              person.reach.phones = new ArrayList<>(List.of("7"));
              session.flush();
              person.reach.phones = new ArrayList<>(List.of("5"));
            });
    assertThat(phones()).containsExactly("5");
  }

  @Test
  void embeddable_thatIsReplaced_bringsItsCollections() {
    stored();
    h2.sessions()
        .inTransaction(
            session -> {
              session.get(Person.class, 1L).reach = new Reach("Rome", "4");
            });
    assertThat(phones()).containsExactly("4");
    assertThat(h2.rows("select * from person_hours")).isEmpty();
  }

  @Test
  void embeddable_thatIsReplaced_afterItWasRead_bringsItsCollections() {
    stored();
    h2.sessions()
        .inTransaction(
            session -> {
              Person person = session.get(Person.class, 1L);
              assertThat(person.reach.phones).hasSize(2);
              person.reach = new Reach("Bonn", "4");
              person.reach = new Reach("Kiel", "5");
            });
    assertThat(phones()).containsExactly("5");
    assertThat(h2.rows("select city from person")).containsExactly("Kiel");
  }

  @Test
  void embeddable_thatIsSetToNull_losesTheRows() {
    stored();
    h2.sessions().inTransaction(session -> session.get(Person.class, 1L).reach = null);
    assertThat(phones()).isEmpty();
    assertThat(h2.rows("select city from person")).containsExactly("null");
  }

  @Test
  void embeddable_withACollection_isNeverReadAsNull() {
    h2.sessions().inTransaction(session -> session.add(new Person(1)));
    try (Session session = h2.open()) {
      Person person = session.get(Person.class, 1L);
      assertThat(person.reach.city).isNull();
      assertThat(person.reach.phones).isEmpty();
      person.reach.phones.add("6");
      session.commit();
    }
    assertThat(phones()).containsExactly("6");
  }

  @Test
  void embeddable_ofTwoObjects_isEachOnesOwn() {
    Person first = new Person(1);
    Person second = new Person(2);
    first.reach = new Reach("Rome", "1");
    second.reach = first.reach;
    h2.sessions()
        .inTransaction(
            session -> {
              session.addAll(List.of(first, second));
              session.flush();
              second.reach.phones.add("2");
            });
    assertThat(h2.rows("select person_id, phones from person_phones order by 1, 2"))
        .containsExactly("1,1", "2,1", "2,2");
  }

  @Test
  void delete_takesTheRowsAway() {
    stored();
    h2.sessions().inTransaction(session -> session.delete(session.get(Person.class, 1L)));
    assertThat(phones()).isEmpty();
    assertThat(h2.rows("select * from person_hours")).isEmpty();
  }

  @Test
  void rollback_makesTheChangeAgainAtTheNextFlush() {
    stored();
    try (Session session = h2.open()) {
      Person person = session.get(Person.class, 1L);
      person.reach.phones.add("3");
      session.flush();
      session.rollback();
      assertThat(phones()).containsExactly("1", "2");
      session.commit();
    }
    assertThat(phones()).containsExactly("1", "2", "3");
  }

  @Test
  void refresh_bringsTheCollectionAnew() {
    stored();
    try (Session session = h2.open()) {
      Person person = session.get(Person.class, 1L);
      assertThat(person.reach.phones).hasSize(2);
      h2.sql("insert into person_phones (person_id, phones) values (1, '9')");
      session.refresh(person);
      assertThat(person.reach.phones).containsExactly("1", "2", "9");
      person.reach.phones.remove("9");
      session.commit();
    }
    assertThat(phones()).containsExactly("1", "2");
  }

  // ---- after the session

  @Test
  void detachedObject_showsItsColumns_andRefusesTheCollection() {
    stored();
    Person person;
    try (SessionFactory strict =
            h2.another(
                b ->
                    b.entities(Person.class, Pet.class, Badge.class)
                        .lazyAfterClose(LazyAfterClose.RAISE));
        Session session = strict.open()) {
      person = session.get(Person.class, 1L);
      session.detach(person);
    }
    assertThat(person.reach.city).isEqualTo("Rome");
    assertThatThrownBy(() -> person.reach.phones.size()).isInstanceOf(LazyLoadException.class);
  }

  @Test
  void detachedObject_isTakenInWithItsChanges() {
    stored();
    Person person;
    try (Session session = h2.open()) {
      person = session.get(Person.class, 1L);
      assertThat(person.reach.phones).hasSize(2);
    }
    person.reach.phones.add("3");
    h2.sessions().inTransaction(session -> session.attach(person));
    assertThat(phones()).containsExactly("1", "2", "3");
  }

  @Test
  void merge_copiesTheElements() {
    stored();
    Person copy = new Person(1);
    copy.reach = new Reach("Bonn", "2", "5");
    h2.sessions().inTransaction(session -> session.merge(copy));
    assertThat(phones()).containsExactly("2", "5");
    assertThat(h2.rows("select city from person")).containsExactly("Bonn");
  }

  @Test
  void insertAll_writesTheRows() {
    Person person = new Person(3);
    person.reach = new Reach("Rome", "1");
    h2.sessions().inTransaction(session -> session.insertAll(List.of(person)));
    assertThat(phones()).containsExactly("1");
  }

  // ---- associations, in a record, nested

  private void storedCircle() {
    h2.sessions()
        .inTransaction(
            session -> {
              Person first = new Person(1);
              Person second = new Person(2);
              Pet own = new Pet(10);
              own.keeper = first;
              Pet lent = new Pet(11);
              first.circle =
                  new Circle(
                      new ArrayList<>(List.of(second)),
                      new ArrayList<>(List.of(own)),
                      null,
                      new Nested(new ArrayList<>(List.of(lent)), "n"));
              session.addAll(List.of(second, lent, first, new Badge(20, first)));
            });
    h2.log().clear();
  }

  @Test
  void associations_areWritten() {
    storedCircle();
    assertThat(h2.rows("select person_id, friends_id from person_person")).containsExactly("1,2");
    assertThat(h2.rows("select id, keeper_id, lent_by from pet order by 1"))
        .containsExactly("10,1,null", "11,null,1");
  }

  @Test
  void associations_areLoadedWhenTheyAreTouched() {
    storedCircle();
    try (Session session = h2.open()) {
      Person person = session.get(Person.class, 1L);
      assertThat(person.circle.friends()).extracting(p -> p.id).containsExactly(2L);
      assertThat(person.circle.pets()).extracting(p -> p.id).containsExactly(10L);
      assertThat(person.circle.badge().id).isEqualTo(20);
      assertThat(person.circle.nested().lent()).extracting(p -> p.id).containsExactly(11L);
      assertThat(person.circle.nested().note()).isEqualTo("n");
    }
  }

  @Test
  void otherSide_ofAllOwners_isOneSelect() {
    storedCircle();
    try (Session session = h2.open()) {
      List<Person> all = session.query(Person.class).orderBy(path("id").asc()).all();
      assertThat(all.get(0).circle.badge().id).isEqualTo(20);
      assertThat(all.get(1).circle.badge()).isNull();
      assertThat(h2.log().sql()).hasSize(2);
    }
  }

  @Test
  void orphan_ofAnEmbeddedCollection_isDeleted() {
    storedCircle();
    h2.sessions().inTransaction(session -> session.get(Person.class, 1L).circle.pets().clear());
    assertThat(h2.rows("select id from pet")).containsExactly("11");
  }

  @Test
  void otherSide_isKeptInStep() {
    storedCircle();
    try (Session session = h2.open()) {
      Person person = session.get(Person.class, 1L);
      Pet pet = new Pet(12);
      person.circle.pets().add(pet);
      assertThat(pet.keeper).isSameAs(person);
      session.commit();
    }
    assertThat(h2.rows("select keeper_id from pet where id = 12")).containsExactly("1");
  }

  @Test
  void record_thatIsReplaced_changesTheRows() {
    storedCircle();
    h2.sessions()
        .inTransaction(
            session -> {
              Person person = session.get(Person.class, 1L);
              Circle old = person.circle;
              person.circle =
                  new Circle(List.of(person), old.pets(), old.badge(), new Nested(List.of(), "m"));
            });
    assertThat(h2.rows("select person_id, friends_id from person_person")).containsExactly("1,1");
    assertThat(h2.rows("select id, keeper_id, lent_by from pet order by 1"))
        .containsExactly("10,1,null", "11,null,null");
  }

  // ---- queries

  @ParameterizedTest
  @ValueSource(strings = {"reach.phones", "circle.friends", "circle.nested.lent", "circle.pets"})
  void fetch_bringsWhatStandsInAnEmbeddable(String fetched) {
    storedCircle();
    try (Session session = h2.open()) {
      List<Person> all =
          session
              .query(Person.class)
              .orderBy(path("id").asc())
              .fetch(fetched, "circle.badge")
              .all();
      Person first = all.get(0);
      h2.log().clear();
      switch (fetched) {
        case "reach.phones" -> assertThat(first.reach.phones).isEmpty();
        case "circle.friends" -> assertThat(first.circle.friends()).hasSize(1);
        case "circle.pets" -> assertThat(first.circle.pets()).hasSize(1);
        default -> assertThat(first.circle.nested().lent()).hasSize(1);
      }
      assertThat(first.circle.badge().id).isEqualTo(20);
      assertThat(h2.log().sql()).isEmpty();
    }
  }

  @Test
  void raise_refusesTheLoadOfWhatStandsInAnEmbeddable() {
    stored();
    try (Session session = h2.open()) {
      Person person = session.query(Person.class).raise("reach.phones").one();
      assertThat(person.reach.city).isEqualTo("Rome");
      assertThatThrownBy(() -> person.reach.phones.size())
          .extracting(error -> error.getMessage().replaceAll(", at .*", ""))
          .isEqualTo(
              """
              Attribute 'reach.phones' of Person 1 is not loaded, and its query raises where it is read
                  it came with query Person
                  fetch it with the query, or take its path out of raise(...) [ROWAN-331]""");
    }
  }

  @Test
  void embeddable_ofAnObjectThatIsNotLoaded_isReplacedUnread() {
    storedCircle();
    h2.sql("insert into person_phones (person_id, phones) values (1, '9')");
    h2.log().clear();
    h2.sessions()
        .inTransaction(
            session -> session.get(Pet.class, 10L).keeper.reach = new Reach("Oslo", "8"));
    assertThat(phones()).containsExactly("8");
    assertThat(h2.rows("select city from person where id = 1")).containsExactly("Oslo");
    assertThat(h2.log().sql()).noneMatch(sql -> sql.startsWith("select p.id, p.city"));
  }

  @Entity
  @Cacheable
  static class Kept {
    private long id;
    private Reach reach = new Reach();

    @Id
    long getId() {
      return id;
    }

    void setId(long id) {
      this.id = id;
    }

    @Embedded
    Reach getReach() {
      return reach;
    }

    void setReach(Reach reach) {
      this.reach = reach;
    }
  }

  @Test
  void embeddable_behindAGetter_fromTheCache_hasItsCollection() {
    try (H2 cached = H2.with(Kept.class)) {
      Kept kept = new Kept();
      kept.getReach().phones.add("1");
      cached.sessions().inTransaction(session -> session.add(kept));
      for (int i = 0; i < 2; i++) {
        cached.log().clear();
        try (Session session = cached.open()) {
          assertThat(session.get(Kept.class, 0L).getReach().phones).containsExactly("1");
        }
      }
      assertThat(cached.log().sql()).hasSize(1);
    }
  }

  // ---- overrides

  @Entity
  static class Firm {
    @Id long id;

    @AttributeOverride(name = "city", column = @Column(name = "home_city"))
    @AttributeOverride(name = "phones", column = @Column(name = "number"))
    @AssociationOverride(
        name = "phones",
        joinTable = @JoinTable(name = "home_phone", joinColumns = @JoinColumn(name = "firm")))
    @AssociationOverride(name = "hours", joinTable = @JoinTable(name = "home_hours"))
    Reach home = new Reach();

    Reach work = new Reach();
  }

  @Test
  void overrides_keepTwoOfOneClassApart() {
    try (H2 two = H2.with(Firm.class)) {
      Firm firm = new Firm();
      firm.home.phones.add("1");
      firm.work.phones.add("2");
      two.sessions().inTransaction(session -> session.add(firm));
      assertThat(two.rows("select firm, number from home_phone")).containsExactly("0,1");
      assertThat(two.rows("select firm_id, phones from firm_phones")).containsExactly("0,2");
      try (Session session = two.open()) {
        assertThat(session.get(Firm.class, 0L).home.phones).containsExactly("1");
      }
    }
  }

  @Entity
  static class Twice {
    @Id long id;

    @AttributeOverride(name = "city", column = @Column(name = "home_city"))
    Reach home;

    Reach work;
  }

  @Test
  void twoOfOneClass_inOneTable_areRefused() {
    assertThatThrownBy(() -> H2.with(Twice.class))
        .isInstanceOf(MappingException.class)
        .hasMessage(
            """
            2 faults in the mapping:

            Two collections stand in the table twice_phones
                at Twice.home.phones and Twice.work.phones
                name another table with joinTable of an @AssociationOverride at the embeddable [ROWAN-115]

            Two collections stand in the table twice_hours
                at Twice.home.hours and Twice.work.hours
                name another table with joinTable of an @AssociationOverride at the embeddable [ROWAN-115]
             [ROWAN-115]""");
  }

  // ---- hierarchies

  @Entity
  @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
  static class Single {
    @Id long id;
    Reach reach = new Reach();
  }

  @Entity
  static class SingleSub extends Single {
    @Embedded
    @AttributeOverride(name = "city", column = @Column(name = "sub_city"))
    @AssociationOverride(name = "phones", joinTable = @JoinTable(name = "single_sub_phones"))
    @AssociationOverride(name = "hours", joinTable = @JoinTable(name = "single_sub_hours"))
    Reach further = new Reach();
  }

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Joined {
    @Id long id;
    Reach reach = new Reach();
  }

  @Entity
  static class JoinedSub extends Joined {
    @AttributeOverride(name = "city", column = @Column(name = "sub_city"))
    @AssociationOverride(name = "phones", joinTable = @JoinTable(name = "joined_sub_phones"))
    @AssociationOverride(name = "hours", joinTable = @JoinTable(name = "joined_sub_hours"))
    Reach further = new Reach();
  }

  @Entity
  @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
  static class Apart {
    @Id long id;
    Reach reach = new Reach();
  }

  @Entity
  static class ApartSub extends Apart {
    @AttributeOverride(name = "city", column = @Column(name = "sub_city"))
    @AssociationOverride(name = "phones", joinTable = @JoinTable(name = "apart_sub_phones"))
    @AssociationOverride(name = "hours", joinTable = @JoinTable(name = "apart_sub_hours"))
    Reach further = new Reach();
  }

  @Test
  void collections_ofEachStrategy_areWrittenAndLoaded() {
    try (H2 all =
        H2.with(
            Single.class,
            SingleSub.class,
            Joined.class,
            JoinedSub.class,
            Apart.class,
            ApartSub.class)) {
      SingleSub single = new SingleSub();
      single.reach.phones.add("1");
      single.further.phones.add("2");
      JoinedSub joined = new JoinedSub();
      joined.reach.phones.add("3");
      joined.further.phones.add("4");
      ApartSub apart = new ApartSub();
      apart.reach.phones.add("5");
      apart.further.phones.add("6");
      all.sessions().inTransaction(session -> session.addAll(List.of(single, joined, apart)));
      try (Session session = all.open()) {
        SingleSub one = (SingleSub) session.query(Single.class).one();
        assertThat(one.reach.phones).containsExactly("1");
        assertThat(one.further.phones).containsExactly("2");
        JoinedSub two = (JoinedSub) session.query(Joined.class).one();
        assertThat(two.reach.phones).containsExactly("3");
        assertThat(two.further.phones).containsExactly("4");
        ApartSub three = (ApartSub) session.query(Apart.class).one();
        assertThat(three.reach.phones).containsExactly("5");
        assertThat(three.further.phones).containsExactly("6");
      }
    }
  }

  // ---- where there is no place for them

  @Embeddable
  record Key(int number, @ElementCollection List<String> tags) {}

  @Entity
  static class Keyed {
    @EmbeddedId Key id;
  }

  @Entity
  static class Holder {
    @Id long id;

    @ElementCollection
    @CollectionTable(name = "reaches")
    List<Reach> reaches = new ArrayList<>();
  }

  @Test
  void collection_inAnId_isRefused() {
    assertThatThrownBy(() -> H2.with(Keyed.class))
        .isInstanceOf(MappingException.class)
        .hasMessage(
            """
            A collection cannot stand in an id
                at Key.tags, in Keyed.id
                move it to the entity, or to an embeddable of which the entity holds one [ROWAN-106]""");
  }
}
