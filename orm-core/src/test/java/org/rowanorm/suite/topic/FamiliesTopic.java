package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.Json;
import org.rowanorm.annotation.NativeEnum;
import org.rowanorm.query.Path;

/**
 * Entities that extend each other, by each of the three strategies: what is found is of the exact
 * class, by as few statements as it takes.
 */
public interface FamiliesTopic extends SuiteFixture {

  List<Class<?>> ENTITIES =
      List.of(
          Pet.class,
          PetCat.class,
          PetDog.class,
          PetFriend.class,
          Fitting.class,
          Screw.class,
          Wheel.class,
          Machine.class,
          Media.class,
          Film.class,
          Song.class,
          Photo.class,
          Shelf.class);

  /** What a test looks at: two classes below one, and a class that refers to that. */
  record Family<R, H>(
      Class<R> root,
      Class<? extends R> first,
      Class<? extends R> second,
      Class<H> holder,
      Function<H, R> reference) {

    /** Objects 1 and 2 of the two classes, and 1, 2 and 3 that refer to both and to none. */
    void check(SuiteFixture suite) {
      get(suite);
      query(suite);
      reference(suite);
      fetch(suite);
      path(suite);
    }

    private void get(SuiteFixture suite) {
      suite.log().clear();
      suite.inFresh(
          session -> {
            assertThat(session.get(root, 1L)).isExactlyInstanceOf(first);
            assertThat(session.get(root, 2L)).isExactlyInstanceOf(second);
            assertThat(session.get(first, 2L)).isNull();
            assertThat(session.get(root, 9L)).isNull();
          });
      assertThat(suite.log().sql()).hasSize(3);
    }

    private void query(SuiteFixture suite) {
      suite.log().clear();
      suite.inFresh(
          session -> {
            List<R> all = session.query(root).orderBy(Path.path("id").asc()).all();
            assertThat(all).extracting(Object::getClass).isEqualTo(List.of(first, second));
            assertThat(session.query(second).count()).isEqualTo(1);
            assertThat(session.query(root).filter(Path.path("name").eq("one")).one())
                .isSameAs(all.get(0));
          });
      assertThat(suite.log().sql()).hasSize(3);
    }

    private void reference(SuiteFixture suite) {
      suite.log().clear();
      suite.inFresh(
          session -> {
            List<H> holders = session.query(holder).orderBy(Path.path("id").asc()).all();
            assertThat(suite.log().sql()).hasSize(1);
            assertThat(reference.apply(holders.get(0))).isExactlyInstanceOf(first);
            assertThat(reference.apply(holders.get(1))).isExactlyInstanceOf(second);
            assertThat(reference.apply(holders.get(2))).isNull();
          });
      assertThat(suite.log().sql()).hasSize(2);
    }

    private void fetch(SuiteFixture suite) {
      suite.log().clear();
      suite.inFresh(
          session -> {
            List<H> holders =
                session.query(holder).orderBy(Path.path("id").asc()).fetch("target").all();
            assertThat(reference.apply(holders.get(0))).isExactlyInstanceOf(first);
            assertThat(reference.apply(holders.get(1))).isExactlyInstanceOf(second);
            assertThat(reference.apply(holders.get(2))).isNull();
          });
      assertThat(suite.log().sql()).hasSize(1);
    }

    private void path(SuiteFixture suite) {
      suite.log().clear();
      suite.inFresh(
          session ->
              assertThat(session.query(holder).filter(Path.path("target.name").eq("two")).count())
                  .isEqualTo(1));
      assertThat(suite.log().sql()).hasSize(1);
    }
  }

  // ---- one table

  @Entity
  abstract class Pet {
    @Id long id;
    String name;

    Pet(long id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  @Entity
  class PetCat extends Pet {
    int lives = 9;

    PetCat(long id, String name) {
      super(id, name);
    }
  }

  @Entity
  class PetDog extends Pet {
    @Nullable String trick;

    PetDog(long id, String name) {
      super(id, name);
    }
  }

  @Entity
  class PetFriend {
    @Id long id;
    @ManyToOne @Nullable Pet target;

    PetFriend(long id, @Nullable Pet target) {
      this.id = id;
      this.target = target;
    }
  }

  @Test
  default void singleTable_givesExactClasses() {
    Pet one = new PetCat(1, "one");
    Pet two = new PetDog(2, "two");
    store(one, two, new PetFriend(1, one), new PetFriend(2, two), new PetFriend(3, null));
    new Family<>(Pet.class, PetCat.class, PetDog.class, PetFriend.class, f -> f.target).check(this);
  }

  // ---- joined tables

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  class Fitting {
    @Id long id;
    String name;

    Fitting(long id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  @Entity
  class Screw extends Fitting {
    int length;

    Screw(long id, String name) {
      super(id, name);
    }
  }

  @Entity
  class Wheel extends Fitting {
    int diameter;

    Wheel(long id, String name) {
      super(id, name);
    }
  }

  @Entity
  class Machine {
    @Id long id;
    @ManyToOne @Nullable Fitting target;

    Machine(long id, @Nullable Fitting target) {
      this.id = id;
      this.target = target;
    }
  }

  @Test
  default void joinedTables_giveExactClasses() {
    Fitting one = new Screw(1, "one");
    Fitting two = new Wheel(2, "two");
    store(one, two, new Machine(1, one), new Machine(2, two), new Machine(3, null));
    new Family<>(Fitting.class, Screw.class, Wheel.class, Machine.class, m -> m.target).check(this);
  }

  // ---- a table for each class

  @Entity
  @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
  class Media {
    @Id long id;
    String name;

    Media(long id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  @Entity
  class Film extends Media {
    @Nullable Boolean silent;
    @Nullable BigDecimal price;
    @Nullable LocalDateTime shown;
    @Nullable LocalDate made;
    @Nullable LocalTime length;
    @Nullable Instant bought;
    @Nullable UUID number;
    byte @Nullable [] poster;
    @Lob @Nullable String script;
    @NativeEnum @Nullable DayOfWeek day;
    @Json @Nullable Map<String, Integer> stars;
    @Nullable Double rating;
    @Nullable Short discs;

    Film(long id, String name) {
      super(id, name);
    }
  }

  @Entity
  class Song extends Media {
    @Nullable Integer seconds;

    Song(long id, String name) {
      super(id, name);
    }
  }

  @Entity
  class Photo extends Media {
    @Nullable Integer seconds;

    Photo(long id, String name) {
      super(id, name);
    }
  }

  @Entity
  class Shelf {
    @Id long id;
    @ManyToOne @Nullable Media target;

    Shelf(long id, @Nullable Media target) {
      this.id = id;
      this.target = target;
    }
  }

  @Test
  default void tablePerClass_givesExactClasses() {
    Media one = new Film(1, "one");
    Media two = new Song(2, "two");
    store(one, two, new Shelf(1, one), new Shelf(2, two), new Shelf(3, null));
    new Family<>(Media.class, Film.class, Song.class, Shelf.class, s -> s.target).check(this);
  }

  @Test
  default void tablePerClass_readsEveryTypeThroughTheUnion() {
    Film film = new Film(1, "film");
    film.silent = true;
    film.price = new BigDecimal("12.34");
    film.shown = LocalDateTime.of(2020, 2, 29, 23, 59, 59, 123_456_000);
    film.made = LocalDate.of(1927, 3, 13);
    film.length = LocalTime.of(2, 33, 7, 5_000);
    film.bought = Instant.parse("1969-07-20T20:17:40.000001Z");
    film.number = UUID.randomUUID();
    film.poster = new byte[] {1, -1, 0};
    film.script = "Moloch!";
    film.day = DayOfWeek.SUNDAY;
    film.stars = Map.of("Maria", 5);
    film.rating = 8.25;
    film.discs = 2;
    Song song = new Song(2, "song");
    song.seconds = 180;
    Photo photo = new Photo(3, "photo");
    photo.seconds = 1;
    store(film, song, photo);

    inFresh(
        session -> {
          List<Media> all = session.query(Media.class).orderBy(Path.path("id").asc()).all();
          assertThat(all.get(0)).usingRecursiveComparison().isEqualTo(film);
          assertThat(all.get(1)).isExactlyInstanceOf(Song.class);
          assertThat(((Song) all.get(1)).seconds).isEqualTo(180);
          assertThat(((Photo) all.get(2)).seconds).isEqualTo(1);
          onlyEvent();
        });
  }

  @Test
  default void tablePerClass_bulkChangesRunOnEachTable() {
    store(new Film(1, "old"), new Song(2, "old"), new Photo(3, "new"));
    inFresh(
        session -> {
          assertThat(
                  session
                      .update(Media.class)
                      .set(Path.path("name"), "older")
                      .where(Path.path("name").eq("old"))
                      .execute())
              .isEqualTo(2);
          assertThat(log().sql()).hasSize(4);
          assertThat(session.deleteFrom(Media.class).execute()).isEqualTo(3);
          assertThat(session.query(Media.class).count()).isZero();
        });
  }
}
