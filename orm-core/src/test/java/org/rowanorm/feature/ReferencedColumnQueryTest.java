package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rowanorm.query.Path.path;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.EntityPath;
import org.rowanorm.query.EntityPath.Place;
import org.rowanorm.query.NumberPath;
import org.rowanorm.query.StringPath;
import org.rowanorm.query.ToManyPath;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** Queries along associations whose foreign keys hold other columns than the id. */
class ReferencedColumnQueryTest {

  @Entity
  static class Country {
    @Id int id;

    @Column(unique = true)
    @Nullable String code;

    String name = "";

    @OneToMany(mappedBy = "country")
    List<City> cities = new ArrayList<>();

    @OneToOne(mappedBy = "land")
    @Nullable Flag flag;

    @ManyToMany
    @JoinTable(
        name = "spoken",
        joinColumns = @JoinColumn(name = "country_code", referencedColumnName = "code"),
        inverseJoinColumns = @JoinColumn(name = "lang", referencedColumnName = "tag"))
    List<Language> languages = new ArrayList<>();
  }

  @Entity
  static class City {
    @Id int id;

    @ManyToOne
    @JoinColumn(name = "country_code", referencedColumnName = "code")
    @Nullable Country country;
  }

  @Entity
  static class Flag {
    @Id int id;

    @OneToOne
    @JoinColumn(name = "land_code", referencedColumnName = "code")
    @Nullable Country land;
  }

  @Entity
  static class Language {
    @Id int id;

    @Column(unique = true)
    String tag = "";
  }

  @Entity
  static class Unit {
    @Id int id;
    int digits;
    String part = "";
  }

  @Entity
  static class Desk {
    @Id int id;

    @ManyToOne
    @JoinColumn(name = "unit_digits", referencedColumnName = "digits")
    @JoinColumn(name = "unit_part", referencedColumnName = "part")
    @Nullable Unit unit;
  }

  private static final class CountryPath extends EntityPath<Country> {
    CountryPath(Place place) {
      super(place);
    }

    @Override
    protected CountryPath at(Place place) {
      return new CountryPath(place);
    }

    StringPath name() {
      return string("name");
    }

    ToManyPath<City, CityPath> cities() {
      return toMany("cities", City.class, CityPath::new);
    }

    ToManyPath<Language, LanguagePath> languages() {
      return toMany("languages", Language.class, LanguagePath::new);
    }
  }

  private static final class CityPath extends EntityPath<City> {
    CityPath(Place place) {
      super(place);
    }

    @Override
    protected CityPath at(Place place) {
      return new CityPath(place);
    }

    NumberPath<Integer> id() {
      return number("id");
    }

    CountryPath country() {
      return new CountryPath(place("country"));
    }
  }

  private static final class LanguagePath extends EntityPath<Language> {
    LanguagePath(Place place) {
      super(place);
    }

    @Override
    protected LanguagePath at(Place place) {
      return new LanguagePath(place);
    }

    StringPath tag() {
      return string("tag");
    }
  }

  private static final class UnitPath extends EntityPath<Unit> {
    UnitPath(Place place) {
      super(place);
    }

    @Override
    protected UnitPath at(Place place) {
      return new UnitPath(place);
    }

    NumberPath<Integer> id() {
      return number("id");
    }
  }

  private static final class DeskPath extends EntityPath<Desk> {
    DeskPath(Place place) {
      super(place);
    }

    @Override
    protected DeskPath at(Place place) {
      return new DeskPath(place);
    }

    UnitPath unit() {
      return new UnitPath(place("unit"));
    }
  }

  private final CityPath city = new CityPath(Place.of(City.class, null));
  private final CountryPath country = new CountryPath(Place.of(Country.class, null));
  private final H2 h2 =
      H2.with(Country.class, City.class, Flag.class, Language.class, Unit.class, Desk.class);
  private Session session;

  @BeforeEach
  void open() {
    h2.sql("insert into country (id, code, name) values (1, 'at', 'Austria'), (2, 'ch', 'Swiss')");
    h2.sql("insert into city (id, country_code) values (11, 'at'), (12, 'ch'), (13, null)");
    h2.sql("insert into flag (id, land_code) values (21, 'ch')");
    h2.sql("insert into language (id, tag) values (31, 'de'), (32, 'rm')");
    h2.sql(
        "insert into spoken (country_code, lang) values ('at', 'de'), ('ch', 'de'), ('ch', 'rm')");
    h2.sql("insert into unit (id, digits, part) values (41, 7, 'a'), (42, 7, 'b')");
    h2.sql("insert into desk (id, unit_digits, unit_part) values (51, 7, 'b')");
    h2.log().clear();
    session = h2.open();
  }

  @AfterEach
  void close() {
    session.close();
    h2.close();
  }

  private String sent() {
    return h2.log().sql().get(h2.log().sql().size() - 1);
  }

  @Test
  void joinAlongAReference_isByTheKeyThatItHolds() {
    CountryPath of = new CountryPath(Place.of(Country.class, "of"));
    assertThat(
            session
                .query(City.class)
                .join(city.country(), of)
                .orderBy(city.id().asc())
                .select(of.name())
                .all())
        .containsExactly("Austria", "Swiss");
    assertThat(sent())
        .isEqualTo(
            "select c2.name from city c join country c2 on c2.code = c.country_code"
                + " order by c.id");
  }

  @Test
  void joinByAKeyOfTwoColumns_comparesBoth() {
    DeskPath desk = new DeskPath(Place.of(Desk.class, null));
    UnitPath unit = new UnitPath(Place.of(Unit.class, "u"));
    assertThat(session.query(Desk.class).join(desk.unit(), unit).select(unit.id()).all())
        .containsExactly(42);
    assertThat(session.query(Desk.class).filter(path("unit.part").eq("b")).all()).hasSize(1);
    assertThat(sent())
        .isEqualTo("select d.id, d.unit_digits, d.unit_part from desk d where d.unit_part = ?");
    assertThat(session.query(Desk.class).filter(path("unit.id").eq(42)).all()).hasSize(1);
  }

  @Test
  void joinOfElements_isByTheKeysOfBothSides() {
    CityPath of = new CityPath(Place.of(City.class, "of"));
    assertThat(session.query(Country.class).join(country.cities(), of).select(of.id()).all())
        .containsExactlyInAnyOrder(11, 12);
    LanguagePath language = new LanguagePath(Place.of(Language.class, "l"));
    assertThat(
            session
                .query(Country.class)
                .join(country.languages(), language)
                .select(country.name(), language.tag())
                .all())
        .extracting(row -> row.get(0) + " " + row.get(1))
        .containsExactlyInAnyOrder("Austria de", "Swiss de", "Swiss rm");
    assertThat(
            session
                .query(Country.class)
                .filter(country.languages().any(l -> l.tag().eq("rm")))
                .select(country.name())
                .all())
        .containsExactly("Swiss");
    assertThat(
            session
                .query(City.class)
                .filter(path("country.flag").isNotNull())
                .select(city.id())
                .all())
        .containsExactly(12);
  }

  @Test
  void selectedReference_isTheObject() {
    assertThat(session.query(City.class).orderBy(city.id().asc()).select(path("country")).all())
        .extracting(found -> found == null ? null : ((Country) found).name)
        .containsExactly("Austria", "Swiss", null);
    assertThat(
            session
                .query(City.class)
                .join(city.country())
                .filter(city.country().in(session.get(Country.class, 2)))
                .all())
        .extracting(found -> found.id)
        .containsExactly(12);
  }

  @Test
  void keyThatIsNotTheId_isNotSetInBulk() {
    Country austria = session.get(Country.class, 1);
    assertThatThrownBy(() -> session.update(City.class).set(path("country"), (Object) austria))
        .hasMessage(
            """
            country cannot be set by an update of City
                in update City.set(country, ?)
                set attributes of the entity itself that are not its id [ROWAN-206]""");
  }
}
