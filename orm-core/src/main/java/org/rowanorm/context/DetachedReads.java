package org.rowanorm.context;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.EntityModel;

/**
 * How the objects of a closed session read what they lack: one thread at a time, each read with a
 * short lease. Thread-safe.
 */
final class DetachedReads {

  private final PersistenceContext context;
  private final AfterClose policy;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable WeakIdentities released;
  private boolean weakens;

  DetachedReads(PersistenceContext context, AfterClose policy) {
    this.context = context;
    this.policy = policy;
  }

  /** Runs a read or a write of an object; a read within a read is part of it. */
  void run(Runnable access) {
    lock.lock();
    try {
      access.run();
    } finally {
      if (lock.getHoldCount() == 1) {
        if (context.loader().endRead()) {
          policy.reads().increment();
          weakenLater();
        }
        if (released != null) {
          release(); // what came with this read
        }
      }
      lock.unlock();
    }
  }

  /** Holds all objects weakly from the next garbage collection on. */
  void weakenLater() {
    if (!weakens) {
      weakens = true;
      policy.cleaner().register(new Object(), new Weakening(new WeakReference<>(this)));
    }
  }

  /** Runs when the garbage collector found the object that was made for it, which nobody holds. */
  private record Weakening(WeakReference<DetachedReads> reads) implements Runnable {
    @Override
    public void run() {
      DetachedReads alive = reads.get();
      if (alive != null) {
        alive.weaken();
      }
    }
  }

  /** Holds all objects weakly from now on. */
  private void weaken() {
    lock.lock();
    try {
      release();
    } finally {
      lock.unlock();
    }
  }

  private void release() {
    WeakIdentities identities = released;
    if (identities == null) {
      identities = new WeakIdentities();
      released = identities;
    }
    identities.purge();
    context.release(identities);
  }

  /** The object of a row that the closed session let go of, while somebody holds it. */
  @Nullable ManagedEntity find(EntityModel model, Object id) {
    return released == null ? null : released.find(model, id);
  }

  /** Adds all objects that the closed session let go of, and that somebody holds. */
  void addTo(List<ManagedEntity> all) {
    if (released != null) {
      released.addTo(all);
    }
  }
}
