package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.StaleEntityException;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;
import org.rowanorm.suite.topic.FamiliesTopic.Fitting;
import org.rowanorm.suite.topic.FamiliesTopic.Media;
import org.rowanorm.suite.topic.FamiliesTopic.Pet;
import org.rowanorm.suite.topic.FamiliesTopic.PetCat;
import org.rowanorm.suite.topic.FamiliesTopic.PetDog;
import org.rowanorm.suite.topic.FamiliesTopic.Photo;
import org.rowanorm.suite.topic.FamiliesTopic.Screw;
import org.rowanorm.suite.topic.FamiliesTopic.Song;
import org.rowanorm.suite.topic.FamiliesTopic.Wheel;

/** Rows of objects that no session manages, of entities that extend each other. */
public interface DirectFamiliesTopic extends SuiteFixture {

  List<Class<?>> ENTITIES = List.of(Craft.class, Kayak.class, Yacht.class);

  @Entity
  @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
  abstract class Craft {
    @Id @GeneratedValue @Nullable Long id;
    @Version int version;
    String name;
    @ManyToOne @Nullable Craft tows;

    Craft(String name) {
      this.name = name;
    }
  }

  @Entity
  class Kayak extends Craft {
    int seats = 1;
    @ElementCollection Set<String> marks = new HashSet<>();

    Kayak(String name) {
      super(name);
    }
  }

  @Entity
  class Yacht extends Craft {
    int masts = 2;

    Yacht(String name) {
      super(name);
    }
  }

  // ---- the four calls, with each strategy

  /**
   * A family of which objects 0 and 2, 1 and 3, are of the same class.
   *
   * @param number writes a number into what only the class of the object has
   */
  record Kin<T>(
      Class<T> root,
      Function<Integer, T> maker,
      Function<T, String> name,
      BiConsumer<T, String> rename,
      Function<T, @Nullable Number> number,
      BiConsumer<T, Integer> renumber) {

    private List<T> make(int from, int to) {
      return new ArrayList<>(IntStream.range(from, to).mapToObj(maker::apply).toList());
    }

    private void change(List<T> objects, int by) {
      for (T object : objects) {
        rename.accept(object, name.apply(object) + "!");
        renumber.accept(object, by);
      }
    }

    private void assertStored(SuiteFixture suite, List<T> expected) {
      suite.inFresh(
          session -> {
            List<T> found = session.query(root).orderBy(Path.path("id").asc()).all();
            assertThat(found).hasSameSizeAs(expected);
            for (int i = 0; i < found.size(); i++) {
              assertThat(found.get(i)).isExactlyInstanceOf(expected.get(i).getClass());
              assertThat(name.apply(found.get(i))).isEqualTo(name.apply(expected.get(i)));
              assertThat(number.apply(found.get(i))).isEqualTo(number.apply(expected.get(i)));
            }
          });
    }

    void check(SuiteFixture suite) {
      List<T> objects = make(0, 6);
      directly(suite, session -> session.insertAll(objects));
      assertStored(suite, objects);

      change(objects, 7);
      directly(suite, session -> session.updateAll(objects));
      assertStored(suite, objects);

      change(objects, 8);
      objects.addAll(make(6, 9));
      directly(suite, session -> session.upsertAll(objects));
      assertStored(suite, objects);

      List<T> kept = new ArrayList<>(objects.subList(0, 2));
      directly(suite, session -> session.deleteAll(objects.subList(2, 9)));
      assertStored(suite, kept);
    }

    private static void directly(SuiteFixture suite, Consumer<Session> work) {
      suite.log().clear();
      suite.sessions().inTransaction(work);
      assertThat(suite.log().sql()).hasSizeLessThanOrEqualTo(5); // not one for each row
    }
  }

  @Test
  default void rowsOfOneTable_areWrittenWithoutASession() {
    new Kin<Pet>(
            Pet.class,
            i -> i % 2 == 0 ? new PetCat(i, "n" + i) : new PetDog(i, "n" + i),
            pet -> pet.name,
            (pet, name) -> pet.name = name,
            pet -> pet instanceof PetCat cat ? cat.lives : null,
            (pet, number) -> {
              if (pet instanceof PetCat cat) {
                cat.lives = number;
              }
            })
        .check(this);
  }

  @Test
  default void rowsOfJoinedTables_areWrittenWithoutASession() {
    new Kin<Fitting>(
            Fitting.class,
            i -> i % 2 == 0 ? new Screw(i, "n" + i) : new Wheel(i, "n" + i),
            fitting -> fitting.name,
            (fitting, name) -> fitting.name = name,
            fitting -> fitting instanceof Screw screw ? screw.length : ((Wheel) fitting).diameter,
            (fitting, number) -> {
              if (fitting instanceof Screw screw) {
                screw.length = number;
              } else {
                ((Wheel) fitting).diameter = number;
              }
            })
        .check(this);
  }

  @Test
  default void rowsOfATablePerClass_areWrittenWithoutASession() {
    new Kin<Media>(
            Media.class,
            i -> i % 2 == 0 ? new Song(i, "n" + i) : new Photo(i, "n" + i),
            media -> media.name,
            (media, name) -> media.name = name,
            media -> media instanceof Song song ? song.seconds : ((Photo) media).seconds,
            (media, number) -> {
              if (media instanceof Song song) {
                song.seconds = number;
              } else {
                ((Photo) media).seconds = number;
              }
            })
        .check(this);
  }

  // ---- a table for each class, with ids that Rowan counts

  private List<Craft> insertFleet(int count) {
    List<Craft> fleet = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Craft craft = i % 2 == 0 ? new Kayak("k" + i) : new Yacht("y" + i);
      craft.tows = i == 0 ? null : fleet.get(i - 1);
      if (craft instanceof Kayak kayak) {
        kayak.marks.add("mark " + i);
      }
      fleet.add(craft);
    }
    sessions().inTransaction(session -> session.insertAll(fleet));
    return fleet;
  }

  @Test
  default void tablePerClass_insertedWithReferencesOfItsKind_hasIdsThatAreItsOwn() {
    List<Craft> fleet = insertFleet(200);

    assertThat(fleet).extracting(craft -> craft.id).doesNotContainNull().doesNotHaveDuplicates();
    inFresh(
        session -> {
          List<Craft> found = session.query(Craft.class).orderBy(Path.path("id").asc()).all();
          assertThat(found).hasSize(200);
          for (Craft craft : fleet) {
            Craft stored = session.get(Craft.class, craft.id);
            assertThat(stored).isExactlyInstanceOf(craft.getClass());
            assertThat(stored.name).isEqualTo(craft.name);
            assertThat(stored.tows == null ? null : stored.tows.name)
                .isEqualTo(craft.tows == null ? null : craft.tows.name);
          }
        });
  }

  @Test
  default void tablePerClass_inserted_isABatchForEachTable() throws SQLException {
    List<Craft> fleet = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      fleet.add(new Kayak("k" + i));
      fleet.add(new Yacht("y" + i));
    }
    log().clear();
    sessions().inTransaction(session -> session.insertAll(fleet));

    assertThat(log().sql().stream().filter(sql -> sql.matches("insert into (kayak|yacht) .*")))
        .containsExactlyInAnyOrder(
            "insert into kayak (id, version, name, tows_id, seats) values (?, ?, ?, ?, ?)",
            "insert into yacht (id, version, name, tows_id, masts) values (?, ?, ?, ?, ?)");
    assertThat(queryOne("select count(*) from kayak")).isEqualTo("50");
    assertThat(queryOne("select count(*) from yacht")).isEqualTo("50");
  }

  @Test
  default void tablePerClass_updatedByVersion_tellsTheStaleOne() {
    List<Craft> fleet = insertFleet(6);
    sessions().inTransaction(other -> other.get(Craft.class, fleet.get(3).id).name = "theirs");
    fleet.forEach(craft -> craft.name = "mine");

    try (Session session = sessions().open()) {
      StaleEntityException error =
          catchThrowableOfType(StaleEntityException.class, () -> session.updateAll(fleet));
      assertThat(error.entity()).isEqualTo("Yacht");
      assertThat(error.id()).isEqualTo(fleet.get(3).id);
    }
    assertThat(fleet).allMatch(craft -> craft.version == 0);
    fleet.remove(3);
    sessions().inTransaction(session -> session.updateAll(fleet));
    assertThat(fleet).allMatch(craft -> craft.version == 1);
    inFresh(
        session ->
            assertThat(session.query(Craft.class).filterBy("name", "mine").count()).isEqualTo(5));
  }

  @Test
  default void tablePerClass_upserted_insertsAndUpdatesEachInItsTable() {
    List<Craft> fleet = insertFleet(4);
    List<Craft> again = new ArrayList<>();
    for (Craft craft : fleet) {
      Craft copy = craft instanceof Kayak ? new Kayak("again") : new Yacht("again");
      copy.id = craft.id;
      again.add(copy);
    }
    Kayak added = new Kayak("again");
    added.id = 1_000_000L;
    again.add(added);

    sessions().inTransaction(session -> session.upsertAll(again));

    assertThat(again).extracting(craft -> craft.version).containsExactly(1, 1, 1, 1, 0);
    inFresh(
        session -> {
          assertThat(session.query(Craft.class).filterBy("name", "again").count()).isEqualTo(5);
          assertThat(session.query(Kayak.class).count()).isEqualTo(3);
        });
  }

  @Test
  default void tablePerClass_deleted_goesWithItsCollections() throws SQLException {
    List<Craft> fleet = insertFleet(6);
    assertThat(queryOne("select count(*) from kayak_marks")).isEqualTo("3");

    sessions().inTransaction(session -> session.deleteAll(fleet));

    assertThat(queryOne("select count(*) from kayak_marks")).isEqualTo("0");
    inFresh(session -> assertThat(session.query(Craft.class).exists()).isFalse());
    assertThat(fleet).allMatch(craft -> craft.id != null);
    log().clear();
  }

  @Test
  default void tablePerClass_thatIsRolledBack_isNewAgain() {
    List<Craft> fleet = new ArrayList<>(List.of(new Kayak("k"), new Yacht("y")));
    try (Session session = sessions().open()) {
      session.insertAll(fleet);
      session.rollback();
    }
    assertThat(fleet).allMatch(craft -> craft.id == null);
    sessions().inTransaction(session -> session.insertAll(fleet));
    inFresh(session -> assertThat(session.query(Craft.class).count()).isEqualTo(2));
  }
}
