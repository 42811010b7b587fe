package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.NamedAttributeNode;
import jakarta.persistence.NamedEntityGraph;
import jakarta.persistence.NamedSubgraph;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.QueryException;
import org.rowanorm.jdbc.StatementEvent;
import org.rowanorm.query.EntityPath;
import org.rowanorm.query.MapPath;
import org.rowanorm.query.NumberPath;
import org.rowanorm.query.Path;
import org.rowanorm.query.StringPath;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;
import org.rowanorm.support.Misuse;

/** What is fetched by key brings the references below it along; keys of maps are fetched too. */
class FetchByKeyTest {

  @Entity
  @NamedEntityGraph(
      name = "visitors",
      attributeNodes = @NamedAttributeNode(value = "visits", keySubgraph = "trucks"),
      subgraphs = @NamedSubgraph(name = "trucks", attributeNodes = @NamedAttributeNode("driver")))
  static class Depot {
    @Id int id;

    @OneToMany(mappedBy = "depot", cascade = CascadeType.ALL)
    @OrderBy("id")
    List<Load> loads = new ArrayList<>();

    @ManyToMany
    @OrderBy("id")
    List<Truck> trucks = new ArrayList<>();

    @OneToOne(mappedBy = "depot")
    @Nullable Gate gate;

    @ElementCollection @MapKeyJoinColumn Map<Truck, Integer> visits = new LinkedHashMap<>();
    @ElementCollection Map<String, Integer> counts = new LinkedHashMap<>();

    @ManyToMany
    @JoinTable(name = "depot_bay")
    Map<String, Truck> bays = new LinkedHashMap<>();

    Depot(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Load {
    @Id int id;
    @ManyToOne Depot depot;
    @ManyToOne @Nullable Truck truck;
    @ManyToOne @Nullable Load next;

    Load(int id, Depot depot, @Nullable Truck truck) {
      this.id = id;
      this.depot = depot;
      this.truck = truck;
    }
  }

  @Entity
  static class Truck {
    @Id int id;
    @ManyToOne Driver driver;

    Truck(int id, Driver driver) {
      this.id = id;
      this.driver = driver;
    }
  }

  @Entity
  static class Driver {
    @Id int id;
    String name;

    Driver(int id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  @Entity
  static class Gate {
    @Id int id;
    @OneToOne Depot depot;
    @ManyToOne Driver keeper;

    Gate(int id, Depot depot, Driver keeper) {
      this.id = id;
      this.depot = depot;
      this.keeper = keeper;
    }
  }

  /** As the annotation processor writes them. */
  static final class QTruck extends EntityPath<Truck> {
    QTruck(Place place) {
      super(place);
    }

    @Override
    protected QTruck at(Place place) {
      return new QTruck(place);
    }

    QDriver driver() {
      return new QDriver(place("driver"));
    }
  }

  static final class QDriver extends EntityPath<Driver> {
    QDriver(Place place) {
      super(place);
    }

    @Override
    protected QDriver at(Place place) {
      return new QDriver(place);
    }
  }

  static final class QDepot extends EntityPath<Depot> {
    static final QDepot SELF = new QDepot(Place.of(Depot.class, null));

    final MapPath<Truck, Integer, QTruck, NumberPath<Integer>> visits =
        map("visits", QTruck::new, NumberPath::new);
    final MapPath<String, Truck, StringPath, QTruck> bays =
        map("bays", StringPath::new, QTruck::new);

    QDepot(Place place) {
      super(place);
    }

    @Override
    protected QDepot at(Place place) {
      return new QDepot(place);
    }
  }

  private final H2 h2 = H2.with(Depot.class, Load.class, Truck.class, Driver.class, Gate.class);

  FetchByKeyTest() {
    Driver ann = new Driver(1, "Ann");
    Driver bob = new Driver(2, "Bob");
    List<Truck> trucks = List.of(new Truck(1, ann), new Truck(2, bob), new Truck(3, ann));
    h2.sessions()
        .inTransaction(
            session -> {
              session.add(ann);
              session.add(bob);
              session.addAll(trucks);
              for (int i = 1; i <= 2; i++) {
                Depot depot = new Depot(i);
                depot.loads.add(new Load(10 * i, depot, trucks.get(i)));
                depot.loads.add(new Load(10 * i + 1, depot, null));
                depot.loads.get(0).next = depot.loads.get(1);
                depot.trucks.addAll(trucks.subList(0, i));
                trucks.subList(0, i + 1).forEach(truck -> depot.visits.put(truck, truck.id));
                depot.counts.put("a", i);
                depot.bays.put("north", trucks.get(i));
                session.add(depot);
                session.add(new Gate(i, depot, bob));
              }
            });
    h2.log().clear();
  }

  @AfterEach
  void close() {
    h2.close();
  }

  /** Objects of a locked query have everything else by key. */
  private static Query<Depot> byKey(Session session, String... paths) {
    return session.query(Depot.class).orderBy(Path.path("id").asc()).forUpdate().fetch(paths);
  }

  /** The statements after that of the objects; a look at these needs none. */
  private List<String> sqlAfterRoots(Consumer<List<Depot>> look, String... paths) {
    try (Session session = h2.open()) {
      List<Depot> found = byKey(session, paths).all();
      List<String> sent = h2.log().sql();
      look.accept(found);
      assertThat(h2.log().sql()).isEqualTo(sent);
      session.rollback();
      return sent.subList(1, sent.size());
    }
  }

  private List<String> reasons() {
    return h2.log().events().stream().map(StatementEvent::reason).toList();
  }

  // ---- references below what comes by key

  @Test
  void elementsByKey_bringWhatTheyReferTo() {
    List<String> sent =
        sqlAfterRoots(
            found -> {
              assertThat(found.get(0).loads.get(0).truck.driver.name).isEqualTo("Bob");
              assertThat(found.get(1).loads.get(0).truck.driver.name).isEqualTo("Ann");
              assertThat(found.get(1).loads.get(1).truck).isNull();
            },
            "loads.truck.driver");
    assertThat(sent)
        .containsExactly(
            "select l.depot_id, l.id, l.depot_id, l.truck_id, l.next_id, t.id, t.driver_id, d.id,"
                + " d.name from load l left join truck t on t.id = l.truck_id left join driver d on"
                + " d.id = t.driver_id where l.depot_id in (?, ?) order by l.id");
    assertThat(reasons())
        .containsExactly(
            "fetch by key: loads with truck and truck.driver",
            "fetch by 2 keys: loads with truck and truck.driver");
  }

  @Test
  void elementsInAJoinTable_bringWhatTheyReferTo() {
    List<String> sent =
        sqlAfterRoots(
            found -> assertThat(found.get(1).trucks.get(1).driver.name).isEqualTo("Bob"),
            "trucks.driver");
    assertThat(sent)
        .containsExactly(
            "select d.depot_id, t.id, t.driver_id, d2.id, d2.name from depot_truck d join truck t"
                + " on t.id = d.trucks_id left join driver d2 on d2.id = t.driver_id where"
                + " d.depot_id in (?, ?) order by t.id");
  }

  @Test
  void otherSideByKey_bringsWhatItRefersTo_andNotItsWayBack() {
    List<String> sent =
        sqlAfterRoots(
            found -> {
              assertThat(found.get(1).gate.keeper.name).isEqualTo("Bob");
              assertThat(found.get(1).gate.depot).isSameAs(found.get(1));
            },
            "gate.keeper",
            "gate.depot.loads");
    assertThat(sent)
        .containsExactly(
            "select g.depot_id, g.id, g.depot_id, g.keeper_id, d.id, d.name from gate g left join"
                + " driver d on d.id = g.keeper_id where g.depot_id in (?, ?)",
            "select l.depot_id, l.id, l.depot_id, l.truck_id, l.next_id from load l where"
                + " l.depot_id in (?, ?) order by l.id");
  }

  @Test
  void referenceByKey_bringsWhatItRefersTo() {
    try (Session session = h2.open()) {
      List<Load> loads =
          session
              .query(Load.class)
              .orderBy(Path.path("id").asc())
              .forUpdate()
              .fetch("truck.driver")
              .all();
      assertThat(h2.log().sql())
          .hasSize(2)
          .element(1)
          .isEqualTo(
              "select t.id, t.driver_id, d.id, d.name from truck t left join driver d on d.id ="
                  + " t.driver_id where t.id in (?, ?)");
      assertThat(loads.get(0).truck.driver.name).isEqualTo("Bob");
      assertThat(h2.log().sql()).hasSize(2);
      session.rollback();
    }
  }

  @Test
  void referenceToTheSameEntity_isJoinedToItself() {
    List<String> sent =
        sqlAfterRoots(
            found -> assertThat(found.get(0).loads.get(0).next).isSameAs(found.get(0).loads.get(1)),
            "loads.next");
    assertThat(sent)
        .containsExactly(
            "select l.depot_id, l.id, l.depot_id, l.truck_id, l.next_id, l2.id, l2.depot_id,"
                + " l2.truck_id, l2.next_id from load l left join load l2 on l2.id = l.next_id"
                + " where l.depot_id in (?, ?) order by l.id");
  }

  @Test
  void whatTheSessionHadAlready_getsItsReferencesByKey() {
    try (Session session = h2.open()) {
      Depot first = session.get(Depot.class, 1);
      assertThat(first.loads).hasSize(2); // their trucks are not loaded
      h2.log().clear();
      List<Depot> found = byKey(session, "loads.truck.driver").all();
      assertThat(reasons())
          .containsExactly(
              "fetch by key: loads (2.0 each) with truck and truck.driver",
              "fetch by 1 keys: loads (2.0 each) with truck and truck.driver",
              "fetch by 1 keys: loads.truck (0.50 each)",
              "fetch by 1 keys: loads.truck.driver (0.50 each)");
      h2.log().clear();
      assertThat(found.get(0).loads.get(0).truck.driver.name).isEqualTo("Bob");
      assertThat(found.get(1).loads.get(0).truck.driver.name).isEqualTo("Ann");
      assertThat(h2.log().sql()).isEmpty();
      session.rollback();
    }
  }

  @Test
  void secondCollection_bringsWhatItsElementsReferTo() {
    try (Session session = h2.open()) {
      List<Depot> found = session.query(Depot.class).fetch("counts", "loads.truck.driver").all();
      assertThat(h2.log().sql()).hasSize(2);
      found.forEach(depot -> depot.loads.forEach(load -> named(load.truck)));
      assertThat(h2.log().sql()).hasSize(2);
    }
  }

  private static void named(@Nullable Truck truck) {
    if (truck != null) {
      assertThat(truck.driver.name).isNotEmpty();
    }
  }

  @Test
  void streamWithFetched_sendsAStatementForEachCollectionOfAPart() {
    try (Session session = h2.open()) {
      session
          .query(Depot.class)
          .fetch("loads.truck.driver", "trucks.driver")
          .forEach(depot -> depot.loads.forEach(load -> named(load.truck)));
    }
    assertThat(h2.log().sql()).filteredOn(sql -> sql.startsWith("select")).hasSize(3);
  }

  // ---- keys of maps

  @Test
  void keysOfMaps_thatAreTouched_loadByCohort() {
    try (Session session = h2.open()) {
      List<Depot> found = session.query(Depot.class).orderBy(Path.path("id").asc()).all();
      h2.log().clear();
      for (Depot depot : found) {
        depot.visits.forEach((truck, visits) -> named(truck));
      }
    }
    assertThat(h2.log().sql()).hasSize(3); // the maps, the trucks, the drivers
  }

  @Test
  void keysOfMaps_areFetchedByTheirName() {
    List<String> sent =
        sqlAfterRoots(
            found -> {
              assertThat(found.get(1).visits.values()).containsExactlyInAnyOrder(1, 2, 3);
              found.get(1).visits.keySet().forEach(truck -> named(truck));
            },
            "key(visits).driver");
    assertThat(sent)
        .containsExactly(
            "select d.depot_id, d.visits_id, d.visits from depot_visits d where d.depot_id in (?,"
                + " ?)",
            "select t.id, t.driver_id from truck t where t.id in (?, ?, ?, ?)",
            "select d.id, d.name from driver d where d.id in (?, ?)");
  }

  @Test
  void keysOfMaps_areFetchedByTheirPath_besideAJoinedMap() {
    try (Session session = h2.open()) {
      List<Depot> found = session.query(Depot.class).fetch(QDepot.SELF.visits.key().driver()).all();
      assertThat(h2.log().sql()).hasSize(3);
      found.forEach(depot -> depot.visits.keySet().forEach(truck -> named(truck)));
      assertThat(h2.log().sql()).hasSize(3);
      assertThat(reasons().get(0))
          .isEqualTo("fetch joined: visits; by key: key(visits), key(visits).driver");
    }
  }

  @Test
  void keysOfMaps_areFetchedAsAGraphSays() {
    try (Session session = h2.open()) {
      List<Depot> found = session.query(Depot.class).fetchGraph("visitors").all();
      assertThat(h2.log().sql()).hasSize(3);
      found.forEach(depot -> depot.visits.keySet().forEach(truck -> named(truck)));
      assertThat(h2.log().sql()).hasSize(3);
    }
  }

  @Test
  void valuesOfMaps_leadOnToWhatTheyReferTo() {
    try (Session session = h2.open()) {
      Query<Depot> query = session.query(Depot.class).fetch(QDepot.SELF.bays.each().driver());
      List<Depot> found = query.all();
      found.forEach(depot -> named(depot.bays.get("north")));
      assertThat(h2.log().sql()).hasSize(1);
      assertThat(reasons()).containsExactly("fetch joined: bays, bays.driver");
    }
  }

  // ---- misuse

  private void assertRefused(String path, String message) {
    try (Session session = h2.open()) {
      Query<Depot> query = session.query(Depot.class);
      assertThatThrownBy(() -> query.fetch(path))
          .isInstanceOf(QueryException.class)
          .hasMessage(message);
    }
  }

  @Test
  @Misuse(Misuse.Of.FETCH)
  void keysThatAreValues_areRefused() {
    assertRefused(
        "key(counts)",
        """
        The keys of Depot.counts are values, which come with the map
            in query Depot.fetch(key(counts))
            fetch 'counts' [ROWAN-340]""");
  }

  @Test
  @Misuse(Misuse.Of.FETCH)
  void keysOfWhatIsNoMap_areRefused() {
    assertRefused(
        "key(loads)",
        """
        Depot.loads is no map, so it has no keys
            in query Depot.fetch(key(loads))
            fetch 'loads' [ROWAN-340]""");
  }

  @Test
  @Misuse(Misuse.Of.FETCH)
  void keysOfAnUnknownMap_areRefusedWithTheNearestName() {
    assertRefused(
        "key(visit)",
        """
        No attribute 'visit' in Depot; did you mean 'visits'?
            in query Depot.fetch(key(visit)) [ROWAN-204]""");
  }

  @Test
  @Misuse(Misuse.Of.FETCH)
  void pathOfAnotherEntity_isRefused() {
    try (Session session = h2.open()) {
      Query<Load> query = session.query(Load.class);
      assertThatThrownBy(() -> query.fetch(QDepot.SELF.visits.key()))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              Depot.key(visits) is no attribute of what the query finds
                  in query Load
                  begin the path at Load [ROWAN-340]""");
      assertThatThrownBy(() -> query.raise(QDepot.SELF.visits))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              Depot.visits is no attribute of what the query finds
                  in query Load
                  begin the path at Load [ROWAN-340]""");
    }
  }

  @Test
  @Misuse(Misuse.Of.RAISE)
  void raise_takesPathsOfQueryClasses() {
    try (Session session = h2.open()) {
      List<Depot> found = session.query(Depot.class).raise(QDepot.SELF.visits).all();
      assertThatThrownBy(() -> Objects.requireNonNull(found.get(0)).visits.size())
          .extracting(error -> error.getMessage().replaceAll(", at .*", ""))
          .isEqualTo(
              """
              Attribute 'visits' of Depot 1 is not loaded, and its query raises where it is read
                  it came with query Depot
                  fetch it with the query, or take its path out of raise(...) [ROWAN-331]""");
    }
  }
}
