package org.rowanorm.load;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Makes something of the current row of a result. Thread-safe. */
public interface RowMaker<R> {

  /** What the row becomes; it may be null where a row is one value. */
  @Nullable R make(ItemRow row) throws SQLException;
}
