package org.rowanorm.club;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rowanorm.jdbc.StatementEvent;
import org.rowanorm.jdbc.StatementLog;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

/**
 * Random graphs and operations through sessions, beside a plain model: after each commit the
 * database holds what the model says, both sides of associations agree at any time, no change is
 * sent that finds no row, and a commit right after one sends nothing.
 */
public final class ClubModel {

  /** The entities. */
  public static final List<Class<?>> ENTITIES =
      List.of(Team.class, Person.class, Worker.class, Prize.class);

  private static final int TEAMS = 3;
  private static final String[] WORDS = {"a", "b", "B", "c"};

  private final SessionFactory sessions;
  private final StatementLog log;
  private final String[] codes;
  private final String seed;
  private final Random random;
  private final Map<String, Known> model = new TreeMap<>();
  private final Map<Integer, List<String>> players = new TreeMap<>();
  private final Map<String, Person> people = new HashMap<>();
  private final List<Team> teams = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private int names;

  /**
   * A model of an empty club.
   *
   * @param codes unique values; where a database takes two of them for the same, one of these only
   */
  public ClubModel(SessionFactory sessions, StatementLog log, long seed, String... codes) {
    this.sessions = sessions;
    this.log = log;
    this.codes = codes;
    this.seed = "seed " + seed;
    this.random = new Random(seed);
    for (int i = 0; i < TEAMS; i++) {
      players.put(i, new ArrayList<>());
    }
  }

  /** Works in a number of sessions, one after the other, and then empties the club. */
  public void play(int rounds) {
    sessions.inTransaction(
        session -> players.keySet().forEach(number -> session.add(new Team(number))));
    for (int round = 0; round < rounds; round++) {
      round(round);
    }
    end();
  }

  private void round(int number) {
    done.clear();
    done.add(seed + ", round " + number);
    log.clear();
    try {
      switch (random.nextInt(5)) {
        case 0 -> detached(Session::merge);
        case 1 -> detached(Session::attach);
        default -> inOneSession();
      }
      requireStored();
    } catch (RuntimeException e) {
      throw new AssertionError(done.toString(), e);
    }
  }

  private void inOneSession() {
    try (Session session = sessions.open()) {
      load(session);
      for (int left = random.nextInt(14); left >= 0; left--) {
        change(session);
        if (random.nextInt(3) == 0) {
          requireSidesAgree();
        }
      }
      commit(session);
      requireSidesAgree();
    }
  }

  /** Changes objects that no session manages, and brings them back. */
  private void detached(BiConsumer<Session, Person> back) {
    try (Session session = sessions.open()) {
      load(session);
      people.values().forEach(Known::of);
    }
    List<Person> changed = new ArrayList<>();
    for (int left = random.nextInt(4); left > 0 && !people.isEmpty(); left--) {
      String name = anyName();
      Person person = Objects.requireNonNull(people.get(name));
      Known known = Objects.requireNonNull(model.get(name));
      for (int i = random.nextInt(4); i >= 0; i--) {
        changeAlone(person, known);
      }
      changed.add(person);
    }
    Collections.shuffle(changed, random);
    done.add("back " + changed.stream().map(person -> person.name).toList());
    try (Session session = sessions.open()) {
      changed.stream().distinct().forEach(person -> back.accept(session, person));
      commit(session);
    }
  }

  private void commit(Session session) {
    session.commit();
    requireNoIdleStatement();
    log.clear();
    session.commit();
    assertThat(log.sql()).as("%s", done).isEmpty();
  }

  /** Each row that is updated is there, and so is each that is deleted by its id. */
  private void requireNoIdleStatement() {
    for (StatementEvent event : log.events()) {
      boolean ofOne = event.sql().startsWith("update") || event.sql().contains(" where id");
      if (event.error() == null && ofOne && !event.sql().startsWith("select")) {
        assertThat(event.rows()).as("%s in %s", event.sql(), done).isPositive();
      }
    }
  }

  private void requireStored() {
    try (Session session = sessions.open()) {
      load(session);
      Map<String, Known> stored = new TreeMap<>();
      people.forEach((name, person) -> stored.put(name, Known.of(person)));
      Map<Integer, List<String>> playing = new TreeMap<>();
      for (Team team : teams) {
        playing.put(team.id, team.players.stream().map(person -> person.name).toList());
      }
      assertThat(stored.toString() + playing).as("%s", done).isEqualTo(model.toString() + players);
      long prizes = model.values().stream().mapToLong(k -> k.prizes.size() + k.row.size()).sum();
      assertThat(session.query(Prize.class).count()).as("%s", done).isEqualTo(prizes);
      requireSidesAgree();
    }
  }

  /** Deletes all there is. */
  private void end() {
    sessions.inTransaction(
        session -> {
          session.query(Person.class).all().forEach(person -> person.friend = null);
          session.query(Person.class).all().forEach(session::delete);
          session.query(Team.class).all().forEach(session::delete);
        });
    sessions.inTransaction(
        session -> assertThat(session.query(Prize.class).count()).as("%s", done).isZero());
  }

  private void load(Session session) {
    people.clear();
    teams.clear();
    for (int i = 0; i < TEAMS; i++) {
      teams.add(Objects.requireNonNull(session.get(Team.class, i)));
    }
    session.query(Person.class).all().forEach(person -> people.put(person.name, person));
  }

  private String anyName() {
    return new ArrayList<>(new TreeSet<>(people.keySet())).get(random.nextInt(people.size()));
  }

  /** Each side of each association says the same as the other. */
  private void requireSidesAgree() {
    for (Team team : teams) {
      requireSame("people", team, names(team.people), p -> p.team == team);
      requireSame("players", team, names(team.players), p -> p.plays == team);
      requireSame("fans", team, names(team.fans), p -> p.fanOf.contains(team));
      String head = team.head == null ? "[]" : "[" + team.head.name + "]";
      requireSame("head", team, head, p -> p.heads == team);
    }
  }

  private void requireSame(String side, Team team, String names, Predicate<Person> other) {
    assertThat(names).as("%s of %s in %s", side, team.id, done).isEqualTo(namesWith(other));
  }

  private static String names(Iterable<Person> some) {
    List<String> names = new ArrayList<>();
    some.forEach(person -> names.add(person.name));
    return names.stream().sorted().toList().toString();
  }

  private String namesWith(Predicate<Person> condition) {
    return people.values().stream()
        .filter(condition)
        .map(person -> person.name)
        .sorted()
        .collect(Collectors.toList())
        .toString();
  }

  // ---- operations

  private void change(Session session) {
    if (people.size() < 3 || random.nextInt(8) == 0) {
      create(session);
      return;
    }
    String name = anyName();
    Person person = Objects.requireNonNull(people.get(name));
    Known known = Objects.requireNonNull(model.get(name));
    Team team = teams.get(random.nextInt(TEAMS));
    int kind = random.nextInt(25);
    done.add(kind + " " + name + " " + team.id);
    switch (kind) {
      case 0 -> code(person, known);
      case 1 -> home(person, known);
      case 2 -> wage(person, known);
      case 3 -> team(person, known, random.nextInt(4) == 0 ? null : team);
      case 4 -> plays(person, name, team);
      case 5 -> heads(person, known, random.nextInt(4) == 0 ? null : team);
      case 6 -> fan(person, known, team);
      case 7 -> list(person.words, known.words);
      case 8 -> list(person.steps, known.steps);
      case 9 -> scores(person, known);
      case 10 -> friend(person, known);
      case 11 -> delete(session, person, name);
      case 12 -> session.flush();
      case 13 -> rollback(session);
      case 14 -> away(session, person);
      case 15 -> refresh(session, person);
      case 16 -> nested(session);
      case 17 -> anew(session);
      case 18 -> tours(person, known);
      case 19 -> prizes(person, known);
      case 20 -> row(person, known);
      case 21 -> replace(person, known);
      case 22 -> deletedAndAdded(session, person);
      case 23 -> query(session, known);
      default -> rename(person, name);
    }
  }

  /** A change that no other object hears of. */
  private void changeAlone(Person person, Known known) {
    int kind = random.nextInt(10);
    done.add("alone " + kind + " " + person.name);
    switch (kind) {
      case 0 -> freeCode(person, known);
      case 1 -> home(person, known);
      case 2 -> wage(person, known);
      case 3 -> list(person.words, known.words);
      case 4 -> list(person.steps, known.steps);
      case 5 -> scores(person, known);
      case 6 -> friend(person, known);
      case 7 -> tours(person, known);
      case 8 -> prizes(person, known);
      default -> row(person, known);
    }
  }

  private void create(Session session) {
    String name = "p" + names++;
    done.add("new " + name);
    boolean worker = random.nextBoolean();
    Person person = worker ? new Worker(name) : new Person(name);
    Known known = new Known(worker);
    people.put(name, person);
    model.put(name, known);
    Team team = teams.get(random.nextInt(TEAMS));
    switch (random.nextInt(3)) {
      case 0 -> session.add(person);
      case 1 -> {
        known.team = team.id;
        person.team = team;
        session.add(person);
      }
      default -> {
        known.team = team.id;
        team.people.add(person);
        session.add(person); // known at once, not by the flush
      }
    }
  }

  /** Whoever has the code gets that of the other one, or none. */
  private void code(Person person, Known known) {
    String code = codes[random.nextInt(codes.length)];
    String before = random.nextBoolean() ? known.code : null;
    model.forEach(
        (name, other) -> {
          if (other != known && code.equals(other.code)) {
            other.code = before;
            people.get(name).code = before;
          }
        });
    known.code = code;
    person.code = code;
  }

  /** A code that nobody has, or none. */
  private void freeCode(Person person, Known known) {
    String code = codes[random.nextInt(codes.length)];
    boolean taken = model.values().stream().anyMatch(other -> code.equals(other.code));
    person.code = taken ? null : code;
    known.code = person.code;
  }

  private void home(Person person, Known known) {
    if (person.home == null) {
      person.home = new Home();
    }
    person.home.number = random.nextInt(3);
    person.home.street = random.nextBoolean() ? "x" : "y";
    known.home = person.home.street + person.home.number;
  }

  private void wage(Person person, Known known) {
    if (person instanceof Worker worker) {
      worker.wage = random.nextInt(3);
      known.wage = worker.wage;
    }
  }

  private void team(Person person, Known known, @Nullable Team team) {
    known.team = team == null ? null : (Integer) team.id;
    switch (random.nextInt(3)) {
      case 0 -> person.team = team;
      case 1 -> {
        if (team != null && person.team != team) {
          team.people.add(person);
        } else if (team == null && person.team != null) {
          person.team.people.remove(person);
        }
      }
      default -> {
        person.team = team;
        if (team != null && known.team != null && !team.people.contains(person)) {
          throw new AssertionError("the collection is behind");
        }
      }
    }
  }

  private void plays(Person person, String name, Team team) {
    players.values().forEach(playing -> playing.remove(name));
    if (person.plays != null && random.nextBoolean()) {
      person.plays = null;
      return;
    }
    int size = (int) team.players.stream().filter(other -> other != person).count();
    if (random.nextBoolean()) {
      person.plays = null;
      person.plays = team;
      players.get(team.id).add(name);
    } else {
      int at = random.nextInt(size + 1);
      team.players.remove(person);
      team.players.add(at, person);
      players.get(team.id).add(at, name);
    }
  }

  private void heads(Person person, Known known, @Nullable Team team) {
    for (Known other : model.values()) {
      if (team != null && other.heads != null && other.heads == team.id) {
        other.heads = null;
      }
    }
    known.heads = team == null ? null : (Integer) team.id;
    if (team != null) {
      assertThat(team.head == person).isIn(true, false); // else nobody knows who is to be let go of
    }
    if (team == null || random.nextBoolean()) {
      person.heads = team;
    } else {
      team.head = person;
    }
  }

  private void fan(Person person, Known known, Team team) {
    boolean add = known.fanOf.add(team.id);
    if (!add) {
      known.fanOf.remove(team.id);
    }
    if (random.nextBoolean()) {
      change(person.fanOf, team, add);
    } else {
      change(team.fans, person, add);
    }
  }

  private static <E> void change(Set<E> set, E element, boolean add) {
    assertThat(add ? set.add(element) : set.remove(element)).isTrue();
  }

  private void list(List<String> list, List<String> known) {
    List<Consumer<List<String>>> changes = new ArrayList<>();
    String word = WORDS[random.nextInt(WORDS.length)];
    int at = random.nextInt(list.size() + 1);
    // a bag comes back in any order, so both are changed by value
    changes.add(l -> l.add(word));
    changes.add(l -> l.remove(word));
    if (list.equals(known)) {
      changes.add(l -> l.add(at, word));
    }
    Consumer<List<String>> change = changes.get(random.nextInt(changes.size()));
    change.accept(list);
    change.accept(known);
  }

  private void scores(Person person, Known known) {
    String key = WORDS[random.nextInt(WORDS.length)];
    int value = random.nextInt(3);
    BiConsumer<Map<String, Integer>, String> change =
        value == 0 ? Map::remove : (map, k) -> map.put(k, value);
    change.accept(person.scores, key);
    change.accept(known.scores, key);
  }

  private void friend(Person person, Known known) {
    List<String> all = new ArrayList<>(new TreeSet<>(people.keySet()));
    String friend = random.nextInt(4) == 0 ? null : all.get(random.nextInt(all.size()));
    known.friend = friend;
    person.friend = friend == null ? null : people.get(friend);
  }

  private void delete(Session session, Person person, String name) {
    model.forEach(
        (other, known) -> {
          if (name.equals(known.friend)) {
            known.friend = null;
            people.get(other).friend = null;
          }
        });
    assertThat(person.fanOf.size()).isNotNegative(); // else no fan club knows that it lost one
    session.delete(person);
    people.remove(name);
    model.remove(name);
    players.values().forEach(playing -> playing.remove(name));
    if (random.nextInt(3) == 0) {
      create(session);
      Known known = model.get("p" + (names - 1));
      Person heir = people.get("p" + (names - 1));
      heir.code = person.code; // its row goes first
      known.code = heir.code;
    }
  }

  private void rollback(Session session) {
    if (random.nextBoolean()) {
      session.flush();
    }
    session.rollback();
  }

  /** Out of the session, changed, and in again. */
  private void away(Session session, Person person) {
    session.flush();
    session.detach(person);
    if (random.nextBoolean()) {
      Known known = model.get(person.name);
      code(person, known);
    }
    session.attach(person);
  }

  private void refresh(Session session, Person person) {
    session.commit();
    session.refresh(person);
  }

  private void rename(Person person, String name) {
    String other = "p" + names++;
    people.remove(name);
    people.put(other, person);
    model.put(other, model.remove(name));
    model.values().forEach(k -> k.friend = name.equals(k.friend) ? other : k.friend);
    players.values().forEach(playing -> playing.replaceAll(n -> n.equals(name) ? other : n));
    person.name = other;
  }

  /** Work after a savepoint, which may fail: the objects keep their values. */
  private void nested(Session session) {
    boolean fails = random.nextBoolean();
    List<Integer> deep = new ArrayList<>();
    try {
      session.nested(
          () -> {
            for (int left = random.nextInt(4); left > 0; left--) {
              change(session);
            }
            if (fails) {
              deep.add(1);
              throw new IllegalArgumentException("on purpose");
            }
          });
    } catch (IllegalArgumentException e) {
      assertThat(deep).as("%s", done).isNotEmpty();
      done.add("failed");
    }
  }

  /** All objects are let go of and loaded again; what was read of a flush a rollback leaves. */
  private void anew(Session session) {
    session.commit();
    session.clear();
    load(session);
  }

  private void tours(Person person, Known known) {
    int number = random.nextInt(TEAMS);
    Team team = teams.get(number);
    List<Team> tours = person.tours;
    switch (random.nextInt(4)) {
      case 0 -> {
        int at = random.nextInt(tours.size() + 1);
        tours.add(at, team);
        known.tours.add(at, number);
      }
      case 1 -> {
        tours.remove(team);
        known.tours.remove((Integer) number);
      }
      case 2 -> {
        Collections.reverse(tours);
        Collections.reverse(known.tours);
      }
      default -> {
        tours.add(team);
        known.tours.add(number);
      }
    }
  }

  private void prizes(Person person, Known known) {
    String place = WORDS[random.nextInt(2)];
    String other = WORDS[3];
    switch (random.nextInt(4)) {
      case 0 -> {
        person.prizes.remove(place);
        known.prizes.remove(place);
      }
      case 1 -> {
        Prize moved = person.prizes.remove(place);
        String name = known.prizes.remove(place);
        if (moved != null) {
          person.prizes.put(other, moved);
          known.prizes.put(other, name);
        }
      }
      default -> {
        Prize prize = new Prize("prize" + names++);
        person.prizes.put(place, prize);
        known.prizes.put(place, prize.name);
      }
    }
  }

  private void row(Person person, Known known) {
    List<Prize> row = person.row;
    int size = row.size();
    int at = random.nextInt(size + 1);
    switch (random.nextInt(4)) {
      case 0 -> {
        if (at < size) {
          row.remove(at);
          known.row.remove(at);
        }
      }
      case 1 -> {
        if (size > 1) {
          Collections.swap(row, 0, size - 1);
          Collections.swap(known.row, 0, size - 1);
        }
      }
      default -> {
        Prize prize = new Prize("prize" + names++);
        row.add(at, prize);
        known.row.add(at, prize.name);
      }
    }
  }

  /** A collection of the user's own in the place of the one that was there. */
  private void replace(Person person, Known known) {
    switch (random.nextInt(4)) {
      case 0 -> person.words = new ArrayList<>(person.words);
      case 1 -> {
        person.steps = new ArrayList<>(List.of("x"));
        known.steps.clear();
        known.steps.add("x");
      }
      case 2 -> {
        person.tours = new ArrayList<>(List.of(teams.get(0), teams.get(0)));
        known.tours.clear();
        known.tours.addAll(List.of(0, 0));
      }
      default -> person.scores = new HashMap<>(person.scores);
    }
  }

  private void deletedAndAdded(Session session, Person person) {
    assertThat(Known.of(person).prizes).isNotNull(); // what it leads to is loaded
    Team plays = person.plays;
    if (plays != null && plays.players.contains(person)) { // then it comes back at the end
      List<String> playing = Objects.requireNonNull(players.get(plays.id));
      playing.remove(person.name);
      playing.add(person.name);
    }
    session.delete(person);
    session.add(person);
  }

  private void query(Session session, Known known) {
    assertThat(session.query(Person.class).count()).as("%s", done).isEqualTo(model.size());
    List<Person> found = session.query(Person.class).filterBy("code", known.code).all();
    long expected = model.values().stream().filter(k -> Objects.equals(k.code, known.code)).count();
    assertThat((long) found.size()).as("%s", done).isEqualTo(expected);
  }
}
