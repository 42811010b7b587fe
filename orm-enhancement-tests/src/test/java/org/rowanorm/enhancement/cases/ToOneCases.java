package org.rowanorm.enhancement.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import java.util.List;
import org.rowanorm.enhancement.BothDoors;
import org.rowanorm.enhancement.H2;
import org.rowanorm.error.LazyLoadException;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;

/** References that lead elsewhere than to the id of a row that is there. */
class ToOneCases {

  @Entity
  static class Country {
    @Id int id;

    @Column(unique = true)
    String code;

    String name;

    @OneToOne(mappedBy = "country")
    Flag flag;

    String colours() {
      return flag == null ? "none" : flag.colours;
    }
  }

  @Entity
  static class Flag {
    @Id int id;
    String colours;
    @OneToOne Country country;
  }

  @Entity
  static class City {
    @Id int id;

    @ManyToOne
    @JoinColumn(name = "country_code", referencedColumnName = "code")
    Country country;

    String countryName() {
      return country == null ? "nowhere" : country.name;
    }
  }

  private static H2 countries() {
    H2 h2 = H2.with(Country.class, Flag.class, City.class);
    h2.sql("insert into country (id, code, name) values (1, 'at', 'Austria'), (2, 'ch', 'Suisse')");
    h2.sql("insert into flag (id, colours, country_id) values (11, 'red, white, red', 1)");
    h2.sql("insert into city (id, country_code) values (21, 'at'), (22, 'ch'), (23, null)");
    return h2;
  }

  @BothDoors
  void H_E7_sideWithoutTheKey_isReadOnceForAll_andNullWhereThereIsNone() {
    try (H2 h2 = countries();
        Session session = h2.open()) {
      List<Country> countries = session.query(Country.class).orderBy(Path.path("id").asc()).all();
      assertThat(h2.log().sql()).hasSize(1);
      h2.log().clear();
      assertThat(countries.get(0).colours()).isEqualTo("red, white, red");
      assertThat(countries.get(1).colours()).isEqualTo("none");
      assertThat(countries.get(0).flag.country).isSameAs(countries.get(0));
      assertThat(h2.log().sql())
          .containsExactly(
              "select f.country_id, f.id, f.colours, f.country_id from flag f"
                  + " where f.country_id in (?, ?)");
    }
  }

  @BothDoors
  void H_E7_referenceToAColumnThatIsNoId_isReadByThatColumn() {
    try (H2 h2 = countries();
        Session session = h2.open()) {
      List<City> cities = session.query(City.class).orderBy(Path.path("id").asc()).all();
      h2.log().clear();
      assertThat(cities)
          .extracting(City::countryName)
          .containsExactly("Austria", "Suisse", "nowhere");
      assertThat(cities.get(0).country).isSameAs(session.get(Country.class, 1));
      assertThat(h2.log().sql())
          .containsExactly(
              "select c.code, c.id, c.code, c.name from country c where c.code in (?, ?)");
    }
  }

  @BothDoors
  void H_E7_rowThatIsMissing_isNamedByTheColumnThatRefersToIt() {
    try (H2 h2 = countries();
        Session session = h2.open()) {
      h2.sql("set referential_integrity false");
      h2.sql("delete from country where id = 2");
      City city = session.get(City.class, 22);
      assertThatThrownBy(city::countryName)
          .isInstanceOf(LazyLoadException.class)
          .hasMessage(
              """
              There is no row for Country ch
                  City 22 refers to it with 'country'
                  check the foreign key of table country [ROWAN-602]""");
    }
  }

  @BothDoors
  void H_E7_missingRowBehindAnId_isNamedAtTheFirstRead() {
    try (H2 h2 = countries();
        Session session = h2.open()) {
      h2.sql("set referential_integrity false");
      h2.sql("delete from country where id = 1");
      Country country = session.get(Flag.class, 11).country;
      assertThat(country.id).isEqualTo(1);
      assertThatThrownBy(() -> country.name.length())
          .isInstanceOf(LazyLoadException.class)
          .hasMessage(
              """
              There is no row for Country 1
                  Flag 11 refers to it with 'country'
                  check the foreign key of table country [ROWAN-602]""");
    }
  }
}
