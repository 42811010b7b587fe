package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.MappingException;
import org.rowanorm.error.SchemaException;
import org.rowanorm.schema.Schema;
import org.rowanorm.support.H2;

/** What {@code Schema} makes, takes away, compares and writes. */
class SchemaTest {

  @Entity
  @Table(
      indexes = {
        @Index(columnList = "title, price desc"),
        @Index(name = "by_code", columnList = "CODE", unique = true)
      },
      uniqueConstraints = {
        @UniqueConstraint(columnNames = {"title", "code"}),
        @UniqueConstraint(name = "one_price", columnNames = "price")
      },
      check = @CheckConstraint(name = "priced", constraint = "price >= 0"),
      comment = "What we sell: 'all'")
  static class Book {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @SequenceGenerator(initialValue = 5, allocationSize = 20, options = "cache 2")
    long id;

    @Column(
        nullable = false,
        unique = true,
        comment = "as printed",
        check = @CheckConstraint(constraint = "title <> ''"))
    String title;

    @Column(options = "default 7")
    int code;

    BigDecimal price;

    @Column(columnDefinition = "varchar_ignorecase(9)")
    String kind;

    @ManyToOne Shelf shelf;

    @ManyToOne
    @JoinColumn(foreignKey = @ForeignKey(name = "book_author"))
    Author author;

    @ManyToOne
    @JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
    Author reader;
  }

  @Entity
  static class Shelf {
    @Id int id;
  }

  @Entity
  static class Author {
    @Id int id;

    @ManyToOne
    @JoinColumn(
        foreignKey =
            @ForeignKey(
                name = "own",
                foreignKeyDefinition =
                    "foreign key (master_id) references author on delete cascade"))
    Author master;
  }

  private static final List<String> CREATE =
      List.of(
          "create sequence book_seq start with 5 increment by 20 cache 2",
          "create table shelf (id integer not null, primary key (id))",
          "create table author (id integer not null, master_id integer, primary key (id))",
          "create table book (id bigint not null, title varchar(255) not null unique,"
              + " code integer not null default 7, price numeric(38, 2),"
              + " kind varchar_ignorecase(9), shelf_id integer, author_id integer,"
              + " reader_id integer, primary key (id), unique (title, code),"
              + " constraint one_price unique (price), check (title <> ''),"
              + " constraint priced check (price >= 0))",
          "create index ix_book_title_price on book (title, price desc)",
          "create unique index by_code on book (code)",
          "alter table author add constraint own foreign key (master_id) references author"
              + " on delete cascade",
          "alter table book add constraint fk_book_shelf_id foreign key (shelf_id)"
              + " references shelf (id)",
          "alter table book add constraint book_author foreign key (author_id)"
              + " references author (id)",
          "create index ix_book_reader_id on book (reader_id)",
          "comment on table book is 'What we sell: ''all'''",
          "comment on column book.title is 'as printed'");

  private static final List<String> DROP =
      List.of(
          "drop table if exists book cascade",
          "drop table if exists author cascade",
          "drop table if exists shelf cascade",
          "drop sequence if exists book_seq");

  private static final Class<?>[] ALL = {Book.class, Shelf.class, Author.class};

  private static H2 empty() {
    return H2.empty(ALL);
  }

  @Test
  void create_makesAllInOrder_andDropTakesItAway() {
    try (H2 h2 = empty()) {
      h2.sessions().schema().create();
      assertThat(h2.log().sql()).containsExactlyElementsOf(CREATE);
      h2.log().clear();

      h2.sessions().schema().drop();
      assertThat(h2.log().sql()).containsExactlyElementsOf(DROP);
      assertThat(tables(h2)).isEmpty();
      assertThat(h2.rows("select * from information_schema.sequences")).isEmpty();
      assertThat(h2.connections().open()).isZero();
    }
  }

  private static List<String> tables(H2 h2) {
    return h2.rows(
        "select table_name from information_schema.tables where table_schema = 'PUBLIC'"
            + " order by table_name");
  }

  @Test
  void create_whereATableIs_isRefused() {
    try (H2 h2 = empty()) {
      h2.sql("create table shelf (id integer)");
      assertThatThrownBy(() -> h2.sessions().schema().create())
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("create table shelf");
    }
  }

  @Test
  void createMissing_makesOnlyWhatIsNotThere() {
    try (H2 h2 = empty()) {
      h2.sql("create table shelf (id integer primary key)");
      h2.sql("create sequence book_seq");
      h2.sessions().schema().createMissing();

      assertThat(h2.log().sql())
          .containsExactlyElementsOf(
              CREATE.stream()
                  .filter(sql -> !sql.equals(CREATE.get(0)) && !sql.equals(CREATE.get(1)))
                  .toList());
      h2.log().clear();
      h2.sessions().schema().createMissing();
      assertThat(h2.log().sql()).isEmpty();
    }
  }

  @Test
  void createDrop_keepsTheTablesUntilItIsClosed() {
    try (H2 h2 = empty()) {
      h2.sql("create table shelf (old integer)");
      try (Schema.Lease tables = h2.sessions().schema().createDrop()) {
        assertThat(tables).isNotNull();
        assertThat(tables(h2)).containsExactly("AUTHOR", "BOOK", "SHELF");
        h2.sessions().schema().validate();
      }
      assertThat(tables(h2)).isEmpty();
    }
  }

  @Test
  void scripts_areWhatWouldBeSent_andSendNothing(@TempDir Path folder) throws IOException {
    try (H2 h2 = empty()) {
      Path file = folder.resolve("create.sql");
      StringBuilder drop = new StringBuilder();
      h2.sessions().schema().createScript(file);
      h2.sessions().schema().dropScript(drop);

      assertThat(Files.readString(file)).isEqualTo(String.join(";\n", CREATE) + ";\n");
      assertThat(drop).hasToString(String.join(";\n", DROP) + ";\n");
      StringBuilder create = new StringBuilder();
      h2.sessions().schema().createScript(create);
      assertThat(create).hasToString(Files.readString(file));
      h2.sessions().schema().dropScript(file);
      assertThat(file).hasContent(drop.toString());
      assertThat(h2.log().sql()).isEmpty();
      assertThat(tables(h2)).isEmpty();
    }
  }

  @Test
  void script_toAFolderThatIsNotThere_isRefused(@TempDir Path folder) {
    try (H2 h2 = empty()) {
      Path file = folder.resolve("no").resolve("create.sql");
      assertThatThrownBy(() -> h2.sessions().schema().createScript(file))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void check_holdsRows() {
    try (H2 h2 = empty()) {
      h2.sessions().schema().create();
      Book book = new Book();
      book.title = "";
      assertThatThrownBy(() -> h2.sessions().inTransaction(session -> session.add(book)))
          .hasMessageContaining("[ROWAN-508]");
    }
  }

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Vehicle {
    @Id int id;
  }

  @Entity
  @Table(comment = "two wheels")
  @PrimaryKeyJoinColumn(name = "vehicle", foreignKey = @ForeignKey(name = "is_a_vehicle"))
  static class Bicycle extends Vehicle {
    String colour;
  }

  @Test
  void joinedTable_takesItsOwnKeyAndComment() {
    try (H2 h2 = H2.empty(Bicycle.class, Vehicle.class)) {
      h2.sessions().schema().create();

      assertThat(h2.log().sql())
          .containsExactly(
              "create table vehicle (id integer not null, primary key (id))",
              "create table bicycle (vehicle integer not null, colour varchar(255),"
                  + " primary key (vehicle))",
              "alter table bicycle add constraint is_a_vehicle foreign key (vehicle)"
                  + " references vehicle (id)",
              "comment on table bicycle is 'two wheels'");
    }
  }

  @Entity
  static class Reader {
    @Id int id;

    @ManyToMany
    @JoinTable(
        name = "reading",
        indexes = @Index(columnList = "since_id"),
        comment = "who reads",
        inverseJoinColumns =
            @JoinColumn(name = "since_id", foreignKey = @ForeignKey(name = "what_is_read")))
    List<Shelf> shelves = new ArrayList<>();

    @ElementCollection
    @CollectionTable(
        name = "nick",
        uniqueConstraints = @UniqueConstraint(name = "one_nick", columnNames = "nicks"))
    List<String> nicks = new ArrayList<>();
  }

  @Test
  void tablesOfCollections_takeTheirIndexesAndConstraints() {
    try (H2 h2 = H2.empty(Reader.class, Shelf.class)) {
      h2.sessions().schema().create();

      assertThat(h2.log().sql())
          .containsExactly(
              "create table reader (id integer not null, primary key (id))",
              "create table shelf (id integer not null, primary key (id))",
              "create table reading (reader_id integer not null, since_id integer not null)",
              "create table nick (reader_id integer not null, nicks varchar(255) not null,"
                  + " constraint one_nick unique (nicks))",
              "create index ix_reading_since_id on reading (since_id)",
              "alter table reading add constraint fk_reading_reader_id foreign key (reader_id)"
                  + " references reader (id)",
              "alter table reading add constraint what_is_read foreign key (since_id)"
                  + " references shelf (id)",
              "alter table nick add constraint fk_nick_reader_id foreign key (reader_id)"
                  + " references reader (id)",
              "comment on table reading is 'who reads'");
      h2.sessions().schema().validate();
    }
  }

  // ---- validate

  @Test
  void validate_ofWhatIsMade_findsNothing_andSendsNothing() {
    try (H2 h2 = empty()) {
      h2.sessions().schema().create();
      h2.log().clear();
      h2.sessions().schema().validate();

      assertThat(h2.log().sql()).isEmpty();
      assertThat(h2.connections().open()).isZero();
    }
  }

  @Test
  void validate_reportsEveryDifferenceAtOnce() {
    try (H2 h2 = empty()) {
      h2.sql(
          "create table book (id integer not null, title varchar(20), price numeric(10, 3),"
              + " kind varchar(9), author_id integer not null, reader_id integer,"
              + " code integer not null, primary key (id, code))");
      h2.sql("create table author (id integer, master_id integer)");
      h2.sql("create sequence book_seq increment by 2");

      assertThatThrownBy(() -> h2.sessions().schema().validate())
          .isInstanceOf(SchemaException.class)
          .hasMessage(
              """
              The database differs from the mapping in 22 places
                  table shelf is missing
                  column author.id may be null, mapped is that it must not
                  table author has no primary key, mapped is (id)
                  column book.id is of type INTEGER, mapped is bigint
                  column book.title is of size 20, mapped is varchar(255)
                  column book.title may be null, mapped is that it must not
                  column book.title has no comment, mapped is 'as printed'
                  column book.price is of size 10, 3, mapped is numeric(38, 2)
                  column book.shelf_id is missing
                  column book.author_id must not be null, mapped is that it may
                  table book has no comment, mapped is 'What we sell: 'all''
                  table book has no check priced
                  table book has 0 of 1 check without a name: title <> ''
                  table book has another primary key, mapped is (id)
                  table book has no unique key of (title)
                  table book has no unique key of (title, code)
                  table book has no unique key of (price)
                  table book has no unique key of (code)
                  table book has no index of (title, price)
                  table book has no foreign key of (shelf_id) to shelf
                  table book has no foreign key of (author_id) to author
                  sequence book_seq counts by 2, mapped is 20
                  change the database with a migration, or the mapping [ROWAN-701]""")
          .extracting(e -> ((SchemaException) e).differences().size())
          .isEqualTo(22);
    }
  }

  @Test
  void validate_withoutTheSequence_saysSo() {
    try (H2 h2 = empty()) {
      h2.sessions().schema().create();
      h2.sql("drop sequence book_seq");

      assertThatThrownBy(() -> h2.sessions().schema().validate())
          .hasMessage(
              """
              The database differs from the mapping in one place
                  sequence book_seq is missing
                  change the database with a migration, or the mapping [ROWAN-701]""");
    }
  }

  // ---- faults

  @Entity
  @Table(
      indexes = @Index(columnList = "titel"),
      uniqueConstraints = @UniqueConstraint(columnNames = "nothing"))
  static class Misspelt {
    @Id int id;
    String title;
  }

  @Test
  void indexOfAColumnThatIsNone_isRefused() {
    try (H2 h2 = H2.empty(Misspelt.class)) {
      assertThatThrownBy(() -> h2.sessions().schema().create())
          .isInstanceOf(MappingException.class)
          .hasMessage(
              """
              2 faults in the mapping:

              No column 'titel' in misspelt; did you mean 'title'?
                  in an index or a unique constraint of the table
                  name columns, not attributes [ROWAN-702]

              No column 'nothing' in misspelt; it has id, title
                  in an index or a unique constraint of the table
                  name columns, not attributes [ROWAN-702]
               [ROWAN-702]""");
      assertThat(h2.log().sql()).isEmpty();
    }
  }

  @Embeddable
  record Moments(Instant begun, Instant ended) {}

  @Entity
  @Table(indexes = @Index(name = "ix_plain", columnList = "name, size"))
  static class Indexed {
    @Id int id;
    String name;
    int size;

    @AttributeOverride(name = "begun", column = @Column(secondPrecision = 3))
    Moments moments;
  }

  @Test
  void validate_namesAnIndexThatIsMissing_andTakesALongerOne() {
    try (H2 h2 = H2.with(Indexed.class)) {
      h2.sessions().schema().validate();
      h2.sql("create index ix_longer on indexed (name, size, id)");
      h2.sql("drop index ix_plain");
      h2.sessions().schema().validate();
      h2.sql("drop index ix_longer");
      h2.sql("create index ix_other on indexed (size, name)");
      assertThatThrownBy(() -> h2.sessions().schema().validate())
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("table indexed has no index of (name, size)");
    }
  }

  @Test
  void secondPrecision_mayBeOverridden() {
    try (H2 h2 = H2.empty(Indexed.class)) {
      h2.sessions().schema().create();
      assertThat(h2.log().sql().get(0))
          .contains("begun timestamp(3) with time zone, ended timestamp(6) with time zone");
      h2.log().clear();
      Indexed made = new Indexed();
      made.name = "n";
      made.moments = new Moments(Instant.ofEpochSecond(1, 123_456_789), Instant.EPOCH);
      h2.sessions().inTransaction(session -> session.add(made));
      assertThat(h2.rows("select begun from indexed").get(0)).contains("01.123+");
    }
  }
}
