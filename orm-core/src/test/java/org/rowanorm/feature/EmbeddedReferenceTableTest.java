package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowanorm.query.Path.path;

import jakarta.persistence.AssociationOverride;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** References inside embeddables whose foreign keys stand in tables of their own. */
class EmbeddedReferenceTableTest {

  @Entity
  static class Port {
    @Id @GeneratedValue long id;
    String name;

    @OneToMany(mappedBy = "from.port")
    List<Ship> leaving = new ArrayList<>();

    Port(String name) {
      this.name = name;
    }
  }

  @Embeddable
  static class Stop {
    @Nullable String pier;

    @ManyToOne(cascade = CascadeType.PERSIST)
    @JoinTable(name = "leave")
    @Nullable Port port;

    Stop(@Nullable String pier, @Nullable Port port) {
      this.pier = pier;
      this.port = port;
    }
  }

  @Embeddable
  record Route(Stop to) {}

  @Entity
  static class Ship {
    @Id @GeneratedValue long id;
    @Nullable Stop from;

    @AssociationOverride(
        name = "to.port",
        joinTable =
            @JoinTable(
                name = "goal",
                joinColumns = @JoinColumn(name = "ship"),
                inverseJoinColumns = @JoinColumn(name = "port")))
    @jakarta.persistence.AttributeOverride(
        name = "to.pier",
        column = @jakarta.persistence.Column(name = "to_pier"))
    @Nullable Route route;
  }

  private static final String SELECT =
      "select s.id, s.pier, s_1.port_id, s.to_pier, s_2.port from ship s"
          + " left join leave s_1 on s_1.leaving_id = s.id"
          + " left join goal s_2 on s_2.ship = s.id";

  /** Ship 1 from A to B, and ship 2 from nowhere. */
  private static H2 ships() {
    H2 h2 = H2.with(Port.class, Ship.class);
    h2.sessions()
        .inTransaction(
            session -> {
              Ship ship = new Ship();
              ship.from = new Stop("1", new Port("A"));
              ship.route = new Route(new Stop(null, new Port("B")));
              session.addAll(List.of(ship, new Ship()));
            });
    return h2;
  }

  private static List<Ship> all(Session session) {
    return session.query(Ship.class).orderBy(path("id").asc()).all();
  }

  @Test
  void references_areWrittenIntoTheirTables() {
    try (H2 h2 = ships()) {
      assertThat(h2.log().sql())
          .contains(
              "insert into leave (leaving_id, port_id) values (?, ?)",
              "insert into goal (ship, port) values (?, ?)");
      assertThat(h2.rows("select * from leave")).containsExactly("1,1");
      assertThat(h2.rows("select * from goal")).containsExactly("1,2");
      h2.sessions().schema().validate();
    }
  }

  @Test
  void references_areReadWithTheirRows_andLoadedForTheCohort() {
    try (H2 h2 = ships();
        Session session = h2.open()) {
      h2.log().clear();
      List<Ship> all = all(session);
      assertThat(all.get(0).from.port.name).isEqualTo("A");
      assertThat(all.get(0).route.to().port.name).isEqualTo("B");
      assertThat(all.get(1).from).isNull();
      assertThat(all.get(1).route).isNull();
      assertThat(h2.log().sql())
          .containsExactly(
              SELECT + " order by s.id",
              "select p.id, p.name from port p where p.id in (?)",
              "select p.id, p.name from port p where p.id in (?)");
      assertThat(all.get(0).from.port.leaving).containsExactly(all.get(0));
    }
  }

  @Test
  void change_insertsUpdatesOrDeletesTheRow() {
    try (H2 h2 = ships();
        Session session = h2.open()) {
      List<Ship> all = all(session);
      Ship one = all.get(0);
      Ship two = all.get(1);
      h2.log().clear();
      two.from = new Stop(null, one.from.port);
      one.from.port = one.route.to().port;
      one.route = null;
      session.commit();
      assertThat(h2.rows("select * from leave order by 1")).containsExactly("1,2", "2,1");
      assertThat(h2.rows("select * from goal")).isEmpty();
      assertThat(h2.log().sql())
          .containsExactlyInAnyOrder(
              "update leave set port_id = ? where leaving_id = ?",
              "delete from goal where ship = ?",
              "insert into leave (leaving_id, port_id) values (?, ?)");
    }
  }

  @Test
  void delete_takesTheRows_andPathsGoThroughTheTables() {
    try (H2 h2 = ships();
        Session session = h2.open()) {
      assertThat(session.query(Ship.class).filter(path("from.port.name").eq("A")).count())
          .isEqualTo(1);
      assertThat(session.query(Ship.class).filter(path("route.to.port.name").eq("A")).count())
          .isZero();
      all(session).forEach(session::delete);
      session.commit();
      assertThat(h2.rows("select * from leave")).isEmpty();
      assertThat(h2.rows("select * from goal")).isEmpty();
    }
  }
}
