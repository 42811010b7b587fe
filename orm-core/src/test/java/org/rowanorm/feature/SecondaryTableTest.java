package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Basic;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.SecondaryTables;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.QueryException;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** Columns of an entity in tables beside its own. */
class SecondaryTableTest {

  @Embeddable
  static class Size {
    @Nullable Integer width;
    @Nullable Integer height;

    Size(@Nullable Integer width, @Nullable Integer height) {
      this.width = width;
      this.height = height;
    }
  }

  @Entity
  @SecondaryTable(name = "plant_care", pkJoinColumns = @PrimaryKeyJoinColumn(name = "plant_id"))
  @SecondaryTable(
      name = "plant_text",
      indexes = @Index(columnList = "title"),
      comment = "what is long")
  static class Plant {
    @Id @GeneratedValue long id;
    @Version int version;
    @Nullable String name;

    @Column(table = "plant_care")
    @Nullable Integer water;

    @ManyToOne
    @JoinColumn(table = "plant_care")
    @Nullable Plant neighbour;

    @AttributeOverride(name = "width", column = @Column(table = "plant_care"))
    @AttributeOverride(name = "height", column = @Column(table = "plant_care", name = "high"))
    @Nullable Size size;

    @Column(table = "plant_text")
    @Nullable String title;

    @Basic(fetch = FetchType.LAZY)
    @Column(table = "plant_text")
    @Nullable String text;

    Plant(String name) {
      this.name = name;
    }
  }

  /** Plant 1 has rows everywhere, plant 2 nowhere but in its own table. */
  private static H2 plants() {
    H2 h2 = H2.with(Plant.class);
    h2.sessions()
        .inTransaction(
            session -> {
              Plant ivy = new Plant("Ivy");
              ivy.water = 3;
              ivy.title = "On ivy";
              ivy.text = "It climbs.";
              Plant fern = new Plant("Fern");
              ivy.neighbour = fern;
              session.addAll(List.of(ivy, fern));
            });
    return h2;
  }

  private static final String SELECT =
      "select p.id, p.version, p.name, p_1.water, p_1.neighbour_id, p_1.width, p_1.high, p_2.title"
          + " from plant p left join plant_care p_1 on p_1.plant_id = p.id"
          + " left join plant_text p_2 on p_2.id = p.id";

  @Test
  void newObject_hasARowWhereAColumnIsNotNull() {
    try (H2 h2 = plants()) {
      assertThat(h2.log().sql())
          .containsExactly(
              "insert into plant (version, name) values (?, ?)",
              "insert into plant (version, name) values (?, ?)",
              "insert into plant_care (plant_id, water, neighbour_id, width, high)"
                  + " values (?, ?, ?, ?, ?)",
              "insert into plant_text (id, title, text) values (?, ?, ?)");
      assertThat(h2.rows("select plant_id, water, neighbour_id from plant_care"))
          .containsExactly("2,3,1");
      assertThat(h2.rows("select * from plant_text")).containsExactly("2,On ivy,It climbs.");
    }
  }

  @Test
  void object_isReadByOneStatement_withOrWithoutRows() {
    try (H2 h2 = plants();
        Session session = h2.open()) {
      h2.log().clear();
      List<Plant> all = session.query(Plant.class).orderBy(Path.path("id").desc()).all();
      assertThat(h2.log().sql()).containsExactly(SELECT + " order by p.id desc");
      assertThat(all.get(0).water).isEqualTo(3);
      assertThat(all.get(0).neighbour).isSameAs(all.get(1));
      assertThat(all.get(0).title).isEqualTo("On ivy");
      assertThat(all.get(0).text).isEqualTo("It climbs.");
      assertThat(all.get(1).water).isNull();
      assertThat(all.get(1).size).isNull();
      assertThat(h2.log().sql().subList(1, h2.log().sql().size()))
          .containsExactly(
              "select p.id, p_2.text from plant p left join plant_text p_2 on p_2.id = p.id"
                  + " where p.id in (?)");
    }
  }

  @Test
  void change_updatesTheTableThatHasTheColumn_andTheVersion() {
    try (H2 h2 = plants();
        Session session = h2.open()) {
      Plant ivy = session.query(Plant.class).filterBy("name", "Ivy").one();
      h2.log().clear();
      ivy.water = 4;
      ivy.text = "It creeps.";
      session.commit();
      assertThat(h2.log().sql())
          .containsExactly(
              "update plant set version = ? where id = ? and version = ?",
              "update plant_care set water = ? where plant_id = ?",
              "update plant_text set text = ? where id = ?");
    }
  }

  @Test
  void firstValue_insertsTheRow_lastOneDeletesIt() {
    try (H2 h2 = plants();
        Session session = h2.open()) {
      Plant fern = session.query(Plant.class).filterBy("name", "Fern").one();
      h2.log().clear();
      fern.water = 1;
      session.commit();
      assertThat(h2.log().sql())
          .containsExactly(
              "select p.plant_id from plant_care p where p.plant_id in (?)",
              "update plant set version = ? where id = ? and version = ?",
              "insert into plant_care (plant_id, water, neighbour_id, width, high)"
                  + " values (?, ?, ?, ?, ?)");
      h2.log().clear();
      fern.water = null;
      session.commit();
      assertThat(h2.log().sql())
          .containsExactly(
              "update plant set version = ? where id = ? and version = ?",
              "delete from plant_care where plant_id = ?");
      assertThat(h2.rows("select plant_id from plant_care")).containsExactly("2");
    }
  }

  @Test
  void rowOfNulls_thatOthersMade_isUpdated() {
    try (H2 h2 = plants();
        Session session = h2.open()) {
      h2.sql("insert into plant_care (plant_id) values (1)");
      Plant fern = session.get(Plant.class, 1L);
      fern.size = new Size(1, 2);
      session.commit();
      assertThat(h2.rows("select plant_id, width, high from plant_care order by 1"))
          .containsExactly("1,1,2", "2,null,null");
    }
  }

  @Test
  void embeddable_thatBecomesNull_leavesTheOthers() {
    try (H2 h2 = plants();
        Session session = h2.open()) {
      Plant ivy = session.get(Plant.class, 2L);
      ivy.size = new Size(5, 6);
      session.commit();
      h2.log().clear();
      ivy.size = null;
      session.commit();
      assertThat(h2.log().sql().get(1))
          .isEqualTo("update plant_care set width = ?, high = ? where plant_id = ?");
      ivy.size = new Size(5, 6);
      ivy.water = null;
      ivy.neighbour = null;
      session.commit();
      h2.log().clear();
      ivy.size.width = null;
      ivy.size.height = null;
      session.commit();
      assertThat(h2.log().sql().get(1)).isEqualTo("delete from plant_care where plant_id = ?");
    }
  }

  @Test
  void lazyValue_thatIsNotLoaded_keepsTheRow() {
    try (H2 h2 = plants()) {
      try (Session session = h2.open()) {
        session.get(Plant.class, 2L).title = null;
        session.commit();
      }
      assertThat(h2.rows("select * from plant_text")).containsExactly("2,null,It climbs.");
      try (Session session = h2.open()) {
        Plant ivy = session.get(Plant.class, 2L);
        h2.log().clear();
        ivy.text = "It stays.";
        session.commit();
        assertThat(h2.log().sql())
            .containsExactly(
                "select p.id from plant_text p where p.id in (?)",
                "update plant set version = ? where id = ? and version = ?",
                "update plant_text set text = ? where id = ?");
      }
    }
  }

  @Test
  void delete_takesAllRows() {
    try (H2 h2 = plants();
        Session session = h2.open()) {
      session.delete(session.get(Plant.class, 2L));
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql())
          .containsExactly(
              "delete from plant_text where id = ?",
              "delete from plant_care where plant_id = ?",
              "delete from plant where id = ? and version = ?");
      assertThat(h2.rows("select id from plant")).containsExactly("1");
    }
  }

  @Test
  void query_joinsATableWhereItIsNamed() {
    try (H2 h2 = plants();
        Session session = h2.open()) {
      h2.log().clear();
      assertThat(session.query(Plant.class).count()).isEqualTo(2);
      assertThat(session.query(Plant.class).filter(Path.path("title").isNull()).count())
          .isEqualTo(1);
      assertThat(
              session.query(Plant.class).filter(Path.path("neighbour.name").eq("Fern")).one().name)
          .isEqualTo("Ivy");
      assertThat(session.query(Plant.class).filter(Path.path("size.width").eq(9)).count()).isZero();
      assertThat(h2.log().sql())
          .containsExactly(
              "select count(*) from plant p",
              "select count(*) from plant p left join plant_text p_2 on p_2.id = p.id"
                  + " where p_2.title is null",
              SELECT + " left join plant p2 on p2.id = p_1.neighbour_id where p2.name = ? limit ?",
              "select count(*) from plant p left join plant_care p_1 on p_1.plant_id = p.id"
                  + " where p_1.width = ?");
    }
  }

  @Test
  void bulkUpdate_ofTheOwnTable_mayAskForTheOthers() {
    try (H2 h2 = plants();
        Session session = h2.open()) {
      h2.log().clear();
      assertThat(
              session
                  .update(Plant.class)
                  .set(Path.path("name"), "wet")
                  .where(Path.path("water").eq(3))
                  .execute())
          .isEqualTo(1);
      assertThat(h2.log().sql())
          .containsExactly(
              "update plant p set name = ?, version = p.version + 1 where p.id in (select i.id"
                  + " from (select p2.id from plant p2 left join plant_care p2_1"
                  + " on p2_1.plant_id = p2.id where p2_1.water = ?) i)");
    }
  }

  @Test
  void bulkChange_ofOtherTables_isRefused() {
    try (H2 h2 = plants();
        Session session = h2.open()) {
      assertThatThrownBy(() -> session.update(Plant.class).set(Path.path("water"), 1).execute())
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              water stands in table plant_care, where an object may have no row
                  in update Plant.set(water, ?)
                  change the objects instead [ROWAN-206]""");
    }
  }

  @Test
  void schema_hasTheTables_withKeysAndDetails() {
    try (H2 h2 = H2.empty(Plant.class)) {
      h2.sessions().schema().create();
      assertThat(h2.log().sql())
          .containsExactly(
              "create table plant (id bigint generated by default as identity not null,"
                  + " version integer not null, name varchar(255), primary key (id))",
              "create table plant_care (plant_id bigint not null, water integer, width integer,"
                  + " high integer, neighbour_id bigint, primary key (plant_id))",
              "create table plant_text (id bigint not null, title varchar(255),"
                  + " text varchar(255), primary key (id))",
              "create index ix_plant_text_title on plant_text (title)",
              "alter table plant_care add constraint fk_plant_care_plant_id foreign key (plant_id)"
                  + " references plant (id)",
              "alter table plant_care add constraint fk_plant_care_neighbour_id foreign key"
                  + " (neighbour_id) references plant (id)",
              "alter table plant_text add constraint fk_plant_text_id foreign key (id)"
                  + " references plant (id)",
              "comment on table plant_text is 'what is long'");
      h2.sessions().schema().validate();
      h2.sql("drop table plant_text");
      assertThatThrownBy(() -> h2.sessions().schema().validate())
          .hasMessageContaining("table plant_text is missing");
    }
  }

  @Entity
  @SecondaryTables({
    @SecondaryTable(
        name = "hedge_cut",
        schema = "garden",
        pkJoinColumns = @PrimaryKeyJoinColumn(name = "hedge"),
        foreignKey = @ForeignKey(name = "of_hedge"),
        uniqueConstraints = @UniqueConstraint(name = "one_cut", columnNames = "cut"),
        check = @CheckConstraint(name = "tall_enough", constraint = "cut > 1"),
        options = "tablespace fast")
  })
  static class Hedge {
    @Id int id;

    @Column(table = "hedge_cut")
    @Nullable Integer cut;
  }

  @Test
  void script_hasWhatIsSaidOfATable() {
    try (H2 h2 = H2.empty(Hedge.class)) {
      StringBuilder script = new StringBuilder();
      h2.sessions().schema().createScript(script);
      assertThat(script.toString())
          .contains(
              "create table garden.hedge_cut (hedge integer not null, cut integer,"
                  + " primary key (hedge), constraint one_cut unique (cut),"
                  + " constraint tall_enough check (cut > 1)) tablespace fast")
          .contains(
              "alter table garden.hedge_cut add constraint of_hedge foreign key (hedge)"
                  + " references hedge (id)");
    }
  }

  // ---- with inheritance

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  @SecondaryTable(name = "tool_notes")
  static class Tool {
    @Id int id;

    @Column(table = "tool_notes")
    @Nullable String note;

    Tool(int id) {
      this.id = id;
    }
  }

  @Entity
  @SecondaryTable(name = "saw_blades")
  static class Saw extends Tool {
    int teeth;

    @Column(table = "saw_blades")
    @Nullable String blade;

    Saw(int id) {
      super(id);
    }
  }

  @Test
  void joinedEntities_haveThemBesideTheirTables() {
    try (H2 h2 = H2.with(Tool.class, Saw.class)) {
      Saw made = new Saw(1);
      made.note = "sharp";
      made.blade = "steel";
      h2.sessions().inTransaction(s -> s.addAll(List.of(made, new Tool(2))));
      assertThat(h2.log().sql())
          .containsExactly(
              "insert into tool (id) values (?)",
              "insert into saw (id, teeth) values (?, ?)",
              "insert into tool_notes (id, note) values (?, ?)",
              "insert into saw_blades (id, blade) values (?, ?)",
              "insert into tool (id) values (?)");
      h2.log().clear();
      try (Session session = h2.open()) {
        List<Tool> all = session.query(Tool.class).orderBy(Path.path("id").asc()).all();
        assertThat(all).extracting(Object::getClass).containsExactly(Saw.class, Tool.class);
        assertThat(((Saw) all.get(0)).blade).isEqualTo("steel");
        assertThat(all.get(0).note).isEqualTo("sharp");
        assertThat(h2.log().sql())
            .containsExactly(
                "select t.id, t_2.note, t_1.teeth, t_3.blade, t_1.id from tool t"
                    + " left join saw t_1 on t_1.id = t.id"
                    + " left join tool_notes t_2 on t_2.id = t.id"
                    + " left join saw_blades t_3 on t_3.id = t.id order by t.id");
        assertThat(session.query(Saw.class).filterBy("blade", "steel").all()).hasSize(1);
        session.delete(all.get(0));
        session.commit();
      }
      assertThat(h2.rows("select id from tool")).containsExactly("2");
    }
  }

  @Entity
  abstract static class Shape {
    @Id int id;
  }

  @Entity
  @SecondaryTable(name = "circle_fill")
  static class Circle extends Shape {
    @Column(table = "circle_fill", nullable = false)
    @Nullable String colour;
  }

  @Entity
  static class Line extends Shape {}

  @Test
  void classInASharedTable_hasItsOwn() {
    try (H2 h2 = H2.with(Shape.class, Circle.class, Line.class)) {
      Circle red = new Circle();
      red.colour = "red";
      Line line = new Line();
      line.id = 1;
      h2.sessions().inTransaction(s -> s.addAll(List.of(red, line)));
      h2.log().clear();
      try (Session session = h2.open()) {
        List<Shape> all = session.query(Shape.class).orderBy(Path.path("id").asc()).all();
        assertThat(((Circle) all.get(0)).colour).isEqualTo("red");
        ((Circle) all.get(0)).colour = null;
        session.commit();
        assertThat(h2.log().sql())
            .containsExactly(
                "select s.id, s_1.colour, s.dtype from shape s"
                    + " left join circle_fill s_1 on s_1.id = s.id order by s.id",
                "delete from circle_fill where id = ?");
        h2.log().clear();
        ((Circle) all.get(0)).colour = "blue";
        session.commit();
        assertThat(h2.log().sql())
            .containsExactly("insert into circle_fill (id, colour) values (?, ?)");
      }
    }
  }

  @Entity
  @SecondaryTable(name = "boxed_more")
  static class Boxed {
    @Id @GeneratedValue @Nullable Long id;

    @Column(table = "boxed_more", nullable = false)
    @Nullable String more;
  }

  @Test
  void idOfANewObject_thatIsReadBeforeTheFlush_isThere() {
    try (H2 h2 = H2.with(Boxed.class);
        Session session = h2.open()) {
      Boxed object = new Boxed();
      object.more = "x";
      session.add(object);
      assertThat(object.id).isEqualTo(1);
      assertThat(h2.log().sql())
          .containsExactly(
              "insert into boxed default values",
              "insert into boxed_more (id, more) values (?, ?)");
      Boxed bare = new Boxed();
      session.add(bare);
      assertThat(bare.id).isEqualTo(2);
    }
  }
}
