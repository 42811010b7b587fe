package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** References whose key does not tell their object, within embeddables and collections. */
class OpenReferenceTest {

  @Entity
  static class Party {
    @Id int id;
    String name = "";

    @Column(unique = true)
    @Nullable String code;

    Party(int id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  @Entity
  static class Firm extends Party {
    Firm(int id, String name) {
      super(id, name);
    }
  }

  @Embeddable
  static class Contact {
    @Nullable String phone;

    @ManyToOne
    @JoinColumn(name = "contact_id")
    @Nullable Party party;
  }

  @Embeddable
  record Owner(
      @ManyToOne @JoinColumn(name = "owner_code", referencedColumnName = "code")
          @Nullable Party owner,
      @Nullable Integer share) {}

  @Entity
  static class Share {
    @Id int id;

    Share(int id) {
      this.id = id;
    }
  }

  @Entity
  static class House {
    @Id int id;
    @Nullable Contact contact;
    @Nullable Owner owner;

    @ElementCollection Set<Contact> contacts = new HashSet<>();

    @ElementCollection
    @MapKeyJoinColumn(name = "payer")
    Map<Party, Integer> payments = new HashMap<>();

    @OneToMany(cascade = CascadeType.ALL)
    @MapKeyJoinColumn(name = "party")
    Map<Party, Share> shares = new HashMap<>();

    @ElementCollection
    @MapKeyJoinColumn(name = "guest", referencedColumnName = "code")
    Map<Party, Integer> nights = new HashMap<>();

    House(int id) {
      this.id = id;
    }
  }

  private final H2 h2 = H2.with(Party.class, Firm.class, House.class, Share.class);

  @AfterEach
  void close() {
    h2.close();
  }

  private void givenHouses() {
    h2.sql(
        "insert into party (id, dtype, name, code) values (1, 'Party', 'Ann', 'a'),"
            + " (2, 'Firm', 'Bolt', 'b')");
    h2.sql(
        "insert into house (id, phone, contact_id, owner_code, share) values"
            + " (11, '12', 1, 'b', 50), (12, null, 2, null, null), (13, null, null, 'a', null)");
    h2.sql("insert into house_contacts (house_id, phone, contact_id) values (11, '3', 2)");
    h2.sql("insert into house_contacts (house_id, phone, contact_id) values (12, '4', 1)");
    h2.sql("insert into house_payments (house_id, payer, payments) values (11, 2, 100)");
  }

  private static List<House> houses(Session session) {
    return session.query(House.class).orderBy(Path.path("id").asc()).all();
  }

  @Test
  void referencesInEmbeddables_areFoundForTheCohortWhenOneIsRead() {
    givenHouses();
    try (Session session = h2.open()) {
      List<House> houses = houses(session);
      h2.log().clear();
      assertThat(houses.get(0).contact.party).isExactlyInstanceOf(Party.class);
      assertThat(houses.get(1).contact.party).isExactlyInstanceOf(Firm.class);
      assertThat(houses.get(1).contact.phone).isNull();
      assertThat(houses.get(2).contact).isNull();
      assertThat(h2.log().sql())
          .containsExactly(
              "select p.id, p.name, p.code, p.dtype from party p where p.id in (?, ?)");
      session.commit();
    }
    assertThat(h2.log().sql()).hasSize(1);
  }

  @Test
  void referencesInRecords_byAnotherKey_areFoundToo() {
    givenHouses();
    try (Session session = h2.open()) {
      List<House> houses = houses(session);
      h2.log().clear();
      assertThat(houses.get(0).owner.owner().name).isEqualTo("Bolt");
      assertThat(houses.get(0).owner.share()).isEqualTo(50);
      assertThat(houses.get(1).owner).isNull();
      assertThat(houses.get(2).owner.owner().name).isEqualTo("Ann");
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "select p.code, p.id, p.name, p.code, p.dtype from party p where p.code in (?, ?)");
  }

  @Test
  void embeddableThatIsReplacedUnread_isWrittenWhole() {
    givenHouses();
    try (Session session = h2.open()) {
      House house = session.get(House.class, 11);
      house.contact = new Contact();
      house.contact.phone = "12";
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly("update house set phone = ?, contact_id = ? where id = ?");
    assertThat(h2.rows("select phone, contact_id from house where id = 11"))
        .containsExactly("12,null");
  }

  @Test
  void changeBesideAReference_writesOneColumn() {
    givenHouses();
    try (Session session = h2.open()) {
      House house = session.get(House.class, 11);
      house.contact.phone = "99";
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql()).containsExactly("update house set phone = ? where id = ?");
  }

  @Test
  void detachedObject_keepsTheKeysOfItsEmbeddables() {
    givenHouses();
    House house;
    try (Session session = h2.open()) {
      house = session.get(House.class, 12);
    }
    try (Session session = h2.open()) {
      session.attach(house);
      assertThat(house.contact.party.name).isEqualTo("Bolt");
      session.commit();
    }
    assertThat(h2.rows("select contact_id from house where id = 12")).containsExactly("2");
  }

  @Test
  void merge_leavesAnEmbeddableAloneThatWasNotRead() {
    givenHouses();
    House house;
    try (Session session = h2.open()) {
      house = session.get(House.class, 12);
    }
    try (Session session = h2.open()) {
      session.merge(house);
      session.commit();
    }
    assertThat(h2.rows("select contact_id from house where id = 12")).containsExactly("2");
  }

  @Test
  void elementsThatAreValues_haveTheirObjectsFromOneMoreSelect() {
    givenHouses();
    try (Session session = h2.open()) {
      List<House> houses = houses(session);
      h2.log().clear();
      assertThat(houses.get(0).contacts)
          .singleElement()
          .satisfies(contact -> assertThat(contact.party).isExactlyInstanceOf(Firm.class));
      assertThat(houses.get(1).contacts)
          .singleElement()
          .satisfies(contact -> assertThat(contact.party.name).isEqualTo("Ann"));
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "select h.house_id, h.phone, h.contact_id from house_contacts h"
                + " where h.house_id in (?, ?, ?, ?)",
            "select p.id, p.name, p.code, p.dtype from party p where p.id in (?, ?)");
  }

  @Test
  void keysOfMaps_areOfTheirExactClass() {
    givenHouses();
    try (Session session = h2.open()) {
      House house = session.get(House.class, 11);
      assertThat(house.payments).hasSize(1);
      assertThat(house.payments.keySet().iterator().next()).isExactlyInstanceOf(Firm.class);
      Party ann = session.get(Party.class, 1);
      house.payments.put(ann, 7);
      house.shares.put(ann, new Share(21));
      session.commit();
    }
    assertThat(h2.rows("select payer, payments from house_payments order by payer"))
        .containsExactly("1,7", "2,100");
    try (Session session = h2.open()) {
      House house = session.get(House.class, 11);
      assertThat(house.shares.get(session.get(Party.class, 1)).id).isEqualTo(21);
      List<Party> keys = new ArrayList<>(house.payments.keySet());
      assertThat(keys).extracting(party -> party.id).containsExactlyInAnyOrder(1, 2);
    }
  }

  @Test
  void keysOfMaps_byAnotherKey_areFoundToo() {
    givenHouses();
    h2.sql("insert into house_nights (house_id, guest, nights) values (12, 'b', 3)");
    try (Session session = h2.open()) {
      House house = session.get(House.class, 12);
      assertThat(house.nights.keySet()).extracting(party -> party.name).containsExactly("Bolt");
      house.nights.put(session.get(Party.class, 1), 4);
      session.commit();
    }
    assertThat(h2.rows("select guest, nights from house_nights order by guest"))
        .containsExactly("a,4", "b,3");
  }
}
