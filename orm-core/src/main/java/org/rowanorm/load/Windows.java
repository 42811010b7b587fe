package org.rowanorm.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.rowanorm.context.Cohort;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.mapping.RowKey;

/**
 * How many objects are loaded in one go, and which: the touched one and the next of its cohort.
 * Immutable and thread-safe.
 *
 * @param cohortSize the most objects
 * @param maxParameters the most parameters of a statement
 */
record Windows(int cohortSize, int maxParameters) {

  /** The most keys that one statement takes. */
  int most(RowKey key) {
    return Math.max(1, Math.min(cohortSize, maxParameters / key.columns().size()));
  }

  /** The same for statements that have some parameters besides. */
  Windows besides(int parameters) {
    return new Windows(cohortSize, maxParameters - parameters);
  }

  /** The touched object and the next of its cohort that need the same, round to its place again. */
  List<ManagedEntity> of(ManagedEntity touched, Predicate<ManagedEntity> lacks) {
    int most = most(touched.model().id());
    List<ManagedEntity> window = new ArrayList<>();
    window.add(touched);
    Cohort cohort = touched.cohort();
    if (cohort == null) {
      return window;
    }
    for (int i = 1; i < cohort.size() && window.size() < most; i++) {
      ManagedEntity member = cohort.member((touched.place() + i) % cohort.size());
      if (member != null && isWith(touched, member) && lacks.test(member)) {
        window.add(member);
      }
    }
    return window;
  }

  /** Detached objects do not load with those that are managed still. */
  private static boolean isWith(ManagedEntity touched, ManagedEntity member) {
    return member.context() == touched.context() && !member.status().isOut();
  }

  /** The next power of two, so that few texts serve all numbers of keys. */
  int padded(int keys, RowKey key) {
    int power = Integer.highestOneBit(keys);
    return Math.min(power == keys ? keys : power * 2, most(key));
  }
}
