package org.rowanorm.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rowanorm.lifecycle.Pair.Club;
import org.rowanorm.lifecycle.Pair.Member;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/**
 * All short sequences of changes of the two sides of an association, loaded and not loaded: both
 * sides say the same at once, and so do the rows after the commit, which sends what was planned.
 */
class SidesTest {

  /** What is done to the member, of which one that has a row is in the first club before. */
  private enum Step {
    JOIN_FIRST_HERE,
    JOIN_SECOND_HERE,
    LEAVE_FIRST_HERE,
    LEAVE_SECOND_HERE,
    JOIN_FIRST_THERE,
    JOIN_SECOND_THERE,
    LEAVE_FIRST_THERE,
    LEAVE_SECOND_THERE,
    READ_FIRST,
    READ_HERE,
    FLUSH,
    ROLL_BACK;

    boolean isFirst() {
      return name().contains("FIRST");
    }
  }

  private final H2 h2 = H2.with(Club.class, Member.class);

  @AfterEach
  void close() {
    h2.close();
  }

  /** Longer ones with {@code -Drowan.test.steps=...}. */
  private static List<List<Step>> sequences() {
    List<List<Step>> all = List.of(List.of());
    for (int i = 0; i < Integer.getInteger("rowan.test.steps", 2); i++) {
      List<List<Step>> longer = new ArrayList<>();
      for (List<Step> sequence : all) {
        for (Step step : Step.values()) {
          List<Step> next = new ArrayList<>(sequence);
          next.add(step);
          longer.add(next);
        }
      }
      all = longer;
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource(Pair.class)
  void sides_ofALoadedMember_sayTheSame(Pair pair) {
    sequences().forEach(steps -> play(pair, steps, false, true));
  }

  @ParameterizedTest
  @EnumSource(Pair.class)
  void sides_ofAMember_whereNothingElseIsLoaded_sayTheSame(Pair pair) {
    sequences().forEach(steps -> play(pair, steps, false, false));
  }

  @ParameterizedTest
  @EnumSource(Pair.class)
  void sides_ofANewMember_whereAllIsLoaded_sayTheSame(Pair pair) {
    sequences().forEach(steps -> play(pair, steps, true, true));
  }

  @ParameterizedTest
  @EnumSource(Pair.class)
  void sides_ofANewMember_whereNothingIsLoaded_sayTheSame(Pair pair) {
    sequences().forEach(steps -> play(pair, steps, true, false));
  }

  private void play(Pair pair, List<Step> steps, boolean isNew, boolean loaded) {
    given(pair, isNew);
    try (Session session = h2.open()) {
      Run run = new Run(pair, session, isNew);
      if (loaded) {
        run.loadAll();
      }
      steps.forEach(run::take);
      String what = pair + " " + steps;
      try {
        run.checkSides();
        run.checkCommit();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(what, e);
      }
      assertThat(rows(pair, run.member.id)).as(what).isEqualTo(run.clubs);
      session.clear();
    }
    try (Session session = h2.open()) {
      assertThat(said(pair, session)).as(pair + " " + steps).isEqualTo(rows(pair, isNew ? 2 : 1));
    }
  }

  private void given(Pair pair, boolean isNew) {
    for (String table : new String[] {"many", "bags", "largemany", "member", "club"}) {
      h2.sql("delete from " + table);
    }
    h2.sql("insert into club (id) values (1), (2)");
    if (isNew) {
      return;
    }
    if (pair.column == null) {
      h2.sql("insert into member (id) values (1)");
      h2.sql("insert into " + pair.table() + " values (1, 1)");
    } else {
      h2.sql("insert into member (id, " + pair.column + ") values (1, 1)");
    }
  }

  /** The clubs of a member by the rows. */
  private Set<Integer> rows(Pair pair, int member) {
    String rows =
        pair.column == null
            ? "select " + pair.clubColumn() + " from " + pair.table()
            : "select " + pair.column + " from member where id = " + member;
    return h2.rows(rows).stream()
        .filter(row -> !row.equals("null"))
        .map(Integer::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The clubs that have the member, as a fresh session sees it from both sides. */
  private static Set<Integer> said(Pair pair, Session session) {
    Set<Integer> said = new TreeSet<>();
    for (Member member : session.query(Member.class).all()) {
      for (Club club : session.query(Club.class).all()) {
        boolean there = pair.members(club).contains(member);
        assertThat(pair.isHere(member, club)).isEqualTo(there);
        if (there) {
          said.add(club.id);
        }
      }
    }
    return said;
  }

  /** One session with one member and two clubs. */
  private final class Run {

    private final Pair pair;
    private final Session session;
    private final Club first;
    private final Club second;
    private final Member member;
    private final Set<Integer> clubs = new TreeSet<>();

    Run(Pair pair, Session session, boolean isNew) {
      this.pair = pair;
      this.session = session;
      first = Objects.requireNonNull(session.get(Club.class, 1));
      second = Objects.requireNonNull(session.get(Club.class, 2));
      if (isNew) {
        member = new Member();
        member.id = 2;
        session.add(member);
      } else {
        member = Objects.requireNonNull(session.get(Member.class, 1));
        clubs.add(1);
      }
    }

    void loadAll() {
      for (Club club : List.of(first, second)) {
        assertThat(new ArrayList<>(pair.members(club))).isNotNull();
        pair.isHere(member, club);
      }
    }

    void take(Step step) {
      Club club = step.isFirst() ? first : second;
      switch (step) {
        case JOIN_FIRST_HERE, JOIN_SECOND_HERE -> {
          if (!clubs.contains(club.id)) {
            pair.joinHere(member, club);
            joined(club);
          }
        }
        case LEAVE_FIRST_HERE, LEAVE_SECOND_HERE -> {
          if (clubs.contains(club.id)) {
            pair.leaveHere(member, club);
            clubs.remove(club.id);
          }
        }
        case JOIN_FIRST_THERE, JOIN_SECOND_THERE -> {
          if (!clubs.contains(club.id)) {
            pair.joinThere(member, club);
            joined(club);
          }
        }
        case LEAVE_FIRST_THERE, LEAVE_SECOND_THERE -> {
          pair.leaveThere(member, club);
          clubs.remove(club.id);
        }
        case READ_FIRST -> assertThat(pair.members(first)).isNotNull();
        case READ_HERE -> pair.isHere(member, first);
        case FLUSH -> session.flush();
        case ROLL_BACK -> session.rollback();
      }
    }

    private void joined(Club club) {
      if (!pair.isMany()) {
        clubs.clear();
      }
      clubs.add(club.id);
    }

    /** Asks for the number, for the member, and then for all. */
    void checkSides() {
      for (Club club : List.of(first, second)) {
        boolean in = clubs.contains(club.id);
        assertThat(pair.members(club).size()).as("size of " + club.id).isEqualTo(in ? 1 : 0);
        assertThat(pair.members(club).contains(member)).as("contains of " + club.id).isEqualTo(in);
        assertThat(new ArrayList<>(pair.members(club)))
            .as("all of " + club.id)
            .isEqualTo(in ? List.of(member) : List.of());
        assertThat(pair.isHere(member, club)).as("here of " + club.id).isEqualTo(in);
      }
    }

    void checkCommit() {
      List<String> planned =
          session.flushPlan().statements().stream().map(statement -> statement.sql()).toList();
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql().stream().filter(sql -> !sql.startsWith("select")))
          .as("planned")
          .containsExactlyElementsOf(planned);
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql()).as("second commit").isEmpty();
    }
  }
}
