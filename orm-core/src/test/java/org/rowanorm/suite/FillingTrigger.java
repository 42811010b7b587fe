package org.rowanorm.suite;

import java.sql.Connection;
import java.util.Locale;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** A trigger of H2 that fills the last column of a row with the one before it, in capitals. */
public final class FillingTrigger implements Trigger {

  @Override
  public void fire(
      Connection connection,
      @Nullable Object @Nullable [] before,
      @Nullable Object @Nullable [] after) {
    if (after != null) {
      Object said = after[after.length - 2];
      after[after.length - 1] = said == null ? null : said.toString().toUpperCase(Locale.ROOT);
    }
  }
}
