package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class InverseToOneTest {

  @Entity
  static class User {
    @Id int id;
    @Nullable String name;
    @Version int version;

    @OneToOne(mappedBy = "user", cascade = CascadeType.ALL)
    @Nullable Profile profile;

    @OneToOne(mappedBy = "user", orphanRemoval = true)
    @Nullable Badge badge;

    User(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Profile {
    @Id int id;
    String text = "";
    @OneToOne @Nullable User user;

    Profile(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Badge {
    @Id int id;
    @OneToOne @Nullable User user;

    Badge(int id) {
      this.id = id;
    }
  }

  private final H2 h2 = H2.with(User.class, Profile.class, Badge.class);

  @AfterEach
  void close() {
    h2.close();
  }

  private void givenThreeUsers() {
    h2.sql("insert into \"USER\" (id, version) values (1, 0), (2, 0), (3, 0)");
    h2.sql("insert into profile (id, text, user_id) values (11, 'a', 1), (12, 'b', 2)");
    h2.sql("insert into badge (id, user_id) values (21, 1)");
  }

  @Test
  void otherSide_ofAllOwners_isOneSelectWhenFirstTouched() {
    givenThreeUsers();
    try (Session session = h2.open()) {
      List<User> users = session.query(User.class).orderBy(Path.path("id").asc()).all();
      assertThat(h2.log().sql()).hasSize(1);
      h2.log().clear();
      assertThat(users.get(0).profile.text).isEqualTo("a");
      assertThat(users.get(1).profile.user).isSameAs(users.get(1));
      assertThat(users.get(2).profile).isNull();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "select p.user_id, p.id, p.text, p.user_id from profile p"
                + " where p.user_id in (?, ?, ?, ?)");
  }

  @Test
  void newObject_refersBack() {
    try (Session session = h2.open()) {
      User user = new User(1);
      user.profile = new Profile(11);
      session.add(user);
      session.commit();
      assertThat(user.profile.user).isSameAs(user);
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql()).isEmpty();
    assertThat(h2.rows("select id, user_id from profile")).containsExactly("11,1");
  }

  @Test
  void write_toAManagedObject_setsTheOtherSideAndNotItsOwnRow() {
    givenThreeUsers();
    try (Session session = h2.open()) {
      User user = session.get(User.class, 3);
      h2.log().clear();
      user.profile = new Profile(13);
      session.commit();
      assertThat(user.version).isZero();
    }
    assertThat(h2.log().sql())
        .containsExactly(
            "select p.user_id, p.id, p.text, p.user_id from profile p where p.user_id in (?)",
            "insert into profile (id, text, user_id) values (?, ?, ?)");
  }

  @Test
  void hollowObject_keepsWhatWasWrittenToIt() {
    givenThreeUsers();
    try (Session session = h2.open()) {
      User user = session.get(Profile.class, 12).user;
      Profile mine = new Profile(13);
      user.profile = mine;
      user.name = "Bob";
      session.get(Profile.class, 12).user = null;
      assertThat(user.version).isZero();
      assertThat(user.profile).isSameAs(mine);
      session.commit();
    }
    assertThat(h2.rows("select id, user_id from profile order by id"))
        .containsExactly("11,1", "12,null", "13,2");
  }

  @Test
  void delete_takesTheOtherSideAlong() {
    givenThreeUsers();
    try (Session session = h2.open()) {
      session.delete(session.get(User.class, 1));
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactlyInAnyOrder(
            "delete from profile where id = ?",
            "delete from badge where id = ?",
            "delete from \"USER\" where id = ? and version = ?");
    assertThat(h2.log().sql().get(2)).contains("\"USER\"");
  }

  @Test
  void orphan_isDeletedEvenIfItWasNeverRead() {
    givenThreeUsers();
    try (Session session = h2.open()) {
      User user = session.get(User.class, 1);
      user.badge = null;
      session.commit();
    }
    assertThat(h2.rows("select id from badge")).isEmpty();
    assertThat(h2.rows("select count(*) from profile")).containsExactly("2");
  }

  @Test
  void readAfterClose_findsIt() {
    givenThreeUsers();
    User user;
    try (Session session = h2.open()) {
      user = session.get(User.class, 1);
    }
    assertThat(user.profile.user).isSameAs(user);
  }
}
