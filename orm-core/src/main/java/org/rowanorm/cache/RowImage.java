package org.rowanorm.cache;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row as plain values of the JDK, in the order in which its columns are selected; a reference
 * as the id it holds. Immutable, since mutable values are copied on the way in and out.
 *
 * @param entity the name of the entity whose class the row makes
 * @param mapping the hash of the mapping that the values fit
 * @param stamp the commit after which the row was read
 * @param values the values; never changed after
 */
public record RowImage(String entity, int mapping, long stamp, @Nullable Object[] values) {

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RowImage image
        && entity.equals(image.entity)
        && mapping == image.mapping
        && stamp == image.stamp
        && Arrays.equals(values, image.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(entity, mapping, stamp, Arrays.hashCode(values));
  }
}
