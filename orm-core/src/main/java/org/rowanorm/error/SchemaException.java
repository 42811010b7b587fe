package org.rowanorm.error;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;

/** The tables of a database are not those of the mapping. */
public final class SchemaException extends RowanException {

  @Serial private static final long serialVersionUID = 1L;

  private final List<String> differences;

  /** All differences, one line each. */
  public SchemaException(List<String> differences) {
    super(
        ErrorCode.SCHEMA_DIFFERS,
        null,
        "The database differs from the mapping in "
            + (differences.size() == 1 ? "one place" : differences.size() + " places"),
        details(differences));
    this.differences = List.copyOf(differences);
  }

  private static String[] details(List<String> differences) {
    List<String> lines = new ArrayList<>(differences);
    lines.add("change the database with a migration, or the mapping");
    return lines.toArray(String[]::new);
  }

  /** The differences, one sentence each. */
  public List<String> differences() {
    return differences;
  }
}
