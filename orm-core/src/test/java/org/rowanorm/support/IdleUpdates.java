package org.rowanorm.support;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** Notes each row of H2 that is updated to what it was, but for its version. */
public final class IdleUpdates implements AutoCloseable {

  private static final Map<String, List<String>> NOTED = new ConcurrentHashMap<>();

  private final String key = "I" + UUID.randomUUID().toString().replace("-", "");

  public IdleUpdates() {
    NOTED.put(key, new ArrayList<>());
  }

  /** What makes the trigger of a table. */
  public String trigger(String table) {
    return "create trigger "
        + key
        + "_"
        + table
        + " before update on "
        + table
        + " for each row call '"
        + Row.class.getName()
        + "'";
  }

  /** The rows since the last call. */
  public List<String> take() {
    List<String> noted = NOTED.put(key, new ArrayList<>());
    return noted == null ? List.of() : noted;
  }

  @Override
  public void close() {
    NOTED.remove(key);
  }

  /** Compares the rows of one table. */
  public static final class Row implements Trigger {

    private String key = "";
    private String table = "";
    private int version = -1;

    @Override
    public void init(
        Connection connection,
        String schema,
        String trigger,
        String tableName,
        boolean before,
        int type)
        throws SQLException {
      key = trigger.substring(0, trigger.indexOf('_'));
      table = tableName;
      try (ResultSet columns = connection.getMetaData().getColumns(null, null, tableName, null)) {
        for (int i = 0; columns.next(); i++) {
          version = columns.getString("COLUMN_NAME").equals("VERSION") ? i : version;
        }
      }
    }

    @Override
    public void fire(Connection connection, @Nullable Object[] oldRow, @Nullable Object[] newRow) {
      @Nullable Object[] before = oldRow.clone();
      if (version >= 0) {
        before[version] = newRow[version];
      }
      List<String> noted = NOTED.get(key);
      if (noted != null && Arrays.equals(before, newRow)) {
        noted.add(table + " " + Arrays.toString(newRow));
      }
    }
  }
}
