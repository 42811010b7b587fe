package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rowanorm.query.Path.path;

import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinTable;
import jakarta.persistence.LockModeType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.SoftDelete;
import org.rowanorm.error.LazyLoadException;
import org.rowanorm.error.MappingException;
import org.rowanorm.error.StaleEntityException;
import org.rowanorm.flush.preview.PreviewStatement;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class SoftDeleteTest {

  @MappedSuperclass
  @SoftDelete
  static class Kept {
    @Id int id;

    Kept(int id) {
      this.id = id;
    }
  }

  @Entity
  @Cacheable
  static class Author extends Kept {
    String name = "";
    @Version int version;

    @Column(name = "deleted", insertable = false, updatable = false)
    boolean gone;

    @OneToMany(mappedBy = "author", cascade = CascadeType.REMOVE)
    @OrderBy("id")
    List<Post> posts = new ArrayList<>();

    @ElementCollection List<String> mails = new ArrayList<>();

    Author(int id) {
      super(id);
    }
  }

  @Entity
  @SoftDelete(SoftDelete.Mark.TIME)
  static class Post extends Kept {
    @ManyToOne @Nullable Author author;

    @Column(name = "deleted_at", insertable = false, updatable = false)
    @Nullable Instant deletedAt;

    Post(int id) {
      super(id);
    }
  }

  @Entity
  static class Label {
    @Id int id;
    @ManyToOne @Nullable Author author;
    @OneToOne @Nullable Post post;

    @ManyToMany
    @OrderBy("id")
    List<Author> authors = new ArrayList<>();
  }

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  @SoftDelete(value = SoftDelete.Mark.ACTIVE, column = "live")
  static class Device {
    @Id int id;

    Device(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Phone extends Device {
    String digits = "";

    Phone(int id) {
      super(id);
    }
  }

  private final H2 h2 = H2.with(Author.class, Post.class, Label.class, Device.class, Phone.class);

  @AfterEach
  void close() {
    h2.close();
  }

  private void givenAuthors() {
    h2.sql(
        "insert into author (id, name, version, deleted) values (1, 'Ann', 0, false),"
            + " (2, 'Bob', 0, true), (3, 'Cem', 0, false)");
    h2.sql("insert into post (id, author_id) values (11, 1), (12, 2), (13, 1)");
    h2.sql("update post set deleted_at = '2026-01-01 00:00:00+00' where id = 13");
    h2.sql("insert into label (id, author_id, post_id) values (21, 1, 11), (22, 2, 13)");
    h2.sql("insert into label_author (label_id, authors_id) values (21, 1), (21, 2), (21, 3)");
    h2.sql("insert into author_mails (author_id, mails) values (1, 'ann@x')");
    h2.log().clear();
  }

  @Test
  void delete_marksTheRowsAndThoseThatGoWithThem() {
    givenAuthors();
    try (Session session = h2.open()) {
      session.delete(session.get(Author.class, 1));
      h2.log().clear();
      session.commit();
      assertThat(session.get(Author.class, 1)).isNull();
    }
    assertThat(h2.log().sql().subList(0, 2))
        .containsExactly(
            "update post set deleted_at = ? where id = ? and deleted_at is null",
            "update author set deleted = ? where id = ? and version = ? and deleted = false");
    assertThat(h2.rows("select id, deleted from author order by id"))
        .containsExactly("1,TRUE", "2,TRUE", "3,FALSE");
    assertThat(h2.rows("select count(*) from post where deleted_at is null")).containsExactly("1");
    assertThat(h2.rows("select mails from author_mails")).containsExactly("ann@x");
  }

  @Test
  void insert_saysThatTheRowIsThere() {
    try (Session session = h2.open()) {
      Author author = new Author(1);
      Post post = new Post(11);
      post.author = author;
      session.add(post);
      session.add(new Phone(31));
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "insert into author (id, name, version, deleted) values (?, ?, ?, ?)",
            "insert into post (id, author_id, deleted_at) values (?, ?, ?)",
            "insert into device (id, live) values (?, ?)",
            "insert into phone (id, digits) values (?, ?)");
    assertThat(h2.rows("select deleted from author")).containsExactly("FALSE");
    assertThat(h2.rows("select deleted_at from post")).containsExactly("null");
    assertThat(h2.rows("select live from device")).containsExactly("TRUE");
  }

  @Test
  void reads_passMarkedRowsOver() {
    givenAuthors();
    try (Session session = h2.open()) {
      assertThat(session.get(Author.class, 2)).isNull();
      assertThat(session.query(Author.class).all()).hasSize(2);
      assertThat(session.query(Author.class).count()).isEqualTo(2);
      Author ann = session.get(Author.class, 1);
      assertThat(ann.posts).extracting(post -> post.id).containsExactly(11);
      Label label = session.get(Label.class, 21);
      assertThat(label.authors).extracting(author -> author.id).containsExactly(1, 3);
    }
    assertThat(h2.log().sql())
        .contains(
            "select a.id, a.name, a.version, a.deleted from author a"
                + " where a.id = ? and a.deleted = false",
            "select count(*) from author a where a.deleted = false",
            "select p.author_id, p.id, p.author_id, p.deleted_at from post p"
                + " where p.author_id in (?, ?) and p.deleted_at is null order by p.id");
  }

  @Test
  void referenceToAMarkedRow_leadsNowhere() {
    givenAuthors();
    try (Session session = h2.open()) {
      List<Label> labels = session.query(Label.class).orderBy(Path.path("id").asc()).all();
      assertThat(labels.get(0).author.name).isEqualTo("Ann");
      assertThat(labels.get(1).author).isNull();
      assertThat(labels.get(1).post).isNull();
      session.commit();
    }
    assertThat(h2.rows("select author_id from label where id = 22")).containsExactly("2");
  }

  @Test
  void queries_passMarkedRowsOverOnEachWay() {
    givenAuthors();
    try (Session session = h2.open()) {
      assertThat(session.query(Label.class).filter(Path.path("author.name").eq("Bob")).all())
          .isEmpty();
      assertThat(session.query(Label.class).filter(Path.path("author.name").eq("Ann")).all())
          .hasSize(1);
    }
  }

  @Test
  void bulkDelete_marksToo() {
    givenAuthors();
    try (Session session = h2.open()) {
      assertThat(session.deleteFrom(Author.class).where(Path.path("name").ne("Ann")).execute())
          .isEqualTo(1);
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly("update author a set deleted = ? where a.name <> ? and a.deleted = false");
    assertThat(h2.rows("select id from author where deleted = false")).containsExactly("1");
  }

  @Test
  void sessionWithDeleted_readsMarkedRowsAndDeletesForGood() {
    givenAuthors();
    h2.sql("delete from label_author");
    try (Session session = h2.sessions().openWithDeleted()) {
      Author bob = session.get(Author.class, 2);
      assertThat(bob.gone).isTrue();
      assertThat(bob.posts).hasSize(1);
      assertThat(session.query(Author.class).all()).hasSize(3);
      assertThat(session.get(Label.class, 22).author).isSameAs(bob);
      assertThat(session.get(Label.class, 22).post.deletedAt)
          .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
      session.query(Label.class).all().forEach(session::delete);
      session.delete(bob);
      session.commit();
    }
    assertThat(h2.rows("select id from author order by id")).containsExactly("1", "3");
    try (Session session = h2.open()) {
      assertThat(session.get(Author.class, 2)).isNull();
    }
  }

  @Test
  void sessionWithDeleted_bringsRowsBack() {
    givenAuthors();
    try (Session session = h2.sessions().openWithDeleted()) {
      session
          .update(Author.class)
          .set(Path.path("gone"), (Object) false)
          .where(Path.path("id").eq(2))
          .execute();
      session.commit();
    }
    try (Session session = h2.open()) {
      assertThat(session.get(Author.class, 2).name).isEqualTo("Bob");
    }
  }

  @Test
  void rowThatAnotherSessionMarked_isStale() {
    givenAuthors();
    try (Session session = h2.open()) {
      Author ann = session.get(Author.class, 1);
      h2.sql("update author set deleted = true where id = 1");
      ann.name = "Anna";
      assertThatThrownBy(session::commit).isInstanceOf(StaleEntityException.class);
    }
    try (Session session = h2.open()) {
      Author cem = session.get(Author.class, 3);
      h2.sql("update author set deleted = true where id = 3");
      assertThatThrownBy(() -> session.refresh(cem)).isInstanceOf(LazyLoadException.class);
    }
  }

  @Test
  void joinedEntities_areMarkedInTheFirstTable() {
    h2.sql("insert into device (id, live) values (31, true), (32, true), (33, false)");
    h2.sql("insert into phone (id, digits) values (31, '1'), (33, '3')");
    h2.log().clear();
    try (Session session = h2.open()) {
      assertThat(session.query(Phone.class).all()).hasSize(1);
      session.delete(session.get(Phone.class, 31));
      assertThat(session.flushPlan().statements())
          .extracting(PreviewStatement::sql)
          .containsExactly("update device set live = ? where id = ? and live = true");
      session.commit();
      assertThat(session.query(Device.class).all()).hasSize(1);
    }
    assertThat(h2.rows("select id, live from device order by id"))
        .containsExactly("31,FALSE", "32,TRUE", "33,FALSE");
    assertThat(h2.rows("select id from phone order by id")).containsExactly("31", "33");
  }

  @Test
  void rollback_marksAgainWithTheNextCommit() {
    givenAuthors();
    try (Session session = h2.open()) {
      Author ann = session.get(Author.class, 1);
      session.delete(ann);
      session.flush();
      session.rollback();
      assertThat(h2.rows("select deleted from author where id = 1")).containsExactly("FALSE");
      session.commit();
    }
    assertThat(h2.rows("select deleted from author where id = 1")).containsExactly("TRUE");
  }

  // ---- faults

  @Entity
  static class Whole {
    @Id int id;
  }

  @Entity
  @SoftDelete
  static class Part extends Whole {}

  @Test
  void markOfAnEntityThatExtendsAnother_isRefused() {
    assertThatThrownBy(() -> H2.empty(Whole.class, Part.class))
        .isInstanceOf(MappingException.class)
        .hasMessage(
            """
            @SoftDelete holds for all entities that extend each other
                at org.rowanorm.feature.SoftDeleteTest$Part
                put it on Whole [ROWAN-154]""");
  }

  @Entity
  @SoftDelete
  static class Writer {
    @Id int id;
    boolean deleted;
  }

  @Test
  void markThatAnAttributeWrites_isRefused() {
    assertThatThrownBy(() -> H2.empty(Writer.class))
        .isInstanceOf(MappingException.class)
        .hasMessage(
            """
            Column deleted is written by @SoftDelete and by Writer.deleted
                at org.rowanorm.feature.SoftDeleteTest$Writer
                mark the attribute's column insertable = false, updatable = false, or name another column in @SoftDelete [ROWAN-154]""");
  }

  // ---- a condition on the rows of an entity fits into each SELECT

  private static final Pattern ROWS = Pattern.compile("(?:from|join) (author|post) (\\w+)");

  @Test
  void everySelect_asksTheConditionOfEachTableThatItReads() {
    Author author = new Author(1);
    author.posts.add(new Post(2));
    Label label = new Label();
    label.author = author;
    label.authors.add(author);
    h2.sessions().inTransaction(session -> session.addAll(List.of(author, label)));
    h2.log().clear();
    h2.sessions()
        .inTransaction(
            session -> {
              session.query(Label.class).filter(path("author.name").eq("")).count();
              session.query(Label.class).fetch("author.posts", "post").all();
              session.query(Author.class).fetch("posts").limit(1).all();
              session.clear();
              session.getAll(Author.class, List.of(1, 5));
              session.query(Post.class).filter(path("author.name").isNull()).all();
              Label read = session.get(Label.class, 0);
              assertThat(read.authors).hasSize(1);
              assertThat(read.author.posts).hasSize(1);
              session.refresh(read.author);
              session.lock(read.author, LockModeType.PESSIMISTIC_WRITE);
            });
    List<String> selects = h2.log().sql();
    assertThat(selects).hasSizeGreaterThan(8).allMatch(sql -> sql.startsWith("select"));
    for (String select : selects) {
      Matcher rows = ROWS.matcher(select);
      while (rows.find()) {
        String marked = rows.group(1).equals("post") ? ".deleted_at is null" : ".deleted = false";
        assertThat(select).contains(rows.group(2) + marked);
      }
    }
  }

  @Test
  void lock_ofARowThatIsMarkedMeanwhile_isStale() {
    h2.sessions().inTransaction(session -> session.add(new Author(1)));
    try (Session session = h2.open()) {
      Author author = session.get(Author.class, 1);
      h2.sql("update author set deleted = true");
      assertThatThrownBy(() -> session.lock(author, LockModeType.PESSIMISTIC_WRITE))
          .isInstanceOf(StaleEntityException.class);
    }
  }

  // ---- further tables

  @Entity
  @SoftDelete
  @SecondaryTable(name = "page_text")
  static class Page {
    @Id int id;
    String title = "";

    @Column(table = "page_text")
    @Nullable String text;

    @ManyToOne
    @JoinTable(name = "page_author")
    @Nullable Author author;
  }

  @Test
  void rowsOfFurtherTables_stayWithTheMarkedRow() {
    try (H2 pages = H2.with(Page.class, Author.class, Post.class)) {
      Page page = new Page();
      page.text = "long";
      Author author = new Author(1);
      page.author = author;
      pages.sessions().inTransaction(session -> session.addAll(List.of(author, page)));
      pages.log().clear();
      pages.sessions().inTransaction(session -> session.delete(session.get(Page.class, 0)));
      assertThat(pages.log().sql().get(1))
          .isEqualTo("update page set deleted = ? where id = ? and deleted = false");
      assertThat(pages.log().sql()).hasSize(2);
      assertThat(pages.rows("select text from page_text")).containsExactly("long");
      assertThat(pages.rows("select author_id from page_author")).containsExactly("1");
      pages
          .sessions()
          .inTransaction(session -> assertThat(session.query(Page.class).all()).isEmpty());
      try (Session all = pages.sessions().openWithDeleted()) {
        Page marked = all.get(Page.class, 0);
        assertThat(marked.text).isEqualTo("long");
        assertThat(marked.author).isSameAs(all.get(Author.class, 1));
        all.delete(marked);
        all.commit();
      }
      assertThat(pages.rows("select * from page_text")).isEmpty();
      assertThat(pages.rows("select * from page_author")).isEmpty();
      assertThat(pages.rows("select * from page")).isEmpty();
    }
  }

  @Test
  void referenceToAMarkedRow_inAJoinTable_isNull() {
    try (H2 pages = H2.with(Page.class, Author.class, Post.class)) {
      Page page = new Page();
      Author author = new Author(1);
      page.author = author;
      pages.sessions().inTransaction(session -> session.addAll(List.of(author, page)));
      pages.sessions().inTransaction(session -> session.delete(session.get(Author.class, 1)));
      try (Session session = pages.open()) {
        assertThat(session.get(Page.class, 0).author).isNull();
      }
    }
  }
}
