package org.rowanorm.flush.preview;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row of a statement, and why it is written.
 *
 * @param entity the entity of the object, or of the owner of the collection, that it belongs to
 * @param id the id of that object; null where the database is yet to make it
 */
public record PreviewRow(String entity, @Nullable Object id, List<Reason> reasons) {

  /** Copies the list. */
  public PreviewRow {
    reasons = List.copyOf(reasons);
  }

  @Override
  public String toString() {
    return (id == null ? "new " + entity : entity + " " + id)
        + ": "
        + reasons.stream().map(Reason::toString).collect(Collectors.joining(", "));
  }
}
