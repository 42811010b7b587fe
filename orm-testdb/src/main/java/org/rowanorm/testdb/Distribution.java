package org.rowanorm.testdb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * The programs of one database server: what they need, the data they start from, and their command
 * lines. Implementations are immutable.
 */
sealed interface Distribution permits MysqlDistribution, MariadbDistribution, PostgresDistribution {

  ServerKind kind();

  /** Why this server cannot run here and what to do about it, in one line. */
  Optional<String> whyUnavailable() throws IOException;

  /** A data directory with the user {@code orm} and nothing else, to be copied for every start. */
  Path template() throws IOException;

  /** Makes ready a directory that holds a copy of the template and the server's log. */
  default void prepare(Path work) throws IOException {}

  /** The command that serves a data directory on a loopback port. */
  List<String> command(Path data, int port) throws IOException;

  /** The signal that ends the server fastest and leaves nothing behind but its data. */
  String stopSignal();

  /** A query that answers with the data directory, to tell this server from a stranger. */
  String identityQuery();

  /** The version of a distribution that this module was built with. */
  static String version(ServerKind kind) throws IOException {
    Properties versions = new Properties();
    try (InputStream stream = Distribution.class.getResourceAsStream("versions.properties")) {
      versions.load(stream);
    }
    return versions.getProperty(kind.key());
  }
}
