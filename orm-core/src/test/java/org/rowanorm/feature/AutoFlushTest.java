package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.Path;
import org.rowanorm.session.FlushMode;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** A query sees what its session changed in the tables that it reads, and flushes for no others. */
class AutoFlushTest {

  @Entity
  static class Trip {
    @Id int id;
    String name = "";
    @ManyToOne @Nullable Town town;

    @OneToOne(cascade = CascadeType.ALL, orphanRemoval = true)
    @Nullable Ticket ticket;

    @OneToMany(orphanRemoval = true)
    @JoinColumn(name = "trip_id")
    List<Stop> stops = new ArrayList<>();

    @ManyToMany List<Town> towns = new ArrayList<>();
    @ElementCollection List<String> notes = new ArrayList<>();

    Trip(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Town {
    @Id int id;
    @ManyToOne @Nullable Land land;

    Town(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Land {
    @Id int id;

    Land(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Ticket {
    @Id int id;

    Ticket(int id) {
      this.id = id;
    }
  }

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Stop {
    @Id int id;
    int minutes;

    Stop(int id) {
      this.id = id;
    }
  }

  @Entity
  static class LongStop extends Stop {
    int beds;

    LongStop(int id) {
      super(id);
    }
  }

  @Entity
  static class Other {
    @Id int id;
  }

  private final H2 h2 =
      H2.with(
          Trip.class,
          Town.class,
          Land.class,
          Ticket.class,
          Stop.class,
          LongStop.class,
          Other.class);
  private final Session session;
  private final Trip trip;

  AutoFlushTest() {
    h2.sql("insert into ticket (id) values (1)");
    h2.sql("insert into trip (id, name, ticket_id) values (1, 'one', 1)");
    h2.sql("insert into stop (id, minutes, trip_id) values (1, 5, 1)");
    h2.sql("insert into longstop (id, beds) values (1, 2)");
    session = h2.open();
    trip = session.get(Trip.class, 1);
    h2.log().clear();
  }

  @AfterEach
  void close() {
    session.clear();
    session.close();
    h2.close();
  }

  private long count(Class<?> type) {
    return session.query(type).count();
  }

  /** A query of a table that nothing was changed in. */
  private void assertNotFlushedForOthers() {
    h2.log().clear();
    assertThat(count(Other.class)).isZero();
    assertThat(h2.log().sql()).hasSize(1);
  }

  @Test
  void newObjectBehindAReference_isSeen() {
    trip.town = new Town(1);
    assertNotFlushedForOthers();
    assertThat(count(Town.class)).isEqualTo(1);
  }

  @Test
  void newObjectBehindANewObject_isSeen() {
    trip.town = new Town(1);
    trip.town.land = new Land(1);
    assertNotFlushedForOthers();
    assertThat(count(Land.class)).isEqualTo(1);
  }

  @Test
  void newObjectBehindAPendingObject_isSeen() {
    Town town = new Town(1);
    session.add(town);
    town.land = new Land(1);
    assertNotFlushedForOthers();
    assertThat(count(Land.class)).isEqualTo(1);
  }

  @Test
  void newObjectBehindAnElement_isSeen() {
    Town town = new Town(1);
    town.land = new Land(1);
    trip.towns.add(town);
    assertNotFlushedForOthers();
    assertThat(count(Land.class)).isEqualTo(1);
    assertThat(count(Town.class)).isEqualTo(1);
  }

  @Test
  void orphanOfAReference_isNotSeen() {
    trip.ticket = null;
    assertNotFlushedForOthers();
    assertThat(count(Ticket.class)).isZero();
  }

  @Test
  void orphanOfACollection_isNotSeen() {
    trip.stops.clear();
    assertNotFlushedForOthers();
    assertThat(count(Stop.class)).isZero();
    assertThat(count(LongStop.class)).isZero();
  }

  @Test
  void changeOfAnObjectBelow_isSeenByAQueryOfTheOnesAbove_andTheOtherWayRound() {
    LongStop stop = session.get(LongStop.class, 1);
    stop.beds = 3;
    assertThat(session.query(Stop.class).filter(Path.path("minutes").eq(5)).all()).hasSize(1);
    stop.minutes = 6;
    assertThat(session.query(LongStop.class).filter(Path.path("minutes").eq(6)).all()).hasSize(1);
  }

  @Test
  void elementsAndTables_areSeenThroughTheirOwner() {
    trip.notes.add("n");
    assertNotFlushedForOthers();
    h2.log().clear();
    assertThat(count(Trip.class)).isEqualTo(1);
    assertThat(h2.log().sql().get(0)).startsWith("insert into trip_notes");
  }

  @Test
  void explicitMode_seesNothing_untilItIsToldToFlush() {
    session.flushMode(FlushMode.EXPLICIT);
    trip.name = "uno";
    assertThat(session.query(Trip.class).filter(Path.path("name").eq("uno")).count()).isZero();
    session.flush();
    assertThat(session.query(Trip.class).filter(Path.path("name").eq("uno")).count()).isEqualTo(1);
  }
}
