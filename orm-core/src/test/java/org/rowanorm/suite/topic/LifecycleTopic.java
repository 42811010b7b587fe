package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.Large;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;

/** Objects that come, go and leave their session, where keys of the database watch over them. */
public interface LifecycleTopic extends SuiteFixture {

  List<Class<?>> ENTITIES = List.of(Vessel.class, Sailor.class);

  /** A class that its parts refer to, and that refers to one of them. */
  @Entity
  class Vessel {
    @Id int id;
    @ManyToOne @Nullable Sailor captain;

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "vessel_id")
    @OrderBy("id")
    List<Sailor> crew = new ArrayList<>();

    @OneToMany(mappedBy = "guestOf")
    List<Sailor> guests = new ArrayList<>();

    @Large
    @OneToMany(mappedBy = "trainedOn")
    List<Sailor> trained = new ArrayList<>();

    Vessel(int id) {
      this.id = id;
    }
  }

  @Entity
  class Sailor {
    @Id int id;

    @Column(unique = true, length = 40)
    String sign;

    @ManyToOne @Nullable Vessel guestOf;
    @ManyToOne @Nullable Vessel trainedOn;
    @ManyToOne @Nullable Sailor friend;

    Sailor(int id, String sign) {
      this.id = id;
      this.sign = sign;
    }
  }

  /** The tables refer to each other, so none of them could be emptied before the next test. */
  @AfterEach
  default void openCircles() throws SQLException {
    execute("update vessel set captain_id = null");
    execute(
        "update sailor set vessel_id = null, guestof_id = null, trainedon_id = null,"
            + " friend_id = null");
  }

  private void givenVessel() {
    Vessel vessel = new Vessel(1);
    for (int i = 1; i <= 3; i++) {
      vessel.crew.add(new Sailor(i, "s" + i));
    }
    vessel.captain = vessel.crew.get(0);
    store(vessel);
  }

  private List<String> signs() {
    return freshly(
        session ->
            session.query(Sailor.class).orderBy(Path.path("id").asc()).all().stream()
                .map(sailor -> sailor.sign)
                .toList());
  }

  @Test
  default void owner_inACircleOfClasses_isDeletedWithWhatItOwns() {
    givenVessel();
    sessions().inTransaction(s -> s.delete(Objects.requireNonNull(s.get(Vessel.class, 1))));
    inFresh(
        session -> {
          assertThat(session.query(Vessel.class).count()).isZero();
          assertThat(session.query(Sailor.class).count()).isZero();
        });
  }

  @Test
  default void uniqueValue_ofARowThatWasNotRead_isGivenUpFirst() {
    Sailor friend = new Sailor(1, "Bo");
    Sailor sailor = new Sailor(2, "Al");
    sailor.friend = friend;
    store(sailor);
    try (Session session = sessions().open()) {
      Sailor read = Objects.requireNonNull(session.get(Sailor.class, 2));
      Sailor unread = Objects.requireNonNull(read.friend);
      read.friend = null;
      session.delete(unread);
      session.add(new Sailor(3, "bo")); // the same value where a collation takes it for that
      session.commit();
    }
    assertThat(signs()).containsExactly("Al", "bo");
  }

  @Test
  default void changesOfADetachedOwner_areWrittenByAttach() {
    givenVessel();
    store(new Sailor(4, "s4"));
    sessions()
        .inTransaction(
            session ->
                Objects.requireNonNull(session.get(Sailor.class, 4)).guestOf =
                    session.get(Vessel.class, 1));
    Vessel vessel =
        freshly(
            session -> {
              Vessel found = Objects.requireNonNull(session.get(Vessel.class, 1));
              assertThat(found.crew.size() + found.guests.size()).isEqualTo(4);
              return found;
            });
    vessel.guests.clear();
    vessel.crew.remove(2);
    vessel.crew.add(new Sailor(5, "s5"));
    log().clear();
    sessions().inTransaction(session -> session.attach(vessel));
    assertThat(log().sql())
        .containsExactly(
            sql(
                "insert into sailor (id, sign, guestof_id, trainedon_id, friend_id, vessel_id)"
                    + " values (?, ?, ?, ?, ?, ?)"),
            sql("update sailor set guestof_id = ? where id = ?"),
            sql("delete from sailor where id = ?"));
    assertThat(signs()).containsExactly("s1", "s2", "s4", "s5");
    inFresh(s -> assertThat(Objects.requireNonNull(s.get(Vessel.class, 1)).guests).isEmpty());
  }

  @Test
  default void largeCollection_countsWhatTheOtherSideHasSaid() {
    givenVessel();
    try (Session session = sessions().open()) {
      Vessel vessel = Objects.requireNonNull(session.get(Vessel.class, 1));
      Sailor first = Objects.requireNonNull(session.get(Sailor.class, 1));
      Sailor second = Objects.requireNonNull(session.get(Sailor.class, 2));
      first.trainedOn = vessel;
      assertThat(vessel.trained.contains(first)).isTrue();
      assertThat(vessel.trained).hasSize(1);
      session.flush();
      second.trainedOn = vessel;
      first.trainedOn = null;
      Sailor fresh = new Sailor(9, "s9");
      session.add(fresh);
      fresh.trainedOn = vessel;
      assertThat(vessel.trained.size()).isEqualTo(2);
      assertThat(vessel.trained.contains(first)).isFalse();
      session.commit();
      assertThat(vessel.trained.size()).isEqualTo(2);
      assertThat(vessel.trained).containsExactlyInAnyOrder(second, fresh);
    }
  }

  @Test
  default void rollback_afterABulkStatement_bringsBackWhatWasSaid() {
    givenVessel();
    try (Session session = sessions().open()) {
      Vessel vessel = Objects.requireNonNull(session.get(Vessel.class, 1));
      Sailor first = vessel.crew.get(0);
      first.sign = "mine";
      session.update(Sailor.class).set(Path.path("friend"), first).execute();
      assertThat(vessel.crew.get(1).friend).isSameAs(first);
      session.rollback();
      assertThat(vessel.crew.get(1).friend).isNull();
      assertThat(first.sign).isEqualTo("mine");
      session.commit();
    }
    assertThat(signs()).containsExactly("mine", "s2", "s3");
  }
}
