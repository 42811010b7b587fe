package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Basic;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.NaturalId;
import org.rowanorm.error.MappingException;
import org.rowanorm.error.QueryException;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class NaturalIdTest {

  @Entity
  @Cacheable
  static class Book {
    @Id int id;
    @NaturalId String isbn;
    String title = "";

    Book(int id, String isbn) {
      this.id = id;
      this.isbn = isbn;
    }
  }

  @Entity
  static class Company {
    @Id int id;
  }

  @Entity
  static class Worker {
    @Id int id;
    @NaturalId @ManyToOne @Nullable Company company;
    @NaturalId int badge;
  }

  @Entity
  static class Chief extends Worker {}

  private final H2 h2 = H2.with(Book.class, Company.class, Worker.class, Chief.class);

  @AfterEach
  void close() {
    h2.close();
  }

  private void givenBooks() {
    h2.sql("insert into book (id, isbn, title) values (1, 'a', 'A'), (2, 'b', 'B')");
  }

  @Test
  void columns_areUniqueTogether() {
    StringBuilder script = new StringBuilder();
    h2.sessions().schema().createScript(script);
    assertThat(script.toString()).contains("unique (isbn)").contains("unique (company_id, badge)");
  }

  @Test
  void object_isFoundInTheDatabaseThenInTheSession() {
    givenBooks();
    try (Session session = h2.open()) {
      Book book = session.getByNaturalId(Book.class, "b");
      assertThat(book.title).isEqualTo("B");
      assertThat(session.getByNaturalId(Book.class, "b")).isSameAs(book);
      assertThat(session.get(Book.class, 2)).isSameAs(book);
      assertThat(session.getByNaturalId(Book.class, "x")).isNull();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "select b.isbn, b.id, b.isbn, b.title from book b where b.isbn in (?)",
            "select b.isbn, b.id, b.isbn, b.title from book b where b.isbn in (?)");
  }

  @Test
  void cachedRow_isFoundWithoutASelectAndNotByAKeyThatItHadOnce() {
    givenBooks();
    try (Session session = h2.open()) {
      session.getByNaturalId(Book.class, "a");
      session.getByNaturalId(Book.class, "b");
    }
    h2.log().clear();
    try (Session session = h2.open()) {
      assertThat(session.getByNaturalId(Book.class, "a").title).isEqualTo("A");
    }
    assertThat(h2.log().sql()).isEmpty();
    try (Session session = h2.open()) {
      session.getByNaturalId(Book.class, "a").isbn = "c";
      session.commit();
      assertThat(session.getByNaturalId(Book.class, "c").id).isEqualTo(1);
    }
    try (Session session = h2.open()) {
      assertThat(session.getByNaturalId(Book.class, "a")).isNull();
      assertThat(session.getByNaturalId(Book.class, "c").title).isEqualTo("A");
    }
  }

  @Test
  void newAndChangedObjects_areFlushedBefore() {
    givenBooks();
    try (Session session = h2.open()) {
      Book added = new Book(3, "n");
      session.add(added);
      assertThat(session.getByNaturalId(Book.class, "n")).isSameAs(added);
      Book changed = session.get(Book.class, 1);
      changed.isbn = "z";
      assertThat(session.getByNaturalId(Book.class, "a")).isNull();
      assertThat(session.getByNaturalId(Book.class, "z")).isSameAs(changed);
      session.delete(changed);
      assertThat(session.getByNaturalId(Book.class, "z")).isNull();
    }
  }

  @Test
  void naturalIdOfSeveralAttributes_isAMapByTheirNames() {
    h2.sql("insert into company values (7), (8)");
    h2.sql("insert into worker (id, dtype, company_id, badge) values (1, 'Chief', 7, 70)");
    try (Session session = h2.open()) {
      Company company = session.get(Company.class, 7);
      Worker worker = session.getByNaturalId(Worker.class, Map.of("company", company, "badge", 70));
      assertThat(worker).isExactlyInstanceOf(Chief.class);
      assertThat(session.getByNaturalId(Chief.class, Map.of("company", 7, "badge", 70)))
          .isSameAs(worker);
      assertThat(session.getByNaturalId(Worker.class, Map.of("company", 8, "badge", 70))).isNull();
    }
  }

  @Test
  void wrongValues_areRefused() {
    try (Session session = h2.open()) {
      assertThatThrownBy(() -> session.getByNaturalId(Book.class, 5))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              Book.isbn is of type String, not Integer
                  in getByNaturalId(Book, ...)
                  give a value of that type [ROWAN-203]""");
      assertThatThrownBy(() -> session.getByNaturalId(Worker.class, Map.of("badge", 5)))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              Worker.company is of type Integer, not null
                  in getByNaturalId(Worker, ...)
                  give a map of the values of company, badge [ROWAN-203]""");
      assertThatThrownBy(() -> session.getByNaturalId(Company.class, 5))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              Company has no natural id
                  in getByNaturalId(Company, ...)
                  annotate the attributes that it consists of with @NaturalId [ROWAN-216]""");
    }
  }

  @Entity
  @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
  static class Vessel {
    @Id int id;
    @NaturalId String sign = "";
  }

  @Entity
  static class Ship extends Vessel {}

  @Entity
  @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
  abstract static class Craft {
    @Id int id;
  }

  @Entity
  static class Plane extends Craft {
    @NaturalId String sign = "";
  }

  @Test
  void objectOfAHierarchyWithATableForEachClass_isFound() {
    try (H2 fleet = H2.with(Vessel.class, Ship.class, Craft.class, Plane.class)) {
      Ship ship = new Ship();
      ship.id = 7;
      ship.sign = "DA7";
      Plane plane = new Plane();
      plane.sign = "D-A";
      fleet.sessions().inTransaction(session -> session.addAll(List.of(ship, plane)));
      fleet.log().clear();
      try (Session session = fleet.open()) {
        assertThat(session.getByNaturalId(Vessel.class, "DA7")).isInstanceOf(Ship.class);
        assertThat(fleet.log().sql()).hasSize(1);
        assertThat(session.getByNaturalId(Ship.class, "DA7")).isNotNull();
        assertThat(session.getByNaturalId(Vessel.class, "DA8")).isNull();
        assertThat(session.getByNaturalId(Plane.class, "D-A")).isNotNull();
      }
      assertThat(fleet.rows("select count(*) from ship")).containsExactly("1");
    }
  }

  // ---- faults

  private static AbstractThrowableAssert<?, ?> faultOf(Class<?>... entities) {
    return assertThatThrownBy(() -> H2.empty(entities)).isInstanceOf(MappingException.class);
  }

  @Entity
  static class NaturalAsId {
    @Id @NaturalId int id;
    @NaturalId @OneToMany List<Company> companies = new ArrayList<>();

    @NaturalId
    @Basic(fetch = FetchType.LAZY)
    @Nullable String text;
  }

  @Test
  void attributesThatCannotBeANaturalId() {
    faultOf(NaturalAsId.class, Company.class)
        .hasMessage(
            """
            3 faults in the mapping:

            The id of an entity is not its natural id too
                at NaturalAsId.id
                take @NaturalId away [ROWAN-153]

            NaturalAsId.companies has no columns to be a natural id
                at NaturalAsId.companies
                take @NaturalId away [ROWAN-153]

            A natural id cannot hold NaturalAsId.text, which is not loaded with its row
                at NaturalAsId.text
                annotate plain attributes with @NaturalId [ROWAN-153]
             [ROWAN-153]""");
  }

  @Entity
  static class First {
    @Id int id;
    @NaturalId String code = "";
  }

  @Entity
  static class Second extends First {
    @NaturalId String other = "";
  }

  @Test
  void secondNaturalIdBelowTheFirst() {
    faultOf(First.class, Second.class)
        .hasMessage(
            """
            Second has a natural id already, that of First
                at org.rowanorm.feature.NaturalIdTest$Second
                declare the natural id in First [ROWAN-153]""");
  }

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Top {
    @Id int id;
  }

  @Entity
  static class Bottom extends Top {
    @NaturalId String code = "";
  }

  @Test
  void naturalIdInAFurtherTable() {
    faultOf(Top.class, Bottom.class)
        .hasMessage(
            """
            A natural id needs columns in the first table of Bottom
                at org.rowanorm.feature.NaturalIdTest$Bottom
                declare the natural id in Top [ROWAN-153]""");
  }
}
