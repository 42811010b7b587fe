package org.rowanorm.error;

import java.io.Serial;

/** A row that changed or went since it was loaded, so that a change to it was not written. */
public final class StaleEntityException extends RowanException {

  @Serial private static final long serialVersionUID = 1L;

  private final String entity;
  private final transient Object id;

  /** An error for the row of one object; the details are the place and what to do. */
  public StaleEntityException(String entity, Object id, String fact, String... details) {
    super(ErrorCode.STALE_ENTITY, null, fact, details);
    this.entity = entity;
    this.id = id;
  }

  /** The name of the entity. */
  public String entity() {
    return entity;
  }

  /** The id of the row; null after the exception itself was serialised. */
  public Object id() {
    return id;
  }
}
