package org.rowanorm.mapping;

import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;
import java.lang.annotation.Annotation;

/** When a callback is called. */
public enum Moment {
  /** Before a new object gets its id and is taken in. */
  PRE_PERSIST(PrePersist.class),
  /** After its row was inserted. */
  POST_PERSIST(PostPersist.class),
  /** Before the UPDATE of a changed object is made. */
  PRE_UPDATE(PreUpdate.class),
  /** After its row was updated. */
  POST_UPDATE(PostUpdate.class),
  /** When an object is marked as deleted. */
  PRE_REMOVE(PreRemove.class),
  /** After its row was deleted. */
  POST_REMOVE(PostRemove.class),
  /** After the result with its row was read. */
  POST_LOAD(PostLoad.class);

  private final Class<? extends Annotation> annotation;

  Moment(Class<? extends Annotation> annotation) {
    this.annotation = annotation;
  }

  /** The annotation that asks for it. */
  public Class<? extends Annotation> annotation() {
    return annotation;
  }
}
