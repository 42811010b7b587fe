package org.rowanorm.testdb;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JDBC URL of a server, in its parts. Immutable.
 *
 * @param driver the word after {@code jdbc:}
 * @param database the database that work on databases connects to, may be empty
 * @param options what follows the question mark, may be empty
 */
record JdbcUrl(String driver, String host, int port, String database, String options) {

  private static final Pattern SHAPE =
      Pattern.compile("jdbc:([a-z]+)://([^/?]*?)(?::(\\d+))?(?:/([^?]*))?(?:\\?(.*))?");

  /** The URL of a server that was started here, for user {@code orm} without a password. */
  static JdbcUrl ofOwn(ServerKind kind, int port) {
    return new JdbcUrl(
        kind.driver(), "127.0.0.1", port, kind.adminDatabase(), ownOptions(kind.driver()));
  }

  /** The URL of a running server, as the user gave it. */
  static JdbcUrl parse(ServerKind kind, String text) {
    Matcher parts = SHAPE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "Not a JDBC URL: '%s'\n    in -Drowan.test.%s.url; write jdbc:%s://host:port/?user=..."
              .formatted(text, kind.key(), kind.driver()));
    }
    String port = parts.group(3);
    String database = parts.group(4);
    String options = parts.group(5);
    return new JdbcUrl(
        parts.group(1),
        parts.group(2),
        port == null ? kind.defaultPort() : Integer.parseInt(port),
        database == null || database.isEmpty() ? kind.adminDatabase() : database,
        options == null ? "" : options);
  }

  /** The same server through another driver; a user's own options are left as they are. */
  JdbcUrl withDriver(String other) {
    boolean own = options.equals(ownOptions(driver));
    return new JdbcUrl(other, host, port, database, own ? ownOptions(other) : options);
  }

  /** The same server by another address. */
  JdbcUrl withAddress(String otherHost, int otherPort) {
    return new JdbcUrl(driver, otherHost, otherPort, database, options);
  }

  /** The URL that a driver takes, for a database of this server. */
  String of(String name) {
    String query = options.isEmpty() ? "" : "?" + options;
    return "jdbc:%s://%s:%d/%s%s".formatted(driver, host, port, name, query);
  }

  private static String ownOptions(String driver) {
    return switch (driver) {
      case "mysql" -> "user=orm&password=&sslMode=DISABLED&allowPublicKeyRetrieval=true";
      case "mariadb" -> "user=orm&password=&sslMode=disable";
      case "postgresql" -> "user=orm&sslmode=disable";
      default ->
          throw new IllegalArgumentException(
              "No driver '%s'; there are mysql, mariadb and postgresql".formatted(driver));
    };
  }
}
