package org.rowanorm.club;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** Where a person lives; it changes in place. */
@Embeddable
public class Home {
  public @Nullable String street;
  public int number;
}
