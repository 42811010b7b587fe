package org.rowanorm.mapping;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.rowanorm.annotation.SoftDelete.Mark;

/**
 * How rows show that they are deleted, where they stay in their table. Immutable.
 *
 * @param column in the first table of the entity
 */
public record DeletionMark(Column column, Mark mark) {

  /** What the column holds in a row that is not deleted. */
  public @Nullable Object live() {
    return mark == Mark.TIME ? null : mark == Mark.ACTIVE;
  }

  /** What it holds in a row that is deleted now. */
  public Object deleted() {
    return mark == Mark.TIME ? Instant.now().truncatedTo(ChronoUnit.MICROS) : mark == Mark.DELETED;
  }
}
