package org.rowanorm.bench.item;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.named;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.MethodCall;
import org.jspecify.annotations.Nullable;
import org.rowanorm.jdbc.ConnectionSource;
import org.rowanorm.jdbc.StatementCache;

/**
 * One physical connection that all sides lease, so that a pool costs none of them anything. Not
 * thread-safe.
 */
public final class OneConnection implements ConnectionSource {

  /** As many as a factory keeps that opens its own pool. */
  private static final int KEPT_STATEMENTS = 64;

  private final Connection connection;
  private final StatementCache statements;
  private @Nullable Connection unclosable;
  private long leases;

  /** A connection to an own database. */
  public OneConnection(String url) throws SQLException {
    this(DriverManager.getConnection(url));
  }

  private OneConnection(Connection connection) {
    this.connection = connection;
    this.statements = new StatementCache(connection, KEPT_STATEMENTS);
  }

  /** The same connection, of which a log hears what is sent. */
  public OneConnection watchedBy(WireLog log) {
    return new OneConnection(log.watch(connection));
  }

  @Override
  public Connection lease() {
    leases++;
    return connection;
  }

  @Override
  public void release(Connection leased) {}

  /** Statements stay prepared for who asks for that; Rowan does on a pool of its own. */
  @Override
  public StatementCache statements(Connection leased) {
    return statements;
  }

  /** How often it was leased so far. */
  public long leases() {
    return leases;
  }

  /**
   * The connection for who knows data sources only. What it gives out may be closed: as a pool
   * would do, that makes it ready for the next one and no more.
   */
  public DataSource dataSource() {
    return new OneDataSource(this);
  }

  Connection leaseUnclosable() {
    leases++;
    Connection known = unclosable;
    if (known == null) {
      known = unclosable();
      unclosable = known;
    }
    return known;
  }

  /** A class that calls the connection without reflection, so that it costs a call and no more. */
  private Connection unclosable() {
    try {
      return new ByteBuddy()
          .subclass(Object.class)
          .implement(Connection.class)
          .method(isAbstract())
          .intercept(MethodCall.invokeSelf().on(connection, Connection.class).withAllArguments())
          .method(named("close"))
          .intercept(MethodCall.invoke(OneConnection.class.getMethod("makeReady")).on(this))
          .make()
          .load(OneConnection.class.getClassLoader())
          .getLoaded()
          .asSubclass(Connection.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Puts the connection back into auto-commit mode. */
  public void makeReady() throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.setAutoCommit(true);
    }
  }

  /** Whether it leads to an H2. */
  public boolean isH2() {
    try {
      return connection.getMetaData().getDatabaseProductName().equals("H2");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Closes the connection. */
  public void close() throws SQLException {
    connection.close();
  }
}
