package org.rowanorm.bench.item;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a side sends over a connection, seen where the driver is called, so that it is the same
 * measure for everybody. For checks only: it is slow. Not thread-safe.
 */
public final class WireLog {

  /** A statement that was run once, for a number of rows at a time. */
  public record Sent(String sql, int rows) {}

  private final List<Sent> sent = new ArrayList<>();

  /** What was sent since the log was cleared. */
  public List<Sent> sent() {
    return List.copyOf(sent);
  }

  /** Forgets all. */
  public void clear() {
    sent.clear();
  }

  Connection watch(Connection connection) {
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          Object result = call(connection, method, arguments);
          if (result instanceof PreparedStatement statement) {
            return proxy(PreparedStatement.class, new Watch(statement, (String) arguments[0]));
          }
          return result instanceof Statement statement
              ? proxy(Statement.class, new Watch(statement, ""))
              : result;
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    ClassLoader loader = WireLog.class.getClassLoader();
    return type.cast(Proxy.newProxyInstance(loader, new Class<?>[] {type}, handler));
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  /** One statement. */
  private final class Watch implements InvocationHandler {

    private final Statement statement;
    private final String prepared;
    private int rows;

    Watch(Statement statement, String prepared) {
      this.statement = statement;
      this.prepared = prepared;
    }

    @Override
    public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
      String name = method.getName();
      if (name.equals("addBatch")) {
        rows++;
      } else if (name.equals("executeBatch") || name.equals("executeLargeBatch")) {
        sent.add(new Sent(prepared, rows));
        rows = 0;
      } else if (name.startsWith("execute")) {
        sent.add(new Sent(arguments == null ? prepared : (String) arguments[0], 1));
      }
      return call(statement, method, arguments);
    }
  }
}
