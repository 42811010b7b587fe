package org.rowanorm.enhancement.cases;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.rowanorm.enhancement.BothDoors;
import org.rowanorm.enhancement.H2;
import org.rowanorm.session.Session;

/** Collections that are replaced, cleared, changed in part, or kept by the user. */
class CollectionCases {

  private static final String KEY = "update book set books_id = ? where id = ?";

  @Entity
  static class Book {
    @Id int id;
    String name;

    Book() {}

    Book(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Leaf {
    @Id int id;

    Leaf() {}

    Leaf(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Shelf {
    @Id int id;

    @OneToMany
    @OrderBy
    @JoinColumn(name = "books_id")
    List<Book> books = new ArrayList<>();

    @OneToMany(orphanRemoval = true)
    @JoinColumn(name = "leaves_id")
    @OrderBy
    List<Leaf> leaves = new ArrayList<>();
  }

  /** What a change of a shelf with the books 1 and 2 and the leaves 1 and 2 sends; 3 is free. */
  private static List<String> changing(BiConsumer<Shelf, Session> change, String... rows) {
    try (H2 h2 = H2.with(Shelf.class, Book.class, Leaf.class)) {
      h2.sql("insert into shelf (id) values (7)");
      h2.sql("insert into book (id, books_id) values (1, 7), (2, 7), (3, null)");
      h2.sql("insert into leaf (id, leaves_id) values (1, 7), (2, 7)");
      try (Session session = h2.open()) {
        Shelf shelf = session.get(Shelf.class, 7);
        h2.log().clear();
        change.accept(shelf, session);
        h2.log().clear();
        session.commit();
      }
      List<String> sent = List.copyOf(h2.log().sql());
      assertThat(
              h2.rows(
                  "select 'b', id, books_id from book union all"
                      + " select 'l', id, leaves_id from leaf order by 1, 2"))
          .containsExactly(rows);
      return sent;
    }
  }

  @BothDoors
  void H_D10_replacedByAnEqualCollection_isNoChange() {
    assertThat(
            changing(
                (shelf, session) -> {
                  shelf.books = new ArrayList<>(shelf.books);
                  shelf.leaves = new ArrayList<>(shelf.leaves);
                },
                "b,1,7",
                "b,2,7",
                "b,3,null",
                "l,1,7",
                "l,2,7"))
        .isEmpty();
  }

  @BothDoors
  void H_D10_replacedByOneOfTheSameSize_movesWhatDiffers() {
    assertThat(
            changing(
                (shelf, session) ->
                    shelf.books = List.of(shelf.books.get(0), session.get(Book.class, 3)),
                "b,1,7",
                "b,2,null",
                "b,3,7",
                "l,1,7",
                "l,2,7"))
        .containsExactly(KEY);
  }

  @BothDoors
  void H_D10_replacedByTheSameElementsBeforeItWasRead_keepsThem() {
    assertThat(
            changing(
                (shelf, session) -> {
                  Book one = session.get(Book.class, 1);
                  Book two = session.get(Book.class, 2);
                  shelf.books = new ArrayList<>(List.of(two, one));
                },
                "b,1,7",
                "b,2,7",
                "b,3,null",
                "l,1,7",
                "l,2,7"))
        .containsExactly("update book set books_id = null where books_id = ?", KEY);
  }

  @BothDoors
  void H_D10_cleared_releasesOrDeletesAll() {
    assertThat(
            changing(
                (shelf, session) -> {
                  shelf.books.clear();
                  shelf.leaves.clear();
                },
                "b,1,null",
                "b,2,null",
                "b,3,null"))
        .containsExactly(KEY, "delete from leaf where id = ?");
  }

  @BothDoors
  void H_D10_clearedAndFilledAgain_isNoChange() {
    assertThat(
            changing(
                (shelf, session) -> {
                  List<Leaf> leaves = new ArrayList<>(shelf.leaves);
                  shelf.leaves.clear();
                  shelf.leaves.addAll(leaves);
                },
                "b,1,7",
                "b,2,7",
                "b,3,null",
                "l,1,7",
                "l,2,7"))
        .isEmpty();
  }

  @BothDoors
  void H_D10_elementThatIsReplaced_goesAndTheOtherComes() {
    assertThat(
            changing(
                (shelf, session) -> {
                  shelf.books.set(0, session.get(Book.class, 3));
                  shelf.leaves.set(1, new Leaf(4));
                },
                "b,1,null",
                "b,2,7",
                "b,3,7",
                "l,1,7",
                "l,4,7"))
        .containsExactlyInAnyOrder(
            KEY, "insert into leaf (id, leaves_id) values (?, ?)", "delete from leaf where id = ?");
  }

  @BothDoors
  void H_D10_setToNull_releasesOrDeletesAll() {
    assertThat(
            changing(
                (shelf, session) -> {
                  assertThat(shelf.books).hasSize(2);
                  shelf.books = null;
                  shelf.leaves = null;
                },
                "b,1,null",
                "b,2,null",
                "b,3,null"))
        .containsExactly(
            "select l.leaves_id, l.id from leaf l where l.leaves_id in (?) order by l.id",
            KEY,
            "delete from leaf where id = ?");
  }

  @BothDoors
  void H_D10_listThatTheUserKept_isWatchedUntilTheCommit() {
    try (H2 h2 = H2.with(Shelf.class, Book.class, Leaf.class)) {
      List<Leaf> kept = new ArrayList<>(List.of(new Leaf(1)));
      try (Session session = h2.open()) {
        Shelf shelf = new Shelf();
        shelf.id = 7;
        shelf.leaves = kept;
        session.add(shelf);
        kept.add(new Leaf(2));
        session.flush();
        assertThat(h2.log().sql()).hasSize(2);
        kept.remove(0);
        kept.add(new Leaf(3));
        session.commit();
        assertThat(shelf.leaves).extracting(leaf -> leaf.id).containsExactly(2, 3);

        shelf.leaves.add(new Leaf(4)); // from here on the attribute counts
        session.commit();
      }
      assertThat(h2.rows("select id, leaves_id from leaf order by id"))
          .containsExactly("2,7", "3,7", "4,7");
    }
  }
}
