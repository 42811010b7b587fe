package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class JoinTableTest {

  @Entity
  static class Student {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String name;
    @ManyToMany Set<Course> courses = new LinkedHashSet<>();

    Student() {}

    Student(String name) {
      this.name = name;
    }
  }

  @Entity
  static class Course {
    @Id String code;

    @ManyToMany(mappedBy = "courses")
    @OrderBy("name")
    List<Student> students = new ArrayList<>();

    Course(String code) {
      this.code = code;
    }
  }

  @Entity
  static class Box {
    @Id int id;

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    List<Item> items = new ArrayList<>();

    @ManyToMany
    @JoinTable(
        name = "spare",
        joinColumns = @JoinColumn(name = "the_box"),
        inverseJoinColumns = @JoinColumn(name = "the_item"))
    List<Item> spares = new ArrayList<>();

    Box(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Item {
    @Id int id;

    Item(int id) {
      this.id = id;
    }
  }

  @Embeddable
  record Seat(int row, String letter) {}

  @Entity
  static class Place {
    @EmbeddedId Seat seat;
    @ManyToMany Set<Place> near = new LinkedHashSet<>();

    Place(Seat seat) {
      this.seat = seat;
    }
  }

  private final H2 h2 = H2.with(Student.class, Course.class, Box.class, Item.class, Place.class);

  @AfterEach
  void close() {
    h2.close();
  }

  private void givenAnnAndBobInMath() {
    h2.sql("insert into course (code) values ('math'), ('art')");
    h2.sql("insert into student (name) values ('Ann'), ('Bob')");
    h2.sql(
        "insert into student_course (students_id, courses_code) values (1, 'math'), (2, 'math')");
  }

  @Test
  void newObjects_areInsertedBeforeTheirRows() {
    try (Session session = h2.open()) {
      Student ann = new Student("Ann");
      ann.courses.add(new Course("math"));
      ann.courses.add(new Course("art"));
      session.add(ann);
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "insert into student (name) values (?)",
            "insert into course (code) values (?)",
            "insert into student_course (students_id, courses_code) values (?, ?)");
    assertThat(h2.log().events()).extracting("batchSize").containsExactly(1, 2, 2);
    assertThat(h2.rows("select students_id, courses_code from student_course order by 2"))
        .containsExactly("1,art", "1,math");
  }

  @Test
  void idTrap_insertsTheOwnerAlone() {
    try (Session session = h2.open()) {
      Student ann = new Student("Ann");
      ann.courses.add(new Course("math"));
      session.add(ann);
      assertThat(ann.id).isEqualTo(1);
      assertThat(h2.log().sql()).containsExactly("insert into student (name) values (?)");
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "insert into course (code) values (?)",
            "insert into student_course (students_id, courses_code) values (?, ?)");
  }

  @Test
  void query_seesWhatWasAddedToACollection() {
    givenAnnAndBobInMath();
    try (Session session = h2.open()) {
      session.get(Student.class, 1L).courses.add(new Course("new"));
      assertThat(session.query(Course.class).count()).isEqualTo(3);
      assertThat(h2.rows("select count(*) from student_course")).hasSize(1);
      session.rollback();
    }
  }

  @Test
  void bothSides_ofAllOwners_areOneSelectEach() {
    givenAnnAndBobInMath();
    try (Session session = h2.open()) {
      List<Student> students = session.query(Student.class).orderBy(Path.path("name").asc()).all();
      h2.log().clear();
      assertThat(students.get(0).courses).extracting(c -> c.code).containsExactly("math");
      assertThat(students.get(1).courses).isEqualTo(students.get(0).courses);
      Course math = students.get(0).courses.iterator().next();
      assertThat(math.students).containsExactlyElementsOf(students);
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "select s.students_id, c.code from student_course s"
                + " join course c on c.code = s.courses_code where s.students_id in (?, ?)",
            "select s.courses_code, s2.id, s2.name from student_course s"
                + " join student s2 on s2.id = s.students_id"
                + " where s.courses_code in (?) order by s2.name");
  }

  @Test
  void changes_writeExactlyTheChangedRows() {
    givenAnnAndBobInMath();
    try (Session session = h2.open()) {
      Student ann = session.get(Student.class, 1L);
      ann.courses.clear();
      ann.courses.add(session.get(Course.class, "art"));
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "delete from student_course where students_id = ? and courses_code = ?",
            "insert into student_course (students_id, courses_code) values (?, ?)");
    assertThat(h2.rows("select students_id, courses_code from student_course order by 1"))
        .containsExactly("1,art", "2,math");
  }

  @Test
  void removeAndAddAgain_sendsNothing() {
    givenAnnAndBobInMath();
    try (Session session = h2.open()) {
      Student ann = session.get(Student.class, 1L);
      List<Course> copy = new ArrayList<>(ann.courses);
      ann.courses.clear();
      ann.courses.addAll(copy);
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void replacedUnread_isOneDeleteAndTheInserts() {
    givenAnnAndBobInMath();
    try (Session session = h2.open()) {
      Student ann = session.get(Student.class, 1L);
      Course art = session.get(Course.class, "art");
      h2.log().clear();
      ann.courses = new LinkedHashSet<>(Set.of(art));
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "delete from student_course where students_id = ?",
            "insert into student_course (students_id, courses_code) values (?, ?)");
  }

  @Test
  void addOnTheInverseSide_writesTheRowOnce() {
    givenAnnAndBobInMath();
    try (Session session = h2.open()) {
      Course art = session.get(Course.class, "art");
      Student ann = session.get(Student.class, 1L);
      art.students.add(ann);
      h2.log().clear();
      session.commit();
      assertThat(ann.courses).contains(art);
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "select s.students_id, c.code from student_course s"
                + " join course c on c.code = s.courses_code where s.students_id in (?)",
            "insert into student_course (students_id, courses_code) values (?, ?)");
  }

  @Test
  void removeOnTheInverseSide_deletesTheRow() {
    givenAnnAndBobInMath();
    try (Session session = h2.open()) {
      Course math = session.get(Course.class, "math");
      math.students.remove(0);
      session.commit();
    }
    assertThat(h2.rows("select students_id from student_course")).containsExactly("2");
  }

  @Test
  void changeOnTheOwningSide_showsOnALoadedInverseSide() {
    givenAnnAndBobInMath();
    try (Session session = h2.open()) {
      Course art = session.get(Course.class, "art");
      assertThat(art.students).isEmpty();
      Student ann = session.get(Student.class, 1L);
      ann.courses.add(art);
      session.commit();
      assertThat(art.students).containsExactly(ann);
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql()).isEmpty();
    }
  }

  @Test
  void deleteOfEitherSide_deletesItsRowsFirst() {
    givenAnnAndBobInMath();
    try (Session session = h2.open()) {
      session.delete(session.get(Student.class, 1L));
      session.delete(session.get(Course.class, "math"));
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "delete from student_course where students_id = ?",
            "delete from student_course where courses_code = ?",
            "delete from course where code = ?",
            "delete from student where id = ?");
    assertThat(h2.rows("select * from student_course")).isEmpty();
  }

  @Test
  void deletedElement_ofAChangedCollection_hasNoRow() {
    givenAnnAndBobInMath();
    try (Session session = h2.open()) {
      Student ann = session.get(Student.class, 1L);
      session.get(Student.class, 2L).courses.clear();
      ann.courses.add(session.get(Course.class, "art"));
      session.delete(session.get(Course.class, "math"));
      session.commit();
    }
    assertThat(h2.rows("select students_id, courses_code from student_course"))
        .containsExactly("1,art");
  }

  @Test
  void oneToManyWithoutJoinColumn_hasATableByDefault() {
    try (Session session = h2.open()) {
      Box box = new Box(1);
      box.items.add(new Item(7));
      session.add(box);
      session.commit();
      box.items.clear();
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "delete from box_item where box_id = ? and items_id = ?",
            "delete from item where id = ?");
  }

  @Test
  void deletedOwner_takesWhatItOwnsAlong() {
    try (Session session = h2.open()) {
      Box box = new Box(1);
      box.items.add(new Item(7));
      session.add(box);
      session.commit();
    }
    try (Session session = h2.open()) {
      session.delete(session.get(Box.class, 1));
      session.commit();
    }
    assertThat(h2.rows("select id from item")).isEmpty();
    assertThat(h2.rows("select * from box_item")).isEmpty();
  }

  @Test
  void bag_mayHoldAnObjectTwice_andLoseOne() {
    try (Session session = h2.open()) {
      Box box = new Box(1);
      Item item = new Item(7);
      box.spares.addAll(List.of(item, item, item));
      session.add(box);
      session.commit();
    }
    try (Session session = h2.open()) {
      Box box = session.get(Box.class, 1);
      assertThat(box.spares).hasSize(3);
      box.spares.remove(0);
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql())
          .containsExactly(
              "delete from spare where the_box = ? and the_item = ? fetch first 1 row only");
      box.spares.removeIf(item -> true);
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql()).containsExactly("delete from spare where the_box = ?");
    }
    assertThat(h2.rows("select * from spare")).isEmpty();
  }

  @Test
  void compositeKeys_onBothSides() {
    try (Session session = h2.open()) {
      Place one = new Place(new Seat(1, "A"));
      one.near.add(new Place(new Seat(1, "B")));
      session.add(one);
      session.commit();
    }
    assertThat(h2.log().sql().get(1))
        .isEqualTo(
            "insert into place_place (place_row, place_letter, near_row, near_letter)"
                + " values (?, ?, ?, ?)");
    try (Session session = h2.open()) {
      h2.log().clear();
      Place one = session.get(Place.class, new Seat(1, "A"));
      assertThat(one.near).extracting(p -> p.seat.letter()).containsExactly("B");
      one.near.clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "select p.\"ROW\", p.letter from place p where p.\"ROW\" = ? and p.letter = ?",
            "select p.place_row, p.place_letter, p2.\"ROW\", p2.letter from place_place p"
                + " join place p2 on p2.\"ROW\" = p.near_row and p2.letter = p.near_letter"
                + " where (p.place_row, p.place_letter) in ((?, ?))",
            "delete from place_place where place_row = ? and place_letter = ?"
                + " and near_row = ? and near_letter = ?");
  }

  @Test
  void rollback_makesTheCollectionChangedAgain() {
    givenAnnAndBobInMath();
    try (Session session = h2.open()) {
      Student ann = session.get(Student.class, 1L);
      ann.courses.add(session.get(Course.class, "art"));
      session.flush();
      session.rollback();
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly("insert into student_course (students_id, courses_code) values (?, ?)");
  }

  @Test
  void rollback_afterAChangeThatFollowedAFlush_writesEachRowOnce() {
    givenAnnAndBobInMath();
    try (Session session = h2.open()) {
      Student ann = session.get(Student.class, 1L);
      ann.courses.add(session.get(Course.class, "art"));
      session.flush();
      ann.courses.remove(session.get(Course.class, "math"));
      session.rollback();
      session.commit();
    }
    assertThat(h2.rows("select students_id, courses_code from student_course order by 1"))
        .containsExactly("1,art", "2,math");
  }

  @Test
  void nullElement_isRefused() {
    try (Session session = h2.open()) {
      Student ann = new Student("Ann");
      ann.courses.add(null);
      assertThatThrownBy(() -> session.add(ann))
          .hasMessage(
              """
              A collection holds null
                  at Student.courses of Student without an id
                  remove the null [ROWAN-317]""");
    }
  }
}
