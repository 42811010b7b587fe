package org.rowanorm.flush.preview;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a flush would send now.
 *
 * @param statements in the order in which they are sent; each is a batch, or several where it has
 *     more rows than a batch takes
 */
public record FlushPreview(List<PreviewStatement> statements) {

  /** Copies the list. */
  public FlushPreview {
    statements = List.copyOf(statements);
  }

  /** A line for each statement, and one for each of its rows with its reasons. */
  @Override
  public String toString() {
    return statements.stream().map(PreviewStatement::toString).collect(Collectors.joining("\n"));
  }
}
