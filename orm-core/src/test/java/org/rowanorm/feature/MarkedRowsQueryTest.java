package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowanorm.query.Path.path;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.SoftDelete;
import org.rowanorm.query.EntityPath;
import org.rowanorm.query.EntityPath.Place;
import org.rowanorm.query.MapPath;
import org.rowanorm.query.NumberPath;
import org.rowanorm.query.Select;
import org.rowanorm.query.StringPath;
import org.rowanorm.query.ToManyPath;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** Rows that are marked as deleted are no part of what queries and bulk statements are about. */
class MarkedRowsQueryTest {

  @Entity
  @SoftDelete
  static class Author {
    @Id int id;
    String name = "";

    @OneToMany(mappedBy = "author")
    List<Post> posts = new ArrayList<>();

    @OneToOne(mappedBy = "author")
    @Nullable Badge badge;
  }

  @Entity
  @SoftDelete(SoftDelete.Mark.TIME)
  static class Post {
    @Id int id;
    @ManyToOne @Nullable Author author;
  }

  @Entity
  @SoftDelete(value = SoftDelete.Mark.ACTIVE, column = "live")
  static class Badge {
    @Id int id;
    @OneToOne @Nullable Author author;
  }

  @Entity
  static class Label {
    @Id int id;
    @ManyToOne @Nullable Author author;
    @ManyToMany List<Author> authors = new ArrayList<>();

    @ManyToMany
    @JoinTable(name = "label_post", inverseJoinColumns = @JoinColumn(name = "author_id"))
    @MapKeyJoinColumn(name = "post_id")
    Map<Post, Author> byPost = new HashMap<>();
  }

  private static final class AuthorPath extends EntityPath<Author> {
    AuthorPath(Place place) {
      super(place);
    }

    @Override
    protected AuthorPath at(Place place) {
      return new AuthorPath(place);
    }

    NumberPath<Integer> id() {
      return number("id");
    }

    StringPath name() {
      return string("name");
    }

    ToManyPath<Post, PostPath> posts() {
      return toMany("posts", Post.class, PostPath::new);
    }

    BadgePath badge() {
      return new BadgePath(place("badge"));
    }
  }

  private static final class PostPath extends EntityPath<Post> {
    PostPath(Place place) {
      super(place);
    }

    @Override
    protected PostPath at(Place place) {
      return new PostPath(place);
    }

    NumberPath<Integer> id() {
      return number("id");
    }
  }

  private static final class BadgePath extends EntityPath<Badge> {
    BadgePath(Place place) {
      super(place);
    }

    @Override
    protected BadgePath at(Place place) {
      return new BadgePath(place);
    }

    NumberPath<Integer> id() {
      return number("id");
    }
  }

  private static final class LabelPath extends EntityPath<Label> {
    LabelPath(Place place) {
      super(place);
    }

    @Override
    protected LabelPath at(Place place) {
      return new LabelPath(place);
    }

    NumberPath<Integer> id() {
      return number("id");
    }

    AuthorPath author() {
      return new AuthorPath(place("author"));
    }

    ToManyPath<Author, AuthorPath> authors() {
      return toMany("authors", Author.class, AuthorPath::new);
    }

    MapPath<Post, Author, PostPath, AuthorPath> byPost() {
      return map("byPost", Author.class, PostPath::new, AuthorPath::new);
    }
  }

  private final AuthorPath author = new AuthorPath(Place.of(Author.class, null));
  private final LabelPath label = new LabelPath(Place.of(Label.class, null));
  private final AuthorPath other = new AuthorPath(Place.of(Author.class, "x"));
  private final H2 h2 = H2.with(Author.class, Post.class, Badge.class, Label.class);
  private Session session;

  @BeforeEach
  void open() {
    h2.sql("insert into author (id, name, deleted) values (1, 'Ann', false), (2, 'Bob', true)");
    h2.sql("insert into post (id, author_id) values (11, 1), (12, 1), (13, 2)");
    h2.sql("update post set deleted_at = '2026-01-01 00:00:00+00' where id = 12");
    h2.sql("insert into badge (id, author_id, live) values (31, 1, false), (32, 2, true)");
    h2.sql("insert into label (id, author_id) values (21, 1), (22, 2)");
    h2.sql("insert into label_author (label_id, authors_id) values (21, 1), (21, 2), (22, 2)");
    h2.sql(
        "insert into label_post (label_id, post_id, author_id)"
            + " values (21, 11, 1), (21, 12, 1), (22, 11, 2)");
    h2.log().clear();
    session = h2.open();
  }

  @AfterEach
  void close() {
    session.close();
    h2.close();
  }

  private String sent() {
    String sql = h2.log().sql().get(h2.log().sql().size() - 1);
    h2.log().clear();
    return sql;
  }

  @Test
  void joinAlongAReference_leadsToLiveRows() {
    assertThat(session.query(Label.class).join(label.author(), other).select(label.id()).all())
        .containsExactly(21);
    assertThat(sent())
        .isEqualTo(
            "select l.id from label l join author a on a.id = l.author_id and a.deleted = false");
    assertThat(
            session
                .query(Label.class)
                .leftJoin(label.author(), other)
                .orderBy(label.id().asc())
                .select(label.id(), other.name())
                .all())
        .extracting(row -> row.get(1))
        .containsExactly("Ann", null);
  }

  @Test
  void joinOfElements_leadsToLiveRows() {
    PostPath post = new PostPath(Place.of(Post.class, "p"));
    assertThat(session.query(Author.class).join(author.posts(), post).select(post.id()).all())
        .containsExactly(11);
    assertThat(session.query(Label.class).join(label.authors(), other).select(label.id()).all())
        .containsExactly(21);
    MapPath.Entry<PostPath, AuthorPath> entry = label.byPost().as("e");
    assertThat(
            session
                .query(Label.class)
                .join(label.byPost(), entry)
                .orderBy(label.id().asc())
                .select(label.id(), entry.value().name())
                .all())
        .extracting(row -> row.get(0))
        .containsExactly(21, 21);
  }

  @Test
  void conditionsOnElements_areAboutLiveRows() {
    assertThat(session.query(Label.class).filter(label.authors().any()).select(label.id()).all())
        .containsExactly(21);
    assertThat(sent())
        .isEqualTo(
            "select l.id from label l where exists (select 1 from label_author l2"
                + " join author a on l2.authors_id = a.id and a.deleted = false"
                + " where l2.label_id = l.id)");
    assertThat(
            session
                .query(Label.class)
                .orderBy(label.id().asc())
                .select(label.authors().size())
                .all())
        .containsExactly(1L, 0L);
    assertThat(session.query(Author.class).select(author.posts().size()).all()).containsExactly(1L);
  }

  @Test
  void otherSideOfAOneToOne_leadsToLiveRows() {
    assertThat(session.query(Author.class).filter(author.badge().isNull()).all()).hasSize(1);
    assertThat(session.query(Author.class).filter(author.badge().id().eq(31)).all()).isEmpty();
  }

  @Test
  void insertFromAQuery_readsLiveRowsAndMakesSuch() {
    session
        .insertInto(Author.class)
        .columns(author.id(), author.name())
        .from(Select.from(Author.class).select(author.id().plus(10), author.name()))
        .execute();
    assertThat(sent())
        .isEqualTo(
            "insert into author (id, name, deleted) select r.c1, r.c2, false from"
                + " (select a.id + ? as c1, a.name as c2 from author a where a.deleted = false) r");
    session.insertInto(Badge.class).columns(path("id"), path("author")).values(33, 1).execute();
    assertThat(sent()).isEqualTo("insert into badge (id, author_id, live) values (?, ?, true)");
    session.insertInto(Post.class).columns(path("id")).values(14).execute();
    assertThat(sent()).isEqualTo("insert into post (id) values (?)");
    assertThat(session.query(Author.class).orderBy(author.id().asc()).select(author.id()).all())
        .containsExactly(1, 11);
    assertThat(session.query(Badge.class).count()).isEqualTo(2);
  }

  @Test
  void upsert_saysThatNewRowsAreThere() {
    session
        .insertInto(Author.class)
        .columns(author.id(), author.name())
        .values(1, "Anna")
        .values(3, "Cem")
        .onConflict(author.id())
        .set(author.name(), "Anna")
        .execute();
    assertThat(session.query(Author.class).orderBy(author.id().asc()).select(author.name()).all())
        .containsExactly("Anna", "Cem");
  }

  @Test
  void upsert_ofAMarkedRow_bringsItBackAsTheNewOne() {
    session
        .insertInto(Author.class)
        .columns(author.id(), author.name())
        .values(1, "Anna")
        .values(2, "Ben")
        .onConflict(author.id())
        .set(author.name(), author.name().concat("!"))
        .execute();
    assertThat(sent())
        .isEqualTo(
            "merge into author using (values (cast(? as integer), cast(? as varchar), false),"
                + " (cast(? as integer), cast(? as varchar), false)) excluded (id, name, deleted)"
                + " on author.id = excluded.id when matched then update set name ="
                + " case when author.deleted = false then author.name || ? else excluded.name end,"
                + " deleted = false when not matched then insert (id, name, deleted) values"
                + " (excluded.id, excluded.name, excluded.deleted)");
    session.commit();
    assertThat(h2.rows("select id, name, deleted from author order by id"))
        .containsExactly("1,Ann!,FALSE", "2,Ben,FALSE");
  }

  @Test
  void upsertThatKeeps_ofAMarkedRow_bringsItBackAsTheNewOne() {
    session
        .insertInto(Post.class)
        .columns(path("id"), path("author"))
        .values(11, null)
        .values(12, null)
        .onConflict(path("id"))
        .execute();
    assertThat(sent())
        .isEqualTo(
            "merge into post using (values (cast(? as integer), null), (cast(? as integer), null))"
                + " excluded (id, author_id) on post.id = excluded.id when matched then update set"
                + " author_id = case when post.deleted_at is null then post.author_id else"
                + " excluded.author_id end, deleted_at = null when not matched then insert"
                + " (id, author_id) values (excluded.id, excluded.author_id)");
    session.commit();
    assertThat(h2.rows("select id, author_id, deleted_at from post order by id"))
        .containsExactly("11,1,null", "12,null,null", "13,2,null");
  }

  @Test
  void bulkDelete_thatReturns_marksAndReturns() {
    Author ann = session.get(Author.class, 1);
    h2.log().clear();
    assertThat(session.deleteFrom(Author.class).returning(author.name())).containsExactly("Ann");
    assertThat(sent())
        .isEqualTo(
            "select a.name from final table (update author a set deleted = ?"
                + " where a.deleted = false) a");
    session.commit();
    assertThat(h2.rows("select id, deleted from author order by id"))
        .containsExactly("1,TRUE", "2,TRUE");
    assertThat(session.get(Author.class, 1)).isNull();
    assertThat(ann.id).isEqualTo(1);
  }

  @Test
  void bulkDelete_thatReturnsObjects_letsThemGo() {
    assertThat(session.deleteFrom(Post.class).where(path("author.name").eq("Ann")).returning())
        .extracting(post -> post.id)
        .containsExactly(11);
    session.commit();
    assertThat(session.get(Post.class, 11)).isNull();
    assertThat(h2.rows("select count(*) from post where deleted_at is null")).containsExactly("1");
  }
}
