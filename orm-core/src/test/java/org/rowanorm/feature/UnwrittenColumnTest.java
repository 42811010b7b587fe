package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.TableGenerator;
import jakarta.persistence.UniqueConstraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rowanorm.support.H2;

/** Columns of collections that the database fills, and that no statement sets. */
class UnwrittenColumnTest {

  @Entity
  static class Book {
    @Id long id;

    Book(long id) {
      this.id = id;
    }
  }

  @Embeddable
  static class Note {
    String text;

    @Column(insertable = false, columnDefinition = "varchar(20) default 'new'")
    String state;

    @Column(updatable = false)
    String author;

    Note(String text, String author) {
      this.text = text;
      this.author = author;
    }
  }

  @Entity
  static class Shelf {
    @Id long id;

    @ElementCollection
    @OrderColumn(
        name = "pos",
        insertable = false,
        updatable = false,
        columnDefinition = "int default 0")
    List<String> labels = new ArrayList<>();

    @OneToMany
    @JoinColumn(name = "shelf_id")
    @OrderColumn(
        name = "place",
        insertable = false,
        updatable = false,
        columnDefinition = "int default 0")
    List<Book> books = new ArrayList<>();

    @ElementCollection
    @MapKeyColumn(
        name = "word",
        insertable = false,
        updatable = false,
        columnDefinition = "varchar(20) default 'any'")
    Map<String, String> words = new HashMap<>();

    @ElementCollection
    @MapKeyJoinColumn(
        name = "book_id",
        insertable = false,
        updatable = false,
        columnDefinition = "bigint default 7")
    Map<Book, String> marks = new HashMap<>();

    @ElementCollection
    @OrderColumn(name = "pos")
    List<Note> notes = new ArrayList<>();

    Shelf(long id) {
      this.id = id;
    }
  }

  private static Shelf shelf() {
    Shelf shelf = new Shelf(1);
    shelf.labels.add("red");
    shelf.words.put("other", "value");
    shelf.notes.add(new Note("first", "me"));
    return shelf;
  }

  @Test
  void whatIsNotInsertable_isLeftToTheDatabase() {
    try (H2 h2 = H2.with(Shelf.class, Book.class)) {
      h2.sessions()
          .inTransaction(
              session -> {
                Book book = new Book(7);
                session.add(book);
                Shelf shelf = shelf();
                shelf.books.add(book);
                shelf.marks.put(book, "read");
                session.add(shelf);
              });
      assertThat(h2.log().sql())
          .contains(
              "insert into shelf_labels (shelf_id, labels) values (?, ?)",
              "insert into shelf_words (shelf_id, words) values (?, ?)",
              "insert into shelf_marks (shelf_id, marks) values (?, ?)",
              "insert into shelf_notes (shelf_id, pos, text, author) values (?, ?, ?, ?)",
              "insert into book (id, shelf_id) values (?, ?)");
      h2.sessions()
          .inTransaction(
              session -> {
                Shelf shelf = session.get(Shelf.class, 1L);
                assertThat(shelf.labels).containsExactly("red");
                assertThat(shelf.books).extracting(book -> book.id).containsExactly(7L);
                assertThat(shelf.words).containsOnly(Map.entry("any", "value"));
                assertThat(shelf.marks.get(session.get(Book.class, 7L))).isEqualTo("read");
                assertThat(shelf.notes.get(0).state).isEqualTo("new");
              });
    }
  }

  @Test
  void whatIsNotUpdatable_keepsWhatItHolds() {
    try (H2 h2 = H2.with(Shelf.class, Book.class)) {
      h2.sessions()
          .inTransaction(
              session -> {
                Shelf shelf = shelf();
                shelf.books.add(new Book(1));
                shelf.books.add(new Book(2));
                session.addAll(shelf.books);
                session.add(shelf);
              });
      h2.sql("update book set place = id - 1");
      h2.log().clear();
      h2.sessions()
          .inTransaction(
              session -> {
                Shelf shelf = session.get(Shelf.class, 1L);
                shelf.books.add(shelf.books.remove(0));
                shelf.notes.get(0).text = "changed";
                shelf.notes.get(0).author = "you";
              });
      assertThat(h2.log().sql())
          .filteredOn(sql -> !sql.startsWith("select"))
          .containsExactly("update shelf_notes set text = ? where shelf_id = ? and pos = ?");
      assertThat(h2.rows("select text, author from shelf_notes")).containsExactly("changed,me");
      assertThat(h2.rows("select id, place from book order by id")).containsExactly("1,0", "2,1");
    }
  }

  @Entity
  static class Counted {
    @Id
    @GeneratedValue(strategy = GenerationType.TABLE, generator = "counter")
    @TableGenerator(
        name = "counter",
        table = "counters",
        pkColumnName = "k",
        valueColumnName = "v",
        indexes = @Index(name = "by_value", columnList = "v desc"),
        uniqueConstraints =
            @UniqueConstraint(
                name = "one_value",
                columnNames = {"k", "v"}))
    long id;
  }

  @Test
  void tableGenerator_saysIndexesAndUniqueConstraintsOfItsTable() {
    try (H2 h2 = H2.with(Counted.class)) {
      StringBuilder script = new StringBuilder();
      h2.sessions().schema().createScript(script);
      assertThat(script.toString())
          .contains("constraint one_value unique (k, v)")
          .contains("create index by_value on counters (v desc)");
      h2.sessions().schema().validate();
    }
  }
}
