package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rowanorm.query.Functions.count;
import static org.rowanorm.query.Path.path;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.EntityPath;
import org.rowanorm.query.EntityPath.Place;
import org.rowanorm.query.StringPath;
import org.rowanorm.query.ToManyPath;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** Queries over mappings that are more than one table with one id. */
class QueryMappingTest {

  @Embeddable
  record Address(String street, int number) {}

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Payer {
    @Id int id;
    String name;
    @Embedded Address address;

    Payer(int id, String name, Address address) {
      this.id = id;
      this.name = name;
      this.address = address;
    }
  }

  @Entity
  static class Company extends Payer {
    String tax;

    Company(int id, String name, String tax) {
      super(id, name, new Address("Main", id));
      this.tax = tax;
    }
  }

  @Entity
  static class Tag {
    @Id int id;
    String word;

    Tag(int id, String word) {
      this.id = id;
      this.word = word;
    }
  }

  @Entity
  static class Bill {
    @Id int id;
    @ManyToOne Company company;
    @ManyToMany List<Tag> tags = new ArrayList<>();

    Bill(int id, Company company, Tag... tags) {
      this.id = id;
      this.company = company;
      this.tags.addAll(List.of(tags));
    }
  }

  @Entity
  static class Animal {
    @Id int id;
    String name;

    Animal(int id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  @Entity
  static class Dog extends Animal {
    int tricks;

    Dog(int id, String name, int tricks) {
      super(id, name);
      this.tricks = tricks;
    }
  }

  /** What the annotation processor would write for a tag. */
  private static final class TagPath extends EntityPath<Tag> {
    TagPath(Place place) {
      super(place);
    }

    @Override
    protected TagPath at(Place place) {
      return new TagPath(place);
    }

    StringPath word() {
      return string("word");
    }
  }

  /** What the annotation processor would write for a bill. */
  private static final class BillPath extends EntityPath<Bill> {
    BillPath(Place place) {
      super(place);
    }

    @Override
    protected BillPath at(Place place) {
      return new BillPath(place);
    }

    ToManyPath<Tag, TagPath> tags() {
      return toMany("tags", Tag.class, TagPath::new);
    }
  }

  private final BillPath bill = new BillPath(Place.of(Bill.class, null));
  private final H2 h2 =
      H2.with(Payer.class, Company.class, Tag.class, Bill.class, Animal.class, Dog.class);
  private Session session;

  @BeforeEach
  void open() {
    Tag red = new Tag(1, "red");
    Tag blue = new Tag(2, "blue");
    Company big = new Company(1, "big", "T1");
    Company small = new Company(2, "small", "T2");
    h2.sessions()
        .inTransaction(
            filling ->
                filling.addAll(
                    List.of(
                        red,
                        blue,
                        big,
                        small,
                        new Payer(3, "ann", null),
                        new Bill(1, big, red, blue),
                        new Bill(2, small, blue),
                        new Bill(3, null),
                        new Animal(1, "cat"),
                        new Dog(2, "rex", 3))));
    h2.log().clear();
    session = h2.open();
  }

  @AfterEach
  void close() {
    session.close();
    h2.close();
  }

  @Test
  void joinedEntities_areFoundByWhatTheyInherit() {
    assertThat(session.query(Company.class).filter(path("name").eq("big")).one().tax)
        .isEqualTo("T1");
    assertThat(session.query(Company.class).count()).isEqualTo(2);
    assertThat(session.query(Payer.class).orderBy(path("id").asc()).all())
        .extracting(payer -> payer.name)
        .containsExactly("big", "small", "ann");
    assertThat(session.query(Bill.class).filter(path("company.tax").eq("T2")).one().id)
        .isEqualTo(2);
    assertThat(session.query(Bill.class).filter(path("company.name").eq("big")).one().id)
        .isEqualTo(1);
  }

  @Test
  void joinedEntities_areSelectedBesideValues() {
    assertThat(
            session
                .query(Bill.class)
                .orderBy(path("id").asc())
                .select(path("company"), path("id"))
                .all())
        .extracting(row -> row.get(0) == null ? null : ((Company) row.get(0)).tax)
        .containsExactly("T1", "T2", null);
  }

  @Test
  void entitiesInOneTable_areToldApart() {
    assertThat(session.query(Dog.class).all()).extracting(dog -> dog.tricks).containsExactly(3);
    assertThat(session.query(Dog.class).select(count()).one()).isEqualTo(1L);
    assertThat(session.query(Dog.class).filter(path("name").eq("cat")).exists()).isFalse();
    assertThat(session.update(Dog.class).set(path("name"), "max").execute()).isEqualTo(1);
    assertThat(h2.log().sql()).contains("update animal a set name = ? where a.dtype = 'Dog'");
    assertThat(session.get(Animal.class, 1).name).isEqualTo("cat");
  }

  @Test
  void entitiesInSeveralTables_areNotChangedInBulk() {
    assertThatThrownBy(() -> session.update(Payer.class).set(path("name"), "x"))
        .hasMessage(
            """
            The rows of Payer stand in several tables, which one statement cannot change
                in update Payer
                change the objects instead [ROWAN-206]""");
  }

  @Test
  void embeddedValues_areFollowedByTheirNames() {
    assertThat(
            session
                .query(Company.class)
                .filter(path("address.street").eq("Main"), path("address.number").gt(1))
                .select(path("address.number"))
                .all())
        .isEqualTo(List.of(2));
  }

  @Test
  void collectionsInTablesOfTheirOwn_areAskedAbout() {
    assertThat(
            session.query(Bill.class).filter(bill.tags().any(tag -> tag.word().eq("red"))).one().id)
        .isEqualTo(1);
    assertThat(session.query(Bill.class).filter(bill.tags().none()).one().id).isEqualTo(3);
    assertThat(session.query(Bill.class).filter(bill.tags().size().eq(2L)).one().id).isEqualTo(1);
    assertThat(session.query(Bill.class).filter(bill.tags().contains(new Tag(2, ""))).count())
        .isEqualTo(2);
  }

  @Test
  void collectionsInTablesOfTheirOwn_areJoined() {
    TagPath tag = new TagPath(Place.of(Tag.class, "tag"));
    assertThat(
            session
                .query(Bill.class)
                .leftJoin(bill.tags(), tag)
                .orderBy(path("id").asc(), tag.word().asc())
                .select(path("id"), tag.word())
                .all())
        .hasToString("[[1, blue], [1, red], [2, blue], [3, null]]");
  }
}
