package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** References to one object whose foreign key stands in a table of its own. */
class ReferenceTableTest {

  @Entity
  static class Team {
    @Id @GeneratedValue long id;
    String name;

    @OneToMany(mappedBy = "team", cascade = CascadeType.ALL)
    List<Player> players = new ArrayList<>();

    Team(String name) {
      this.name = name;
    }
  }

  @Entity
  static class Locker {
    @Id @GeneratedValue long id;

    @OneToOne(mappedBy = "locker")
    @Nullable Player player;
  }

  @Entity
  static class Player {
    @Id @GeneratedValue long id;
    @Version int version;
    String name;

    @ManyToOne(cascade = CascadeType.PERSIST, fetch = FetchType.LAZY)
    @JoinTable
    @Nullable Team team;

    @OneToOne(cascade = CascadeType.PERSIST)
    @JoinTable(
        name = "has_locker",
        joinColumns = @JoinColumn(name = "who"),
        inverseJoinColumns = @JoinColumn(name = "what", unique = true))
    @Nullable Locker locker;

    Player(String name) {
      this.name = name;
    }
  }

  private static final String SELECT =
      "select p.id, p.version, p.name, p_1.team_id, p_2.what from player p"
          + " left join player_team p_1 on p_1.players_id = p.id"
          + " left join has_locker p_2 on p_2.who = p.id";

  /** Player 1 in team 1 with locker 1, player 2 in none. */
  private static H2 players() {
    H2 h2 = H2.with(Team.class, Player.class, Locker.class);
    h2.sessions()
        .inTransaction(
            session -> {
              Player ada = new Player("Ada");
              ada.team = new Team("A");
              ada.locker = new Locker();
              session.addAll(List.of(ada, new Player("Bob")));
            });
    return h2;
  }

  @Test
  void key_isWrittenIntoItsTable_whereItIsNotNull() {
    try (H2 h2 = players()) {
      assertThat(h2.log().sql())
          .containsExactly(
              "insert into team (name) values (?)",
              "insert into locker default values",
              "insert into player (version, name) values (?, ?)",
              "insert into player_team (players_id, team_id) values (?, ?)",
              "insert into has_locker (who, what) values (?, ?)");
      assertThat(h2.rows("select * from player_team")).containsExactly("1,1");
      assertThat(h2.rows("select * from has_locker")).containsExactly("1,1");
    }
  }

  @Test
  void reference_isReadWithItsRow_andLoadedWhenTouched() {
    try (H2 h2 = players();
        Session session = h2.open()) {
      h2.log().clear();
      List<Player> all = session.query(Player.class).orderBy(Path.path("id").asc()).all();
      assertThat(all.get(0).team.id).isEqualTo(1);
      assertThat(all.get(1).team).isNull();
      assertThat(h2.log().sql()).containsExactly(SELECT + " order by p.id");
      assertThat(all.get(0).team.name).isEqualTo("A");
      assertThat(h2.log().sql()).hasSize(2);
    }
  }

  @Test
  void otherSides_areFoundThroughTheTable() {
    try (H2 h2 = players();
        Session session = h2.open()) {
      Team team = session.get(Team.class, 1L);
      Locker locker = session.get(Locker.class, 1L);
      h2.log().clear();
      assertThat(team.players).singleElement().isSameAs(locker.player);
      assertThat(h2.log().sql())
          .containsExactly(
              SELECT.replace("select p.id", "select p_1.team_id, p.id")
                  + " where p_1.team_id in (?)",
              SELECT.replace("select p.id", "select p_2.what, p.id") + " where p_2.what in (?)");
    }
  }

  @Test
  void change_insertsUpdatesOrDeletesTheRow() {
    try (H2 h2 = players();
        Session session = h2.open()) {
      List<Player> all = session.query(Player.class).orderBy(Path.path("id").asc()).all();
      h2.log().clear();
      all.get(1).team = all.get(0).team;
      session.commit();
      assertThat(h2.log().sql())
          .containsExactly(
              "update player set version = ? where id = ? and version = ?",
              "insert into player_team (players_id, team_id) values (?, ?)");
      h2.log().clear();
      all.get(1).team = new Team("B");
      session.commit();
      assertThat(h2.log().sql())
          .containsExactly(
              "insert into team (name) values (?)",
              "update player set version = ? where id = ? and version = ?",
              "update player_team set team_id = ? where players_id = ?");
      h2.log().clear();
      all.get(1).team = null;
      session.commit();
      assertThat(h2.log().sql())
          .containsExactly(
              "update player set version = ? where id = ? and version = ?",
              "delete from player_team where players_id = ?");
      assertThat(h2.rows("select * from player_team")).containsExactly("1,1");
    }
  }

  @Test
  void collectionOfTheOtherSide_setsTheReference() {
    try (H2 h2 = players();
        Session session = h2.open()) {
      Team team = session.get(Team.class, 1L);
      Player bob = session.query(Player.class).filterBy("name", "Bob").one();
      team.players.add(bob);
      bob.team = team;
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql().get(1))
          .isEqualTo("insert into player_team (players_id, team_id) values (?, ?)");
    }
  }

  @Test
  void delete_takesTheRows_whereThereMayBeSome() {
    try (H2 h2 = players();
        Session session = h2.open()) {
      List<Player> all = session.query(Player.class).orderBy(Path.path("id").asc()).all();
      h2.log().clear();
      session.delete(all.get(1));
      session.commit();
      assertThat(h2.log().sql()).containsExactly("delete from player where id = ? and version = ?");
      h2.log().clear();
      session.delete(all.get(0));
      session.commit();
      assertThat(h2.log().sql())
          .containsExactly(
              "delete from has_locker where who = ?",
              "delete from player_team where players_id = ?",
              "delete from player where id = ? and version = ?");
    }
  }

  @Test
  void path_goesThroughTheTable() {
    try (H2 h2 = players();
        Session session = h2.open()) {
      h2.log().clear();
      assertThat(session.query(Player.class).filter(Path.path("team.name").eq("A")).count())
          .isEqualTo(1);
      assertThat(session.query(Player.class).filter(Path.path("team").isNull()).count())
          .isEqualTo(1);
      assertThat(h2.log().sql())
          .containsExactly(
              "select count(*) from player p left join player_team p_1 on p_1.players_id = p.id"
                  + " left join team t on t.id = p_1.team_id where t.name = ?",
              "select count(*) from player p left join player_team p_1 on p_1.players_id = p.id"
                  + " where p_1.team_id is null");
    }
  }

  @Test
  void schema_hasATableOfTwoKeys() {
    try (H2 h2 = H2.empty(Team.class, Player.class, Locker.class)) {
      h2.sessions().schema().create();
      assertThat(h2.log().sql())
          .contains(
              "create table player_team (players_id bigint not null, team_id bigint not null,"
                  + " primary key (players_id))",
              "create table has_locker (who bigint not null, what bigint not null unique,"
                  + " primary key (who))",
              "alter table player_team add constraint fk_player_team_players_id foreign key"
                  + " (players_id) references player (id)",
              "alter table player_team add constraint fk_player_team_team_id foreign key"
                  + " (team_id) references team (id)");
      h2.sessions().schema().validate();
    }
  }

  // ---- a circle

  @Entity
  static class Person {
    @Id @GeneratedValue long id;

    @OneToOne(cascade = CascadeType.PERSIST)
    @JoinTable(
        name = "marriage",
        joinColumns = @JoinColumn(name = "one"),
        inverseJoinColumns = @JoinColumn(name = "other"))
    @Nullable Person spouse;
  }

  @Test
  void circle_isBrokenAtTheTable() {
    try (H2 h2 = H2.with(Person.class);
        Session session = h2.open()) {
      Person one = new Person();
      Person other = new Person();
      one.spouse = other;
      other.spouse = one;
      session.add(one);
      session.commit();
      assertThat(h2.rows("select * from marriage order by 1")).containsExactly("1,2", "2,1");
    }
  }
}
