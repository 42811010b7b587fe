package org.rowanorm.testdb;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The door to the test servers: one of each kind per JVM, started at first use, shared by all
 * tests, gone when the JVM is; and others for a test that needs one started otherwise. Thread-safe.
 *
 * <p>System properties, all optional, where KIND is {@code mysql}, {@code mariadb} or {@code
 * postgres}:
 *
 * <ul>
 *   <li>{@code rowan.test.KIND.url}: the JDBC URL of a running server to use instead, with the
 *       user's name and password among its options; the tests make databases of their own in it
 *   <li>{@code rowan.test.KIND.args}: more arguments for the server, split at white space
 *   <li>{@code rowan.test.profile}: {@code fast} (the default), or {@code durable}, which waits for
 *       the disk at every commit
 *   <li>{@code rowan.test.dir}: where data are kept while a server runs; by default memory, if it
 *       has room and the profile is fast, else the directory for temporary files
 *   <li>{@code rowan.test.cache}: where unpacked servers are kept, by default {@code
 *       ~/.cache/rowan-testdb}
 *   <li>{@code rowan.test.mysql.zip}: MySQL's distribution, and {@code rowan.test.mysql=required}:
 *       it must run where the environment variable {@code CI} is set; Maven profile {@code mysql}
 *       sets both
 * </ul>
 */
public final class TestServers {

  private static final Map<ServerKind, SharedServer> SERVERS = new EnumMap<>(ServerKind.class);

  static {
    Settings settings = new Settings(System.getProperties());
    UnpackCache cache = new UnpackCache(settings.cacheRoot());
    String ci = System.getenv("CI");
    boolean onCi = ci != null && !ci.isBlank();
    for (ServerKind kind : ServerKind.values()) {
      Distribution distribution = distribution(kind, settings, cache);
      SERVERS.put(kind, new SharedServer(distribution, settings, onCi, Notice::print));
    }
  }

  private TestServers() {}

  /**
   * The server of that kind, started now if this is its first use.
   *
   * @throws IllegalStateException if it is not available or does not start
   */
  public static TestServer get(ServerKind kind) {
    return shared(kind).get();
  }

  /**
   * Starts a server of that kind beside the shared one, for who asks and until they close it.
   *
   * @param arguments what its command line says besides; they must not change the shape of its data
   * @throws IllegalStateException if it is not available, or the shared one was not started here
   */
  public static SeparateServer start(ServerKind kind, String... arguments) throws IOException {
    return shared(kind).separate(arguments);
  }

  /**
   * Why there can be no server of that kind here and what to do about it, in one line for a skipped
   * test to show; empty where there can be one. The first call may unpack the server.
   *
   * @throws IllegalStateException instead, if the server is missing on CI though the build asked
   *     for it
   */
  public static Optional<String> whyUnavailable(ServerKind kind) {
    return shared(kind).whyUnavailable();
  }

  private static SharedServer shared(ServerKind kind) {
    SharedServer server = SERVERS.get(kind);
    if (server == null) {
      throw new IllegalArgumentException("No server of kind " + kind);
    }
    return server;
  }

  static Distribution distribution(ServerKind kind, Settings settings, UnpackCache cache) {
    return switch (kind) {
      case MYSQL -> new MysqlDistribution(settings, cache);
      case MARIADB -> new MariadbDistribution(settings, cache);
      case POSTGRES -> new PostgresDistribution(settings, cache);
    };
  }
}
