package org.rowanorm.load;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.Cohort;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.Origin;
import org.rowanorm.mapping.ToOneAttribute;

/**
 * The cohorts that one result makes: one of the objects that come new, and one for each attribute
 * of the hollow objects that it leads to. Not thread-safe.
 */
final class ResultCohorts {

  /** The hollow objects that one attribute leads to. */
  private record Referred(ToOneAttribute attribute, Cohort cohort) {}

  private final Origin origin;
  private final int expected;
  private @Nullable List<Referred> referred;
  private @Nullable ManagedEntity alone;
  private @Nullable Cohort arrived;

  /** Cohorts of a result, by what led to it. */
  ResultCohorts(Origin origin) {
    this(origin, 0);
  }

  /** Cohorts of a result that may have a number of rows; 0 where nothing is known. */
  ResultCohorts(Origin origin, int expected) {
    this.origin = origin;
    this.expected = expected;
  }

  /** How many rows the result may have; 0 where nothing is known. */
  int expected() {
    return expected;
  }

  /** Takes in an object that is new to the session. */
  void isNew(ManagedEntity state) {
    if (origin.readOnly()) {
      state.readOnly(true);
    }
  }

  /**
   * Takes in an object of the result. A cohort is made for the second one: one alone has nobody to
   * load for.
   */
  void arrived(ManagedEntity state) {
    if (state.cohort() != null || state == alone) {
      return;
    }
    ManagedEntity first = alone;
    if (first == null) {
      alone = state;
      state.cameAlone(origin);
      return;
    }
    Cohort cohort = arrived;
    if (cohort == null) {
      cohort = new Cohort(origin, expected);
      arrived = cohort;
      if (first.cohort() == null) {
        cohort.add(first);
      }
    }
    cohort.add(state);
  }

  /** Takes in a new, hollow object that an attribute leads to. */
  void referred(ToOneAttribute attribute, ManagedEntity state) {
    isNew(state);
    if (referred == null) {
      referred = new ArrayList<>(2);
    }
    for (Referred known : referred) {
      if (known.attribute().equals(attribute)) {
        known.cohort().add(state);
        return;
      }
    }
    Cohort cohort = new Cohort(origin.along(attribute));
    cohort.add(state);
    referred.add(new Referred(attribute, cohort));
  }
}
