package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.Large;
import org.rowanorm.annotation.SoftDelete;
import org.rowanorm.error.LazyLoadException;
import org.rowanorm.jdbc.StatementEvent;
import org.rowanorm.query.Path;
import org.rowanorm.session.LazyAfterClose;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.support.H2;
import org.rowanorm.support.Misuse;

/** Parts of large collections are asked for a cohort of their owners, and lists by windows. */
class LargePartsTest {

  private static final int WINDOW = 10;

  @Entity
  static class Yard {
    @Id int id;

    @Large
    @OneToMany
    @JoinColumn(name = "row_id")
    @OrderColumn(name = "pos")
    List<Car> row = new ArrayList<>();

    @Large
    @OneToMany(mappedBy = "home")
    Set<Car> homes = new LinkedHashSet<>();

    @Large
    @OneToMany(mappedBy = "home")
    @MapKey(name = "plate")
    Map<String, Car> byPlate = new LinkedHashMap<>();

    @Large @ManyToMany Set<Driver> drivers = new LinkedHashSet<>();

    @Large
    @ManyToMany
    @JoinTable(name = "yard_guest")
    List<Driver> guests = new ArrayList<>();

    @Large @ElementCollection Map<String, Integer> counts = new LinkedHashMap<>();
    @Large @ElementCollection Set<Integer> numbers = new LinkedHashSet<>();
    @Large @ElementCollection Set<String> words = new LinkedHashSet<>();
    @Large @ElementCollection @OrderColumn List<String> steps = new ArrayList<>();

    Yard(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Car {
    @Id int id;
    @Nullable String plate;
    @ManyToOne @Nullable Yard home;

    Car(int id) {
      this.id = id;
    }
  }

  @Entity
  @SoftDelete
  static class Driver {
    @Id int id;

    @Large
    @ManyToMany(mappedBy = "drivers")
    Set<Yard> yards = new LinkedHashSet<>();

    Driver(int id) {
      this.id = id;
    }
  }

  private final H2 h2 =
      H2.with(b -> b.entities(Yard.class, Car.class, Driver.class).cohortSize(WINDOW));

  LargePartsTest() {
    h2.sql("insert into yard (id) values (1), (2), (3)");
    h2.sql("insert into driver (id, deleted) select x, false from system_range(1, 20)");
    h2.sql(
        "insert into car (id, plate, home_id, row_id, pos)"
            + " select x, 'p' || x, mod(x, 3) + 1, 1, x - 1 from system_range(1, 35)");
    h2.sql("insert into yard_driver (yards_id, drivers_id) select 1, x from system_range(1, 6)");
    h2.sql("insert into yard_driver (yards_id, drivers_id) select 2, x from system_range(5, 6)");
    h2.sql("insert into yard_guest (yard_id, guests_id) values (1, 1), (1, 1), (1, 2)");
    h2.sql("insert into yard_counts (yard_id, counts_key, counts) values (1, 'a', 7), (2, 'a', 8)");
    h2.sql("insert into yard_numbers (yard_id, numbers) values (1, 3), (1, 4), (2, 4)");
    h2.sql("insert into yard_words (yard_id, words) values (1, 'left'), (2, 'right')");
    h2.sql(
        "insert into yard_steps (yard_id, steps_order, steps)"
            + " select 1, x - 1, 's' || x from system_range(1, 25)");
    h2.log().clear();
  }

  @AfterEach
  void close() {
    h2.close();
  }

  private void inSession(Consumer<Session> work) {
    try (Session session = h2.open()) {
      work.accept(session);
      session.commit();
    }
  }

  /** Does something with the first yard, alone. */
  private void withYard(Consumer<Yard> work) {
    inSession(
        session -> {
          Yard yard = session.get(Yard.class, 1);
          h2.log().clear();
          work.accept(yard);
        });
  }

  /** Does something with all yards, which are one cohort. */
  private void withYards(Consumer<List<Yard>> work) {
    inSession(
        session -> {
          List<Yard> yards = session.query(Yard.class).orderBy(Path.path("id").asc()).all();
          h2.log().clear();
          work.accept(yards);
        });
  }

  // ---- lists by index

  @Test
  void valueThatWasAddedUnread_loadedAfterItsFlush_isWrittenAgainAfterARollback() {
    try (Session session = h2.open()) {
      Yard yard = session.get(Yard.class, 1);
      yard.numbers.add(1_000); // read back it is another object
      yard.numbers.remove(3);
      session.flush();
      assertThat(yard.numbers.iterator().next()).isNotNull();
      session.rollback();
      session.commit();
    }
    assertThat(h2.rows("select numbers from yard_numbers where yard_id = 1 order by numbers"))
        .containsExactly("4", "1000");
  }

  @Test
  void loopByIndex_readsOneElementAndThenWindows() {
    withYard(
        yard -> {
          int sum = 0;
          for (int i = 0; i < yard.row.size(); i++) {
            sum += yard.row.get(i).id;
          }
          assertThat(sum).isEqualTo(35 * 36 / 2);
        });
    // the number, the first one, and windows of ten
    assertThat(h2.log().sql()).hasSize(2 + 4);
    assertThat(h2.log().events())
        .extracting(StatementEvent::rows)
        .containsExactly(1L, 1L, 10L, 10L, 10L, 4L);
    assertThat(h2.log().sql().get(2))
        .endsWith("where c.row_id in (?) and c.pos >= ? and c.pos < ?");
  }

  @Test
  void loopBackwards_readsWindowsToo() {
    withYard(
        yard -> {
          for (int i = yard.row.size() - 1; i >= 0; i--) {
            assertThat(yard.row.get(i).id).isEqualTo(i + 1);
          }
        });
    assertThat(h2.log().sql()).hasSize(2 + 4);
  }

  @Test
  void valuesByIndex_readWindowsToo() {
    withYard(
        yard -> {
          for (int i = 0; i < yard.steps.size(); i++) {
            assertThat(yard.steps.get(i)).isEqualTo("s" + (i + 1));
          }
        });
    assertThat(h2.log().sql()).hasSize(2 + 3);
  }

  @Test
  void readsFarApart_readOneElementEach() {
    withYard(
        yard -> {
          assertThat(yard.row.get(0).id).isEqualTo(1);
          assertThat(yard.row.get(30).id).isEqualTo(31);
          assertThat(yard.row.get(12).id).isEqualTo(13);
        });
    assertThat(h2.log().events()).extracting(StatementEvent::rows).containsExactly(1L, 1L, 1L);
  }

  @Test
  void firstElementOfEach_isOneStatement() {
    withYards(
        yards -> {
          List<String> first = new ArrayList<>();
          for (Yard yard : yards) {
            first.add(yard.steps.isEmpty() ? "-" : yard.steps.get(0));
          }
          assertThat(first).containsExactly("s1", "-", "-");
        });
    assertThat(h2.log().sql()).hasSize(2);
  }

  @Test
  @Misuse(Misuse.Of.LARGE_COLLECTION)
  void indexBehindTheEnd_loadsNothing() {
    withYard(
        yard -> {
          assertThatThrownBy(() -> yard.row.get(35))
              .isInstanceOf(IndexOutOfBoundsException.class)
              .hasMessage("Index 35 out of bounds for length 35");
          assertThatThrownBy(() -> yard.row.get(-1))
              .isInstanceOf(IndexOutOfBoundsException.class)
              .hasMessage("Index -1 out of bounds for length 35");
        });
    assertThat(h2.log().events()).extracting(StatementEvent::rows).containsExactly(0L, 1L);
  }

  @Test
  void elementsOfEarlierWindows_leaveTheMemory_unlessTheyAreHeldOrChanged()
      throws InterruptedException {
    try (Session session = h2.open()) {
      Yard yard = session.get(Yard.class, 1);
      WeakReference<Car> gone = new WeakReference<>(yard.row.get(0));
      Car held = yard.row.get(1);
      yard.row.get(2).plate = "changed";
      for (int i = 3; i < 35; i++) {
        yard.row.get(i);
      }
      for (int i = 0; i < 100 && gone.get() != null; i++) {
        System.gc();
        Thread.sleep(20);
      }
      assertThat(gone.get()).isNull();
      assertThat(session.get(Car.class, 2)).isSameAs(held);
      assertThat(yard.row.get(1)).isSameAs(held);
      assertThat(yard.row.get(2).plate).isEqualTo("changed");
      held.plate = "later";
      session.commit();
    }
    assertThat(h2.rows("select plate from car where id <= 3 order by id"))
        .containsExactly("p1", "later", "changed");
  }

  @Test
  void elementsHeldWeakly_areTheSessionsStill() {
    inSession(
        session -> {
          Yard yard = session.get(Yard.class, 1);
          Car second = yard.row.get(0);
          yard.row.get(1);
          yard.row.get(20);
          yard.row.get(21);
          assertThat(session.contains(second)).isTrue();
          session.sql("update car set plate = 'all'").execute();
          assertThat(second.plate).isEqualTo("all");
          session.delete(second);
          session.flush();
          assertThat(session.get(Car.class, 1)).isNull();
          session.clear();
          assertThat(session.contains(second)).isFalse();
        });
    assertThat(h2.rows("select count(*) from car")).containsExactly("34");
  }

  // ---- for all owners of a cohort

  @Test
  void sizeOfEach_isOneStatementForTheCohort() {
    withYards(
        yards -> {
          List<Integer> sizes = new ArrayList<>();
          for (Yard yard : yards) {
            sizes.add(yard.drivers.isEmpty() ? 0 : yard.drivers.size());
          }
          assertThat(sizes).containsExactly(6, 2, 0);
        });
    assertThat(h2.log().sql()).hasSize(1);
    assertThat(h2.log().sql().get(0))
        .isEqualTo(
            "select y.yards_id, count(*) from yard_driver y join driver d on d.id = y.drivers_id"
                + " where y.yards_id in (?, ?, ?, ?) and d.deleted = false group by y.yards_id");
  }

  @Test
  void containsOfEach_isOneStatementForTheCohort() {
    inSession(
        session -> {
          Driver five = session.get(Driver.class, 5);
          Driver one = session.get(Driver.class, 1);
          List<Yard> yards = session.query(Yard.class).orderBy(Path.path("id").asc()).all();
          h2.log().clear();
          assertThat(yards)
              .extracting(y -> y.drivers.contains(five))
              .containsExactly(true, true, false);
          assertThat(yards)
              .extracting(y -> y.drivers.contains(one))
              .containsExactly(true, false, false);
          assertThat(h2.log().sql()).hasSize(2);
          h2.log().clear();
          assertThat(yards)
              .extracting(y -> y.numbers.contains(4))
              .containsExactly(true, true, false);
          assertThat(yards)
              .extracting(y -> y.words.contains("left"))
              .containsExactly(true, false, false);
          assertThat(yards).noneMatch(y -> y.words.contains("LEFT") || y.words.contains(null));
          assertThat(h2.log().sql()).hasSize(3);
          assertThat(yards).noneMatch(y -> ((Set<?>) y.numbers).contains("4"));
          assertThat(h2.log().sql()).hasSize(3);
        });
  }

  @Test
  void valueUnderAKey_isOneStatementForTheCohort() {
    withYards(
        yards -> {
          List<Integer> values = new ArrayList<>();
          for (Yard yard : yards) {
            values.add(yard.counts.containsKey("a") ? yard.counts.get("a") : 0);
            values.add(yard.counts.getOrDefault("b", -1));
          }
          assertThat(values).containsExactly(7, -1, 8, -1, 0, -1);
          assertThat(yards.get(0).counts.get("A")).isNull();
          assertThat(yards.get(0).counts).hasSize(1).isNotEmpty();
          assertThat(yards.get(0).byPlate.get("p3").id).isEqualTo(3);
          assertThat(yards.get(1).byPlate.containsKey("p3")).isFalse();
          assertThat(yards.get(0).byPlate.size()).isEqualTo(11);
        });
    assertThat(h2.log().events()).allSatisfy(e -> assertThat(e.rows()).isLessThan(4));
    assertThat(h2.log().sql())
        .anyMatch(sql -> sql.endsWith("where y.yard_id in (?, ?, ?, ?) and y.counts_key = ?"))
        .anyMatch(sql -> sql.endsWith("where c.home_id in (?, ?, ?, ?) and c.plate = ?"));
  }

  @Test
  void answers_countUntilTheSessionWrites() {
    inSession(
        session -> {
          Yard yard = session.get(Yard.class, 1);
          assertThat(yard.numbers.size()).isEqualTo(2);
          h2.sql("insert into yard_numbers (yard_id, numbers) values (1, 99)");
          assertThat(yard.numbers.size()).isEqualTo(2);
          session.sql("insert into yard_numbers (yard_id, numbers) values (1, 5)").execute();
          assertThat(yard.numbers.size()).isEqualTo(4);
          assertThat(yard.numbers.contains(5)).isTrue();
          yard.numbers.add(6);
          session.flush();
          assertThat(yard.numbers.size()).isEqualTo(5);
        });
  }

  // ---- changes

  @Test
  void setOfNumbers_isChangedWithoutItsOthers() {
    withYard(
        yard -> {
          assertThat(yard.numbers.add(3)).isFalse();
          assertThat(yard.numbers.add(5)).isTrue();
          assertThat(yard.numbers.remove(4)).isTrue();
          assertThat(yard.numbers.remove(77)).isFalse();
          assertThat(yard.numbers.size()).isEqualTo(2);
        });
    assertThat(h2.log().events()).allSatisfy(e -> assertThat(e.rows()).isLessThan(2));
    assertThat(h2.rows("select numbers from yard_numbers where yard_id = 1 order by 1"))
        .containsExactly("3", "5");
  }

  @Test
  void oneOfSeveralEqualElements_isRemovedAlone() {
    inSession(
        session ->
            assertThat(session.get(Yard.class, 1).guests.remove(session.get(Driver.class, 1)))
                .isTrue());
    assertThat(h2.rows("select guests_id from yard_guest order by 1")).containsExactly("1", "2");
  }

  @Test
  void markedElements_doNotCount() {
    h2.sql("update driver set deleted = true where id = 6");
    withYard(yard -> assertThat(yard.drivers.size()).isEqualTo(5));
    withYard(yard -> assertThat(Set.copyOf(yard.drivers)).hasSize(5));
  }

  // ---- what the other side says

  @Test
  void referenceThatChanged_isSeen_beforeAndAfterTheFlush() {
    inSession(
        session -> {
          Yard yard = session.get(Yard.class, 1);
          Car leaving = session.get(Car.class, 3);
          Car coming = session.get(Car.class, 1);
          leaving.home = null;
          coming.home = yard;
          Car added = new Car(99);
          added.home = yard;
          yard.homes.add(added);
          for (int round = 0; round < 2; round++) {
            assertThat(yard.homes.contains(leaving)).isFalse();
            assertThat(yard.homes.contains(coming)).isTrue();
            assertThat(yard.homes.contains(added)).isTrue();
            assertThat(yard.homes.size()).isEqualTo(12);
            session.flush();
          }
          assertThat(Set.copyOf(yard.homes)).hasSize(12);
        });
  }

  @Test
  void addedElement_thatGoesElsewhere_isGone() {
    inSession(
        session -> {
          Yard yard = session.get(Yard.class, 1);
          Car car = new Car(99);
          yard.homes.add(car);
          session.add(car);
          car.home = null;
          assertThat(yard.homes.size()).isEqualTo(11);
          assertThat(yard.homes.contains(car)).isFalse();
        });
    assertThat(h2.rows("select home_id from car where id = 99")).containsExactly("null");
  }

  @Test
  void sideWithMappedBy_isAskedAndChanged_andLoadsNeitherSide() {
    inSession(
        session -> {
          Driver five = session.get(Driver.class, 5);
          List<Yard> yards = session.getAll(Yard.class, List.of(1, 2, 3));
          h2.log().clear();
          assertThat(five.yards.size()).isEqualTo(2);
          assertThat(five.yards.contains(yards.get(2))).isFalse();
          assertThat(five.yards.add(yards.get(2))).isTrue();
          assertThat(five.yards.remove(yards.get(0))).isTrue();
          assertThat(five.yards.size()).isEqualTo(2);
          assertThat(yards.get(2).drivers.contains(five)).isTrue();
          assertThat(yards.get(0).drivers.contains(five)).isFalse();
          assertThat(yards.get(2).drivers.size()).isEqualTo(1);
          assertThat(yards.get(0).drivers.size()).isEqualTo(5);
        });
    assertThat(h2.log().sql()).noneMatch(sql -> sql.startsWith("select y.yards_id, d.id"));
    assertThat(h2.log().sql()).filteredOn(sql -> sql.startsWith("select")).hasSizeLessThan(8);
    assertThat(h2.log().sql())
        .contains(
            "delete from yard_driver where yards_id = ? and drivers_id = ?",
            "insert into yard_driver (yards_id, drivers_id) values (?, ?)");
    assertThat(h2.rows("select yards_id from yard_driver where drivers_id = 5 order by 1"))
        .containsExactly("2", "3");
  }

  @Test
  void sideWithMappedBy_afterARollback_isAsBefore_andCanBeCommitted() {
    try (Session session = h2.open()) {
      Driver five = session.get(Driver.class, 5);
      Yard third = session.get(Yard.class, 3);
      five.yards.add(third);
      session.flush();
      session.rollback();
      assertThat(third.drivers.contains(five)).isTrue();
      session.commit();
    }
    assertThat(h2.rows("select yards_id from yard_driver where drivers_id = 5 order by 1"))
        .containsExactly("1", "2", "3");
  }

  @Test
  void attachedSide_thatWasLoaded_writesNoRowAgain() {
    Driver five;
    try (Session session = h2.open()) {
      five = session.get(Driver.class, 5);
      assertThat(Set.copyOf(five.yards)).hasSize(2);
    }
    h2.log().clear();
    h2.sessions().inTransaction(session -> session.attach(five));
    assertThat(h2.log().sql()).isEmpty();
    Driver more = five;
    h2.sessions()
        .inTransaction(
            session -> {
              session.attach(more);
              more.yards.add(session.get(Yard.class, 3));
              more.yards.remove(session.get(Yard.class, 1));
            });
    assertThat(h2.rows("select yards_id from yard_driver where drivers_id = 5 order by 1"))
        .containsExactly("2", "3");
  }

  @Test
  void attachedElement_isCountedOnce() {
    Car third;
    try (Session session = h2.open()) {
      third = session.get(Car.class, 3);
      assertThat(third.home.homes).isNotNull();
    }
    inSession(
        session -> {
          session.attach(third);
          assertThat(third.home.homes.size()).isEqualTo(11);
          assertThat(third.home.homes.contains(third)).isTrue();
          third.home = session.get(Yard.class, 2);
          assertThat(third.home.homes.size()).isEqualTo(13);
          assertThat(session.get(Yard.class, 1).homes.size()).isEqualTo(10);
        });
    assertThat(h2.rows("select count(*) from car where home_id = 1")).containsExactly("10");
  }

  @Test
  void sideThatGoesAndComesBack_writesNothing() {
    inSession(
        session -> {
          Driver five = session.get(Driver.class, 5);
          Yard first = session.get(Yard.class, 1);
          five.yards.remove(first);
          five.yards.add(first);
          assertThat(first.drivers.size()).isEqualTo(6);
          assertThat(first.drivers.contains(five)).isTrue();
          h2.log().clear();
        });
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void deletedAndRevivedElement_isThereStill() {
    inSession(
        session -> {
          Car car = session.get(Car.class, 3);
          Yard yard = session.get(Yard.class, 1);
          session.delete(car);
          assertThat(yard.homes.size()).isEqualTo(10);
          assertThat(yard.homes.contains(car)).isFalse();
          session.add(car);
          assertThat(yard.homes.size()).isEqualTo(11);
          assertThat(yard.homes.contains(car)).isTrue();
        });
    assertThat(h2.rows("select count(*) from car where home_id = 1")).containsExactly("11");
  }

  // ---- after the session

  @Test
  void afterClose_partsAreAskedToo() {
    List<Yard> yards;
    try (Session session = h2.open()) {
      yards = session.query(Yard.class).orderBy(Path.path("id").asc()).all();
    }
    h2.log().clear();
    assertThat(yards).extracting(y -> y.drivers.size()).containsExactly(6, 2, 0);
    assertThat(h2.log().sql()).hasSize(1);
    for (int i = 0; i < 35; i++) {
      assertThat(yards.get(0).row.get(i).id).isEqualTo(i + 1);
    }
    assertThat(h2.log().sql()).hasSize(1 + 1 + 4);
    assertThat(h2.connections().open()).isZero();
    assertThat(h2.sessions().readsAfterClose()).isEqualTo(6);
  }

  @Test
  void detachedOwner_isAskedToo_whileTheSessionGoesOn() {
    try (Session session = h2.open()) {
      Yard yard = session.get(Yard.class, 1);
      Set<Integer> numbers = yard.numbers;
      session.detach(yard);
      h2.log().clear();
      assertThat(yard.counts.get("a")).isEqualTo(7);
      assertThat(numbers.size()).isEqualTo(2);
      assertThat(yard.words.contains("left")).isTrue();
      assertThat(h2.log().events()).hasSize(3).allSatisfy(e -> assertThat(e.rows()).isEqualTo(1));
    }
  }

  @Test
  void questionAfterClose_isRefused_whereThePolicyRaises() {
    Yard yard;
    try (SessionFactory raising =
            h2.another(
                b ->
                    b.entities(Yard.class, Car.class, Driver.class)
                        .lazyAfterClose(LazyAfterClose.RAISE)
                        .origins(false));
        Session session = raising.open()) {
      yard = session.get(Yard.class, 1);
    }
    h2.log().clear();
    assertThatThrownBy(() -> yard.drivers.size())
        .isInstanceOf(LazyLoadException.class)
        .extracting(LargePartsTest::withoutLine)
        .isEqualTo(
            """
            Attribute 'drivers' of Yard 1 was not loaded
                its session is closed, or let go of it
                it was loaded by its id
                read it before that, or set lazyAfterClose(LazyAfterClose.LOAD) [ROWAN-601]""");
    assertThat(h2.log().sql()).isEmpty();
  }

  private static String withoutLine(Throwable error) {
    return error.getMessage().replaceAll(", at .*", "");
  }

  @Test
  @Misuse(Misuse.Of.LARGE_COLLECTION)
  void question_thatTheQueryRaises_isRefused() {
    try (Session session = h2.open()) {
      Yard yard = session.query(Yard.class).raise("drivers", "row").filterBy("id", 1).one();
      assertThatThrownBy(() -> yard.drivers.size())
          .isInstanceOf(LazyLoadException.class)
          .extracting(LargePartsTest::withoutLine)
          .isEqualTo(
              """
              Attribute 'drivers' of Yard 1 is not loaded, and its query raises where it is read
                  it came with query Yard.filter(Yard.id = ?)
                  fetch it with the query, or take its path out of raise(...) [ROWAN-331]""");
      assertThatThrownBy(() -> yard.row.get(0))
          .extracting(LargePartsTest::withoutLine)
          .isEqualTo(
              """
              Attribute 'row' of Yard 1 is not loaded, and its query raises where it is read
                  it came with query Yard.filter(Yard.id = ?)
                  fetch it with the query, or take its path out of raise(...) [ROWAN-331]""");
      assertThat(yard.numbers).contains(3);
    }
  }

  @RepeatedTest(20)
  void questionsByManyThreads_areAskedOnce() throws Exception {
    List<Yard> yards;
    try (Session session = h2.open()) {
      yards = session.query(Yard.class).orderBy(Path.path("id").asc()).all();
    }
    h2.log().clear();
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService pool = Executors.newFixedThreadPool(8);
    Callable<Integer> read =
        () -> {
          start.await();
          int sum = 0;
          for (Yard yard : yards) {
            sum += yard.drivers.size() + (yard.numbers.contains(4) ? 100 : 0);
          }
          for (int i = 0; i < 35; i++) {
            sum += yards.get(0).row.get(i).id;
          }
          return sum;
        };
    List<Future<Integer>> results = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      results.add(pool.submit(read));
    }
    start.countDown();
    for (Future<Integer> result : results) {
      assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo(8 + 200 + 35 * 36 / 2);
    }
    pool.shutdown();
    assertThat(h2.log().sql()).filteredOn(sql -> sql.contains("from yard_driver")).hasSize(1);
    assertThat(h2.log().sql()).filteredOn(sql -> sql.contains("from yard_numbers")).hasSize(1);
  }
}
