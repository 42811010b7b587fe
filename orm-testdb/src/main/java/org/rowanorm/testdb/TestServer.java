package org.rowanorm.testdb;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A running database server, and the databases that tests make in it. Thread-safe, as long as each
 * test has a database of its own.
 */
public final class TestServer {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,47}");

  private final ServerKind kind;
  private final JdbcUrl url;
  private final String prefix;

  /** Held: a server of our own lives as long as this object does. */
  private final @Nullable ServerProcess process;

  private TestServer(ServerKind kind, JdbcUrl url, String prefix, @Nullable ServerProcess process) {
    this.kind = kind;
    this.url = url;
    this.prefix = prefix;
    this.process = process;
  }

  /** A server that was started here. */
  static TestServer own(ServerKind kind, ServerProcess process) {
    return new TestServer(kind, JdbcUrl.ofOwn(kind, process.port()), "", process);
  }

  /** A server that is someone else's: its databases get a prefix, lest one of theirs be dropped. */
  static TestServer running(ServerKind kind, JdbcUrl url) {
    return new TestServer(kind, url, "rowan_test_", null);
  }

  /** Whether it was started here, and is not someone else's. */
  public boolean isOwn() {
    return process != null;
  }

  public ServerKind kind() {
    return kind;
  }

  public String host() {
    return url.host();
  }

  public int port() {
    return url.port();
  }

  /**
   * The JDBC URL of a database, with the user {@code orm} and what else its own driver needs to
   * connect.
   */
  public String jdbcUrl(String database) {
    return url.of(prefix + checked(database));
  }

  /**
   * The same for another driver that speaks this server's protocol.
   *
   * @param driver the word after {@code jdbc:}, {@code mysql} or {@code mariadb}
   */
  public String jdbcUrl(String database, String driver) {
    return url.withDriver(driver).of(prefix + checked(database));
  }

  /**
   * Makes an empty database of that name, in place of an old one, and returns its JDBC URL.
   *
   * @param name a lower-case letter, then letters, digits and underscores
   */
  public String freshDatabase(String name) throws SQLException {
    String database = prefix + checked(name);
    try (Connection connection = DriverManager.getConnection(url.of(url.database()));
        Statement statement = connection.createStatement()) {
      statement.execute(kind.dropDatabase(database));
      statement.execute("CREATE DATABASE " + database);
    }
    return jdbcUrl(name);
  }

  /** The same server seen through a tap on the wire to it. */
  public TestServer through(WireTap tap) {
    return new TestServer(kind, url.withAddress("127.0.0.1", tap.port()), prefix, process);
  }

  private static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "Not a name for a test database: '%s'; it matches %s".formatted(name, NAME));
    }
    return name;
  }
}
