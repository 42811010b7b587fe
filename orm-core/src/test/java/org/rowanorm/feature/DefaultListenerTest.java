package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.ExcludeDefaultListeners;
import jakarta.persistence.ExcludeSuperclassListeners;
import jakarta.persistence.Id;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.SessionFactoryBuilder;
import org.rowanorm.error.MappingException;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** Listeners that are told of the objects of all entities. */
class DefaultListenerTest {

  private static final List<String> TOLD = new ArrayList<>();

  static class Everyone {

    @PrePersist
    @PostPersist
    @PreUpdate
    @PostUpdate
    @PreRemove
    @PostRemove
    @PostLoad
    void any(Object object) {
      TOLD.add("everyone " + object.getClass().getSimpleName());
    }
  }

  static class OfSuperclass {
    @PrePersist
    void persist(Object object) {
      TOLD.add("superclass");
    }
  }

  static class Own {
    @PrePersist
    void persist(Object object) {
      TOLD.add("own");
    }
  }

  /** Is told of what it takes only. */
  static final class Notary {
    private final List<Dated> dated = new ArrayList<>();

    @PrePersist
    private void persist(Dated object) {
      TOLD.add("notary");
      dated.add(object);
    }
  }

  interface Dated {}

  @MappedSuperclass
  @EntityListeners(OfSuperclass.class)
  static class Base {
    @Id int id;
  }

  @Entity
  @EntityListeners(Own.class)
  static class Letter extends Base implements Dated {
    String text = "";

    @PrePersist
    void persist() {
      TOLD.add("method");
    }
  }

  @Entity
  @ExcludeSuperclassListeners
  static class Parcel extends Base {}

  @ExcludeDefaultListeners
  @MappedSuperclass
  static class Silent extends Base {}

  @Entity
  static class Secret extends Silent {}

  private final Notary notary = new Notary();

  @BeforeEach
  void forget() {
    TOLD.clear();
  }

  private H2 h2() {
    return H2.with(this::configure);
  }

  private SessionFactoryBuilder configure(SessionFactoryBuilder builder) {
    return builder
        .entities(Letter.class, Parcel.class, Secret.class)
        .defaultListeners(Everyone.class)
        .defaultListener(notary);
  }

  @Test
  void defaultListeners_areToldFirst_inTheOrderOfTheirRegistration() {
    try (H2 h2 = h2();
        Session session = h2.open()) {
      Letter letter = new Letter();
      session.add(letter);
      assertThat(TOLD).containsExactly("everyone Letter", "notary", "superclass", "own", "method");
      assertThat(notary.dated).containsExactly(letter);
    }
  }

  @Test
  void defaultListeners_areToldOfAllSevenMoments() {
    try (H2 h2 = h2();
        Session session = h2.open()) {
      Letter letter = new Letter();
      session.add(letter);
      session.commit();
      letter.text = "changed";
      session.commit();
      session.refresh(letter);
      session.delete(letter);
      session.commit();
      assertThat(TOLD).filteredOn("everyone Letter"::equals).hasSize(7);
    }
  }

  @Test
  void entityThatExcludesListenersOfSuperclasses_keepsTheDefaultOnes() {
    try (H2 h2 = h2();
        Session session = h2.open()) {
      session.add(new Parcel());
      assertThat(TOLD).containsExactly("everyone Parcel");
    }
  }

  @Test
  void entityThatExcludesDefaultListeners_keepsTheOthers() {
    try (H2 h2 = h2();
        Session session = h2.open()) {
      session.add(new Secret());
      assertThat(TOLD).containsExactly("superclass");
    }
  }

  static class Deaf {
    void persist(Object object) {}
  }

  static class Closed {
    Closed(int number) {}

    @PostLoad
    void load(Object object) {}
  }

  @Test
  void listenersThatCannotListen_areRefusedTogether() {
    assertThatThrownBy(
            () ->
                H2.with(
                    builder ->
                        builder.entities(Parcel.class).defaultListeners(Deaf.class, Closed.class)))
        .isInstanceOf(MappingException.class)
        .hasMessageContaining(
            """
            The default listener org.rowanorm.feature.DefaultListenerTest$Deaf listens to nothing
                in defaultListeners(...)
                annotate a method of it with @PrePersist or another of the callbacks [ROWAN-123]""")
        .hasMessageContaining(
            """
            The listener org.rowanorm.feature.DefaultListenerTest$Closed cannot be made, since it\
             has no constructor without parameters
                in defaultListeners(...)
                give it a no-arg constructor that does not fail [ROWAN-123]""");
  }
}
