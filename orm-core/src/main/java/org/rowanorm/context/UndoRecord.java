package org.rowanorm.context;

import java.util.ArrayList;
import java.util.List;

/**
 * What a flush changed in memory, so that a rollback can take it back: ids, versions, dirty slots,
 * statuses. Not thread-safe.
 */
public final class UndoRecord {

  private final List<Runnable> steps = new ArrayList<>();
  private List<Runnable> last = List.of();

  /** Notes how one change is taken back. */
  public void add(Runnable step) {
    steps.add(step);
  }

  /** Takes all changes back, the last one first, and forgets them. */
  public void takeBack() {
    takeBack(0);
  }

  /** How many changes are noted: where a savepoint stands. */
  public int size() {
    return steps.size();
  }

  /** Takes the changes after a number of them back, the last one first, and forgets them. */
  public void takeBack(int size) {
    List<Runnable> afterwards = new ArrayList<>(0);
    last = afterwards;
    for (int i = steps.size() - 1; i >= size; i--) {
      steps.get(i).run();
    }
    steps.subList(size, steps.size()).clear();
    afterwards.forEach(Runnable::run);
  }

  /** Notes, while changes are taken back, what has to wait until all of them are. */
  void afterwards(Runnable work) {
    last.add(work);
  }

  /** Forgets all changes: they are committed. */
  public void discard() {
    steps.clear();
  }
}
