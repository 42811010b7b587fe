package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** What one side of an association says, the other one says at once; nothing is sent for it. */
class BothSidesTest {

  @Entity
  static class Team {
    @Id int id;

    @OneToMany(mappedBy = "team")
    List<Player> players = new ArrayList<>();

    @OneToMany(mappedBy = "loanTo")
    @OrderColumn
    List<Player> loans = new ArrayList<>();

    @OneToMany(mappedBy = "trains")
    @MapKey(name = "name")
    Map<String, Player> trainees = new HashMap<>();

    @ManyToMany(mappedBy = "fanOf")
    Set<Player> fans = new LinkedHashSet<>();

    @OneToOne(mappedBy = "leads")
    @Nullable Player captain;

    Team(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Player {
    @Id int id;
    String name = "";
    @ManyToOne @Nullable Team team;
    @ManyToOne @Nullable Team loanTo;
    @ManyToOne @Nullable Team trains;
    @ManyToMany Set<Team> fanOf = new LinkedHashSet<>();
    @OneToOne @Nullable Team leads;

    Player(int id) {
      this.id = id;
      this.name = "p" + id;
    }
  }

  private final H2 h2 = H2.with(Team.class, Player.class);
  private final Session session;
  private final Team red;
  private final Team blue;
  private final Player ann;
  private final Player bob;

  BothSidesTest() {
    h2.sql("insert into team (id) values (1), (2)");
    h2.sql(
        "insert into player (id, name, team_id, leads_id, trains_id)"
            + " values (1, 'p1', 1, 1, 1), (2, 'p2', 1, null, null)");
    session = h2.open();
    red = session.get(Team.class, 1);
    blue = session.get(Team.class, 2);
    List<Player> all = session.query(Player.class).orderBy(Path.path("id").asc()).all();
    ann = all.get(0);
    bob = all.get(1);
  }

  @BeforeEach
  void forgetStatements() {
    h2.log().clear();
  }

  @AfterEach
  void close() {
    session.rollback();
    session.clear();
    session.close();
    h2.close();
  }

  private void loadAll() {
    for (Team team : List.of(red, blue)) {
      assertThat(team.players.size() + team.loans.size() + team.fans.size()).isNotNegative();
      assertThat(team.trainees.size()).isNotNegative();
      assertThat(team.captain == null || team.captain.leads == team).isTrue();
    }
    assertThat(ann.fanOf.size() + bob.fanOf.size()).isZero();
    h2.log().clear();
  }

  /** What the commit sends; a second one sends nothing. */
  private List<String> committed() {
    session.commit();
    List<String> sent = h2.log().sql();
    h2.log().clear();
    session.commit();
    assertThat(h2.log().sql()).isEmpty();
    return sent;
  }

  @Test
  void reference_thatIsSet_movesTheObjectBetweenLoadedCollections() {
    loadAll();
    ann.team = blue;
    assertThat(red.players).containsExactly(bob);
    assertThat(blue.players).containsExactly(ann);
    ann.team = null;
    assertThat(blue.players).isEmpty();
    bob.team = blue;
    assertThat(h2.log().sql()).isEmpty();
    assertThat(committed()).containsExactly("update player set team_id = ? where id = ?");
    assertThat(h2.rows("select id, team_id from player order by id"))
        .containsExactly("1,null", "2,2");
  }

  @Test
  void collection_thatGetsOrLosesAnElement_setsItsReference() {
    loadAll();
    blue.players.add(ann);
    assertThat(ann.team).isSameAs(blue);
    assertThat(red.players).containsExactly(bob);
    red.players.remove(bob);
    assertThat(bob.team).isNull();
    assertThat(h2.log().sql()).isEmpty();
    assertThat(committed()).containsExactly("update player set team_id = ? where id = ?");
    assertThat(h2.rows("select id, team_id from player order by id"))
        .containsExactly("1,2", "2,null");
  }

  @Test
  void collection_thatIsReplaced_setsTheReferencesOfBothSets() {
    loadAll();
    Player eve = new Player(3);
    red.players = new ArrayList<>(List.of(bob, eve));
    assertThat(ann.team).isNull();
    assertThat(bob.team).isSameAs(red);
    assertThat(eve.team).isSameAs(red);
    session.commit();
    assertThat(h2.rows("select id, team_id from player order by id"))
        .containsExactly("1,null", "2,1", "3,1");
  }

  @Test
  void collection_thatIsReplacedUnread_isKnownByTheFlush() {
    red.players = new ArrayList<>(List.of(bob));
    assertThat(h2.log().sql()).isEmpty();
    assertThat(committed())
        .containsExactly(
            "select p.team_id, p.id, p.name, p.team_id, p.loanto_id, p.trains_id, p.leads_id"
                + " from player p where p.team_id in (?)",
            "update player set team_id = ? where id = ?");
    assertThat(ann.team).isNull();
    assertThat(h2.rows("select id, team_id from player order by id"))
        .containsExactly("1,null", "2,1");
  }

  @Test
  void collection_thatIsLoadedAfterTheOtherSideChanged_showsIt() {
    ann.team = blue;
    Player eve = new Player(3);
    eve.team = red;
    session.add(eve);
    assertThat(red.players).containsExactly(bob, eve);
    assertThat(blue.players).containsExactly(ann);
    assertThat(h2.log().sql()).hasSize(2);
    session.commit();
    session.refresh(red);
    assertThat(red.players).containsExactly(bob, eve);
  }

  @Test
  void newObject_isInTheCollectionOfWhatItRefersTo() {
    loadAll();
    Player eve = new Player(3);
    eve.team = red;
    session.add(eve);
    assertThat(red.players).containsExactly(ann, bob, eve);
    eve.team = blue;
    assertThat(red.players).containsExactly(ann, bob);
    assertThat(blue.players).containsExactly(eve);
    assertThat(committed()).hasSize(1);
    assertThat(h2.rows("select team_id from player where id = 3")).containsExactly("2");
  }

  @Test
  void newObject_thatIsDeletedBeforeTheFlush_isInNoCollection() {
    loadAll();
    Player eve = new Player(3);
    eve.team = red;
    session.add(eve);
    session.delete(eve);
    assertThat(red.players).containsExactly(ann, bob);
    assertThat(committed()).isEmpty();
  }

  @Test
  void newObject_inACollection_refersToItsOwnerAtOnce() {
    Player eve = new Player(3);
    red.players.add(eve);
    assertThat(eve.team).isSameAs(red);
  }

  @Test
  void helper_thatSetsBothSides_inEitherOrder_holdsTheElementOnce() {
    loadAll();
    ann.team = blue;
    blue.players.add(ann);
    blue.players.add(bob);
    bob.team = blue;
    assertThat(blue.players).containsExactly(ann, bob);
    bob.team = red;
    red.players.add(0, bob);
    assertThat(red.players).containsExactly(bob);
    assertThat(committed()).containsExactly("update player set team_id = ? where id = ?");
  }

  @Test
  void loop_overACollectionWhoseElementsMove_seesEachOfThem() {
    loadAll();
    List<Player> seen = new ArrayList<>();
    for (Player player : red.players) {
      seen.add(player);
      player.team = blue;
    }
    assertThat(seen).containsExactly(ann, bob);
    assertThat(red.players).isEmpty();
    blue.fans.addAll(seen);
    for (Player player : blue.fans) {
      player.fanOf.clear();
    }
    assertThat(blue.fans).isEmpty();
    for (Player player : blue.players) {
      session.delete(player);
    }
    assertThat(blue.players).isEmpty();
  }

  @Test
  void iterator_thatRemovesWhatHasMovedAlready_leavesTheRest() {
    loadAll();
    for (var players = red.players.iterator(); players.hasNext(); ) {
      players.next().team = null;
      players.remove();
    }
    assertThat(red.players).isEmpty();
    bob.team = red;
    var players = red.players.iterator();
    ann.team = red;
    assertThat(players.next()).isSameAs(bob);
    players.remove();
    assertThat(bob.team).isNull();
    assertThat(red.players).containsExactly(ann);
  }

  @Test
  void orderedCollection_getsTheObjectAtItsEnd_withItsIndex() {
    loadAll();
    ann.loanTo = red;
    bob.loanTo = red;
    session.commit();
    assertThat(h2.rows("select id, loanto_id, loans_order from player order by id"))
        .containsExactly("1,1,0", "2,1,1");
    ann.loanTo = null;
    session.commit();
    assertThat(h2.rows("select id, loanto_id, loans_order from player order by id"))
        .containsExactly("1,null,null", "2,1,0");
  }

  @Test
  void map_getsTheObjectUnderItsKey() {
    loadAll();
    ann.trains = blue;
    bob.trains = blue;
    assertThat(red.trainees).isEmpty();
    assertThat(blue.trainees).isEqualTo(Map.of("p1", ann, "p2", bob));
    blue.trainees.remove("p1");
    assertThat(ann.trains).isNull();
    red.trainees.put("p2", bob);
    assertThat(bob.trains).isSameAs(red);
    assertThat(blue.trainees).isEmpty();
  }

  @Test
  void manyToMany_bothSidesLoaded_areInStep() {
    loadAll();
    ann.fanOf.add(blue);
    assertThat(blue.fans).containsExactly(ann);
    blue.fans.remove(ann);
    blue.fans.add(bob);
    assertThat(ann.fanOf).isEmpty();
    assertThat(bob.fanOf).containsExactly(blue);
    assertThat(committed())
        .containsExactly("insert into player_team (fans_id, fanof_id) values (?, ?)");
  }

  @Test
  void manyToMany_loadedAfterTheOtherSideChanged_showsIt() {
    red.fans.add(ann);
    h2.log().clear();
    assertThat(ann.fanOf).containsExactly(red);
    assertThat(h2.log().sql()).hasSize(1);
    session.commit();
    assertThat(h2.rows("select * from player_team")).containsExactly("1,1");
  }

  @Test
  void oneToOne_isInStep_andLetsGoOfWhoWasThere() {
    loadAll();
    bob.leads = red;
    assertThat(red.captain).isSameAs(bob);
    assertThat(ann.leads).isNull();
    blue.captain = ann;
    assertThat(ann.leads).isSameAs(blue);
    red.captain = null;
    assertThat(bob.leads).isNull();
    assertThat(h2.log().sql()).isEmpty();
    session.commit();
    assertThat(h2.rows("select id, leads_id from player order by id"))
        .containsExactly("1,2", "2,null");
  }

  @Test
  void oneToOne_writtenUnread_letsGoOfWhoWasThere() {
    red.captain = null;
    session.commit();
    assertThat(h2.rows("select leads_id from player where id = 1")).containsExactly("null");
  }

  @Test
  void deletedObject_isInNoCollectionThatIsLoaded() {
    loadAll();
    session.delete(ann);
    assertThat(red.players).containsExactly(bob);
    assertThat(red.captain).isNull();
    session.add(ann);
    assertThat(red.players).containsExactly(bob, ann);
    session.delete(ann);
    session.commit();
    red.players.add(new Player(4));
    session.commit();
    assertThat(h2.rows("select id from player order by id")).containsExactly("2", "4");
  }

  @Test
  void refresh_takesTheOtherSideBackToo() {
    loadAll();
    ann.team = blue;
    session.refresh(ann);
    assertThat(ann.team).isSameAs(red);
    assertThat(red.players).containsExactlyInAnyOrder(ann, bob);
    assertThat(blue.players).isEmpty();
    assertThat(committed()).noneMatch(sql -> sql.startsWith("update"));
  }

  @Test
  void rollback_leavesBothSidesAsTheUserSetThem() {
    loadAll();
    ann.team = blue;
    session.flush();
    session.rollback();
    assertThat(blue.players).containsExactly(ann);
    session.commit();
    assertThat(h2.rows("select team_id from player where id = 1")).containsExactly("2");
  }

  @Test
  void newObjects_whoseSidesDisagree_areRefused() {
    Team green = new Team(3);
    Player eve = new Player(3);
    green.players.add(eve);
    eve.team = new Team(4);
    session.add(green);
    assertThat(catchThrowableOfType(EntityStateException.class, session::commit))
        .hasMessage(
            """
            The two sides of an association disagree
                Team 3 has Player 3 in Team.players
                Player 3 refers to Team 4 with Player.team
                change one of them [ROWAN-407]""");
    eve.team = green;
    session.commit();
    assertThat(h2.rows("select id, team_id from player where id = 3")).containsExactly("3,3");
  }

  @Test
  void newObjects_whoseOneToOneSidesDisagree_areRefused() {
    Team green = new Team(3);
    Player eve = new Player(3);
    green.captain = eve;
    eve.leads = red;
    session.add(green);
    assertThat(catchThrowableOfType(EntityStateException.class, session::commit))
        .hasMessage(
            """
            The two sides of an association disagree
                Team 3 has Player 3 in Team.captain
                Player 3 refers to Team 1 with Player.leads
                change one of them [ROWAN-407]""");
  }

  @Test
  void usersOwnList_changedPastTheAttribute_isInStepAfterTheFlush() {
    List<Player> own = new ArrayList<>();
    Team green = new Team(3);
    green.players = own;
    session.add(green);
    session.flush();
    bob.team = null;
    own.add(bob);
    session.flush();
    assertThat(bob.team).isSameAs(green);
    own.clear();
    session.flush();
    assertThat(bob.team).isNull();
    own.add(ann);
    assertThat(catchThrowableOfType(EntityStateException.class, session::flush))
        .hasMessage(
            """
            The two sides of an association disagree
                Team 3 has Player 1 in Team.players
                Player 1 refers to Team 1 with Player.team
                change one of them [ROWAN-407]""");
  }

  @Test
  void reference_withoutAnythingLoaded_costsNoSelect() {
    ann.team = blue;
    assertThat(committed()).containsExactly("update player set team_id = ? where id = ?");
  }

  @Test
  void elementThatWasAddedUnread_andThenRefersElsewhere_isThere() {
    Player eve = new Player(3);
    red.players.add(eve);
    session.add(eve);
    eve.team = blue;
    session.commit();
    assertThat(h2.rows("select team_id from player where id = 3")).containsExactly("2");
    assertThat(red.players).doesNotContain(eve);
    assertThat(blue.players).containsExactly(eve);
  }

  @Test
  void sidesThatAreNotLoaded_afterARollback_showWhatCameBeforeAndAfterTheFlush() {
    Player eve = new Player(3);
    eve.team = blue;
    session.add(eve);
    session.flush();
    Player pat = new Player(4);
    pat.team = blue;
    session.add(pat);
    session.rollback();
    assertThat(blue.players).containsExactly(eve, pat);
  }

  @Test
  void elementThatWasAddedUnreadAndFlushed_andRefersElsewhereSince_staysThereAfterARollback() {
    Player eve = new Player(3);
    red.players.add(eve);
    session.add(eve);
    session.flush();
    eve.team = blue;
    session.rollback();
    forgetStatements();
    assertThat(committed())
        .containsExactly(
            "insert into player (id, name, team_id, loanto_id, trains_id, leads_id, loans_order)"
                + " values (?, ?, ?, ?, ?, ?, ?)");
    assertThat(h2.rows("select team_id from player where id = 3")).containsExactly("2");
    assertThat(red.players).doesNotContain(eve);
    assertThat(blue.players).containsExactly(eve);
  }

  @Test
  void elementThatWasAddedUnreadAndFlushed_thenMovedAndDeleted_isForgottenByARollback() {
    Player eve = new Player(3);
    red.players.add(eve);
    session.add(eve);
    session.flush();
    eve.team = blue;
    session.delete(eve);
    session.rollback();
    forgetStatements();
    assertThat(committed()).isEmpty();
    assertThat(red.players).containsExactly(ann, bob);
    assertThat(blue.players).isEmpty();
  }

  @Test
  void elementsThatWereAddedUnread_beforeAndAfterAFlush_areThereAfterARollback() {
    Player eve = new Player(3);
    Player pat = new Player(4);
    red.players.add(eve);
    session.add(eve);
    session.flush();
    red.players.add(pat);
    session.rollback();
    session.commit();
    assertThat(red.players).containsExactlyInAnyOrder(ann, bob, eve, pat);
    assertThat(h2.rows("select id from player where team_id = 1 order by id"))
        .containsExactly("1", "2", "3", "4");
  }

  @Test
  void elementThatWasAddedUnreadAndFlushed_thenDeletedByAFlush_isForgottenByARollback() {
    Player eve = new Player(3);
    red.players.add(eve);
    session.add(eve);
    session.flush();
    session.delete(eve);
    session.flush();
    session.rollback();
    forgetStatements();
    assertThat(committed()).isEmpty();
    assertThat(red.players).containsExactly(ann, bob);
  }

  @Test
  void elementThatWasFlushedAndDeleted_beforeItsSideWasLoaded_isForgottenByARollback() {
    Player eve = new Player(3);
    eve.team = red;
    session.add(eve);
    session.flush();
    session.delete(eve);
    assertThat(red.players).containsExactly(ann, bob);
    session.flush();
    session.rollback();
    forgetStatements();
    assertThat(committed()).isEmpty();
    assertThat(red.players).containsExactly(ann, bob);
  }
}
