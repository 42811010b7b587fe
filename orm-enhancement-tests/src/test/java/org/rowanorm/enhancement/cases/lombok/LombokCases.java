package org.rowanorm.enhancement.cases.lombok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.rowanorm.enhancement.BothDoors;
import org.rowanorm.enhancement.H2;
import org.rowanorm.session.Session;

/** Classes as Lombok writes them, through whole sessions. */
class LombokCases {

  private static final String LOAD_TEAM =
      "select t.id, t.name, t.version, t.town, t.points from team t where t.id in (?)";
  private static final String LOAD_PLAYERS =
      "select p.team_id, p.num, p.name, p.goals, p.team_id from player p where p.team_id in (?)"
          + " order by p.num";

  private static H2 teams() {
    H2 h2 = H2.with(Team.class, Player.class, Goal.class);
    try (Session session = h2.open()) {
      session.add(
          Team.builder()
              .id(1)
              .name("Blue")
              .town("Ulm")
              .player(Player.builder().num(7).name("Ann").build())
              .player(Player.builder().num(9).name("Bea").goals(2).build())
              .build());
      session.add(Team.builder().id(2).name("Red").town("Bonn").points(5).build());
      session.commit();
    }
    return h2;
  }

  /** What an access through a reference that is not loaded gives and sends. */
  private static List<String> reading(Function<Player, Object> access, Object expected) {
    try (H2 h2 = teams()) {
      h2.sql("insert into goal (played, scorer_num) values (12, 9)");
      try (Session session = h2.open()) {
        Player player = session.query(Goal.class).one().scorer();
        h2.log().clear();
        assertThat(access.apply(player)).isEqualTo(expected);
        return h2.log().sql();
      }
    }
  }

  // ---- whole sessions

  @BothDoors
  void H_C7_builders_makeWhatIsInserted() {
    try (H2 h2 = teams()) {
      assertThat(h2.log().sql())
          .containsExactly(
              "insert into team (id, name, version, town, points) values (?, ?, ?, ?, ?)",
              "insert into player (num, name, goals, team_id) values (?, ?, ?, ?)");
      assertThat(h2.rows("select * from team order by id"))
          .containsExactly("1,Blue,0,Ulm,3", "2,Red,0,Bonn,5");
      assertThat(h2.rows("select num, name, goals, team_id from player order by num"))
          .containsExactly("7,Ann,null,1", "9,Bea,2,1");
    }
  }

  @BothDoors
  void H_C7_setters_areOneUpdateOfWhatChanged() {
    try (H2 h2 = teams()) {
      try (Session session = h2.open()) {
        Team team = session.query(Team.class).filterBy("town", "Ulm").one();
        h2.log().clear();
        team.setName("Azure");
        team.setPoints(3);
        team.setTown("Neu-Ulm");
        session.commit();
      }
      assertThat(h2.log().sql())
          .containsExactly(
              "update team set name = ?, version = ?, town = ? where id = ? and version = ?");
      assertThat(h2.rows("select * from team where id = 1")).containsExactly("1,Azure,1,Neu-Ulm,3");
    }
  }

  @BothDoors
  void H_C7_fluentAccessors_areTrapped() {
    try (H2 h2 = teams()) {
      try (Session session = h2.open()) {
        Player bea = session.get(Player.class, 9);
        session.add(new Goal().played(12).scorer(bea));
        session.commit();
      }
      assertThat(h2.rows("select played, scorer_num from goal")).containsExactly("12,9");
      try (Session session = h2.open()) {
        Goal goal = session.query(Goal.class).one();
        h2.log().clear();
        assertThat(goal.played(13).played(14).scorer().getName()).isEqualTo("Bea");
        session.commit();
        assertThat(h2.log().sql())
            .containsExactly(
                "select p.num, p.name, p.goals, p.team_id from player p" + " where p.num in (?)",
                "update goal set played = ? where id = ?");
      }
    }
  }

  @BothDoors
  void H_C7_walkOverAList_isAStatementForEachStep() {
    try (H2 h2 = teams();
        Session session = h2.open()) {
      Team team = session.get(Team.class, 1);
      h2.log().clear();
      assertThat(team.getPlayers()).extracting(Player::getName).containsExactly("Ann", "Bea");
      assertThat(team.getPlayers()).allMatch(player -> player.getTeam() == team);
      assertThat(h2.log().sql()).containsExactly(LOAD_PLAYERS);
    }
  }

  @BothDoors
  void H_C7_deletedOwner_takesItsElementsAlong() {
    try (H2 h2 = teams()) {
      try (Session session = h2.open()) {
        session.delete(session.get(Team.class, 1));
        h2.log().clear();
        session.commit();
        assertThat(h2.log().sql())
            .containsExactly(
                "delete from player where num = ?",
                "delete from team where id = ? and version = ?");
      }
      assertThat(h2.rows("select name from team")).containsExactly("Red");
    }
  }

  // ---- what Lombok writes

  private static final String LOAD_PLAYER =
      "select p.num, p.name, p.goals, p.team_id from player p where p.num in (?)";

  @BothDoors
  void H_C7_getter_isTrapped() {
    assertThat(reading(Player::getGoals, 2)).containsExactly(LOAD_PLAYER);
  }

  @BothDoors
  void H_C7_idGetter_sendsNothing() {
    assertThat(reading(Player::getNum, 9)).isEmpty();
  }

  @BothDoors
  void H_C7_equalsAndHashCode_load() {
    Player bea = Player.builder().num(9).name("Bea").goals(2).build();
    assertThat(reading(bea::equals, true)).containsExactly(LOAD_PLAYER);
    assertThat(reading(Player::hashCode, bea.hashCode())).containsExactly(LOAD_PLAYER);
  }

  @BothDoors
  void H_C7_toString_loads() {
    assertThat(reading(Player::toString, "Player(num=9, name=Bea, goals=2)"))
        .containsExactly(LOAD_PLAYER);
  }

  @BothDoors
  void H_C7_toBuilderAndWith_copyWhatIsLoaded() {
    Player bee = Player.builder().num(9).name("Bee").goals(2).build();
    assertThat(reading(player -> player.withName("Bee"), bee)).containsExactly(LOAD_PLAYER);
    assertThat(reading(player -> player.toBuilder().name("Bee").build(), bee))
        .containsExactly(LOAD_PLAYER);
  }

  @BothDoors
  void H_C7_lazyGetter_readsThroughTheTrapOnce() {
    assertThat(reading(Player::getShirt, "Bea 9")).containsExactly(LOAD_PLAYER);
    assertThat(reading(player -> player.getShirt() == player.getShirt(), true))
        .containsExactly(LOAD_PLAYER);
  }

  @BothDoors
  void H_C7_nonNull_refusesBeforeTheTrapIsTripped() {
    try (H2 h2 = teams();
        Session session = h2.open()) {
      Player ann = session.get(Player.class, 7);
      h2.log().clear();
      assertThatThrownBy(() -> ann.setName(null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("name is marked non-null but is null");
      session.commit();
      assertThat(h2.log().sql()).isEmpty();
    }
  }

  @BothDoors
  void H_C7_explicitEquals_readsItsAttributeOnly() {
    try (H2 h2 = teams();
        Session session = h2.open()) {
      Team team = session.get(Player.class, 7).getTeam();
      h2.log().clear();
      Set<Team> set = new HashSet<>(List.of(team));
      assertThat(set.contains(Team.builder().town("Ulm").build())).isTrue();
      assertThat(team).hasToString("Team(super=" + superText(team) + ", town=Ulm)");
      assertThat(h2.log().sql()).containsExactly(LOAD_TEAM);
    }
  }

  private static String superText(Team team) {
    return Team.class.getName() + "@" + Integer.toHexString(team.hashCode());
  }

  // ---- values

  private static H2 stadiums() {
    H2 h2 = H2.with(Stadium.class, Ticket.class);
    try (Session session = h2.open()) {
      Stadium home = new Stadium("home", 100);
      session.addAll(List.of(home, new Ticket(1, home), new Ticket(2, home)));
      session.commit();
    }
    h2.log().clear();
    return h2;
  }

  @BothDoors
  void H_C7_valueClass_isLoadedLazily() {
    try (H2 h2 = stadiums();
        Session session = h2.open()) {
      List<Ticket> tickets = session.query(Ticket.class).all();
      assertThat(tickets).extracting(ticket -> ticket.getStadium().getSeats()).containsOnly(100);
      assertThat(h2.log().sql())
          .containsExactly(
              "select t.id, t.stadium_code from ticket t",
              "select s.code, s.seats from stadium s where s.code in (?)");
    }
  }

  @BothDoors
  void H_C7_copyOfAValue_isANewObject() {
    try (H2 h2 = stadiums();
        Session session = h2.open()) {
      Stadium home = session.get(Stadium.class, "home");
      assertThat(home.withSeats(100)).isSameAs(home);
      assertThat(home.withSeats(200)).isEqualTo(new Stadium("home", 200));
      session.commit();
      assertThat(h2.rows("select * from stadium")).containsExactly("home,100");
    }
  }

  @BothDoors
  void H_C7_equalsOverAReference_loadsIt() {
    try (H2 h2 = stadiums();
        Session session = h2.open()) {
      Ticket ticket = session.get(Ticket.class, 1);
      h2.log().clear();
      assertThat(ticket).isEqualTo(new Ticket(1, new Stadium("home", 100)));
      assertThat(ticket).hasToString("Ticket(id=1, stadium=Stadium(code=home, seats=100))");
      assertThat(h2.log().sql())
          .containsExactly("select s.code, s.seats from stadium s where s.code in (?)");
    }
  }
}
