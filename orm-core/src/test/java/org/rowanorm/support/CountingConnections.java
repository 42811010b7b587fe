package org.rowanorm.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.rowanorm.jdbc.ConnectionSource;

/**
 * Real connections of which the transaction commands are noted, and some fail on demand before they
 * reach the database. Several threads may lease them at once; what shall fail is for one thread to
 * say.
 */
public final class CountingConnections implements ConnectionSource {

  private static final Set<String> COMMANDS =
      Set.of("setAutoCommit", "commit", "rollback", "setTransactionIsolation", "setReadOnly");

  private final DataSource source;
  private final List<String> commands = Collections.synchronizedList(new ArrayList<>());
  private @Nullable String failing;
  private @Nullable SQLException failure;
  private boolean afterwards;
  private int spared;
  private @Nullable Runnable afterQuery;
  private @Nullable String failingStatement;
  private final AtomicInteger leased = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();

  CountingConnections(DataSource source) {
    this.source = source;
  }

  /** The next call of a method of the connection fails, and does not reach the database. */
  public void failNext(String method, SQLException error) {
    failing = method;
    failure = error;
    afterwards = false;
    spared = 0;
  }

  /** A call of a method of the connection fails, after a number of calls that do not. */
  public void failLater(String method, int calls, SQLException error) {
    failNext(method, error);
    spared = calls;
  }

  /** The next call of a method of the connection reaches the database, and fails after. */
  public void failAfterNext(String method, SQLException error) {
    failNext(method, error);
    afterwards = true;
  }

  /** The next call of a method of a statement reaches the database, and fails after. */
  public void failStatement(String method, SQLException error) {
    failingStatement = method;
    failure = error;
  }

  /** After the next query was run, and before its rows are read, something else happens. */
  public void afterNextQuery(Runnable action) {
    afterQuery = action;
  }

  private PreparedStatement hooked(PreparedStatement real) {
    return (PreparedStatement)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {PreparedStatement.class},
            (proxy, method, arguments) -> {
              Object result = method.invoke(real, arguments);
              if (method.getName().equals(failingStatement)) {
                failingStatement = null;
                throw failure;
              }
              Runnable action = afterQuery;
              if (action != null && method.getName().equals("executeQuery")) {
                afterQuery = null;
                action.run();
              }
              return result;
            });
  }

  /** The number of connections that were leased. */
  public int leased() {
    return leased.get();
  }

  /** The number of connections that were leased and not given back. */
  public int open() {
    return open.get();
  }

  /** What was said to connections about transactions. */
  public List<String> commands() {
    return List.of(commands.toArray(new String[0]));
  }

  public void reset() {
    commands.clear();
    leased.set(0);
  }

  @Override
  public Connection lease() throws SQLException {
    Connection real = source.getConnection();
    leased.incrementAndGet();
    open.incrementAndGet();
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              String name = method.getName();
              if (COMMANDS.contains(name)) {
                commands.add(arguments == null ? name : name + " " + arguments[0]);
              }
              boolean fails = name.equals(failing) && spared-- <= 0;
              SQLException error = failure;
              if (fails) {
                failing = null;
              }
              if (fails && !afterwards) {
                throw error;
              }
              try {
                Object result = method.invoke(real, arguments);
                if (fails) {
                  throw error;
                }
                boolean isHooked = afterQuery != null || failingStatement != null;
                return isHooked && result instanceof PreparedStatement statement
                    ? hooked(statement)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public void release(Connection connection) throws SQLException {
    open.decrementAndGet();
    connection.close();
  }
}
