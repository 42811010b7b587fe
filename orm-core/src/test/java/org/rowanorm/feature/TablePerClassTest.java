package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Basic;
import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.QueryException;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** Entities that extend each other, each with a table of its own. */
class TablePerClassTest {

  @Entity
  @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
  abstract static class Vehicle {
    @Id @GeneratedValue long id;
    @Version int version;
    @Nullable String name;

    @ManyToOne
    @JoinColumn(foreignKey = @ForeignKey(name = "fk_garage"))
    @Nullable Garage garage;

    Vehicle(String name) {
      this.name = name;
    }
  }

  @Entity
  static class Car extends Vehicle {
    int doors = 4;

    @Column(name = "extra")
    @Nullable String colour;

    Car(String name) {
      super(name);
    }
  }

  @Entity
  static class Taxi extends Car {
    @Basic(fetch = FetchType.LAZY)
    @Nullable String licence;

    Taxi(String name) {
      super(name);
    }
  }

  @Entity
  static class Bike extends Vehicle {
    @Column(name = "extra")
    int gears = 7;

    @ManyToOne @Nullable Vehicle carriedBy;

    Bike(String name) {
      super(name);
    }
  }

  @Entity
  static class Garage {
    @Id int id;

    @OneToMany(mappedBy = "garage", cascade = CascadeType.ALL)
    @OrderBy("name")
    List<Vehicle> vehicles = new ArrayList<>();

    @OneToMany
    @JoinColumn(name = "visited_id")
    List<Vehicle> visitors = new ArrayList<>();

    @ManyToOne @Nullable Vehicle favourite;

    Garage(int id) {
      this.id = id;
    }

    void park(Vehicle vehicle) {
      vehicle.garage = this;
      vehicles.add(vehicle);
    }
  }

  private static final String ALL =
      "select v.id, v.version, v.name, v.garage_id, v.doors, v.extra, v.extra_2, v.carriedby_id,"
          + " v.rowan_class from (select c.id, c.version, c.name, c.garage_id, c.visited_id,"
          + " c.doors, c.extra, cast(null as varchar(255)) as licence,"
          + " cast(null as integer) as extra_2, cast(null as bigint) as carriedby_id,"
          + " 0 as rowan_class from car c union all select t.id, t.version, t.name, t.garage_id,"
          + " t.visited_id, t.doors, t.extra, t.licence, cast(null as integer) as extra_2,"
          + " cast(null as bigint) as carriedby_id, 1 as rowan_class from taxi t union all"
          + " select b.id, b.version, b.name, b.garage_id, b.visited_id,"
          + " cast(null as integer) as doors, cast(null as varchar(255)) as extra,"
          + " cast(null as varchar(255)) as licence, b.extra as extra_2, b.carriedby_id,"
          + " 2 as rowan_class from bike b) v";

  /** Car 1, taxi 2 and bike 3, which the taxi carries; all in garage 1, whose favourite it is. */
  private static H2 vehicles() {
    H2 h2 = H2.with(Vehicle.class, Car.class, Taxi.class, Bike.class, Garage.class);
    h2.sessions()
        .inTransaction(
            session -> {
              Garage garage = new Garage(1);
              Car car = new Car("Beetle");
              car.colour = "red";
              Taxi taxi = new Taxi("Cab");
              taxi.licence = "L 1";
              Bike bike = new Bike("Ant");
              session.addAll(List.of(car, taxi, bike));
              bike.carriedBy = taxi;
              garage.park(car);
              garage.park(taxi);
              garage.park(bike);
              garage.visitors.add(bike);
              session.add(garage);
              garage.favourite = bike;
            });
    h2.log().clear();
    return h2;
  }

  @Test
  void rows_standWholeInTheTableOfTheirClass() {
    try (H2 h2 = vehicles()) {
      assertThat(h2.rows("select id, version, name, garage_id, doors, extra from car"))
          .containsExactly("1,0,Beetle,1,4,red");
      assertThat(h2.rows("select id, version, name, garage_id, doors, extra, licence from taxi"))
          .containsExactly("2,0,Cab,1,4,null,L 1");
      assertThat(h2.rows("select id, name, extra, carriedby_id, visited_id from bike"))
          .containsExactly("3,Ant,7,2,1");
      assertThat(h2.rows("select * from information_schema.tables where table_name = 'VEHICLE'"))
          .isEmpty();
    }
  }

  @Test
  void idWithoutStrategy_isCountedByOneSequence() {
    try (H2 h2 = H2.with(Vehicle.class, Car.class, Bike.class, Taxi.class, Garage.class)) {
      h2.sessions().inTransaction(s -> s.addAll(List.of(new Car("a"), new Bike("b"))));
      assertThat(h2.log().sql())
          .containsExactly(
              "select next value for vehicle_seq",
              "insert into car (id, version, name, garage_id, doors, extra, visited_id)"
                  + " values (?, ?, ?, ?, ?, ?, ?)",
              "insert into bike (id, version, name, garage_id, extra, carriedby_id, visited_id)"
                  + " values (?, ?, ?, ?, ?, ?, ?)");
      assertThat(h2.rows("select id from car union select id from bike order by 1"))
          .containsExactly("1", "2");
    }
  }

  @Test
  void query_ofTheTopmost_readsTheUnionOfTheTables() {
    try (H2 h2 = vehicles();
        Session session = h2.open()) {
      List<Vehicle> all = session.query(Vehicle.class).orderBy(Path.path("id").asc()).all();
      assertThat(all)
          .extracting(Object::getClass)
          .containsExactly(Car.class, Taxi.class, Bike.class);
      assertThat(((Car) all.get(0)).colour).isEqualTo("red");
      assertThat(((Bike) all.get(2)).gears).isEqualTo(7);
      assertThat(((Bike) all.get(2)).carriedBy).isSameAs(all.get(1));
      assertThat(h2.log().sql()).containsExactly(ALL + " order by v.id");
    }
  }

  @Test
  void query_ofAClassThatNobodyExtends_readsItsTable() {
    try (H2 h2 = vehicles();
        Session session = h2.open()) {
      assertThat(session.query(Bike.class).filterBy("gears", 7).count()).isEqualTo(1);
      assertThat(session.query(Car.class).count()).isEqualTo(2);
      assertThat(h2.log().sql())
          .containsExactly(
              "select count(*) from bike b where b.extra = ?",
              "select count(*) from (select c.id, c.version, c.name, c.garage_id, c.doors, c.extra,"
                  + " c.visited_id, cast(null as varchar(255)) as licence, 0 as rowan_class"
                  + " from car c union all select t.id, t.version, t.name, t.garage_id, t.doors,"
                  + " t.extra, t.visited_id, t.licence, 1 as rowan_class from taxi t) c");
    }
  }

  @Test
  void get_knowsTheClass() {
    try (H2 h2 = vehicles();
        Session session = h2.open()) {
      assertThat(session.get(Vehicle.class, 2L)).isExactlyInstanceOf(Taxi.class);
      assertThat(session.get(Bike.class, 2L)).isNull();
      assertThat(h2.log().sql()).containsExactly(ALL + " where v.id = ?");
      assertThat(session.get(Bike.class, 1L)).isNull();
      assertThat(h2.log().sql().get(1)).endsWith(" from bike b where b.id = ?");
    }
  }

  @Test
  void reference_isResolvedAtFirstRead_withTheExactClass() {
    try (H2 h2 = vehicles();
        Session session = h2.open()) {
      Garage garage = session.get(Garage.class, 1);
      assertThat(garage.favourite).isExactlyInstanceOf(Bike.class);
      assertThat(((Bike) garage.favourite).carriedBy).isExactlyInstanceOf(Taxi.class);
      assertThat(h2.log().sql())
          .containsExactly(
              "select g.id, g.favourite_id from garage g where g.id = ?",
              ALL + " where v.id in (?)",
              ALL + " where v.id in (?)");
    }
  }

  @Test
  void collection_holdsTheExactClasses_inItsOrder() {
    try (H2 h2 = vehicles();
        Session session = h2.open()) {
      Garage garage = session.get(Garage.class, 1);
      h2.log().clear();
      assertThat(garage.vehicles)
          .extracting(Object::getClass)
          .containsExactly(Bike.class, Car.class, Taxi.class);
      assertThat(garage.visitors).singleElement().isInstanceOf(Bike.class);
      assertThat(h2.log().sql())
          .containsExactly(
              ALL.replace("select v.id", "select v.garage_id, v.id")
                  + " where v.garage_id in (?) order by v.name",
              ALL.replace("select v.id", "select v.visited_id, v.id")
                  + " where v.visited_id in (?)");
    }
  }

  @Test
  void lazyValue_isLoadedFromTheTableOfItsClass() {
    try (H2 h2 = vehicles();
        Session session = h2.open()) {
      Taxi taxi = (Taxi) session.query(Vehicle.class).filterBy("name", "Cab").one();
      h2.log().clear();
      assertThat(taxi.licence).isEqualTo("L 1");
      assertThat(h2.log().sql())
          .containsExactly("select t.id, t.licence from taxi t where t.id in (?)");
    }
  }

  @Test
  void path_toThem_joinsTheUnion() {
    try (H2 h2 = vehicles();
        Session session = h2.open()) {
      assertThat(session.query(Garage.class).filter(Path.path("favourite.name").eq("Ant")).all())
          .hasSize(1);
      assertThat(h2.log().sql().get(0))
          .startsWith("select g.id, g.favourite_id from garage g left join (select c.id, ")
          .endsWith(" from bike b) v on v.id = g.favourite_id where v.name = ?");
      assertThat(session.query(Vehicle.class).filter(Path.path("garage.id").eq(1)).count())
          .isEqualTo(3);
      assertThat(h2.log().sql().get(1)).endsWith(" from bike b) v where v.garage_id = ?");
    }
  }

  @Test
  void change_updatesTheTableOfTheClass_withItsVersion() {
    try (H2 h2 = vehicles();
        Session session = h2.open()) {
      List<Vehicle> all = session.query(Vehicle.class).orderBy(Path.path("id").asc()).all();
      h2.log().clear();
      all.get(0).name = "Bug";
      ((Taxi) all.get(1)).doors = 5;
      all.get(2).garage = null;
      session.commit();
      assertThat(h2.log().sql())
          .containsExactly(
              "update car set version = ?, name = ? where id = ? and version = ?",
              "update taxi set version = ?, doors = ? where id = ? and version = ?",
              "update bike set version = ?, garage_id = ? where id = ? and version = ?");
      assertThat(h2.rows("select version from car union all select version from taxi"))
          .containsExactly("1", "1");
    }
  }

  @Test
  void delete_ofTheOwner_releasesTheElementsInEachTable() {
    try (H2 h2 = vehicles();
        Session session = h2.open()) {
      Garage garage = session.get(Garage.class, 1);
      garage.favourite = null;
      session.commit();
      h2.log().clear();
      session.delete(garage);
      session.commit();
      assertThat(h2.log().sql().subList(1, h2.log().sql().size()))
          .containsExactly(
              "update car set visited_id = null where visited_id = ?",
              "update taxi set visited_id = null where visited_id = ?",
              "update bike set visited_id = null where visited_id = ?",
              "delete from bike where id = ? and version = ?",
              "delete from car where id = ? and version = ?",
              "delete from taxi where id = ? and version = ?",
              "delete from garage where id = ?");
    }
  }

  @Test
  void bulkUpdate_changesEachTable_inOneTransaction() {
    try (H2 h2 = vehicles();
        Session session = h2.open()) {
      Vehicle bike = session.get(Vehicle.class, 3L);
      h2.log().clear();
      long changed =
          session
              .update(Vehicle.class)
              .set(Path.path("name"), "all")
              .where(Path.path("garage.id").eq(1))
              .execute();
      assertThat(changed).isEqualTo(3);
      assertThat(h2.log().sql())
          .containsExactly(
              "update car c set name = ?, version = c.version + 1 where c.garage_id = ?",
              "update taxi t set name = ?, version = t.version + 1 where t.garage_id = ?",
              "update bike b set name = ?, version = b.version + 1 where b.garage_id = ?");
      assertThat(bike.name).isEqualTo("all");
      assertThat(bike.version).isEqualTo(1);
    }
  }

  @Test
  void bulkDelete_emptiesEachTable() {
    try (H2 h2 = vehicles();
        Session session = h2.open()) {
      session.update(Garage.class).set(Path.path("favourite"), (Vehicle) null).execute();
      h2.log().clear();
      assertThat(
              session.deleteFrom(Vehicle.class).where(Path.path("name").in("Ant", "Cab")).execute())
          .isEqualTo(2);
      assertThat(h2.log().sql())
          .containsExactly(
              "delete from car c where c.name in (?, ?)",
              "delete from taxi t where t.name in (?, ?)",
              "delete from bike b where b.name in (?, ?)");
      assertThat(session.query(Vehicle.class).all()).hasSize(1);
    }
  }

  @Test
  void lockOfAQuery_isRefused() {
    try (H2 h2 = vehicles();
        Session session = h2.open()) {
      assertThatThrownBy(() -> session.query(Vehicle.class).forUpdate().all())
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              The rows of Vehicle stand in a table for each class, which one statement cannot lock
                  in query Vehicle
                  lock the objects instead, with session.lock(...), or query one of the classes [ROWAN-206]""");
      session.lock(
          session.get(Vehicle.class, 2L), jakarta.persistence.LockModeType.PESSIMISTIC_WRITE);
      assertThat(h2.log().sql().get(1))
          .isEqualTo("select t.id, t.version from taxi t where t.id = ? for update");
    }
  }

  @Test
  void twoRowsWithOneId_areRefused() {
    try (H2 h2 = vehicles();
        Session session = h2.open()) {
      h2.sql("insert into bike (id, version, extra) values (1, 0, 3)");
      assertThatThrownBy(() -> session.query(Vehicle.class).all())
          .isInstanceOf(EntityStateException.class)
          .hasMessage(
              """
              Two rows of Vehicle have the id 1: one of Car and one of Bike
                  in their tables, with TABLE_PER_CLASS
                  give one of the rows another id: an id is one object in the whole hierarchy [ROWAN-311]""");
    }
  }

  @Test
  void schema_hasNoForeignKeyToThem_andOneNameInOneTable() {
    try (H2 h2 = vehicles()) {
      assertThat(
              h2.rows(
                  "select lower(table_name), lower(constraint_name) from"
                      + " information_schema.table_constraints where constraint_type = 'FOREIGN KEY'"
                      + " order by 1, 2"))
          .containsExactly(
              "bike,fk_bike_garage_id",
              "bike,fk_bike_visited_id",
              "car,fk_car_garage_id",
              "car,fk_car_visited_id",
              "taxi,fk_taxi_garage_id",
              "taxi,fk_taxi_visited_id");
      h2.sessions().schema().validate();
    }
  }

  // ---- second level

  @Entity
  @Cacheable
  @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
  static class Note {
    @Id int id;
    @Nullable String text;

    Note(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Letter extends Note {
    @Nullable String address;

    Letter(int id) {
      super(id);
    }
  }

  @Test
  void secondLevelCache_knowsTheClass() {
    try (H2 h2 = H2.with(Note.class, Letter.class)) {
      h2.sessions().inTransaction(s -> s.addAll(List.of(new Note(1), new Letter(2))));
      try (Session session = h2.open()) {
        assertThat(session.query(Note.class).all()).hasSize(2);
      }
      h2.log().clear();
      try (Session session = h2.open()) {
        assertThat(session.get(Note.class, 2)).isExactlyInstanceOf(Letter.class);
        assertThat(session.get(Note.class, 1)).isExactlyInstanceOf(Note.class);
        assertThat(session.get(Letter.class, 1)).isNull();
        assertThat(h2.log().sql()).isEmpty();
      }
    }
  }

  // ---- one table behind an abstract class

  @Entity
  @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
  abstract static class Account {
    @Id int id;
  }

  @Entity
  static class Savings extends Account {
    int rate;
  }

  @Test
  void oneClassWithObjects_isReadFromItsTable() {
    try (H2 h2 = H2.with(Account.class, Savings.class);
        Session session = h2.open()) {
      h2.sql("insert into savings (id, rate) values (1, 2)");
      assertThat(((Savings) session.query(Account.class).one()).rate).isEqualTo(2);
      assertThat(h2.log().sql()).containsExactly("select a.id, a.rate from savings a limit ?");
    }
  }
}
