package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.LazyLoadException;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class ReferencedColumnTest {

  @Entity
  static class Country {
    @Id int id;
    @Nullable String code;
    String name = "";

    @OneToMany(mappedBy = "country")
    @OrderBy("id")
    List<City> cities = new ArrayList<>();

    @OneToOne(mappedBy = "land")
    @Nullable Flag flag;

    @OneToMany(cascade = CascadeType.ALL)
    @JoinColumn(name = "country_code", referencedColumnName = "code")
    @OrderBy("id")
    List<River> rivers = new ArrayList<>();

    @ManyToMany
    @JoinTable(
        name = "spoken",
        joinColumns = @JoinColumn(name = "country_code", referencedColumnName = "code"),
        inverseJoinColumns = @JoinColumn(name = "lang", referencedColumnName = "tag"))
    @OrderBy("id")
    List<Language> languages = new ArrayList<>();

    Country(int id, @Nullable String code) {
      this.id = id;
      this.code = code;
    }
  }

  @Entity
  @Cacheable
  static class City {
    @Id int id;

    @ManyToOne
    @JoinColumn(name = "country_code", referencedColumnName = "code")
    @Nullable Country country;

    City(int id, @Nullable Country country) {
      this.id = id;
      this.country = country;
    }
  }

  @Entity
  static class Flag {
    @Id int id;

    @OneToOne
    @JoinColumn(referencedColumnName = "code")
    @Nullable Country land;
  }

  @Entity
  static class River {
    @Id int id;

    River(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Language {
    @Id int id;

    @Column(unique = true)
    String tag;

    @ManyToMany(mappedBy = "languages")
    List<Country> countries = new ArrayList<>();

    Language(int id, String tag) {
      this.id = id;
      this.tag = tag;
    }
  }

  @Entity
  static class Ruler {
    @Id int id;
    @ManyToOne @Nullable Country realm;
  }

  @Entity
  static class Company {
    @Id int id;
  }

  @Entity
  @Table(name = "unit")
  static class Unit {
    @Id int id;
    @ManyToOne @Nullable Company company;
    int digits;
  }

  @Entity
  static class Desk {
    @Id int id;

    @ManyToOne
    @JoinColumn(name = "unit_number", referencedColumnName = "digits")
    @JoinColumn(name = "company", referencedColumnName = "company_id")
    @Nullable Unit unit;
  }

  private final H2 h2 =
      H2.with(
          Country.class,
          City.class,
          Flag.class,
          River.class,
          Ruler.class,
          Language.class,
          Company.class,
          Unit.class,
          Desk.class);

  @AfterEach
  void close() {
    h2.close();
  }

  private void givenCountries() {
    h2.sql("insert into country values (1, 'at', 'Austria'), (2, 'ch', 'Switzerland')");
    h2.sql(
        "insert into city (id, country_code) values (11, 'at'), (12, 'at'), (13, 'ch'), (14, null)");
  }

  private static List<City> cities(Session session) {
    return session.query(City.class).orderBy(Path.path("id").asc()).all();
  }

  @Test
  void schema_hasUniqueKeysAndForeignKeysToThem() {
    StringBuilder script = new StringBuilder();
    h2.sessions().schema().createScript(script);
    assertThat(script.toString())
        .contains("code varchar(255), name varchar(255), primary key (id), unique (code))")
        .contains("tag varchar(255) unique, primary key (id))")
        .contains("unique (digits, company_id)")
        .contains(
            "add constraint fk_city_country_code foreign key (country_code) references country"
                + " (code)")
        .contains(
            "add constraint fk_desk_unit_number_company foreign key (unit_number, company)"
                + " references unit (digits, company_id)")
        .contains("add constraint fk_spoken_lang foreign key (lang) references language (tag)");
    h2.sessions().schema().validate();
  }

  @Test
  void references_ofAllRows_areOneSelectWhenFirstTouched() {
    givenCountries();
    try (Session session = h2.open()) {
      List<City> cities = cities(session);
      assertThat(h2.log().sql()).hasSize(1);
      h2.log().clear();
      assertThat(cities.get(0).country.name).isEqualTo("Austria");
      assertThat(cities.get(1).country).isSameAs(cities.get(0).country);
      assertThat(cities.get(2).country.name).isEqualTo("Switzerland");
      assertThat(cities.get(3).country).isNull();
      assertThat(session.get(Country.class, 2)).isSameAs(cities.get(2).country);
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "select c.code, c.id, c.code, c.name from country c where c.code in (?, ?)");
  }

  @Test
  void reference_toAnObjectOfTheSession_isFoundWithoutASelect() {
    givenCountries();
    try (Session session = h2.open()) {
      Country austria = session.get(Country.class, 1);
      City city = session.get(City.class, 11);
      h2.log().clear();
      assertThat(city.country).isSameAs(austria);
    }
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void reference_toAnObjectWhoseKeyIsWrittenMeanwhile_isThatObject() {
    givenCountries();
    try (Session session = h2.open()) {
      Country austria = session.get(Country.class, 1);
      austria.code = "oe";
      assertThat(session.get(City.class, 11).country).isSameAs(austria);
    }
  }

  @Test
  void newRows_takeTheKeyFromTheObject() {
    try (Session session = h2.open()) {
      session.add(new City(11, new Country(1, "at")));
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "insert into country (id, code, name) values (?, ?, ?)",
            "insert into city (id, country_code) values (?, ?)");
    assertThat(h2.rows("select id, country_code from city")).containsExactly("11,at");
  }

  @Test
  void changedReference_toAHollowObject_loadsItForItsKey() {
    givenCountries();
    h2.sql("insert into flag (id, land_code) values (21, 'ch')");
    try (Session session = h2.open()) {
      City city = session.get(City.class, 11);
      city.country = session.get(Flag.class, 21).land;
      session.commit();
    }
    assertThat(h2.rows("select country_code from city where id = 11")).containsExactly("ch");
  }

  @Test
  void newRow_thatRefersToAChangedKey_comesAfterTheChange() {
    givenCountries();
    h2.sql("delete from city");
    try (Session session = h2.open()) {
      Country austria = session.get(Country.class, 1);
      austria.code = "oe";
      session.add(new City(15, austria));
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "update country set code = ? where id = ?",
            "insert into city (id, country_code) values (?, ?)");
    assertThat(h2.rows("select country_code from city")).containsExactly("oe");
  }

  @Test
  void referenceToANullKey_isRefused() {
    try (Session session = h2.open()) {
      session.add(new City(11, new Country(1, null)));
      assertThatThrownBy(session::commit)
          .isInstanceOf(EntityStateException.class)
          .hasMessage(
              """
              Country.code of Country 1 is null, and a foreign key needs it
                  at City.country
                  set it before the flush [ROWAN-215]""");
    }
  }

  @Test
  void missingRow_isNamedByItsKey() {
    givenCountries();
    h2.sql("set referential_integrity false");
    h2.sql("update city set country_code = 'xx' where id = 11");
    try (Session session = h2.open()) {
      City city = session.get(City.class, 11);
      assertThatThrownBy(() -> city.country.name.length())
          .isInstanceOf(LazyLoadException.class)
          .hasMessage(
              """
              There is no row for Country xx
                  City 11 refers to it with 'country'
                  check the foreign key of table country [ROWAN-602]""");
    }
  }

  @Test
  void collections_areFoundByTheKeyOfTheirOwners() {
    givenCountries();
    h2.sql("insert into river (id, country_code) values (31, 'at'), (32, 'ch'), (33, 'at')");
    try (Session session = h2.open()) {
      List<Country> countries = session.query(Country.class).orderBy(Path.path("id").asc()).all();
      h2.log().clear();
      assertThat(countries.get(0).cities).extracting(city -> city.id).containsExactly(11, 12);
      assertThat(countries.get(1).cities).extracting(city -> city.id).containsExactly(13);
      assertThat(countries.get(1).rivers).extracting(river -> river.id).containsExactly(32);
      assertThat(countries.get(0).rivers).extracting(river -> river.id).containsExactly(31, 33);
      assertThat(countries.get(0).cities.get(0).country).isSameAs(countries.get(0));
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "select c.country_code, c.id, c.country_code from city c where c.country_code in (?, ?)"
                + " order by c.id",
            "select r.country_code, r.id from river r where r.country_code in (?, ?)"
                + " order by r.id");
  }

  @Test
  void collectionWithoutMappedBy_writesTheKeyOfItsOwner() {
    givenCountries();
    try (Session session = h2.open()) {
      Country austria = session.get(Country.class, 1);
      austria.rivers.add(new River(31));
      session.commit();
      assertThat(h2.rows("select id, country_code from river")).containsExactly("31,at");
      austria.rivers = new ArrayList<>(List.of(new River(32)));
      session.commit();
    }
    assertThat(h2.rows("select id, country_code from river order by id"))
        .containsExactly("31,null", "32,at");
  }

  @Test
  void joinTable_holdsTheKeysOfBothSides() {
    givenCountries();
    try (Session session = h2.open()) {
      Country country = session.get(Country.class, 2);
      country.languages.add(new Language(1, "de"));
      country.languages.add(new Language(2, "fr"));
      session.commit();
    }
    assertThat(h2.rows("select country_code, lang from spoken order by lang"))
        .containsExactly("ch,de", "ch,fr");
    h2.log().clear();
    try (Session session = h2.open()) {
      Country country = session.get(Country.class, 2);
      assertThat(country.languages)
          .extracting(language -> language.tag)
          .containsExactly("de", "fr");
      assertThat(country.languages.get(0).countries).containsExactly(country);
      country.languages.remove(0);
      session.commit();
    }
    assertThat(h2.log().sql())
        .contains(
            "select s.country_code, l.id, l.tag from spoken s join language l on l.tag = s.lang"
                + " where s.country_code in (?) order by l.id",
            "delete from spoken where country_code = ? and lang = ?");
    assertThat(h2.rows("select lang from spoken")).containsExactly("fr");
  }

  @Test
  void ownerWithoutTheKey_isDeletedWithoutItsCollections() {
    h2.sql("insert into country values (3, null, 'Nowhere')");
    try (Session session = h2.open()) {
      session.delete(session.get(Country.class, 3));
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql()).containsExactly("delete from country where id = ?");
  }

  @Test
  void unreadOwner_isReadToDeleteTheRowsOfItsKey() {
    givenCountries();
    h2.sql("insert into language (id, tag) values (1, 'de')");
    h2.sql("insert into spoken values ('ch', 'de')");
    h2.sql("delete from city");
    h2.sql("insert into ruler (id, realm_id) values (41, 2)");
    try (Session session = h2.open()) {
      Ruler ruler = session.get(Ruler.class, 41);
      session.delete(ruler.realm);
      session.delete(ruler);
      session.commit();
    }
    assertThat(h2.rows("select * from spoken")).isEmpty();
    assertThat(h2.rows("select id from country")).containsExactly("1");
  }

  @Test
  void rowsOfAKeyThatChanges_areTakenByTheOldOne() {
    givenCountries();
    h2.sql("insert into language (id, tag) values (1, 'de'), (2, 'fr')");
    h2.sql("insert into spoken values ('ch', 'de'), ('ch', 'fr')");
    h2.sql("delete from city");
    try (Session session = h2.open()) {
      Country country = session.get(Country.class, 2);
      country.languages.get(0).tag = "al";
      country.languages.remove(0);
      session.commit();
      country.languages.clear();
      country.code = "sw";
      session.commit();
    }
    assertThat(h2.rows("select * from spoken")).isEmpty();
    assertThat(h2.rows("select code from country where id = 2")).containsExactly("sw");
    assertThat(h2.rows("select tag from language order by 1")).containsExactly("al", "fr");
  }

  @Test
  void otherSideOfOneToOne_isFoundByTheKey() {
    givenCountries();
    h2.sql("insert into flag (id, land_code) values (21, 'ch')");
    try (Session session = h2.open()) {
      assertThat(session.get(Country.class, 2).flag.id).isEqualTo(21);
      assertThat(session.get(Country.class, 1).flag).isNull();
    }
  }

  @Test
  void compositeKey_mayHoldAReference() {
    h2.sql("insert into company values (7)");
    h2.sql("insert into unit (id, company_id, digits) values (1, 7, 70), (2, 7, 71)");
    h2.sql("insert into desk (id, unit_number, company) values (5, 71, 7), (6, 70, 7)");
    h2.log().clear();
    try (Session session = h2.open()) {
      List<Desk> desks = session.query(Desk.class).orderBy(Path.path("id").asc()).all();
      assertThat(desks.get(0).unit.id).isEqualTo(2);
      assertThat(desks.get(1).unit.digits).isEqualTo(70);
      desks.get(1).unit = desks.get(0).unit;
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "select d.id, d.unit_number, d.company from desk d order by d.id",
            "select u.digits, u.company_id, u.id, u.company_id, u.digits from unit u"
                + " where (u.digits, u.company_id) in ((?, ?), (?, ?))",
            "update desk set unit_number = ?, company = ? where id = ?");
    assertThat(h2.rows("select unit_number, company from desk where id = 6"))
        .containsExactly("71,7");
  }

  @Test
  void queries_joinByTheKeyAndCompareIds() {
    givenCountries();
    try (Session session = h2.open()) {
      assertThat(session.query(City.class).filter(Path.path("country.name").eq("Austria")).all())
          .hasSize(2);
      assertThat(session.query(City.class).filter(Path.path("country.code").eq("ch")).all())
          .hasSize(1);
      Country austria = session.get(Country.class, 1);
      h2.log().clear();
      assertThat(session.query(City.class).filter(Path.path("country").eq(austria)).all())
          .hasSize(2);
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "select c.id, c.country_code from city c"
                + " left join country c2 on c2.code = c.country_code where c2.id = ?");
  }

  @Test
  void cachedRow_keepsTheKey() {
    givenCountries();
    try (Session session = h2.open()) {
      session.get(City.class, 11);
    }
    h2.log().clear();
    try (Session session = h2.open()) {
      assertThat(session.get(City.class, 11).country.id).isEqualTo(1);
    }
    assertThat(h2.log().sql())
        .containsExactly("select c.code, c.id, c.code, c.name from country c where c.code in (?)");
  }
}
