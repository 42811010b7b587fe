package org.rowanorm.cache;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.UniqueKey;

/**
 * One session's view of the cache: what its transaction wrote it neither reads from there nor puts
 * there, until the commit publishes it. Not thread-safe.
 */
public final class TransactionCache {

  private final EntityCache cache;
  private @Nullable Set<EntityCache.Key> written;
  private @Nullable Set<Integer> writtenWhole;
  private long stamp;

  /** A view of a cache. */
  public TransactionCache(EntityCache cache) {
    this.cache = cache;
    this.stamp = cache.stamp();
  }

  /** Notes that the next SELECT is the first on its connection, so that it sees all commits. */
  public void beginReading() {
    stamp = cache.stamp();
  }

  /** The commit that all SELECTs since {@link #beginReading} have seen. */
  public long stamp() {
    return stamp;
  }

  /** The image of a row, or null where there is none or this transaction wrote the row. */
  public @Nullable RowImage get(EntityModel model, Object id) {
    return model.cacheable() && !isWritten(model, id) ? cache.get(model, id) : null;
  }

  /** The id of the row that a key was last seen at, or null; see {@link EntityCache#idOf}. */
  public @Nullable Object idOf(UniqueKey key, Object value) {
    return cache.idOf(key, value);
  }

  /** Notes the id of the row that was found by a key. */
  public void noteId(UniqueKey key, Object value, Object id) {
    cache.noteId(key, value, id);
  }

  /** Offers the image of a row that was read. */
  public void put(EntityModel model, Object id, RowImage image) {
    if (!isWritten(model, id)) {
      cache.put(model, id, image);
    }
  }

  /** Notes that this transaction wrote a row. */
  public void write(EntityModel model, Object id) {
    if (model.cacheable()) {
      if (written == null) {
        written = new HashSet<>();
      }
      written.add(new EntityCache.Key(model.root().ordinal(), id));
    }
  }

  /** Notes that this transaction may have written any row of an entity. */
  public void writeWhole(EntityModel model) {
    if (model.cacheable()) {
      if (writtenWhole == null) {
        writtenWhole = new HashSet<>();
      }
      writtenWhole.add(model.root().ordinal());
    }
  }

  private boolean isWritten(EntityModel model, Object id) {
    return (writtenWhole != null && writtenWhole.contains(model.root().ordinal()))
        || (written != null && written.contains(new EntityCache.Key(model.root().ordinal(), id)));
  }

  /** Drops from the cache what this transaction wrote: it is committed, or may be. */
  public void publish() {
    if (written != null) {
      cache.changed(written);
      written = null;
    }
    if (writtenWhole != null) {
      cache.changedWhole(writtenWhole);
      writtenWhole = null;
    }
  }

  /** Forgets what this transaction wrote: it is rolled back. */
  public void forget() {
    written = null;
    writtenWhole = null;
  }
}
