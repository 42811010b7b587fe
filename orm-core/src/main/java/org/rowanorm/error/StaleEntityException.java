package org.rowanorm.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A row that changed or went since it was loaded, so that a change to it was not written. */
public final class StaleEntityException extends RowanException {

  @Serial private static final long serialVersionUID = 1L;

  private final String entity;
  private final transient @Nullable Object id;

  /** An error for the row of one object; the details are the place and what to do. */
  public StaleEntityException(String entity, @Nullable Object id, String fact, String... details) {
    super(ErrorCode.STALE_ENTITY, null, fact, details);
    this.entity = entity;
    this.id = id;
  }

  /** The name of the entity. */
  public String entity() {
    return entity;
  }

  /** The id of the row; null where the driver does not tell which of a batch it was. */
  public @Nullable Object id() {
    return id;
  }
}
