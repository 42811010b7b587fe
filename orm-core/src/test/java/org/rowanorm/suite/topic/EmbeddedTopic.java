package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.Predicate;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.zoo.Patron;
import org.rowanorm.zoo.QPatron;

/** Collections inside embeddables. */
public interface EmbeddedTopic extends SuiteFixture {

  private static List<Patron> patrons() {
    Patron first = new Patron(1);
    Patron second = new Patron(2);
    first.contact.phones.addAll(List.of("1", "2"));
    first.contact.hours.put("mon", 8);
    first.contact.friends.all().add(second);
    first.work.phones.add("3");
    second.work.phones.add("7");
    return List.of(second, first);
  }

  @Test
  default void embeddables_withCollections_areWrittenAndLoaded() {
    try (SessionFactory factory = otherFactory(Patron.class).build()) {
      factory.schema().createMissing();
      factory.schema().validate();
      factory.inTransaction(session -> session.addAll(patrons()));
      factory.inTransaction(EmbeddedTopic::change);
      log().clear();
      try (Session session = factory.open()) {
        List<Patron> all = session.query(Patron.class).orderBy(QPatron.id.asc()).all();
        assertThat(all.get(0).contact.phones).containsExactly("2", "4");
        assertThat(all.get(1).contact.phones).isEmpty();
        assertThat(log().sql()).hasSize(2);
        assertThat(all.get(0).contact.hours).isEqualTo(Map.of("mon", 9));
        assertThat(all.get(0).contact.friends.all()).containsExactly(all.get(1));
        assertThat(all.get(0).work.phones).containsExactly("5");
        assertThat(all.get(0).work.city).isNull();
      }
    }
  }

  private static void change(Session session) {
    Patron patron = session.get(Patron.class, 1);
    patron.contact.phones.remove("1");
    patron.contact.phones.add("4");
    patron.contact.hours.put("mon", 9);
    patron.work.phones = new ArrayList<>(List.of("5"));
  }

  @Test
  default void embeddables_withCollections_areAskedAndFetched() {
    try (SessionFactory factory = otherFactory(Patron.class).build()) {
      factory.schema().createMissing();
      List<Patron> stored = patrons();
      stored.get(1).advertisedBy = stored.get(0);
      factory.inTransaction(session -> session.addAll(stored));
      QPatron.Path friend = QPatron.as("friend");
      try (Session session = factory.open()) {
        assertThat(ids(session, QPatron.contact.phones().contains("2"))).containsExactly(1);
        assertThat(ids(session, QPatron.contact.phones().none())).containsExactly(2);
        assertThat(ids(session, QPatron.contact.phones().size().eq(2L))).containsExactly(1);
        assertThat(ids(session, QPatron.contact.hours().get("mon").eq(8))).containsExactly(1);
        assertThat(ids(session, QPatron.advertisedBy.work().phones().contains("7")))
            .containsExactly(1);
        assertThat(
                session
                    .query(Patron.class)
                    .join(QPatron.contact.friends().all(), friend)
                    .filter(friend.id().eq(2))
                    .one()
                    .id)
            .isEqualTo(1);
        session.clear();
        Patron found =
            session
                .query(Patron.class)
                .filter(QPatron.id.eq(1))
                .fetch("contact.phones", "contact.friends.all")
                .one();
        log().clear();
        assertThat(found.contact.phones).containsExactly("1", "2");
        assertThat(found.contact.friends.all()).hasSize(1);
        assertThat(log().sql()).isEmpty();
      }
    }
  }

  private static List<Integer> ids(Session session, Predicate predicate) {
    return session.query(Patron.class).filter(predicate).all().stream().map(p -> p.id).toList();
  }
}
