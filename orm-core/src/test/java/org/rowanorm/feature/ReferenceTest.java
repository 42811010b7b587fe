package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class ReferenceTest {

  @Entity
  static class Wheel {
    @Id int id;

    Wheel(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Car {
    @Id int id;

    @OneToOne(cascade = CascadeType.ALL, orphanRemoval = true)
    Wheel steering;

    @OneToMany
    @OrderBy
    @JoinColumn(name = "wheels_id")
    List<Wheel> wheels = new ArrayList<>();

    Car(int id) {
      this.id = id;
    }
  }

  private final H2 h2 = H2.with(Car.class, Wheel.class);

  @AfterEach
  void close() {
    h2.close();
  }

  private void givenCarWithSteeringWheel() {
    h2.sessions()
        .inTransaction(
            session -> {
              Car car = new Car(1);
              car.steering = new Wheel(1);
              session.add(car);
            });
  }

  @Test
  void replacedTarget_ofOwningReference_isDeleted() {
    givenCarWithSteeringWheel();
    try (Session session = h2.open()) {
      session.get(Car.class, 1).steering = new Wheel(2);
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "insert into wheel (id, wheels_id) values (?, ?)",
            "update car set steering_id = ? where id = ?",
            "delete from wheel where id = ?");
    assertThat(h2.rows("select id from wheel")).containsExactly("2");
  }

  @Test
  void targetOfOwningReference_thatComesBack_stays() {
    givenCarWithSteeringWheel();
    try (Session session = h2.open()) {
      Car car = session.get(Car.class, 1);
      Wheel wheel = car.steering;
      car.steering = null;
      car.steering = wheel;
      session.commit();
    }
    assertThat(h2.rows("select id from wheel")).containsExactly("1");
  }

  @Test
  void orderByWithoutValue_isByTheId() {
    h2.sessions()
        .inTransaction(
            session -> {
              Car car = new Car(1);
              car.wheels.add(new Wheel(3));
              car.wheels.add(new Wheel(2));
              session.add(car);
            });
    try (Session session = h2.open()) {
      assertThat(session.get(Car.class, 1).wheels)
          .extracting(wheel -> wheel.id)
          .containsExactly(2, 3);
    }
  }

  @Test
  void detachedTarget_isReferredToByItsId() {
    givenCarWithSteeringWheel();
    Wheel detached;
    try (Session session = h2.open()) {
      detached = session.get(Wheel.class, 1);
    }
    try (Session session = h2.open()) {
      Car car = new Car(2);
      car.steering = detached;
      session.add(car);
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().events()).hasSize(1);
    assertThat(h2.log().events().get(0).parametersText()).isEqualTo("[2, 1]");
  }

  @Test
  void pendingObject_ofAnotherOpenSession_isNotTakenFromIt() {
    try (Session first = h2.open();
        Session second = h2.open()) {
      Wheel wheel = new Wheel(1);
      first.add(wheel);
      assertThatThrownBy(() -> second.add(wheel))
          .hasMessage(
              """
              Wheel 1 belongs to another session
                  that session is still open
                  get the object by its id from this session and change that one [ROWAN-314]""");
      first.commit();
    }
    assertThat(h2.rows("select id from wheel")).containsExactly("1");
  }

  @Test
  void pendingObject_ofSessionClosedWithoutCommit_isNewInAnother() {
    Wheel wheel = new Wheel(1);
    try (Session first = h2.open()) {
      first.add(wheel);
    }
    try (Session second = h2.open()) {
      second.add(wheel);
      second.commit();
    }
    assertThat(h2.rows("select id from wheel")).containsExactly("1");
  }

  @Test
  void get_ofNull_isRefused() {
    try (Session session = h2.open()) {
      assertThatThrownBy(() -> session.get(Car.class, null))
          .hasMessage(
              """
              The id of Car is of type Integer, not null
                  in get(Car, null) [ROWAN-203]""");
    }
  }
}
