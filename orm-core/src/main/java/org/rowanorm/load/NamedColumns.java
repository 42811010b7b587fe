package org.rowanorm.load;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.rowanorm.context.Origin;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.mapping.Column;
import org.rowanorm.plan.EntityPlan;

/**
 * Reads objects from a result whose columns may stand in any order, by their names. For one result.
 */
final class NamedColumns extends ResultReader {

  private final EntityPlan plan;
  private final EntityReader reader;

  NamedColumns(EntityLoader loader, EntityPlan plan, Origin origin) {
    this.plan = plan;
    this.reader = new EntityReader(loader, plan, 1, new ResultCohorts(origin));
  }

  List<Object> objects() {
    return reader.objects();
  }

  @Override
  protected void read(ResultSet result) throws SQLException {
    int[] places = new int[plan.selection().width()];
    boolean inOrder = true;
    for (int i = 0; i < places.length; i++) {
      places[i] = place(result.getMetaData(), plan.selection().column(i));
      inOrder &= places[i] == i + 1;
    }
    reader.read(inOrder ? result : reordered(result, places));
  }

  private int place(ResultSetMetaData columns, Column column) throws SQLException {
    String name = column.name().replaceAll("^[\"`]|[\"`]$", "");
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      if (columns.getColumnLabel(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    throw new QueryException(
        ErrorCode.WRONG_SHAPE,
        null,
        "The result has no column '" + name + "', which " + plan.model().name() + " needs",
        "select all columns of " + plan.model().name() + ", under their names");
  }

  /** The same rows with the columns where the plan has them. */
  private static ResultSet reordered(ResultSet result, int[] places) {
    return (ResultSet)
        Proxy.newProxyInstance(
            ResultSet.class.getClassLoader(),
            new Class<?>[] {ResultSet.class},
            (proxy, method, arguments) -> {
              boolean byIndex =
                  arguments != null
                      && arguments.length > 0
                      && method.getParameterTypes()[0] == int.class
                      && method.getName().startsWith("get");
              if (byIndex) {
                arguments[0] = places[(int) arguments[0] - 1];
              }
              try {
                return method.invoke(result, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
