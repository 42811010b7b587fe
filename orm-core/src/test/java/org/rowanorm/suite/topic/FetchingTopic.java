package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Basic;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.jdbc.StatementEvent;
import org.rowanorm.query.Path;
import org.rowanorm.session.Query;

/** What a query fetches is there, in a bounded number of statements, whatever its mapping is. */
public interface FetchingTopic extends SuiteFixture {

  List<Class<?>> ENTITIES =
      List.of(
          Crate.class,
          Bottle.class,
          Sticker.class,
          Brand.class,
          Stamp.class,
          Seal.class,
          Maker.class,
          Family.class,
          Company.class);

  @Embeddable
  record Spot(int hall, int shelf) {}

  @Embeddable
  class Origin {
    @Nullable String note;
    @ManyToOne @Nullable Stamp stamp;
  }

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  abstract class Maker {
    @Id int id;
    String name = "";
  }

  @Entity
  class Family extends Maker {
    int members;
  }

  @Entity
  class Company extends Maker {
    @OneToMany(cascade = CascadeType.ALL)
    @JoinColumn(name = "company_id")
    List<Brand> brands = new ArrayList<>();
  }

  @Entity
  class Crate {
    @EmbeddedId Spot spot;
    String name;

    @Basic(fetch = FetchType.LAZY)
    @Nullable String story;

    @Embedded Origin origin = new Origin();
    @ManyToOne @Nullable Maker maker;

    @OneToMany(mappedBy = "crate", cascade = CascadeType.ALL)
    @OrderBy("label DESC")
    List<Bottle> bottles = new ArrayList<>();

    @ManyToMany Set<Maker> buyers = new LinkedHashSet<>();
    @ElementCollection Set<String> tags = new LinkedHashSet<>();
    @ElementCollection Map<String, Integer> counts = new LinkedHashMap<>();
    @ElementCollection @MapKeyJoinColumn Map<Stamp, Integer> stamps = new LinkedHashMap<>();

    @OneToMany(cascade = CascadeType.ALL)
    @JoinColumn
    @OrderColumn
    List<Sticker> stickers = new ArrayList<>();

    @OneToOne(mappedBy = "crate", cascade = CascadeType.ALL)
    @Nullable Seal seal;

    Crate(Spot spot, String name) {
      this.spot = spot;
      this.name = name;
    }
  }

  @Entity
  class Bottle {
    @Id int id;
    String label;
    @ManyToOne Crate crate;
    @ManyToOne @Nullable Maker maker;

    Bottle(int id, String label, Crate crate) {
      this.id = id;
      this.label = label;
      this.crate = crate;
    }
  }

  @Entity
  class Sticker {
    @Id int id;

    Sticker(int id) {
      this.id = id;
    }
  }

  @Entity
  class Brand {
    @Id int id;

    Brand(int id) {
      this.id = id;
    }
  }

  @Entity
  class Stamp {
    @Id int id;
    String text = "best";
  }

  @Entity
  class Seal {
    @Id int id;
    @OneToOne Crate crate;

    Seal(int id, Crate crate) {
      this.id = id;
      this.crate = crate;
    }
  }

  /** Three crates with up to three of everything. */
  private void storeCrates() {
    Family family = new Family();
    family.id = 1;
    family.name = "family";
    Company company = new Company();
    company.id = 2;
    company.name = "company";
    company.brands.add(new Brand(900));
    Stamp stamp = new Stamp();
    store(family, company, stamp);
    for (int i = 1; i <= 3; i++) {
      Crate crate = new Crate(new Spot(i, 10 - i), "crate " + i);
      crate.story = "story " + i;
      crate.origin.note = "note";
      crate.origin.stamp = stamp;
      crate.stamps.put(stamp, i);
      crate.maker = i == 2 ? null : i == 1 ? family : company;
      crate.buyers.add(family);
      if (i == 3) {
        crate.buyers.add(company);
      }
      for (int j = 0; j < i; j++) {
        Bottle bottle = new Bottle(10 * i + j, "label " + j, crate);
        bottle.maker = j == 0 ? family : company;
        crate.bottles.add(bottle);
        crate.tags.add("tag " + j);
        crate.counts.put("count " + j, j);
        crate.stickers.add(new Sticker(10 * i + j));
      }
      crate.seal = i == 2 ? null : new Seal(i, crate);
      store(crate);
    }
  }

  /** Fetches a path in whole and limited queries, and looks at the third crate without any SQL. */
  private void fetched(Consumer<Crate> look, String... paths) {
    storeCrates();
    for (int round = 0; round < 2; round++) {
      inFresh(
          session -> {
            Query<Crate> query =
                session.query(Crate.class).orderBy(Path.path("name").desc()).fetch(paths);
            check(query.all(), 3, look);
          });
      inFresh(
          session -> {
            Query<Crate> query =
                session.query(Crate.class).orderBy(Path.path("name").desc()).fetch(paths);
            check(query.limit(2).all(), 2, look);
          });
      inFresh(
          session -> {
            Query<Crate> query = session.query(Crate.class).filterBy("name", "crate 3");
            check(query.fetch(paths).forUpdate().all(), 1, look);
            session.rollback();
          });
    }
  }

  private void check(List<Crate> found, int size, Consumer<Crate> look) {
    log().clear();
    assertThat(found).hasSize(size).doesNotHaveDuplicates();
    look.accept(found.get(0));
    assertThat(log().sql()).isEmpty();
  }

  @Test
  default void fetch_ofMappedCollection_isSorted() {
    fetched(
        crate ->
            assertThat(crate.bottles)
                .extracting(b -> b.label)
                .containsExactly("label 2", "label 1", "label 0"),
        "bottles");
  }

  @Test
  default void fetch_ofElementsAndMapsAndIndexedLists_isWhole() {
    fetched(
        crate -> {
          assertThat(crate.tags).containsExactlyInAnyOrder("tag 0", "tag 1", "tag 2");
          assertThat(crate.counts).hasSize(3).containsEntry("count 2", 2);
          assertThat(crate.stickers).extracting(s -> s.id).containsExactly(30, 31, 32);
        },
        "tags",
        "counts",
        "stickers");
  }

  @Test
  default void fetch_ofKeysOfAMap_loadsThem() {
    fetched(
        crate ->
            assertThat(crate.stamps)
                .hasSize(1)
                .allSatisfy((stamp, n) -> assertThat(stamp.text + n).isEqualTo("best3")),
        "key(stamps)");
  }

  @Test
  default void fetch_ofManyToManyOfExtendedEntity_makesItsClasses() {
    fetched(
        crate ->
            assertThat(crate.buyers)
                .extracting(Object::getClass)
                .satisfiesExactlyInAnyOrder(
                    c -> assertThat(c).isEqualTo(Family.class),
                    c -> assertThat(c).isEqualTo(Company.class)),
        "buyers");
  }

  @Test
  default void fetch_ofExtendedReference_goesOnIntoItsSubclass() {
    fetched(
        crate -> {
          assertThat(crate.maker).isExactlyInstanceOf(Company.class);
          assertThat(((Company) crate.maker).brands).extracting(s -> s.id).containsExactly(900);
        },
        "maker.brands");
  }

  @Test
  default void fetch_ofInverseAndEmbeddedReferenceAndLazyValue_isThere() {
    fetched(
        crate -> {
          assertThat(crate.seal.id).isEqualTo(3);
          assertThat(crate.seal.crate).isSameAs(crate);
          assertThat(crate.origin.stamp.text).isEqualTo("best");
          assertThat(crate.story).isEqualTo("story 3");
        },
        "seal.crate",
        "origin.stamp",
        "story");
  }

  @Test
  default void fetch_ofReferencesOfElements_isThere() {
    fetched(
        crate -> {
          assertThat(crate.bottles.get(0).maker.name).isEqualTo("company");
          assertThat(crate.bottles.get(2).maker.name).isEqualTo("family");
          assertThat(crate.bottles.get(0).crate).isSameAs(crate);
        },
        "bottles.maker",
        "bottles.crate.seal");
  }

  @Test
  default void fetch_ofCompositeReference_joinsIt() {
    storeCrates();
    inFresh(
        session -> {
          List<Bottle> found =
              session.query(Bottle.class).orderBy(Path.path("id").desc()).fetch("crate").all();
          assertThat(log().sql()).hasSize(1);
          assertThat(found.get(0).crate.name).isEqualTo("crate 3");
        });
    assertThat(log().sql()).hasSize(1);
  }

  @Test
  default void fetch_ofTwoCollections_isTwoStatementsAndNoProduct() {
    storeCrates();
    inFresh(session -> session.query(Crate.class).fetch("bottles", "stickers").all());
    assertThat(log().sql()).hasSize(2);
    assertThat(log().events().stream().mapToLong(StatementEvent::rows).sum()).isEqualTo(6 + 6);
  }

  @Test
  default void fetch_ofLongList_asksTheQueryAgain() {
    List<Object> many = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      Crate crate = new Crate(new Spot(i, 1), i < 1_200 ? "found" : "other");
      crate.tags.add("tag");
      crate.counts.put("count", i);
      many.add(crate);
    }
    store(many.toArray());
    inFresh(
        session -> {
          List<Crate> found =
              session.query(Crate.class).filterBy("name", "found").fetch("tags", "counts").all();
          assertThat(found).hasSize(1_200);
          assertThat(log().sql()).hasSize(2);
          assertThat(log().events().get(1).rows()).isEqualTo(1_200);
          assertThat(found)
              .allSatisfy(c -> assertThat(c.counts).containsEntry("count", c.spot.hall()));
        });
    assertThat(log().sql()).hasSize(2);
  }
}
