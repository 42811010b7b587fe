package org.rowanorm.translate;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.rowanorm.tree.QueryTree;

/** Estimates the bytes that a translated tree takes. */
final class TreeSize {

  private static final long OBJECT = 24;
  private static final long ENTRY = 120;

  private TreeSize() {}

  /** The bytes of an entry of the cache, a little more rather than less. */
  static int bytes(QueryTree tree, Translated made) {
    long bytes = ENTRY + of(tree) + text(made.sql()) + 4L * made.positions().length;
    return (int) Math.min(Integer.MAX_VALUE, bytes + 64L * made.entities().size());
  }

  private static long text(String text) {
    return 56L + text.length();
  }

  private static long of(@Nullable Object part) {
    if (part instanceof String text) {
      return text(text);
    }
    if (part instanceof Collection<?> list) {
      long bytes = OBJECT + 16L;
      for (Object member : list) {
        bytes += 4 + of(member);
      }
      return bytes;
    }
    if (part instanceof Record record) {
      return record(record);
    }
    return 0;
  }

  private static long record(Record record) {
    long bytes = OBJECT;
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        bytes += 4 + of(component.getAccessor().invoke(record));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return bytes;
  }
}
