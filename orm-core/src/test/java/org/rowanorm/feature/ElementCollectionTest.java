package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderBy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class ElementCollectionTest {

  enum Color {
    RED,
    GREEN
  }

  @Entity
  static class Shop {
    @Id String name;

    Shop(String name) {
      this.name = name;
    }
  }

  @Embeddable
  static class Line {
    String what;
    @Nullable Integer amount;
    @ManyToOne @Nullable Shop shop;

    Line() {}

    Line(String what, @Nullable Integer amount) {
      this.what = what;
      this.amount = amount;
    }
  }

  @Embeddable
  record Point(int x, int y) {}

  @Entity
  static class Person {
    @Id int id;
    @ElementCollection List<String> names = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "paint", joinColumns = @JoinColumn(name = "who"))
    @Column(name = "color", length = 10)
    @Enumerated(EnumType.STRING)
    Set<Color> colors = new HashSet<>();

    @ElementCollection
    @OrderBy("amount DESC, what")
    Collection<Line> lines = new ArrayList<>();

    @ElementCollection
    @AttributeOverride(name = "x", column = @Column(name = "px"))
    Set<Point> points = new LinkedHashSet<>();

    @ElementCollection List<byte[]> blobs = new ArrayList<>();
    @ElementCollection Set<BigDecimal> prices = new HashSet<>();

    Person(int id) {
      this.id = id;
    }
  }

  private final H2 h2 = H2.with(Person.class, Shop.class);

  @AfterEach
  void close() {
    h2.close();
  }

  private void given(Consumer<Person> fill) {
    h2.sessions()
        .inTransaction(
            session -> {
              Person person = new Person(1);
              fill.accept(person);
              session.add(person);
            });
    h2.log().clear();
  }

  private void change(Consumer<Person> change) {
    try (Session session = h2.open()) {
      Person person = session.get(Person.class, 1);
      change.accept(person);
      h2.log().clear();
      session.commit();
    }
  }

  @Test
  void newOwner_isInsertedBeforeItsElements() {
    try (Session session = h2.open()) {
      Person person = new Person(1);
      person.names.addAll(List.of("a", "b"));
      person.colors.add(Color.GREEN);
      session.add(person);
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "insert into person (id) values (?)",
            "insert into person_names (person_id, names) values (?, ?)",
            "insert into paint (who, color) values (?, ?)");
    assertThat(h2.rows("select who, color from paint")).containsExactly("1,GREEN");
  }

  @Test
  void elements_ofAllOwners_areOneSelect() {
    h2.sql("insert into person (id) values (1), (2), (3)");
    h2.sql("insert into person_names values (1, 'a'), (2, 'b'), (2, 'c')");
    try (Session session = h2.open()) {
      List<Person> all = session.query(Person.class).orderBy(Path.path("id").asc()).all();
      h2.log().clear();
      assertThat(all.get(0).names).containsExactly("a");
      assertThat(all.get(1).names).containsExactlyInAnyOrder("b", "c");
      assertThat(all.get(2).names).isEmpty();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "select p.person_id, p.names from person_names p where p.person_id in (?, ?, ?, ?)");
  }

  @Test
  void bagOfSixWithADuplicate_addOne_isOneInsert() {
    given(p -> p.names.addAll(List.of("a", "b", "c", "d", "e", "a")));
    change(p -> p.names.add("f"));
    assertThat(h2.log().sql())
        .containsExactly("insert into person_names (person_id, names) values (?, ?)");
    assertThat(h2.log().events().get(0).parametersText()).isEqualTo("[1, f]");
  }

  @Test
  void bagOfSixWithADuplicate_removeOneOfTheEqual_leavesOne() {
    given(p -> p.names.addAll(List.of("a", "b", "c", "d", "e", "a")));
    change(p -> p.names.remove("a"));
    assertThat(h2.log().sql())
        .containsExactly(
            "delete from person_names where person_id = ? and names = ? fetch first 1 row only");
    assertThat(h2.rows("select names from person_names order by 1"))
        .containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void bag_removeBothOfTheEqual_isOneDelete() {
    given(p -> p.names.addAll(List.of("a", "b", "a")));
    change(p -> p.names.removeIf(name -> name.equals("a")));
    assertThat(h2.log().sql())
        .containsExactly("delete from person_names where person_id = ? and names = ?");
    assertThat(h2.rows("select names from person_names")).containsExactly("b");
  }

  @Test
  void setOfEnums_changesRowByRow() {
    given(p -> p.colors.add(Color.RED));
    change(
        p -> {
          p.colors.add(Color.GREEN);
          p.colors.remove(Color.RED);
        });
    assertThat(h2.log().sql())
        .containsExactly(
            "delete from paint where who = ? and color = ?",
            "insert into paint (who, color) values (?, ?)");
    assertThat(h2.rows("select color from paint")).containsExactly("GREEN");
  }

  @Test
  void clear_isOneDelete() {
    given(p -> p.names.addAll(List.of("a", "b", "c")));
    change(p -> p.names.clear());
    assertThat(h2.log().sql()).containsExactly("delete from person_names where person_id = ?");
  }

  @Test
  void embeddables_withReferences_areTakenInAndRead() {
    given(
        p -> {
          Line line = new Line("tea", 2);
          line.shop = new Shop("corner");
          p.lines.add(line);
          p.lines.add(new Line("jam", 5));
        });
    try (Session session = h2.open()) {
      Person person = session.get(Person.class, 1);
      h2.log().clear();
      assertThat(person.lines).extracting(l -> l.what).containsExactly("jam", "tea");
      assertThat(person.lines).last().extracting(l -> l.shop.name).isEqualTo("corner");
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "select p.person_id, p.what, p.amount, p.shop_name from person_lines p"
                + " where p.person_id in (?) order by p.amount desc, p.what");
  }

  @Test
  void embeddable_changedInPlace_writesItsRow() {
    given(
        p -> {
          p.lines.add(new Line("tea", null));
          p.lines.add(new Line("jam", 5));
        });
    change(p -> p.lines.stream().filter(l -> l.amount == null).forEach(l -> l.amount = 3));
    assertThat(h2.log().sql())
        .containsExactly(
            "delete from person_lines"
                + " where person_id = ? and what = ? and amount is null and shop_name is null",
            "insert into person_lines (person_id, what, amount, shop_name) values (?, ?, ?, ?)");
    assertThat(h2.rows("select what, amount from person_lines order by 1"))
        .containsExactly("jam,5", "tea,3");
  }

  @Test
  void embeddable_changedInPlaceOfTheUsersOwn_isWrittenAfterTheCommitToo() {
    try (Session session = h2.open()) {
      Person person = new Person(1);
      Line tea = new Line("tea", 1);
      person.lines.add(tea);
      session.add(person);
      session.commit();
      tea.amount = 2;
      session.commit();
      tea.amount = 3;
      session.commit();
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql()).isEmpty();
    assertThat(h2.rows("select what, amount from person_lines")).containsExactly("tea,3");
  }

  @Test
  void setOfRecords_withAnOverride() {
    given(p -> p.points.addAll(List.of(new Point(1, 2), new Point(3, 4))));
    change(p -> p.points.remove(new Point(1, 2)));
    assertThat(h2.log().sql())
        .containsExactly("delete from person_points where person_id = ? and px = ? and y = ?");
    assertThat(h2.rows("select px, y from person_points")).containsExactly("3,4");
  }

  @Test
  void bytes_changedInPlace_areWritten() {
    given(p -> p.blobs.addAll(List.of(new byte[] {1}, new byte[] {2})));
    change(p -> p.blobs.get(0)[0] = 9);
    assertThat(h2.log().sql())
        .containsExactly(
            "delete from person_blobs where person_id = ? and blobs = ?",
            "insert into person_blobs (person_id, blobs) values (?, ?)");
    assertThat(h2.rows("select blobs from person_blobs order by 1")).hasSize(2);
  }

  @Test
  void equalDecimals_ofAnotherScale_leaveOneRow() {
    given(p -> p.prices.add(new BigDecimal("1.50")));
    change(
        p -> {
          p.prices.clear();
          p.prices.add(new BigDecimal("1.5"));
        });
    assertThat(h2.rows("select prices from person_prices")).containsExactly("1.50");
  }

  @Test
  void replacedUnread_isOneDeleteAndTheInserts() {
    given(p -> p.names.addAll(List.of("a", "b")));
    change(p -> p.names = new ArrayList<>(List.of("c")));
    assertThat(h2.log().sql())
        .containsExactly(
            "delete from person_names where person_id = ?",
            "insert into person_names (person_id, names) values (?, ?)");
  }

  @Test
  void deletedOwner_takesItsElementsAlong_butNoDeleteWhereThereAreKnownToBeNone() {
    given(p -> p.names.add("a"));
    change(
        p -> {
          assertThat(p.colors).isEmpty();
        });
    try (Session session = h2.open()) {
      Person person = session.get(Person.class, 1);
      assertThat(person.colors).isEmpty();
      assertThat(person.lines).isEmpty();
      assertThat(person.points).isEmpty();
      assertThat(person.blobs).isEmpty();
      assertThat(person.prices).isEmpty();
      session.delete(person);
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "delete from person_names where person_id = ?", "delete from person where id = ?");
  }

  @Test
  void reads_changeNothing() {
    given(
        p -> {
          p.names.add("a");
          p.lines.add(new Line("tea", 1));
          p.blobs.add(new byte[] {1});
        });
    change(
        p -> {
          assertThat(p.names).hasSize(1);
          assertThat(p.lines).hasSize(1);
          assertThat(p.blobs).hasSize(1);
        });
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void readObject_afterRollback_writesItsElementsAgain() {
    given(p -> p.lines.add(new Line("tea", 1)));
    try (Session session = h2.open()) {
      Person person = session.get(Person.class, 1);
      person.lines.iterator().next().amount = 2;
      session.flush();
      session.rollback();
      session.commit();
    }
    assertThat(h2.rows("select what, amount from person_lines")).containsExactly("tea,2");
  }
}
