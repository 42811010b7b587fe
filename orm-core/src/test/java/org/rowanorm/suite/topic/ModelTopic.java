package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.rowanorm.club.ClubModel;
import org.rowanorm.club.Person;
import org.rowanorm.session.SessionFactory;

/** Random work of whole sessions agrees with a plain model. */
public interface ModelTopic extends SuiteFixture {

  /** Sessions with one seed. */
  int ROUNDS = 10;

  @Test
  default void rowThatRefersToItself_isDeleted() {
    try (SessionFactory club = otherFactory(ClubModel.ENTITIES.toArray(Class<?>[]::new)).build()) {
      club.schema().createMissing();
      Person ann = new Person("ann");
      ann.friend = ann;
      club.inTransaction(session -> session.add(ann));
      club.inTransaction(
          session -> session.delete(Objects.requireNonNull(session.get(Person.class, ann.id))));
      club.inTransaction(session -> assertThat(session.query(Person.class).exists()).isFalse());
    }
  }

  @Test
  default void whatWasCommitted_isWhatTheModelSays() {
    long first = Long.getLong("rowan.test.seed", System.nanoTime());
    int seeds = Integer.getInteger("rowan.test.serverSeeds", 6);
    System.out.println(getClass().getSimpleName() + ": seed " + first);
    try (SessionFactory club = otherFactory(ClubModel.ENTITIES.toArray(Class<?>[]::new)).build()) {
      club.schema().createMissing();
      for (long seed = first; seed < first + seeds; seed++) {
        new ClubModel(club, log(), seed, "a", "b", "c").play(ROUNDS);
      }
    }
  }
}
