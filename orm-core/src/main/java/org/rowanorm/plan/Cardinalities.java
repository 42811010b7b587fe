package org.rowanorm.plan;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.Attribute;

/**
 * How many objects attributes lead to, as results have shown: the elements of a collection, the
 * different targets of a reference. What was seen long ago fades. Thread-safe.
 */
public final class Cardinalities {

  /** What is seen counts no more than this many owners against what comes next. */
  private static final double MEMORY = 10_000;

  /**
   * What was seen of one attribute.
   *
   * @param results the number of results
   * @param owners the number of objects that had it
   * @param found what it led to
   */
  private record Seen(double results, double owners, double found) {

    Seen with(long moreOwners, long moreFound) {
      double kept = Math.min(1, MEMORY / (owners + 1));
      return new Seen(results * kept + 1, owners * kept + moreOwners, found * kept + moreFound);
    }
  }

  private final Map<Attribute, Seen> all = new ConcurrentHashMap<>();

  /** Notes what an attribute of the objects of one result led to. */
  public void saw(Attribute attribute, long owners, long found) {
    if (owners > 0) {
      all.merge(attribute, new Seen(1, owners, found), (before, now) -> before.with(owners, found));
    }
  }

  /** How many objects the attribute of one object leads to; null where none was seen. */
  public @Nullable Double each(Attribute attribute) {
    Seen seen = all.get(attribute);
    return seen == null ? null : seen.found() / seen.owners();
  }

  /** How many objects of a result lead to what another one leads to, too; 0 where none was seen. */
  public double repeated(Attribute attribute) {
    Seen seen = all.get(attribute);
    return seen == null ? 0 : (seen.owners() - seen.found()) / seen.results();
  }
}
