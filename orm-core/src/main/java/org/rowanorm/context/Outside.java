package org.rowanorm.context;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where objects go that were detached from an open session, and are read: into a closed context,
 * where they load what they lack. Thread-safe by the lock of its caller.
 */
final class Outside {

  private final Supplier<PersistenceContext> further;
  private @Nullable PersistenceContext world;

  Outside(Supplier<PersistenceContext> further) {
    this.further = further;
  }

  /** Allows no further loads. */
  void seal() {
    if (world != null) {
      world.seal();
    }
  }

  /**
   * Takes an object in, with those of its cohort that were detached too.
   *
   * @param sealed whether its session allows no loads
   */
  void take(ManagedEntity left, boolean sealed) {
    PersistenceContext taking = world;
    if (taking == null || has(taking, left)) {
      taking = further.get();
      if (sealed) {
        taking.seal();
      }
      world = taking;
    }
    PersistenceContext now = taking;
    now.afterClose().run(() -> take(left, now));
  }

  private static boolean has(PersistenceContext context, ManagedEntity left) {
    return context.find(left.model(), left.requiredId()) != null;
  }

  private static void take(ManagedEntity left, PersistenceContext context) {
    Cohort taken = new Cohort(left.origin());
    taken.add(attach(left, context));
    Cohort before = left.cohort();
    for (int i = 1; before != null && i < before.size(); i++) {
      ManagedEntity member = before.member((left.place() + i) % before.size());
      if (member != null && member.status() == Status.DETACHED && !has(context, member)) {
        taken.add(attach(member, context));
      }
    }
  }

  private static ManagedEntity attach(ManagedEntity left, PersistenceContext context) {
    return context.attach(left.model(), left.entity(), left.requiredId());
  }
}
