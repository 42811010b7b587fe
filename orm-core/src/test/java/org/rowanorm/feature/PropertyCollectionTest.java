package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.Rowan;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** Collections and other sides that are mapped on getters. */
class PropertyCollectionTest {

  @Entity
  static class Member {
    private int number;
    private List<String> tags = new ArrayList<>();
    private Map<String, Integer> points = new HashMap<>();
    private Set<Member> friends = new HashSet<>();
    private @Nullable Locker box;

    @Id
    public int getNumber() {
      return number;
    }

    public void setNumber(int newNumber) {
      number = newNumber;
    }

    @ElementCollection
    @OrderColumn
    public List<String> getTags() {
      return tags;
    }

    public void setTags(List<String> newTags) {
      tags = newTags;
    }

    @ElementCollection
    @MapKeyColumn(name = "game")
    public Map<String, Integer> getPoints() {
      return points;
    }

    public void setPoints(Map<String, Integer> newPoints) {
      points = newPoints;
    }

    @ManyToMany
    public Set<Member> getFriends() {
      return friends;
    }

    public void setFriends(Set<Member> newFriends) {
      friends = newFriends;
    }

    @OneToOne(mappedBy = "member")
    public @Nullable Locker getLocker() {
      return box;
    }

    public void setLocker(@Nullable Locker locker) {
      box = locker;
    }
  }

  @Entity
  static class Locker {
    private int id;
    private @Nullable Member member;

    @Id
    public int getId() {
      return id;
    }

    public void setId(int newId) {
      id = newId;
    }

    @MapsId
    @OneToOne
    public @Nullable Member getMember() {
      return member;
    }

    public void setMember(@Nullable Member newMember) {
      member = newMember;
    }
  }

  private final H2 h2 = H2.with(Member.class, Locker.class);

  @AfterEach
  void close() {
    h2.close();
  }

  private void givenAnn() {
    h2.sessions()
        .inTransaction(
            session -> {
              Member ann = new Member();
              ann.setNumber(1);
              ann.getTags().addAll(List.of("b", "a"));
              ann.getPoints().put("chess", 3);
              ann.getFriends().add(ann);
              ann.setLocker(new Locker());
              session.add(ann);
            });
    h2.log().clear();
  }

  @Test
  void everything_isReadBack() {
    givenAnn();
    try (Session session = h2.open()) {
      Member ann = session.get(Member.class, 1);
      assertThat(Rowan.isLoaded(ann, "locker")).isFalse();
      assertThat(ann.getTags()).containsExactly("b", "a");
      assertThat(ann.getPoints()).containsEntry("chess", 3);
      assertThat(ann.getFriends()).containsExactly(ann);
      assertThat(ann.getLocker()).extracting(Locker::getId).isEqualTo(1);
      assertThat(Rowan.isLoaded(ann, "locker")).isTrue();
    }
  }

  @Test
  void changes_writeTheirRows() {
    givenAnn();
    try (Session session = h2.open()) {
      Member ann = session.get(Member.class, 1);
      ann.getTags().add("c");
      ann.getPoints().merge("chess", 1, Integer::sum);
      ann.setFriends(new HashSet<>());
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql())
        .containsExactlyInAnyOrder(
            "insert into member_tags (member_number, tags_order, tags) values (?, ?, ?)",
            "update member_points set points = ? where member_number = ? and game = ?",
            "delete from member_member where member_number = ?");
  }
}
