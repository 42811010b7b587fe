package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowanorm.query.Path.path;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToOne;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** Sides within embeddables say what the rows do after a bulk statement. */
class EmbeddedExpiryTest {

  @Embeddable
  static class Fittings {
    String colour = "";

    @OneToOne(mappedBy = "door")
    @Nullable Lock lock;

    @OneToOne(mappedBy = "door")
    @Nullable Bell bell;
  }

  @Entity
  static class Door {
    @Id int id;
    Fittings fittings = new Fittings();
  }

  @Entity
  static class Lock {
    @Id int id;
    String kind = "";
    @OneToOne @Nullable Door door;
  }

  @Entity
  static class Bell {
    @Id int id;
    @OneToOne @Nullable Door door;
  }

  private final H2 h2 = H2.with(Door.class, Lock.class, Bell.class);
  private final Session session;
  private final Door one;
  private final Door two;

  EmbeddedExpiryTest() {
    h2.sql("insert into door (id, colour) values (1, 'red'), (2, 'blue')");
    h2.sql("insert into lock (id, kind, door_id) values (11, 'old', 1)");
    h2.sql("insert into bell (id, door_id) values (21, 1)");
    session = h2.open();
    one = session.get(Door.class, 1);
    two = session.get(Door.class, 2);
    assertThat(one.fittings.lock.id + one.fittings.bell.id).isEqualTo(32);
    assertThat(two.fittings.lock).isNull();
    h2.log().clear();
  }

  @AfterEach
  void close() {
    session.clear();
    session.close();
    h2.close();
  }

  @Test
  void update_ofTheOtherSide_showsInTheEmbeddable() {
    session.update(Lock.class).set(path("door"), two).execute();
    h2.log().clear();
    assertThat(one.fittings.lock).isNull();
    assertThat(two.fittings.lock.id).isEqualTo(11);
    assertThat(h2.log().sql()).hasSize(2); // both were got alone
    assertThat(one.fittings.bell.id).isEqualTo(21);
  }

  @Test
  void delete_ofTheOtherSide_showsInTheEmbeddable() {
    session.deleteFrom(Lock.class).execute();
    assertThat(one.fittings.lock).isNull();
    session.commit();
    assertThat(h2.rows("select colour from door order by id")).containsExactly("red", "blue");
  }

  @Test
  void changeInTheEmbeddable_isKeptAndWritten() {
    one.fittings.colour = "green";
    session.update(Lock.class).set(path("door"), two).execute();
    assertThat(one.fittings.colour).isEqualTo("green");
    assertThat(one.fittings.lock).isNull();
    session.commit();
    assertThat(h2.rows("select colour from door order by id")).containsExactly("green", "blue");
    assertThat(h2.rows("select door_id from lock")).containsExactly("2");
  }

  @Test
  void rollback_afterABulkUpdate_bringsTheOtherSideBack() {
    session.update(Lock.class).set(path("door"), two).execute();
    assertThat(two.fittings.lock.id).isEqualTo(11);
    session.rollback();
    assertThat(one.fittings.lock.id).isEqualTo(11);
    assertThat(two.fittings.lock).isNull();
  }

  @Test
  void updateOfAnUnrelatedEntity_leavesTheEmbeddableLoaded() {
    session.update(Bell.class).set(path("door"), two).execute();
    assertThat(one.fittings.bell).isNull();
    h2.log().clear();
    assertThat(one.fittings.lock.kind).isEqualTo("old");
    assertThat(h2.log().sql()).isEmpty();
  }
}
