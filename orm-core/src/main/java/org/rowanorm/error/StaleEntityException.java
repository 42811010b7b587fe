package org.rowanorm.error;

import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row that changed or went since it was loaded, so that a change to it was not written. */
public final class StaleEntityException extends RowanException {

  @Serial private static final long serialVersionUID = 1L;

  private final String entity;
  private final transient @Nullable Object id;
  private final transient List<StaleValue> values;

  /** An error for the row of one object; the details are the place and what to do. */
  public StaleEntityException(String entity, @Nullable Object id, String fact, String... details) {
    this(entity, id, List.of(), fact, details);
  }

  /** An error for the row of one object, with what three have of it. */
  public StaleEntityException(
      String entity, @Nullable Object id, List<StaleValue> values, String fact, String... details) {
    super(ErrorCode.STALE_ENTITY, null, fact, details);
    this.entity = entity;
    this.id = id;
    this.values = List.copyOf(values);
  }

  /** The name of the entity. */
  public String entity() {
    return entity;
  }

  /** The id of the row; null where the driver does not tell which of a batch it was. */
  public @Nullable Object id() {
    return id;
  }

  /**
   * The attributes that differ between the object as it was loaded, the object as it is, and the
   * row as it is now; none where the row is gone, or where it is not known which row is stale.
   */
  public List<StaleValue> values() {
    return values == null ? List.of() : values;
  }
}
