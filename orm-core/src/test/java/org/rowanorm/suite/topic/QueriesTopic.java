package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rowanorm.query.Path.path;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.ResultCountException;
import org.rowanorm.query.Predicate;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;

/** The same questions have the same answers on every database. */
public interface QueriesTopic extends SuiteFixture {

  List<Class<?>> ENTITIES = List.of(Country.class, Town.class, Person.class);

  @Entity
  class Country {
    @Id String code;

    Country(String code) {
      this.code = code;
    }
  }

  @Entity
  class Town {
    @Id int id;
    String name;
    @ManyToOne Country country;

    Town(int id, String name, Country country) {
      this.id = id;
      this.name = name;
      this.country = country;
    }
  }

  @Entity
  class Person {
    @Id int id;
    String name;
    Integer age;
    BigDecimal salary;
    @ManyToOne Town town;

    Person(int id, String name, Integer age, String salary, Town town) {
      this.id = id;
      this.name = name;
      this.age = age;
      this.salary = new BigDecimal(salary);
      this.town = town;
    }
  }

  private void storePeople() {
    Country france = new Country("fr");
    Country italy = new Country("it");
    Town paris = new Town(1, "paris", france);
    Town lyon = new Town(2, "lyon", france);
    Town rome = new Town(3, "rome", italy);
    store(
        france,
        italy,
        paris,
        lyon,
        rome,
        new Person(1, "anna", 30, "10.50", paris),
        new Person(2, "bert", 40, "20.50", lyon),
        new Person(3, "carl", 50, "20.50", rome),
        new Person(4, "dora", null, "0.00", rome),
        new Person(5, "emil", 20, "-5.25", null));
  }

  private List<Integer> ids(UnaryOperator<Query<Person>> question) {
    return freshly(
        session ->
            question.apply(session.query(Person.class)).all().stream()
                .map(person -> person.id)
                .toList());
  }

  private void assertWhere(Predicate condition, String sql, Integer... ids) {
    log().clear();
    assertThat(ids(query -> query.filter(condition).orderBy(path("id").asc())))
        .containsExactly(ids);
    assertThat(onlyEvent().sql())
        .isEqualTo(
            sql(
                "select p.id, p.name, p.age, p.salary, p.town_id from person p"
                    + sql
                    + " order by p.id"));
  }

  @Test
  default void comparisons_ofNumbers_findTheSamePeople() {
    storePeople();

    assertWhere(path("age").eq(40), " where p.age = ?", 2);
    assertWhere(path("age").ne(40), " where p.age <> ?", 1, 3, 5);
    assertWhere(path("age").lt(30), " where p.age < ?", 5);
    assertWhere(path("age").le(30), " where p.age <= ?", 1, 5);
    assertWhere(path("age").gt(40), " where p.age > ?", 3);
    assertWhere(path("age").ge(40), " where p.age >= ?", 2, 3);
    assertWhere(path("age").between(30, 40), " where p.age between ? and ?", 1, 2);
    assertWhere(path("salary").gt(new BigDecimal("10.5")), " where p.salary > ?", 2, 3);
    assertWhere(path("salary").eq(new BigDecimal("20.5")), " where p.salary = ?", 2, 3);
  }

  @Test
  default void comparisons_ofTexts_findTheSamePeople() {
    storePeople();

    assertWhere(path("name").eq("carl"), " where p.name = ?", 3);
    assertWhere(path("name").lt("bert"), " where p.name < ?", 1);
    assertWhere(path("name").between("b", "d"), " where p.name between ? and ?", 2, 3);
  }

  @Test
  default void in_ofSomeOneOrNone_findsTheSamePeople() {
    storePeople();

    assertWhere(path("age").in(20, 50, 60), " where p.age in (?, ?, ?, ?)", 3, 5);
    assertWhere(path("name").in("dora"), " where p.name in (?)", 4);
    assertWhere(path("age").in(), " where 1 = 0");
    assertWhere(path("age").in().not(), " where not (1 = 0)", 1, 2, 3, 4, 5);
    assertWhere(path("age").in(20, 50).not(), " where not (p.age in (?, ?))", 1, 2);
  }

  @Test
  default void in_ofThousands_findsThemAll() {
    storePeople();
    List<Integer> ages = IntStream.rangeClosed(20, 3_019).boxed().toList();

    assertThat(ids(query -> query.filter(path("age").in(ages)).orderBy(path("id").asc())))
        .containsExactly(1, 2, 3, 5);
    assertThat(log().sql()).hasSize(1);
  }

  @Test
  default void logic_ofConditions_findsTheSamePeople() {
    storePeople();
    Predicate young = path("age").lt(35);
    Predicate poor = path("salary").le(BigDecimal.ZERO);
    Predicate named = path("name").gt("b");

    assertWhere(young.and(poor), " where p.age < ? and p.salary <= ?", 5);
    assertWhere(young.or(poor), " where p.age < ? or p.salary <= ?", 1, 4, 5);
    assertWhere(
        young.or(poor).and(named), " where (p.age < ? or p.salary <= ?) and p.name > ?", 4, 5);
    assertWhere(
        young.and(poor).or(named),
        " where (p.age < ? and p.salary <= ?) or p.name > ?",
        2,
        3,
        4,
        5);
    assertWhere(young.or(poor).not(), " where not (p.age < ? or p.salary <= ?)", 2, 3);
    assertWhere(Predicate.all(List.of()), " where 1 = 1", 1, 2, 3, 4, 5);
    assertWhere(Predicate.any(List.of()), " where 1 = 0");
  }

  @Test
  default void paths_throughReferences_joinByThemselves() {
    storePeople();

    assertWhere(path("town.id").eq(3), " where p.town_id = ?", 3, 4);
    assertWhere(
        path("town.name").eq("lyon"), " left join town t on t.id = p.town_id where t.name = ?", 2);
    assertWhere(
        path("town.country.code").eq("fr"),
        " left join town t on t.id = p.town_id where t.country_code = ?",
        1,
        2);
    assertWhere(
        path("town.name").gt("m").and(path("town.country").eq(new Country("it"))),
        " left join town t on t.id = p.town_id where t.name > ? and t.country_code = ?",
        3,
        4);
    assertWhere(path("town").isNull(), " where p.town_id is null", 5);
    assertWhere(
        path("town.name").isNull(),
        " left join town t on t.id = p.town_id where t.name is null",
        5);
  }

  @Test
  default void paths_toTheSameEntityTwice_haveTwoAliases() {
    storePeople();
    log().clear();

    List<Integer> sorted =
        ids(
            query ->
                query
                    .filter(path("town.country.code").ne("xx"))
                    .orderBy(path("town.name").desc(), path("id").desc()));

    assertThat(sorted).containsExactly(4, 3, 1, 2);
    assertThat(onlyEvent().sql())
        .endsWith(
            " left join town t on t.id = p.town_id where t.country_code <> ?"
                + " order by t.name desc, p.id desc");
  }

  @Test
  default void orderBy_withLimitAndOffset_givesTheSamePages() {
    storePeople();
    UnaryOperator<Query<Person>> sorted =
        query -> query.orderBy(path("salary").desc(), path("name").asc());

    assertPage(sorted, "", 2, 3, 1, 4, 5);
    assertPage(query -> sorted.apply(query).limit(2), " limit ?", 2, 3);
    assertPage(query -> sorted.apply(query).limit(2).offset(1), " limit ? offset ?", 3, 1);
    assertPage(query -> sorted.apply(query).offset(3), database().offset(), 4, 5);
    assertPage(query -> sorted.apply(query).offset(9), database().offset());
    assertPage(query -> sorted.apply(query).limit(0), " limit ?");
  }

  private void assertPage(UnaryOperator<Query<Person>> question, String end, Integer... ids) {
    log().clear();
    assertThat(ids(question)).containsExactly(ids);
    assertThat(onlyEvent().sql()).endsWith(" order by p.salary desc, p.name" + end);
    assertThat(onlyEvent().rows()).isEqualTo(ids.length);
  }

  @Test
  default void one_ofNoneOneAndMany_isTheOneOrAnError() {
    storePeople();
    try (Session session = sessions().open()) {
      Query<Person> people = session.query(Person.class);
      Query<Person> nobody = people.filterBy("name", "zoe");

      assertThat(people.filterBy("name", "emil").one().id).isEqualTo(5);
      assertThat(people.filterBy("name", "emil").oneOrNull().id).isEqualTo(5);
      assertThat(nobody.oneOrNull()).isNull();
      assertThatThrownBy(nobody::one).isInstanceOf(ResultCountException.class);
      assertThatThrownBy(people::one)
          .isInstanceOfSatisfying(
              ResultCountException.class, error -> assertThat(error.count()).isEqualTo(5));
      assertThatThrownBy(people::oneOrNull).isInstanceOf(ResultCountException.class);
      assertThat(people.orderBy(path("id").desc()).first().id).isEqualTo(5);
      assertThat(nobody.first()).isNull();
    }
  }

  @Test
  default void count_ofPages_isTheirSize() {
    storePeople();
    List<Long> counts = new ArrayList<>();
    try (Session session = sessions().open()) {
      Query<Person> people = session.query(Person.class);
      counts.add(people.count());
      counts.add(people.filter(path("town.name").eq("rome")).count());
      counts.add(people.limit(3).count());
      counts.add(people.offset(4).count());
      counts.add(people.limit(3).offset(4).count());
      counts.add(people.offset(7).count());
    }

    assertThat(counts).containsExactly(5L, 2L, 3L, 1L, 1L, 0L);
    assertThat(log().sql())
        .startsWith(
            "select count(*) from person p",
            "select count(*) from person p left join town t on t.id = p.town_id where t.name = ?")
        .hasSize(6);
  }

  @Test
  default void exists_withAndWithoutMatches_readsAtMostOneRow() {
    storePeople();
    try (Session session = sessions().open()) {
      Query<Person> people = session.query(Person.class);
      assertThat(people.exists()).isTrue();
      assertThat(people.filterBy("age", 99).exists()).isFalse();
      assertThat(people.offset(4).exists()).isTrue();
      assertThat(people.offset(5).exists()).isFalse();
    }

    assertThat(log().sql())
        .containsExactly(
            "select 1 from person p limit ?",
            "select 1 from person p where p.age = ? limit ?",
            "select 1 from person p limit ? offset ?",
            "select 1 from person p limit ? offset ?");
    assertThat(log().events()).extracting(event -> event.rows()).containsExactly(1L, 0L, 1L, 0L);
  }

  @Test
  default void text_inAnotherCaseOrWithBlanks_isEqualWhereTheDatabaseSaysSo() {
    storePeople();

    assertThat(ids(query -> query.filterBy("name", "ANNA")))
        .isEqualTo(database().heedsCase() ? List.of() : List.of(1));
    assertThat(ids(query -> query.filterBy("name", "anna ")))
        .isEqualTo(database().heedsTrailingBlanks() ? List.of() : List.of(1));
  }
}
