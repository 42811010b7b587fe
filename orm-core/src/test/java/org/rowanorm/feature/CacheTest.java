package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Cacheable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.RowanException;
import org.rowanorm.model.City;
import org.rowanorm.model.Customer;
import org.rowanorm.model.Note;
import org.rowanorm.model.Order;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class CacheTest {

  @Entity
  @Cacheable
  static class Signal {
    @Id int id;
    DayOfWeek day;

    @Enumerated(EnumType.STRING)
    DayOfWeek named;

    Instant at;
    @ManyToOne Signal next;
    boolean on;
    float level;
    Float limit;

    Signal(int id) {
      this.id = id;
    }
  }

  @Entity
  @Cacheable
  static class Team {
    @Id int id;
    @ElementCollection List<String> names = new ArrayList<>();

    @OneToOne(mappedBy = "team")
    Coach coach;

    Team(int id) {
      this.id = id;
    }
  }

  @Entity
  @Cacheable
  static class Coach {
    @Id int id;
    @OneToOne Team team;

    Coach(int id, Team team) {
      this.id = id;
      this.team = team;
    }
  }

  private final H2 h2 =
      H2.with(
          City.class,
          Customer.class,
          Order.class,
          Note.class,
          Signal.class,
          Team.class,
          Coach.class);

  CacheTest() {
    h2.sql("insert into city values (1, 'Rome', date '-0753-04-21', x'0102')");
    h2.sql("insert into customer (name, city_id) values ('Ann', 1)");
  }

  @AfterEach
  void close() {
    h2.close();
  }

  private City load() {
    try (Session session = h2.open()) {
      return session.get(City.class, 1L);
    }
  }

  @Test
  void hit_sendsNothingAndLeasesNoConnection() {
    City first = load();
    h2.log().clear();
    h2.connections().reset();
    City second = load();
    assertThat(h2.log().sql()).isEmpty();
    assertThat(h2.connections().leased()).isZero();
    assertThat(second).isNotSameAs(first);
    assertThat(second.name()).isEqualTo("Rome");
    assertThat(second.founded()).isEqualTo(first.founded());
  }

  @Test
  void mutableValue_isNotSharedBetweenSessions() {
    City first = load();
    first.arms()[0] = 9;
    City second = load();
    assertThat(second.arms()).containsExactly(1, 2);
    second.arms()[0] = 8;
    assertThat(load().arms()).containsExactly(1, 2);
  }

  @Test
  void commit_dropsWhatItChanged() {
    load();
    h2.sessions().inTransaction(session -> session.get(City.class, 1L).rename("Roma"));
    h2.log().clear();
    assertThat(load().name()).isEqualTo("Roma");
    assertThat(h2.log().sql()).hasSize(1);
  }

  @Test
  void rollback_keepsTheCachedRow() {
    load();
    try (Session session = h2.open()) {
      session.get(City.class, 1L).rename("Roma");
      session.flush();
      session.rollback();
    }
    h2.log().clear();
    assertThat(load().name()).isEqualTo("Rome");
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void delete_dropsTheRow() {
    h2.sql("update customer set city_id = null");
    load();
    h2.sessions().inTransaction(session -> session.delete(session.get(City.class, 1L)));
    assertThat(load()).isNull();
  }

  @Test
  void unknownOutcome_dropsWhatMayHaveChanged() {
    load();
    try (Session session = h2.open()) {
      session.get(City.class, 1L).rename("Roma");
      session.flush();
      h2.connections().failAfterNext("commit", new SQLException("broken pipe", "08006"));
      Assertions.assertThatThrownBy(session::commit).isInstanceOf(RowanException.class);
    }
    assertThat(load().name()).isEqualTo("Roma");
  }

  @Test
  void unknownOutcomeOfAChangeThatCommitsItself_dropsWhatMayHaveChanged() {
    load();
    try (Session session = h2.open()) {
      session.get(City.class, 1L).rename("Roma");
      h2.connections().failStatement("executeUpdate", new SQLException("broken pipe", "08006"));
      Assertions.assertThatThrownBy(session::commit).isInstanceOf(RowanException.class);
    }
    assertThat(load().name()).isEqualTo("Roma");
  }

  @Test
  void readerLoads_writerCommits_readerPuts_isRefused() {
    h2.connections()
        .afterNextQuery(
            () -> h2.sessions().inTransaction(s -> s.get(City.class, 1L).rename("Roma")));
    assertThat(load().name()).isEqualTo("Rome");
    h2.log().clear();
    assertThat(load().name()).isEqualTo("Roma");
    assertThat(h2.log().sql()).hasSize(1);
  }

  @Test
  void reference_isTakenFromTheCache() {
    load();
    try (Session session = h2.open()) {
      Customer ann = session.get(Customer.class, 1L);
      h2.log().clear();
      assertThat(ann.city().name()).isEqualTo("Rome");
    }
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void cachedObject_isTrackedLikeALoadedOne() {
    load();
    try (Session session = h2.open()) {
      City city = session.get(City.class, 1L);
      city.arms()[0] = 7;
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql()).containsExactly("update city set arms = ? where id = ?");
    assertThat(load().arms()).containsExactly(7, 2);
  }

  @Test
  void rowsOfTheOwnTransaction_areNotPutBeforeItsCommit() {
    try (Session session = h2.open()) {
      session.get(City.class, 1L).rename("Roma");
      session.flush();
      assertThat(session.query(City.class).filterBy("name", "Roma").one().id()).isEqualTo(1);
      assertThat(load().name()).isEqualTo("Rome");
    }
    assertThat(load().name()).isEqualTo("Rome");
  }

  @Test
  void valuesOfAllKinds_comeBackFromTheCache() {
    Signal second = new Signal(2);
    second.day = DayOfWeek.FRIDAY;
    second.named = DayOfWeek.MONDAY;
    second.at = Instant.parse("2026-01-02T03:04:05.678901Z");
    second.next = new Signal(1);
    second.on = true;
    second.level = 1.5f;
    second.limit = 2.5f;
    h2.sessions().inTransaction(session -> session.add(second));
    for (int i = 0; i < 2; i++) {
      h2.log().clear();
      try (Session session = h2.open()) {
        Signal read = session.get(Signal.class, 2);
        assertThat(read.day).isEqualTo(DayOfWeek.FRIDAY);
        assertThat(read.named).isEqualTo(DayOfWeek.MONDAY);
        assertThat(read.at).isEqualTo(second.at);
        assertThat(read.next.id).isEqualTo(1);
        assertThat(read.on).isTrue();
        assertThat(read.level).isEqualTo(1.5f);
        assertThat(read.limit).isEqualTo(2.5f);
        Signal first = session.get(Signal.class, 1);
        assertThat(first.day).isNull();
        assertThat(first).isSameAs(read.next);
      }
      assertThat(h2.log().sql()).hasSize(i == 0 ? 2 : 0);
    }
  }

  @Test
  void query_putsItsRows() {
    try (Session session = h2.open()) {
      session.query(City.class).all();
    }
    h2.log().clear();
    load();
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void collections_ofACachedObject_areNeverStale() {
    h2.sessions()
        .inTransaction(
            session -> {
              Team team = new Team(1);
              team.names.add("a");
              session.add(team);
            });
    try (Session reader = h2.open()) {
      assertThat(reader.get(Team.class, 1).names).containsExactly("a");
    }
    h2.sessions()
        .inTransaction(
            session -> {
              Team team = session.get(Team.class, 1);
              team.names.add("b");
              session.add(new Coach(7, team));
            });
    try (Session reader = h2.open()) {
      h2.log().clear();
      Team team = reader.get(Team.class, 1);
      assertThat(h2.log().sql()).isEmpty();
      assertThat(team.names).containsExactlyInAnyOrder("a", "b");
      assertThat(team.coach.id).isEqualTo(7);
    }
  }
}
