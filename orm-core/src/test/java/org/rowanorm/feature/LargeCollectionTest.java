package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.Large;
import org.rowanorm.error.LazyLoadException;
import org.rowanorm.error.MappingException;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;
import org.rowanorm.support.Misuse;

class LargeCollectionTest {

  @Entity
  static class Forum {
    @Id int id;

    @OneToMany(mappedBy = "forum", cascade = CascadeType.ALL)
    List<Post> posts = new ArrayList<>();

    @Large
    @OneToMany(mappedBy = "archive")
    List<Post> archived = new ArrayList<>();

    @Large
    @OneToMany
    @JoinColumn(name = "queue_id")
    @OrderColumn(name = "pos")
    List<Post> queue = new ArrayList<>();

    @Large @ManyToMany Set<Member> members = new LinkedHashSet<>();

    @Large(writeOnly = true)
    @ManyToMany
    @jakarta.persistence.JoinTable(name = "forum_guest")
    List<Member> guests = new ArrayList<>();

    Forum(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Post {
    @Id int id;
    @ManyToOne @Nullable Forum forum;
    @ManyToOne @Nullable Forum archive;

    Post(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Member {
    @Id int id;

    Member(int id) {
      this.id = id;
    }
  }

  private final H2 h2 = H2.with(Forum.class, Post.class, Member.class);

  LargeCollectionTest() {
    h2.sql("insert into forum (id) values (1), (2)");
    h2.sql("insert into member (id) select x from system_range(1, 10)");
    h2.sql("insert into post (id, forum_id, archive_id) select x, 1, 1 from system_range(1, 10)");
    h2.sql("update post set queue_id = 1, pos = id - 1 where id <= 5");
    h2.sql("insert into forum_member (forum_id, members_id) select 1, x from system_range(1, 5)");
    h2.sql("insert into forum_guest (forum_id, guests_id) select 1, x from system_range(1, 5)");
    h2.log().clear();
  }

  @AfterEach
  void close() {
    h2.close();
  }

  private List<String> sql(Consumer<Forum> work) {
    try (Session session = h2.open()) {
      Forum forum = session.get(Forum.class, 1);
      h2.log().clear();
      work.accept(forum);
      session.commit();
    }
    return h2.log().sql();
  }

  private void inSession(Consumer<Session> work) {
    try (Session session = h2.open()) {
      work.accept(session);
      session.commit();
    }
  }

  // ---- questions

  @Test
  void size_isCounted() {
    assertThat(sql(forum -> assertThat(forum.archived).hasSize(10).isNotEmpty()).get(0))
        .isEqualTo(
            "select p.archive_id, count(*) from post p where p.archive_id in (?)"
                + " group by p.archive_id");
    assertThat(sql(forum -> assertThat(forum.members.size()).isEqualTo(5)))
        .containsExactly(
            "select f.forum_id, count(*) from forum_member f where f.forum_id in (?)"
                + " group by f.forum_id");
    assertThat(sql(forum -> assertThat(forum.members.isEmpty()).isFalse())).hasSize(1);
  }

  @Test
  void contains_asksForOneElement() {
    inSession(
        session -> {
          Forum forum = session.get(Forum.class, 1);
          Member one = session.get(Member.class, 1);
          Member nine = session.get(Member.class, 9);
          h2.log().clear();
          assertThat(forum.members.contains(one)).isTrue();
          assertThat(forum.members.contains(nine)).isFalse();
          assertThat(forum.members.contains(null)).isFalse();
          assertThat(forum.members.contains(new Member(77))).isFalse();
          assertThat(h2.log().sql())
              .hasSize(3)
              .contains(
                  "select f.forum_id, count(*) from forum_member f where f.forum_id in (?)"
                      + " and f.members_id = ? group by f.forum_id");
        });
  }

  @Test
  void get_ofAListWithAnIndex_loadsOneElement() {
    inSession(
        session -> {
          Forum forum = session.get(Forum.class, 1);
          h2.log().clear();
          assertThat(forum.queue.get(3).id).isEqualTo(4);
          assertThat(forum.queue.get(3)).isSameAs(session.get(Post.class, 4));
          assertThat(h2.log().events()).allSatisfy(e -> assertThat(e.rows()).isEqualTo(1));
          assertThat(h2.log().sql().get(0)).endsWith("where p.queue_id in (?) and p.pos = ?");
        });
  }

  @Test
  @Misuse(Misuse.Of.LARGE_COLLECTION)
  void get_ofAnIndexThatIsNotThere_isAsOfAnyList() {
    sql(
        forum ->
            assertThatThrownBy(() -> forum.queue.get(5))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Index 5 out of bounds for length 5"));
  }

  @Test
  void iteration_loadsTheTouchedOneOnly() {
    inSession(
        session -> {
          List<Forum> forums = session.query(Forum.class).all();
          h2.log().clear();
          int sum = 0;
          for (Post post : forums.get(0).archived) {
            sum += post.id;
          }
          assertThat(sum).isEqualTo(55);
          assertThat(h2.log().events().get(0).parameters().get(0)).hasSize(1);
          assertThat(forums.get(0).archived).hasSize(10);
          assertThat(h2.log().sql()).hasSize(1);
        });
  }

  // ---- changes

  @Test
  void add_toAnUnloadedInverseList_sendsNoSelect_byDefault() {
    List<String> sql =
        sql(
            forum -> {
              Post post = new Post(11);
              post.forum = forum;
              forum.posts.add(post);
            });
    assertThat(sql).hasSize(1);
    assertThat(sql.get(0)).startsWith("insert into post");
    assertThat(h2.rows("select forum_id from post where id = 11")).containsExactly("1");
  }

  @Test
  void readAfterAdd_seesBoth_beforeAndAfterTheFlush() {
    inSession(
        session -> {
          Forum forum = session.get(Forum.class, 1);
          Post post = new Post(11);
          post.forum = forum;
          forum.posts.add(post);
          assertThat(forum.posts).hasSize(11).contains(post);
        });
    inSession(
        session -> {
          Forum forum = session.get(Forum.class, 1);
          Post post = new Post(12);
          post.forum = forum;
          forum.posts.add(post);
          session.flush();
          assertThat(forum.posts).hasSize(12).contains(post);
        });
  }

  @Test
  void addAndRemove_ofALargeSet_writeTheirRowsOnly() {
    List<String> sql =
        sql(
            forum -> {
              assertThat(forum.members.add(new Member(11))).isTrue();
              assertThat(forum.members.size()).isEqualTo(6);
            });
    assertThat(sql)
        .containsExactly(
            "select f.forum_id, count(*) from forum_member f where f.forum_id in (?)"
                + " and f.members_id = ? group by f.forum_id",
            "select f.forum_id, count(*) from forum_member f where f.forum_id in (?)"
                + " group by f.forum_id",
            "insert into member (id) values (?)",
            "insert into forum_member (forum_id, members_id) values (?, ?)");
    inSession(
        session -> {
          Forum forum = session.get(Forum.class, 1);
          Member one = session.get(Member.class, 1);
          assertThat(forum.members.add(one)).isFalse();
          assertThat(forum.members.remove(one)).isTrue();
          assertThat(forum.members.remove(session.get(Member.class, 9))).isFalse();
          assertThat(forum.members.contains(one)).isFalse();
          assertThat(forum.members.size()).isEqualTo(5);
          h2.log().clear();
        });
    assertThat(h2.log().sql())
        .containsExactly("delete from forum_member where forum_id = ? and members_id = ?");
    assertThat(h2.rows("select members_id from forum_member order by 1"))
        .containsExactly("2", "3", "4", "5", "11");
  }

  @Test
  void severalRemovals_deleteNoOtherRows() {
    inSession(
        session -> {
          Forum forum = session.get(Forum.class, 1);
          forum.members.remove(session.get(Member.class, 1));
          forum.members.remove(session.get(Member.class, 2));
        });
    assertThat(h2.rows("select count(*) from forum_member")).containsExactly("3");
  }

  @Test
  void rollback_keepsWhatWasAddedAndRemoved() {
    try (Session session = h2.open()) {
      Forum forum = session.get(Forum.class, 1);
      Member one = session.get(Member.class, 1);
      Member nine = session.get(Member.class, 9);
      forum.members.remove(one);
      forum.members.add(nine);
      session.flush();
      session.rollback();
      assertThat(forum.members).hasSize(5).contains(nine).doesNotContain(one);
      session.commit();
    }
    assertThat(h2.rows("select members_id from forum_member order by 1"))
        .containsExactly("2", "3", "4", "5", "9");
  }

  @Test
  void detachedOwner_keepsWhatWasAdded() {
    Forum forum;
    try (Session session = h2.open()) {
      forum = session.get(Forum.class, 1);
    }
    Post post = new Post(11);
    post.forum = forum;
    forum.posts.add(post);
    h2.log().clear();
    h2.sessions().inTransaction(session -> session.attach(forum));
    assertThat(h2.log().sql()).hasSize(1);
    assertThat(h2.rows("select forum_id from post where id = 11")).containsExactly("1");
  }

  // ---- write-only

  @Test
  void writeOnly_isAskedAndChanged() {
    inSession(
        session -> {
          Forum forum = session.get(Forum.class, 1);
          assertThat(forum.guests.size()).isEqualTo(5);
          assertThat(forum.guests.contains(session.get(Member.class, 1))).isTrue();
          forum.guests.add(session.get(Member.class, 9));
          forum.guests.remove(session.get(Member.class, 1));
        });
    assertThat(h2.rows("select guests_id from forum_guest order by 1"))
        .containsExactly("2", "3", "4", "5", "9");
  }

  private static final String WRITE_ONLY =
      """
      The collection 'guests' of Forum 1 is write-only
          it is mapped with @Large(writeOnly = true), and all its elements would be loaded
          ask with a query, or use size, contains, add and remove [ROWAN-335]""";

  @Test
  @Misuse(Misuse.Of.LARGE_COLLECTION)
  void writeOnly_refusesWhatNeedsAllElements() {
    sql(
        forum -> {
          assertThatThrownBy(() -> forum.guests.iterator().next())
              .isInstanceOf(LazyLoadException.class)
              .hasMessage(WRITE_ONLY);
          assertThatThrownBy(() -> forum.guests.get(0)).hasMessage(WRITE_ONLY);
          assertThatThrownBy(() -> forum.guests.set(0, new Member(1))).hasMessage(WRITE_ONLY);
          assertThatThrownBy(() -> forum.guests.sort(null)).hasMessage(WRITE_ONLY);
        });
    assertThat(h2.log().sql()).noneMatch(sql -> sql.contains("forum_guest f join"));
  }

  @Test
  void writeOnly_ofANewObject_isAnyCollection() {
    inSession(
        session -> {
          Forum forum = new Forum(3);
          forum.guests.add(session.get(Member.class, 1));
          session.add(forum);
          assertThat(forum.guests).hasSize(1);
        });
    assertThat(h2.rows("select guests_id from forum_guest where forum_id = 3"))
        .containsExactly("1");
  }

  @Test
  @Misuse(Misuse.Of.LARGE_COLLECTION)
  void writeOnly_afterClose_isAsked_andRefusesWhatNeedsAllElements() {
    Forum forum;
    try (Session session = h2.open()) {
      forum = session.get(Forum.class, 1);
    }
    assertThat(forum.guests.size()).isEqualTo(5);
    assertThatThrownBy(() -> forum.guests.iterator())
        .isInstanceOf(LazyLoadException.class)
        .hasMessage(WRITE_ONLY);
    assertThat(forum.archived).hasSize(10);
  }

  // ---- misuse

  @Entity
  static class Misplaced {
    @Id int id;
    @Large @ManyToOne @Nullable Forum forum;
  }

  @Test
  @Misuse(Misuse.Of.LARGE_COLLECTION)
  void large_onAReference_isRefused() {
    assertThatThrownBy(() -> H2.empty(Misplaced.class, Forum.class, Post.class, Member.class))
        .isInstanceOf(MappingException.class)
        .hasMessage(
            """
            @Large does not go with org.rowanorm.feature.LargeCollectionTest$Forum
                at Misplaced.forum
                it is for @OneToMany, @ManyToMany and @ElementCollection; leave it out [ROWAN-143]""");
  }

  @Test
  @Misuse(Misuse.Of.LARGE_COLLECTION)
  void question_inASealedSession_isRefused() {
    try (Session session = h2.open()) {
      Forum forum = session.get(Forum.class, 1);
      List<Post> archived = forum.archived;
      session.seal();
      assertThatThrownBy(archived::size)
          .isInstanceOf(LazyLoadException.class)
          .hasMessage(
              """
              Attribute 'archived' of Forum 1 is not loaded, and the session is sealed
                  it was loaded by its id
                  load it before seal(), with the query or by reading it [ROWAN-330]""");
    }
  }

  @Test
  void elementsThatWereAddedAndRemovedUnread_flushedAndThenLoaded_areWrittenAfterARollback() {
    try (Session session = h2.open()) {
      Forum forum = session.get(Forum.class, 1);
      forum.members.add(session.get(Member.class, 7));
      forum.members.remove(session.get(Member.class, 2));
      session.flush();
      assertThat(forum.members.stream().map(member -> member.id)).contains(7).doesNotContain(2);
      session.rollback();
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql())
          .containsExactly(
              "delete from forum_member where forum_id = ? and members_id = ?",
              "insert into forum_member (forum_id, members_id) values (?, ?)");
    }
    assertThat(h2.rows("select members_id from forum_member order by members_id"))
        .containsExactly("1", "3", "4", "5", "7");
  }
}
