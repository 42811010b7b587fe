package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.ExcludeDefaultListeners;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** Who is told of each of the seven moments, and in which order. */
class CallbackOrderTest {

  private static final List<String> TOLD = new ArrayList<>();

  /** What listeners have in common; its methods are inherited. */
  abstract static class Telling {

    private void tell(String moment) {
      TOLD.add(getClass().getSimpleName() + " " + moment);
    }

    @PrePersist
    void prePersist(Object object) {
      tell("PrePersist");
    }

    @PostPersist
    void postPersist(Object object) {
      tell("PostPersist");
    }

    @PreUpdate
    void preUpdate(Object object) {
      tell("PreUpdate");
    }

    @PostUpdate
    void postUpdate(Object object) {
      tell("PostUpdate");
    }

    @PreRemove
    void preRemove(Object object) {
      tell("PreRemove");
    }

    @PostRemove
    void postRemove(Object object) {
      tell("PostRemove");
    }

    @PostLoad
    void postLoad(Object object) {
      tell("PostLoad");
    }
  }

  static class OfTop extends Telling {}

  static class OfMiddle extends Telling {}

  static class First extends Telling {}

  static class Second extends Telling {}

  @MappedSuperclass
  @EntityListeners(OfTop.class)
  abstract static class Top {

    static void tell(String who) {
      TOLD.add(who);
    }

    @PrePersist
    private void prePersist() {
      tell("Top PrePersist");
    }

    @PostPersist
    private void postPersist() {
      tell("Top PostPersist");
    }

    @PreUpdate
    private void preUpdate() {
      tell("Top PreUpdate");
    }

    @PostUpdate
    private void postUpdate() {
      tell("Top PostUpdate");
    }

    @PreRemove
    private void preRemove() {
      tell("Top PreRemove");
    }

    @PostRemove
    private void postRemove() {
      tell("Top PostRemove");
    }

    @PostLoad
    private void postLoad() {
      tell("Top PostLoad");
    }

    /** One method for all moments, which the entity below overrides without an annotation. */
    @PrePersist
    @PostPersist
    @PreUpdate
    @PostUpdate
    @PreRemove
    @PostRemove
    @PostLoad
    void overridden() {
      tell("never told");
    }
  }

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  @EntityListeners(OfMiddle.class)
  static class Middle extends Top {
    @Id int id;
    String name = "";

    @Override
    void overridden() {
      tell("never told");
    }
  }

  @Entity
  @ExcludeDefaultListeners
  @EntityListeners({First.class, Second.class})
  static class Bottom extends Middle {
    int number;

    @PrePersist
    @PostPersist
    @PreUpdate
    @PostUpdate
    @PreRemove
    @PostRemove
    @PostLoad
    void any() {
      tell("Bottom");
    }
  }

  private final H2 h2 = H2.with(Middle.class, Bottom.class);

  @AfterEach
  void close() {
    h2.close();
  }

  private static void assertTold(String... moments) {
    List<String> expected = new ArrayList<>();
    for (String moment : moments) {
      for (String who : List.of("OfTop", "OfMiddle", "First", "Second", "Top")) {
        expected.add(who + " " + moment);
      }
      expected.add("Bottom");
    }
    assertThat(TOLD).isEqualTo(expected);
    TOLD.clear();
  }

  @Test
  void allSevenMoments_tellListenersAndThenMethods_eachFromAboveToBelow() {
    TOLD.clear();
    try (Session session = h2.open()) {
      Bottom object = new Bottom();
      session.add(object);
      assertTold("PrePersist");
      session.commit();
      assertTold("PostPersist");
      object.number = 2;
      session.commit();
      assertTold("PreUpdate", "PostUpdate");
      session.refresh(object);
      assertTold("PostLoad");
      session.delete(object);
      assertTold("PreRemove");
      session.commit();
      assertTold("PostRemove");
    }
  }
}
