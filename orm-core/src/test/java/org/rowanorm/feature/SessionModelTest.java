package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/**
 * Random graphs and operations through sessions, beside a plain model: after each commit the
 * database holds what the model says, both sides of associations agree at any time, and a commit
 * right after one sends nothing.
 */
class SessionModelTest {

  @Embeddable
  static class Home {
    @Nullable String street;
    int number;
  }

  @Entity
  static class Team {
    @Id int id;

    @OneToMany(mappedBy = "team")
    List<Person> people = new ArrayList<>();

    @OneToMany(mappedBy = "plays")
    @OrderColumn
    List<Person> players = new ArrayList<>();

    @ManyToMany(mappedBy = "fanOf")
    Set<Person> fans = new LinkedHashSet<>();

    @OneToOne(mappedBy = "heads")
    @Nullable Person head;

    Team(int id) {
      this.id = id;
    }
  }

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Person {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(unique = true)
    String name;

    @Column(unique = true)
    @Nullable String code;

    @Version int version;
    @Nullable Home home;
    @ManyToOne @Nullable Team team;
    @ManyToOne @Nullable Team plays;
    @OneToOne @Nullable Team heads;
    @ManyToOne @Nullable Person friend;
    @ManyToMany Set<Team> fanOf = new LinkedHashSet<>();
    @ElementCollection List<String> words = new ArrayList<>();
    @ElementCollection @OrderColumn List<String> steps = new ArrayList<>();
    @ElementCollection Map<String, Integer> scores = new HashMap<>();

    Person() {}

    Person(String name) {
      this.name = name;
    }
  }

  @Entity
  static class Worker extends Person {
    int wage;

    Worker() {}

    Worker(String name) {
      super(name);
    }
  }

  /** What the model knows of a person; the names are the keys. */
  private static final class Known {
    final boolean worker;
    @Nullable String code;
    String home = "-";
    int wage;
    @Nullable Integer team;
    @Nullable Integer heads;
    @Nullable String friend;
    final Set<Integer> fanOf = new TreeSet<>();
    final List<String> words = new ArrayList<>();
    final List<String> steps = new ArrayList<>();
    final Map<String, Integer> scores = new TreeMap<>();

    Known(boolean worker) {
      this.worker = worker;
    }

    @Override
    public String toString() {
      return String.join(
          " ",
          worker + "/" + wage,
          code + "/" + home,
          team + "/" + heads + "/" + friend,
          fanOf.toString(),
          words.stream().sorted().toList().toString(),
          steps.toString(),
          scores.toString());
    }
  }

  private static final int TEAMS = 3;
  private static final String[] CODES = {"a", "b", "B", "c"};

  private final Map<String, Known> model = new TreeMap<>();
  private final Map<Integer, List<String>> players = new TreeMap<>();
  private final Map<String, Person> people = new HashMap<>();
  private final List<Team> teams = new ArrayList<>();
  private Random random = new Random();
  private final List<String> done = new ArrayList<>();
  private int names;

  /** More of them with {@code -Drowan.test.seeds=...}. */
  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("rowan.test.seeds", 4));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatWasCommitted_isWhatTheModelSays(long seed) {
    random = new Random(seed);
    try (H2 h2 = H2.with(Team.class, Person.class, Worker.class)) {
      for (int i = 0; i < TEAMS; i++) {
        h2.sql("insert into team (id) values (" + i + ")");
        players.put(i, new ArrayList<>());
      }
      for (int round = 0; round < 40; round++) {
        round(h2, "seed " + seed + ", round " + round);
      }
    }
  }

  private void round(H2 h2, String where) {
    done.clear();
    try (Session session = h2.open()) {
      load(session);
      for (int left = random.nextInt(14); left >= 0; left--) {
        change(session);
        if (random.nextInt(3) == 0) {
          requireSidesAgree(where + done);
        }
      }
      session.commit();
      requireSidesAgree(where + done);
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql()).as(where).isEmpty();
    }
    try (Session session = h2.open()) {
      load(session);
      assertThat(stored()).as(where + done).isEqualTo(model.toString() + players);
      requireSidesAgree(where + done);
    }
  }

  private void load(Session session) {
    people.clear();
    teams.clear();
    for (int i = 0; i < TEAMS; i++) {
      teams.add(Objects.requireNonNull(session.get(Team.class, i)));
    }
    session.query(Person.class).all().forEach(person -> people.put(person.name, person));
  }

  private String stored() {
    Map<String, Known> stored = new TreeMap<>();
    people.forEach((name, person) -> stored.put(name, known(person)));
    Map<Integer, List<String>> playing = new TreeMap<>();
    for (Team team : teams) {
      playing.put(team.id, team.players.stream().map(person -> person.name).toList());
    }
    return stored.toString() + playing;
  }

  private static Known known(Person person) {
    Known known = new Known(person instanceof Worker);
    known.wage = person instanceof Worker worker ? worker.wage : 0;
    known.code = person.code;
    known.home = person.home == null ? "-" : person.home.street + person.home.number;
    known.team = person.team == null ? null : (Integer) person.team.id;
    known.heads = person.heads == null ? null : (Integer) person.heads.id;
    known.friend = person.friend == null ? null : person.friend.name;
    person.fanOf.forEach(team -> known.fanOf.add(team.id));
    known.words.addAll(person.words);
    known.steps.addAll(person.steps);
    known.scores.putAll(person.scores);
    return known;
  }

  /** Each side of each association says the same as the other. */
  private void requireSidesAgree(String where) {
    for (Team team : teams) {
      assertThat(names(team.people)).as(where).isEqualTo(namesWith(p -> p.team == team));
      assertThat(names(team.players)).as(where).isEqualTo(namesWith(p -> p.plays == team));
      assertThat(names(team.fans)).as(where).isEqualTo(namesWith(p -> p.fanOf.contains(team)));
      assertThat(team.head == null ? "[]" : "[" + team.head.name + "]")
          .as(where)
          .isEqualTo(namesWith(p -> p.heads == team));
    }
  }

  private static String names(Iterable<Person> some) {
    List<String> names = new ArrayList<>();
    some.forEach(person -> names.add(person.name));
    return names.stream().sorted().toList().toString();
  }

  private String namesWith(java.util.function.Predicate<Person> condition) {
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
    String name =
        new ArrayList<>(new TreeSet<>(people.keySet())).get(random.nextInt(people.size()));
    Person person = people.get(name);
    Known known = model.get(name);
    Team team = teams.get(random.nextInt(TEAMS));
    int kind = random.nextInt(17);
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
      default -> rename(person, name);
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
    String code = CODES[random.nextInt(CODES.length)];
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
    String word = CODES[random.nextInt(CODES.length)];
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
    String key = CODES[random.nextInt(CODES.length)];
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
    session.flush();
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
}
