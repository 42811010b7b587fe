package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.PrePersist;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.ReadBack;
import org.rowanorm.annotation.SoftDelete;
import org.rowanorm.error.ConstraintViolationException;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.QueryException;
import org.rowanorm.error.SessionStateException;
import org.rowanorm.error.StaleEntityException;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** Rows of objects that no session manages, for each kind of mapping. */
class DirectRowsTest {

  /** Degrees, kept in tenths. */
  static final class Tenths implements AttributeConverter<Double, Integer> {
    @Override
    public Integer convertToDatabaseColumn(Double degrees) {
      return (int) Math.round(degrees * 10);
    }

    @Override
    public Double convertToEntityAttribute(Integer tenths) {
      return tenths / 10.0;
    }
  }

  @Embeddable
  static class Place {
    String line;
    @ManyToOne @Nullable Shelf shelf;

    Place(String line, @Nullable Shelf shelf) {
      this.line = line;
      this.shelf = shelf;
    }
  }

  @Entity
  static class Shelf {
    @Id @GeneratedValue long id;
    String name;

    Shelf(String name) {
      this.name = name;
    }
  }

  @Entity
  @SecondaryTable(name = "plant_text")
  static class Plant {
    @Id @GeneratedValue Long id;
    @Version Integer version;

    @Convert(converter = Tenths.class)
    double warmth;

    @Nullable Place place;

    @Column(table = "plant_text")
    @Nullable String text;

    @Basic(fetch = FetchType.LAZY)
    @Nullable String story;

    @ReadBack
    @Column(
        insertable = false,
        updatable = false,
        columnDefinition = "integer generated always as (warmth * 2)")
    @Nullable Integer twice;

    Plant(double warmth) {
      this.warmth = warmth;
    }

    @PrePersist
    void start() {
      story = story == null ? "planted" : story;
    }
  }

  @Entity
  static class Garden {
    @Id int id;
    @ElementCollection List<String> words = new ArrayList<>();
    @ElementCollection @OrderColumn List<String> steps = new ArrayList<>();
    @ElementCollection Map<String, Integer> counts = new HashMap<>();
    @ManyToMany Set<Plant> plants = new HashSet<>();

    @OneToMany
    @JoinColumn(name = "garden_id")
    @OrderColumn(name = "at")
    List<Bed> beds = new ArrayList<>();

    Garden(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Bed {
    @Id int id;

    Bed(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Fence {
    @Id Integer id;
    @MapsId @OneToOne Garden garden;

    Fence(Garden garden) {
      this.garden = garden;
    }
  }

  @Entity
  static class Node {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long id;

    @ManyToOne @Nullable Node parent;

    Node(@Nullable Node parent) {
      this.parent = parent;
    }
  }

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Tool {
    @Id @GeneratedValue long id;
    @Version int version;
    String name;

    Tool(String name) {
      this.name = name;
    }
  }

  @Entity
  static class Saw extends Tool {
    int teeth;

    Saw(String name, int teeth) {
      super(name);
      this.teeth = teeth;
    }
  }

  @Entity
  @SoftDelete
  static class Note {
    @Id int id;
    String text;

    Note(int id, String text) {
      this.id = id;
      this.text = text;
    }
  }

  @Entity
  static class Holder {
    @Id int id;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Saw saw;

    Holder(int id, Saw saw) {
      this.id = id;
      this.saw = saw;
    }
  }

  private static H2 h2() {
    return H2.with(
        Holder.class,
        Shelf.class,
        Plant.class,
        Garden.class,
        Bed.class,
        Fence.class,
        Node.class,
        Tool.class,
        Saw.class,
        Note.class);
  }

  private static void stored(H2 h2, Object... objects) {
    h2.sessions().inTransaction(session -> session.insertAll(List.of(objects)));
    h2.log().clear();
  }

  private static void updated(H2 h2, Object... objects) {
    h2.sessions().inTransaction(session -> session.updateAll(List.of(objects)));
  }

  private static void deleted(H2 h2, Object... objects) {
    h2.sessions().inTransaction(session -> session.deleteAll(List.of(objects)));
  }

  private static <T> T detached(H2 h2, Class<T> type, Object id) {
    try (Session session = h2.open()) {
      return Objects.requireNonNull(session.get(type, id));
    } finally {
      h2.log().clear();
    }
  }

  // ---- kinds of attributes

  @Test
  void insertAll_withConverterEmbeddableAndOptionalTable_writesAllAndReadsBack() {
    try (H2 h2 = h2()) {
      Shelf shelf = new Shelf("top");
      Plant plant = new Plant(21.5);
      plant.place = new Place("a", shelf);
      plant.text = "long";
      Plant bare = new Plant(3);

      h2.sessions().inTransaction(session -> session.insertAll(List.of(plant, bare, shelf)));

      assertThat(h2.log().sql())
          .filteredOn(sql -> sql.startsWith("insert"))
          .containsExactly(
              "insert into shelf (name) values (?)",
              "insert into plant (version, warmth, line, shelf_id, story)"
                  + " values (?, ?, ?, ?, ?)",
              "insert into plant_text (id, text) values (?, ?)");
      assertThat(plant.version).isZero();
      assertThat(plant.twice).isEqualTo(430);
      assertThat(h2.rows("select warmth, story from plant order by id"))
          .containsExactly("215,planted", "30,planted");
      assertThat(h2.rows("select text from plant_text")).containsExactly("long");
    }
  }

  @Test
  void updateAll_ofADetachedObject_leavesWhatItHasNotLoaded() {
    try (H2 h2 = h2()) {
      Plant planted = new Plant(1);
      planted.place = new Place("a", new Shelf("top"));
      planted.story = "long ago";
      stored(h2, planted, Objects.requireNonNull(planted.place.shelf));
      Plant plant = detached(h2, Plant.class, planted.id);
      plant.warmth = 2;

      updated(h2, plant);

      assertThat(h2.log().sql())
          .containsExactly(
              "update plant set version = ?, warmth = ?, line = ?, shelf_id = ?"
                  + " where id = ? and version = ?",
              "delete from plant_text where id = ?");
      assertThat(h2.rows("select version, warmth, line, shelf_id is null, story from plant"))
          .containsExactly("1,20,a,FALSE,long ago");
      assertThat(plant.version).isEqualTo(1);
      assertThat(plant.twice).isEqualTo(40);
    }
  }

  @Test
  void updateAll_ofAnOptionalTable_insertsUpdatesAndDeletesItsRow() {
    try (H2 h2 = h2()) {
      Plant plant = new Plant(1);
      stored(h2, plant);
      plant.text = "first";
      updated(h2, plant);
      assertThat(h2.rows("select text from plant_text")).containsExactly("first");
      plant.text = "second";
      updated(h2, plant);
      assertThat(h2.rows("select text from plant_text")).containsExactly("second");
      plant.text = null;
      updated(h2, plant);
      assertThat(h2.rows("select text from plant_text")).isEmpty();
      plant.text = "third";
      updated(h2, plant);
      deleted(h2, plant);
      assertThat(h2.rows("select id from plant_text union select id from plant")).isEmpty();
    }
  }

  @Test
  void updateAll_ofANewObjectWithTheIdOfARow_writesAllOfIt() {
    try (H2 h2 = h2()) {
      stored(h2, new Note(1, "old"));
      updated(h2, new Note(1, "new"));
      assertThat(h2.log().sql())
          .containsExactly("update note set text = ? where id = ? and deleted = false");
      assertThat(h2.rows("select text from note")).containsExactly("new");
    }
  }

  @Test
  void rowsOfJoinedTables_areInsertedUpdatedAndDeleted() {
    try (H2 h2 = h2()) {
      Saw saw = new Saw("big", 30);
      Tool hammer = new Tool("hammer");
      stored(h2, saw, hammer);
      saw.name = "small";
      saw.teeth = 10;
      hammer.name = "mallet";

      updated(h2, saw, hammer);

      assertThat(h2.log().sql())
          .containsExactly(
              "update tool set version = ?, name = ? where id = ? and version = ?",
              "update saw set teeth = ? where id = ?",
              "update tool set version = ?, name = ? where id = ? and version = ?");
      assertThat(h2.rows("select name, version, teeth from tool left join saw using (id)"))
          .containsExactlyInAnyOrder("small,1,10", "mallet,1,null");
      h2.log().clear();
      deleted(h2, saw, hammer);
      assertThat(h2.log().sql())
          .containsExactly(
              "delete from saw where id = ?",
              "delete from tool where id = ? and version = ?",
              "delete from tool where id = ? and version = ?");
      assertThat(h2.rows("select id from tool")).isEmpty();
    }
  }

  @Test
  void deleteAll_whereRowsAreMarked_marksThem() {
    try (H2 h2 = h2()) {
      stored(h2, new Note(1, "a"), new Note(2, "b"));
      deleted(h2, new Note(1, ""));
      assertThat(h2.rows("select id, text, deleted from note order by id"))
          .containsExactly("1,a,TRUE", "2,b,FALSE");
      assertThatThrownBy(() -> deleted(h2, new Note(1, "")))
          .isInstanceOf(StaleEntityException.class);
    }
  }

  // ---- associations and collections

  @Test
  void insertAll_ofATree_isOrderedByRow() {
    try (H2 h2 = h2()) {
      Node root = new Node(null);
      Node left = new Node(root);
      Node leaf = new Node(left);
      h2.sessions().inTransaction(session -> session.insertAll(List.of(leaf, left, root)));
      assertThat(h2.rows("select c.id, p.id from node c join node p on p.id = c.parent_id"))
          .containsExactlyInAnyOrder(left.id + "," + root.id, leaf.id + "," + left.id);
      deleted(h2, root, leaf, left);
      assertThat(h2.rows("select id from node")).isEmpty();
    }
  }

  @Test
  void insertAll_withCollections_writesTheRowsThatNoOtherEntityHolds() {
    try (H2 h2 = h2()) {
      Plant plant = new Plant(1);
      Garden garden = new Garden(1);
      garden.words.addAll(List.of("a", "a", "b"));
      garden.steps.addAll(List.of("x", "y"));
      garden.counts.put("k", 7);
      garden.plants.add(plant);
      garden.beds.addAll(List.of(new Bed(2), new Bed(1)));
      List<Object> all = new ArrayList<>(garden.beds);
      all.addAll(List.of(garden, plant));

      h2.sessions().inTransaction(session -> session.insertAll(all));

      assertThat(h2.rows("select words from garden_words order by 1"))
          .containsExactly("a", "a", "b");
      assertThat(h2.rows("select steps_order, steps from garden_steps order by 1"))
          .containsExactly("0,x", "1,y");
      assertThat(h2.rows("select counts_key, counts from garden_counts")).containsExactly("k,7");
      assertThat(h2.rows("select plants_id from garden_plant")).containsExactly("" + plant.id);
      assertThat(h2.rows("select id, garden_id, at from bed order by at"))
          .containsExactly("2,1,0", "1,1,1");
      h2.log().clear();

      deleted(h2, all.toArray());

      assertThat(h2.log().sql())
          .containsExactlyInAnyOrder(
              "delete from garden_words where garden_id = ?",
              "delete from garden_steps where garden_id = ?",
              "delete from garden_counts where garden_id = ?",
              "delete from garden_plant where garden_id = ?",
              "delete from bed where id = ?",
              "delete from garden where id = ?",
              "delete from plant_text where id = ?",
              "delete from plant where id = ? and version = ?");
      assertThat(h2.rows("select words from garden_words union select id from garden")).isEmpty();
    }
  }

  @Test
  void insertAll_ofAnOwnerWithoutItsElements_isRefused() {
    try (H2 h2 = h2();
        Session session = h2.open()) {
      Garden garden = new Garden(1);
      garden.beds.add(new Bed(1));
      assertThatThrownBy(() -> session.insertAll(List.of(garden)))
          .isInstanceOf(EntityStateException.class)
          .hasMessage(
              """
              Garden.beds holds an object that is not inserted with it
                  the row of the element names its owner, and is not written
                  insert both in one call, or add the owner to a session [ROWAN-423]""");
      assertThat(h2.log().sql()).isEmpty();
    }
  }

  @Test
  void insertAll_ofAnIdThatIsTakenFromAReference_takesIt() {
    try (H2 h2 = h2()) {
      Garden garden = new Garden(7);
      Fence fence = new Fence(garden);
      stored(h2, fence, garden);
      assertThat(fence.id).isEqualTo(7);
      assertThat(h2.rows("select garden_id from fence")).containsExactly("7");
    }
  }

  // ---- rows that may be there

  @Test
  void upsertAll_inSeveralTables_writesEach() {
    try (H2 h2 = h2()) {
      Saw saw = new Saw("big", 30);
      stored(h2, saw);
      saw.name = "small";
      saw.teeth = 10;
      Plant plant = new Plant(1);
      plant.text = "text";
      stored(h2, plant);
      plant.text = null;
      h2.sessions().inTransaction(session -> session.upsertAll(List.of(saw, plant)));
      assertThat(h2.rows("select name, version, teeth from tool left join saw using (id)"))
          .containsExactly("small,1,10");
      assertThat(saw.version).isEqualTo(1);
      assertThat(h2.rows("select text from plant_text")).isEmpty();
      plant.text = "again";
      plant.warmth = 7;
      h2.sessions().inTransaction(session -> session.upsertAll(List.of(plant)));
      assertThat(plant.version).isEqualTo(2);
      assertThat(plant.twice).isEqualTo(140);
      assertThat(h2.rows("select text from plant_text")).containsExactly("again");
    }
  }

  @Test
  void upsertAll_ofARowThatIsMarkedAsDeleted_revivesIt() {
    try (H2 h2 = h2()) {
      Note note = new Note(1, "old");
      stored(h2, note);
      deleted(h2, note);
      h2.sessions().inTransaction(session -> session.upsertAll(List.of(new Note(1, "new"))));
      assertThat(h2.rows("select text, deleted from note")).containsExactly("new,FALSE");
    }
  }

  @Test
  void upsertAll_ofATree_isOrderedByRow() {
    try (H2 h2 = h2()) {
      Node root = new Node(null);
      root.id = 5;
      Node leaf = new Node(root);
      leaf.id = 3;
      h2.sessions().inTransaction(session -> session.upsertAll(List.of(leaf, root)));
      assertThat(h2.rows("select id, parent_id from node order by id"))
          .containsExactly("3,5", "5,null");
    }
  }

  @Test
  void upsertAll_tellsNewObjectsOfPersistAndOthersOfUpdate() {
    try (H2 h2 = h2()) {
      Plant plant = new Plant(1);
      stored(h2, plant);
      plant.story = null;
      Plant fresh = new Plant(2);
      fresh.id = 77L;
      h2.sessions().inTransaction(session -> session.upsertAll(List.of(plant, fresh)));
      assertThat(plant.story).isNull();
      assertThat(fresh.story).isEqualTo("planted");
      assertThat(h2.rows("select story from plant order by id")).containsExactly("null", "planted");
    }
  }

  // ---- what becomes of the objects

  @Test
  void objects_afterwards_areDetachedAndClean() {
    try (H2 h2 = h2()) {
      Shelf shelf = new Shelf("top");
      stored(h2, shelf);
      shelf.name = "low";
      updated(h2, shelf);
      h2.log().clear();
      h2.sessions().inTransaction(session -> session.add(shelf));
      assertThat(h2.log().sql()).isEmpty();
      try (Session session = h2.open()) {
        session.attach(shelf);
        shelf.name = "high";
        session.commit();
        assertThat(h2.log().sql()).containsExactly("update shelf set name = ? where id = ?");
      }
    }
  }

  @Test
  void objects_afterARollback_areWhatTheyWere() {
    try (H2 h2 = h2()) {
      Plant old = new Plant(1);
      Plant gone = new Plant(1);
      stored(h2, old, gone);
      Plant fresh = new Plant(2);
      try (Session session = h2.open()) {
        old.warmth = 3;
        session.insertAll(List.of(fresh));
        session.updateAll(List.of(old));
        session.updateAll(List.of(old));
        session.deleteAll(List.of(gone));
        assertThat(old.version).isEqualTo(2);
        session.rollback();
      }
      assertThat(fresh.id).isNull();
      assertThat(fresh.version).isNull();
      assertThat(old.version).isZero();
      h2.sessions()
          .inTransaction(
              session -> {
                session.insertAll(List.of(fresh));
                session.updateAll(List.of(old));
                session.deleteAll(List.of(gone));
              });
      assertThat(h2.rows("select warmth, version from plant order by warmth"))
          .containsExactly("20,0", "30,1");
    }
  }

  @Test
  void call_thatFails_leavesTheObjectsAndNeedsARollback() {
    try (H2 h2 = h2();
        Session session = h2.open()) {
      stored(h2, new Garden(2));
      Node node = new Node(null);
      assertThatThrownBy(() -> session.insertAll(List.of(node, new Garden(1), new Garden(2))))
          .isInstanceOf(ConstraintViolationException.class);
      assertThat(node.id).isZero();
      assertThatThrownBy(session::commit).isInstanceOf(SessionStateException.class);
      session.rollback();
      session.insertAll(List.of(node));
      session.commit();
      assertThat(h2.rows("select id from garden")).containsExactly("2");
      assertThat(h2.rows("select id from node")).containsExactly("" + node.id);
    }
  }

  @Test
  void changesOfTheSession_areFlushedBefore() {
    try (H2 h2 = h2();
        Session session = h2.open()) {
      Shelf shelf = new Shelf("top");
      session.add(shelf);
      Plant plant = new Plant(1);
      plant.place = new Place("a", shelf);
      session.insertAll(List.of(plant));
      session.commit();
      assertThat(h2.rows("select shelf_id from plant")).containsExactly("" + shelf.id);
    }
  }

  @Test
  void nothing_sendsNothing() {
    try (H2 h2 = h2();
        Session session = h2.open()) {
      session.insertAll(List.of());
      session.updateAll(List.of());
      session.deleteAll(List.of());
      session.commit();
      assertThat(h2.log().sql()).isEmpty();
      assertThat(h2.connections().commands()).isEmpty();
    }
  }

  // ---- what is refused

  @Test
  void wrongObjects_areRefusedBeforeAnythingIsSent() {
    try (H2 h2 = h2();
        Session session = h2.open()) {
      Shelf shelf = new Shelf("top");
      stored(h2, shelf);
      assertThatThrownBy(() -> session.insertAll(List.of("text")))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              java.lang.String is not an entity of this session factory
                  give its class to entities(...) when the factory is built [ROWAN-201]""");
      assertThatThrownBy(() -> session.insertAll(List.of(shelf)))
          .isInstanceOf(EntityStateException.class)
          .hasMessage(
              "Shelf "
                  + shelf.id
                  + " has a row already\n"
                  + "    it was loaded or stored before\n"
                  + "    updateAll writes what it says now; for a row more make another object"
                  + " [ROWAN-420]");
      assertThatThrownBy(() -> session.updateAll(List.of(new Note(1, "a"), new Note(1, "b"))))
          .isInstanceOf(EntityStateException.class)
          .hasMessage(
              """
              Two objects for the row of Note 1
                  each row is written once in a call
                  leave one of them out, or call once for each [ROWAN-421]""");
      assertThatThrownBy(() -> session.updateAll(List.of(new Plant(1))))
          .isInstanceOf(EntityStateException.class)
          .hasMessage(
              """
              A Plant has no id
                  at Plant.id
                  its row is found by the id: set it, or insert the object [ROWAN-313]""");
      assertThat(h2.log().sql()).isEmpty();
    }
  }

  @Test
  void updateAll_ofAnObjectWhoseVersionIsNotLoaded_isRefused() {
    try (H2 h2 = h2()) {
      Saw saw = new Saw("big", 1);
      stored(h2, saw);
      Holder holder = new Holder(1, saw);
      stored(h2, holder);
      Saw unread = Objects.requireNonNull(detached(h2, Holder.class, 1).saw);
      for (Consumer<Session> work :
          List.<Consumer<Session>>of(
              session -> session.updateAll(List.of(unread)),
              session -> session.deleteAll(List.of(unread)))) {
        assertThatThrownBy(() -> h2.sessions().inTransaction(work))
            .isInstanceOf(EntityStateException.class)
            .hasMessage(
                "The version of Saw "
                    + saw.id
                    + " is not loaded\n"
                    + "    its row is found by id and version\n"
                    + "    read an attribute of it before, or attach it and let the session write"
                    + " it [ROWAN-422]");
      }
      assertThat(h2.log().sql()).isEmpty();
    }
  }
}
