package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class EmbeddedTest {

  @Embeddable
  record Point(double latitude, double longitude) {}

  @Entity
  static class Country {
    @Id String code;

    Country(String code) {
      this.code = code;
    }
  }

  @Embeddable
  static class Address {
    @Nullable String street;

    @Column(name = "town")
    @Nullable String city;

    int floor;
    @ManyToOne @Nullable Country country;
    @Embedded @Nullable Point point;

    Address() {}

    Address(String street, String city) {
      this.street = street;
      this.city = city;
    }
  }

  @Entity
  static class Person {
    @Id int id;
    @Nullable String name;
    @Embedded @Nullable Address home;

    @AttributeOverride(name = "street", column = @Column(name = "w_street"))
    @AttributeOverride(name = "city", column = @Column(name = "w_town"))
    @AttributeOverride(name = "floor", column = @Column(name = "w_floor"))
    @AttributeOverride(name = "point.latitude", column = @Column(name = "w_lat"))
    @AttributeOverride(name = "point.longitude", column = @Column(name = "w_lon"))
    @jakarta.persistence.AssociationOverride(
        name = "country",
        joinColumns = @jakarta.persistence.JoinColumn(name = "w_country"))
    @Nullable Address work;

    Person(int id) {
      this.id = id;
    }
  }

  private final H2 h2 = H2.with(Person.class, Country.class);

  @AfterEach
  void close() {
    h2.close();
  }

  private void givenAnn() {
    h2.sessions()
        .inTransaction(
            session -> {
              Person ann = new Person(1);
              ann.home = new Address("Elm", "Ulm");
              ann.home.country = new Country("DE");
              ann.home.point = new Point(48.4, 10.0);
              session.add(ann);
            });
    h2.log().clear();
  }

  private Person ann(Session session) {
    Person ann = session.get(Person.class, 1);
    assertThat(ann).isNotNull();
    h2.log().clear();
    return ann;
  }

  @Test
  void embeddable_isColumnsOfItsEntity() {
    h2.sessions()
        .inTransaction(
            session -> {
              Person ann = new Person(1);
              ann.home = new Address("Elm", "Ulm");
              session.add(ann);
            });
    assertThat(h2.log().sql())
        .containsExactly(
            "insert into person (id, name, street, town, floor, country_code, latitude, longitude,"
                + " w_street, w_town, w_floor, w_country, w_lat, w_lon)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    assertThat(h2.rows("select street, town, floor, latitude, w_street, w_floor from person"))
        .containsExactly("Elm,Ulm,0,null,null,null");
  }

  @Test
  void embeddable_isLoadedWithItsEntity_andNullWhereAllColumnsAre() {
    givenAnn();
    try (Session session = h2.open()) {
      Person ann = session.get(Person.class, 1);
      assertThat(ann.home.street).isEqualTo("Elm");
      assertThat(ann.home.city).isEqualTo("Ulm");
      assertThat(ann.home.point).isEqualTo(new Point(48.4, 10.0));
      assertThat(ann.home.country.code).isEqualTo("DE");
      assertThat(ann.work).isNull();
      assertThat(h2.log().sql()).hasSize(1);
    }
  }

  @Test
  void H_D4_nestedChange_writesItsColumnOnly() {
    givenAnn();
    try (Session session = h2.open()) {
      ann(session).home.city = "Bonn";
      session.commit();
      assertThat(h2.log().sql()).containsExactly("update person set town = ? where id = ?");
      assertThat(h2.rows("select street, town from person")).containsExactly("Elm,Bonn");
    }
  }

  @Test
  void H_D4_change_isSeenWithoutAnotherRead() {
    givenAnn();
    try (Session session = h2.open()) {
      Address home = ann(session).home;
      home.floor = 3;
      session.commit();
      home.floor = 4;
      session.commit();
      assertThat(h2.log().sql())
          .containsExactly(
              "update person set floor = ? where id = ?",
              "update person set floor = ? where id = ?");
      assertThat(h2.rows("select floor from person")).containsExactly("4");
    }
  }

  @Test
  void H_D4_replacedRecord_writesTheColumnThatDiffers() {
    givenAnn();
    try (Session session = h2.open()) {
      ann(session).home.point = new Point(48.4, 11.0);
      session.commit();
      assertThat(h2.log().sql()).containsExactly("update person set longitude = ? where id = ?");
    }
  }

  @Test
  void H_D4_replacedByAnEqualOne_isNoChange_butIsWatched() {
    givenAnn();
    try (Session session = h2.open()) {
      Person ann = ann(session);
      Address same = new Address("Elm", "Ulm");
      same.country = ann.home.country;
      same.point = new Point(48.4, 10.0);
      ann.home = same;
      session.commit();
      assertThat(h2.log().sql()).isEmpty();
      same.street = "Oak";
      session.commit();
      assertThat(h2.log().sql()).containsExactly("update person set street = ? where id = ?");
    }
  }

  @Test
  void H_D4_null_emptiesTheColumnsThatHadAValue() {
    givenAnn();
    try (Session session = h2.open()) {
      ann(session).home = null;
      session.commit();
      assertThat(h2.log().sql())
          .containsExactly(
              "update person set street = ?, town = ?, floor = ?, country_code = ?,"
                  + " latitude = ?, longitude = ? where id = ?");
      assertThat(h2.rows("select street, town, floor, country_code, latitude from person"))
          .containsExactly("null,null,null,null,null");
    }
  }

  @Test
  void H_D4_oneInstanceInTwoOwners_changesBoth() {
    h2.sessions()
        .inTransaction(
            session -> {
              Address shared = new Address("Elm", "Ulm");
              Person ann = new Person(1);
              Person bob = new Person(2);
              ann.home = shared;
              bob.home = shared;
              session.add(ann);
              session.add(bob);
              session.flush();
              shared.street = "Oak";
            });
    assertThat(h2.rows("select id, street from person order by id"))
        .containsExactly("1,Oak", "2,Oak");
  }

  @Test
  void read_withoutChange_sendsNothing() {
    givenAnn();
    try (Session session = h2.open()) {
      assertThat(ann(session).home.street).isEqualTo("Elm");
      session.commit();
      assertThat(h2.log().sql()).isEmpty();
    }
  }

  @Test
  void path_leadsThroughEmbeddables() {
    givenAnn();
    try (Session session = h2.open()) {
      Person found =
          session
              .query(Person.class)
              .filter(Path.path("home.point.longitude").eq(10.0))
              .filter(Path.path("home.country.code").eq("DE"))
              .one();
      assertThat(found.id).isEqualTo(1);
      assertThat(h2.log().sql().get(0))
          .endsWith(" from person p where p.longitude = ? and p.country_code = ? limit ?");
    }
  }

  @Test
  void rollback_makesTheChangeDirtyAgain() {
    givenAnn();
    try (Session session = h2.open()) {
      ann(session).home.city = "Bonn";
      session.flush();
      session.rollback();
      session.commit();
    }
    assertThat(h2.rows("select town from person")).containsExactly("Bonn");
  }
}
