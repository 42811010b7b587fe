package org.rowanorm.mapping;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What kind of collection a to-many attribute is declared as. */
public enum CollectionKind {
  LIST,
  SET,
  MAP;

  /** The kind for a field type, or null where it is no kind that can be loaded lazily. */
  public static @Nullable CollectionKind of(Class<?> type) {
    if (type == List.class || type == Collection.class) {
      return LIST;
    }
    if (type == Map.class) {
      return MAP;
    }
    return type == Set.class ? SET : null;
  }
}
