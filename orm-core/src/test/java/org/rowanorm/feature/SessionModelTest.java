package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rowanorm.club.ClubModel;
import org.rowanorm.support.H2;
import org.rowanorm.support.IdleUpdates;

/** Random work of whole sessions agrees with a plain model. */
class SessionModelTest {

  /** Sessions with one seed. */
  private static final int ROUNDS = 20;

  /** More seeds with {@code -Drowan.test.seeds=...}, others with {@code -Drowan.test.seed=...}. */
  @Test
  void whatWasCommitted_isWhatTheModelSays_andNoUpdateChangesNothing() {
    long first = Long.getLong("rowan.test.seed", System.nanoTime());
    int seeds = Integer.getInteger("rowan.test.seeds", 100);
    System.out.println("SessionModelTest: seed " + first);
    try (H2 h2 = H2.with(ClubModel.ENTITIES.toArray(Class<?>[]::new));
        IdleUpdates idle = new IdleUpdates()) {
      List.of("team", "club_person", "worker", "prize", "person_steps", "person_tours")
          .forEach(table -> h2.sql(idle.trigger(table)));
      for (long seed = first; seed < first + seeds; seed++) {
        new ClubModel(h2.sessions(), h2.log(), seed, "a", "b", "B", "c").play(ROUNDS);
        assertThat(idle.take()).as("seed " + seed).isEmpty();
      }
    }
  }
}
