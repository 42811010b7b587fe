package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rowanorm.query.Path.path;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.MappingException;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** Tables of references whose rows hold another key of their object than its id. */
class ReferenceTableKeyTest {

  @Entity
  static class Club {
    @Id @GeneratedValue long id;

    @Column(unique = true)
    String tag;

    @OneToMany(mappedBy = "club")
    List<Member> members = new ArrayList<>();

    Club(String tag) {
      this.tag = tag;
    }
  }

  @Entity
  static class Seat {
    @Id @GeneratedValue long id;

    @OneToOne(mappedBy = "seat")
    @Nullable Member member;
  }

  @Entity
  static class Member {
    @Id @GeneratedValue long id;

    @Column(unique = true)
    @Nullable String badge;

    @ManyToOne(cascade = CascadeType.PERSIST)
    @JoinTable(
        name = "membership",
        joinColumns = @JoinColumn(name = "badge", referencedColumnName = "badge"),
        inverseJoinColumns = @JoinColumn(name = "club", referencedColumnName = "tag"))
    @Nullable Club club;

    @OneToOne(cascade = CascadeType.PERSIST)
    @JoinTable(
        name = "seating",
        joinColumns = @JoinColumn(name = "badge", referencedColumnName = "badge"))
    @Nullable Seat seat;

    @ManyToOne @Nullable Member sponsor;

    Member(@Nullable String badge) {
      this.badge = badge;
    }
  }

  private static final String SELECT =
      "select m.id, m.badge, m_1.club, m_2.seat_id, m.sponsor_id from member m"
          + " left join membership m_1 on m_1.badge = m.badge"
          + " left join seating m_2 on m_2.badge = m.badge";

  /** Member 1, ada, in club A with seat 1, and member 2, bob, in none, whose sponsor is ada. */
  private static H2 members() {
    H2 h2 = H2.with(Club.class, Seat.class, Member.class);
    h2.sessions()
        .inTransaction(
            session -> {
              Member ada = new Member("ada");
              ada.club = new Club("A");
              ada.seat = new Seat();
              Member bob = new Member("bob");
              bob.sponsor = ada;
              session.addAll(List.of(ada, bob));
            });
    return h2;
  }

  private static List<Member> all(Session session) {
    return session.query(Member.class).orderBy(path("id").asc()).all();
  }

  @Test
  void schema_refersToTheKey() {
    try (H2 h2 = members()) {
      StringBuilder script = new StringBuilder();
      h2.sessions().schema().createScript(script);
      assertThat(script.toString())
          .contains(
              "create table membership (badge varchar(255) not null, club varchar(255) not null,"
                  + " primary key (badge));")
          .contains(
              "alter table membership add constraint fk_membership_badge foreign key (badge)"
                  + " references member (badge);")
          .contains(
              "alter table membership add constraint fk_membership_club foreign key (club)"
                  + " references club (tag);")
          .contains(
              "alter table seating add constraint fk_seating_seat_id foreign key (seat_id)"
                  + " references seat (id);");
      h2.sessions().schema().validate();
    }
  }

  @Test
  void newRows_holdTheKeys() {
    try (H2 h2 = members()) {
      assertThat(h2.log().sql())
          .contains(
              "insert into membership (badge, club) values (?, ?)",
              "insert into seating (badge, seat_id) values (?, ?)");
      assertThat(h2.rows("select * from membership")).containsExactly("ada,A");
      assertThat(h2.rows("select * from seating")).containsExactly("ada,1");
    }
  }

  @Test
  void references_areReadWithTheirRows_andFoundForTheCohort() {
    try (H2 h2 = members();
        Session session = h2.open()) {
      h2.log().clear();
      List<Member> all = all(session);
      assertThat(all.get(0).seat.id).isEqualTo(1);
      assertThat(all.get(1).seat).isNull();
      assertThat(h2.log().sql()).containsExactly(SELECT + " order by m.id");
      assertThat(all.get(0).club.tag).isEqualTo("A");
      assertThat(all.get(1).club).isNull();
      assertThat(h2.log().sql().subList(1, h2.log().sql().size()))
          .containsExactly("select c.tag, c.id, c.tag from club c where c.tag in (?)");
    }
  }

  @Test
  void otherSides_areFoundThroughTheTable() {
    try (H2 h2 = members();
        Session session = h2.open()) {
      Club club = session.query(Club.class).one();
      Seat seat = session.get(Seat.class, 1L);
      h2.log().clear();
      assertThat(club.members).singleElement().isSameAs(seat.member);
      assertThat(h2.log().sql())
          .containsExactly(
              SELECT.replace("select m.id", "select m_1.club, m.id") + " where m_1.club in (?)",
              SELECT.replace("select m.id", "select m_2.seat_id, m.id")
                  + " where m_2.seat_id in (?)");
    }
  }

  @Test
  void change_insertsUpdatesOrDeletesTheRow() {
    try (H2 h2 = members();
        Session session = h2.open()) {
      List<Member> all = all(session);
      h2.log().clear();
      all.get(1).club = all.get(0).club;
      session.commit();
      all.get(1).club = new Club("B");
      session.commit();
      assertThat(h2.rows("select * from membership order by 1")).containsExactly("ada,A", "bob,B");
      all.get(1).club = null;
      session.commit();
      assertThat(h2.log().sql())
          .contains(
              "insert into membership (badge, club) values (?, ?)",
              "update membership set club = ? where badge = ?",
              "delete from membership where badge = ?");
      assertThat(h2.rows("select * from membership")).containsExactly("ada,A");
    }
  }

  /** The row that holds the old key goes before, one that holds the new key comes after. */
  @Test
  void change_togetherWithItsKey_isWrittenWhereTheKeyIsThat() {
    try (H2 h2 = members();
        Session session = h2.open()) {
      List<Member> all = all(session);
      Club club = all.get(0).club;
      h2.log().clear();
      all.get(0).club = null;
      all.get(0).seat = null;
      all.get(0).badge = "eve";
      all.get(1).club = club;
      all.get(1).badge = "rob";
      session.commit();
      assertThat(h2.log().sql())
          .containsExactly(
              "delete from seating where badge = ?",
              "delete from membership where badge = ?",
              "update member set badge = ? where id = ?",
              "update member set badge = ? where id = ?",
              "insert into membership (badge, club) values (?, ?)");
      assertThat(h2.rows("select * from membership")).containsExactly("rob,A");
      assertThat(h2.rows("select * from seating")).isEmpty();
    }
  }

  @Test
  void unreadObject_isReadToFindItsRow() {
    try (H2 h2 = members()) {
      try (Session session = h2.open()) {
        Member bob = session.query(Member.class).filterBy("badge", "bob").one();
        h2.log().clear();
        bob.sponsor.club = null;
        session.commit();
        assertThat(h2.rows("select * from membership")).isEmpty();
      }
      try (Session session = h2.open()) {
        Member bob = session.query(Member.class).filterBy("badge", "bob").one();
        Member ada = bob.sponsor;
        bob.sponsor = null;
        session.delete(ada);
        h2.log().clear();
        session.commit();
        assertThat(h2.log().sql())
            .contains("delete from seating where badge = ?", "delete from member where id = ?");
        assertThat(h2.rows("select * from seating")).isEmpty();
      }
    }
  }

  @Test
  void rowThatMayBeThere_isAskedForByItsKey() {
    try (H2 h2 = members();
        Session session = h2.open()) {
      Member bob = session.query(Member.class).filterBy("badge", "bob").one();
      Club other = new Club("B");
      session.add(other);
      h2.log().clear();
      bob.sponsor.club = other;
      session.commit();
      assertThat(h2.log().sql())
          .contains(
              "select m.badge from membership m where m.badge in (?)",
              "update membership set club = ? where badge = ?");
      assertThat(h2.rows("select * from membership")).containsExactly("ada,B");
    }
  }

  @Test
  void delete_takesTheRowsWithTheKeyThatTheDatabaseHas() {
    try (H2 h2 = members();
        Session session = h2.open()) {
      List<Member> all = all(session);
      all.get(1).sponsor = null;
      session.commit();
      all.get(0).badge = "changed, and not written";
      session.delete(all.get(0));
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql())
          .containsExactly(
              "delete from seating where badge = ?",
              "delete from membership where badge = ?",
              "delete from member where id = ?");
      assertThat(h2.rows("select badge from member")).containsExactly("bob");
    }
  }

  @Test
  void referenceOfAnObjectWithoutTheKey_isRefused() {
    try (H2 h2 = members();
        Session session = h2.open()) {
      Member member = new Member(null);
      member.seat = new Seat();
      session.add(member);
      assertThatThrownBy(session::commit)
          .isInstanceOf(EntityStateException.class)
          .hasMessage(
              """
              Member.badge of Member without an id is null, and a foreign key needs it
                  at Member.seat
                  set it before the flush [ROWAN-215]""");
    }
  }

  @Test
  void idOfANewObjectWithoutTheKey_canBeRead() {
    try (H2 h2 = members();
        Session session = h2.open()) {
      Member member = new Member(null);
      session.add(member);
      assertThat(member.id).isEqualTo(3);
    }
  }

  @Test
  void objectWithoutTheKey_hasNoRow() {
    try (H2 h2 = members();
        Session session = h2.open()) {
      Member member = new Member(null);
      session.add(member);
      session.commit();
      member.sponsor = member;
      session.commit();
      session.delete(member);
      session.commit();
      assertThat(h2.rows("select count(*) from member")).containsExactly("2");
    }
  }

  @Test
  void paths_goThroughTheTable() {
    try (H2 h2 = members();
        Session session = h2.open()) {
      h2.log().clear();
      assertThat(session.query(Member.class).filter(path("club.tag").eq("A")).count()).isEqualTo(1);
      assertThat(session.query(Member.class).filter(path("club.id").gt(0)).count()).isEqualTo(1);
      assertThat(session.query(Member.class).filter(path("seat").isNull()).count()).isEqualTo(1);
      assertThat(
              session
                  .update(Member.class)
                  .set(path("badge"), "zoe")
                  .where(path("club").isNull())
                  .execute())
          .isEqualTo(1);
      assertThat(h2.log().sql().subList(0, 3))
          .containsExactly(
              "select count(*) from member m left join membership m_1 on m_1.badge = m.badge"
                  + " where m_1.club = ?",
              "select count(*) from member m left join membership m_1 on m_1.badge = m.badge"
                  + " left join club c on c.tag = m_1.club where c.id > ?",
              "select count(*) from member m left join seating m_2 on m_2.badge = m.badge"
                  + " where m_2.seat_id is null");
    }
  }

  @Test
  void directRows_areFoundByTheKey() {
    try (H2 h2 = members();
        Session session = h2.open()) {
      Club club = session.query(Club.class).one();
      Member cid = new Member("cid");
      cid.club = club;
      session.insertAll(List.of(cid));
      session.commit();
      assertThat(h2.rows("select * from membership order by 1")).containsExactly("ada,A", "cid,A");
      cid.club = null;
      cid.seat = session.get(Seat.class, 1L);
      session.updateAll(List.of(cid));
      session.commit();
      assertThat(h2.rows("select * from membership")).containsExactly("ada,A");
      assertThat(h2.rows("select * from seating order by 1")).containsExactly("ada,1", "cid,1");
      session.deleteAll(List.of(cid));
      session.commit();
      assertThat(h2.rows("select * from seating")).containsExactly("ada,1");
    }
  }

  // ---- hierarchies

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Person {
    @Id int id;

    @Column(unique = true)
    String badge = "";
  }

  @Entity
  static class Guest extends Person {
    String note = "";

    @ManyToOne
    @JoinTable(
        name = "hosting",
        joinColumns = @JoinColumn(name = "guest", referencedColumnName = "badge"))
    @Nullable Person host;
  }

  @Test
  void keyOfAnEntityAbove_findsTheRowsOfThoseBelow() {
    try (H2 h2 = H2.with(Person.class, Guest.class)) {
      h2.sessions()
          .inTransaction(
              session -> {
                Person host = new Person();
                host.id = 1;
                host.badge = "host";
                Guest guest = new Guest();
                guest.id = 2;
                guest.badge = "guest";
                guest.host = host;
                session.addAll(List.of(host, guest));
              });
      assertThat(h2.rows("select * from hosting")).containsExactly("guest,1");
      try (Session session = h2.open()) {
        h2.log().clear();
        Guest guest = session.query(Guest.class).one();
        assertThat(guest.host.badge).isEqualTo("host");
        assertThat(h2.log().sql().get(0)).contains("left join hosting g_2 on g_2.guest = g.badge");
        guest.host = null;
        session.commit();
        assertThat(h2.rows("select * from hosting")).isEmpty();
      }
    }
  }

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Above {
    @Id int id;
  }

  @Entity
  static class Below extends Above {
    @Column(unique = true)
    String badge = "";

    @ManyToOne
    @JoinTable(
        name = "below_other",
        joinColumns = @JoinColumn(name = "badge", referencedColumnName = "badge"))
    @Nullable Club other;
  }

  @Test
  void keyInAnotherTableThanTheFirst_isRefused() {
    assertThatThrownBy(
            () -> H2.empty(Above.class, Below.class, Club.class, Member.class, Seat.class))
        .isInstanceOf(MappingException.class)
        .hasMessage(
            """
            A foreign key cannot refer to Below.badge, which is not in one first table of Below
                at org.rowanorm.feature.ReferenceTableKeyTest$Below
                refer to the id, or declare the attribute in Above [ROWAN-150]""");
  }
}
