package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.rowanorm.jdbc.ResultReader;

/** Reads the number in the only row of a result. */
final class CountReader extends ResultReader {

  private long count;

  @Override
  protected void read(ResultSet result) throws SQLException {
    if (next(result)) {
      count = result.getLong(1);
    }
  }

  long count() {
    return count;
  }
}
