package org.rowanorm.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.UniqueKey;

/**
 * Row images by entity and id, shared by all sessions of a factory. Thread-safe.
 *
 * <p>The rule that keeps stale rows out: commits are counted, and each commit leaves its number at
 * the keys that it changed. A reader takes the number of the last commit before its SELECT (in a
 * transaction: before its first), and its image is taken only while its key bears no later number.
 * The numbers are kept in a fixed table by the hash of the key, so that two keys may share one:
 * that may refuse a good image, never let a stale one in.
 */
public final class EntityCache {

  private static final int STRIPES = 4_096;

  /** A key of the cache. */
  public record Key(int entity, Object id) {}

  /** Another key of a row than its id. */
  private record OtherKey(UniqueKey key, Object value) {}

  /** What is kept. */
  private record Rows(Cache<Key, RowImage> images, Cache<OtherKey, Object> ids) {}

  private final long maximumSize;

  /** Made with the first row that is kept: many applications keep none. */
  private volatile @Nullable Rows rows;

  private final AtomicLong commits = new AtomicLong();
  private final AtomicLongArray changedBy = new AtomicLongArray(STRIPES);
  private final Map<Integer, Long> wholeEntities = new ConcurrentHashMap<>();

  /** A cache of at most so many rows. */
  public EntityCache(long maximumSize) {
    this.maximumSize = maximumSize;
  }

  private Rows rows() {
    Rows known = rows;
    return known == null ? madeRows() : known;
  }

  private synchronized Rows madeRows() {
    Rows made = rows;
    if (made == null) {
      made =
          new Rows(
              Caffeine.newBuilder().maximumSize(maximumSize).build(),
              Caffeine.newBuilder().maximumSize(maximumSize).build());
      rows = made;
    }
    return made;
  }

  /** The number of the last commit, to be taken before a SELECT. */
  public long stamp() {
    return commits.get();
  }

  /** The image of a row, or null. */
  public @Nullable RowImage get(EntityModel model, Object id) {
    Rows kept = rows;
    return kept == null
        ? null
        : kept.images().getIfPresent(new Key(model.root().ordinal(), id));
  }

  /**
   * The id of the row that had a key when it was last read by it, or null. It is a hint: whoever
   * asks must look whether the row has the key still.
   */
  public @Nullable Object idOf(UniqueKey key, Object value) {
    Rows kept = rows;
    return kept == null ? null : kept.ids().getIfPresent(new OtherKey(key, value));
  }

  /** Notes the id of the row that was found by a key. */
  public void noteId(UniqueKey key, Object value, Object id) {
    rows().ids().put(new OtherKey(key, value), id);
  }

  /** Takes an image in, unless its row was changed by a commit after the image's stamp. */
  public void put(EntityModel model, Object id, RowImage image) {
    Key key = new Key(model.root().ordinal(), id);
    rows().images().asMap().compute(key, (k, old) -> isCurrent(k, image) ? image : old);
  }

  private boolean isCurrent(Key key, RowImage image) {
    return changedBy.get(stripe(key)) <= image.stamp()
        && wholeEntities.getOrDefault(key.entity(), 0L) <= image.stamp();
  }

  /** Drops all rows of some entities, any of which a commit may have changed. */
  public void changedWhole(Collection<Integer> entities) {
    if (entities.isEmpty()) {
      return;
    }
    long commit = commits.incrementAndGet();
    entities.forEach(entity -> wholeEntities.merge(entity, commit, Math::max));
    Rows kept = rows; // after the number: what is put from here on is refused by that
    if (kept != null) {
      kept.images().asMap().keySet().removeIf(key -> entities.contains(key.entity()));
    }
  }

  /** Drops rows that a commit changed, or may have changed. Called after the COMMIT. */
  public void changed(Collection<Key> keys) {
    if (keys.isEmpty()) {
      return;
    }
    long commit = commits.incrementAndGet();
    for (Key key : keys) {
      changedBy.accumulateAndGet(stripe(key), commit, Math::max);
    }
    Rows kept = rows; // after the numbers: what is put from here on is refused by these
    if (kept != null) {
      keys.forEach(kept.images()::invalidate);
    }
  }

  private static int stripe(Key key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return (hash >>> 16) & (STRIPES - 1);
  }
}
