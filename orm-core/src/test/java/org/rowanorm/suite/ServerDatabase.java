package org.rowanorm.suite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rowanorm.suite.topic.SuiteDatabase;
import org.rowanorm.suite.topic.Wire;
import org.rowanorm.testdb.SeparateServer;
import org.rowanorm.testdb.ServerKind;
import org.rowanorm.testdb.TestServer;
import org.rowanorm.testdb.TestServers;
import org.rowanorm.testdb.WireTap;

/** A database in a server that the tests start. */
abstract class ServerDatabase extends SuiteDatabase {

  private final ServerKind kind;
  private final String driver;

  /** A database of a kind, through the driver for {@code jdbc:DRIVER:} URLs. */
  ServerDatabase(ServerKind kind, String driver) {
    this.kind = kind;
    this.driver = driver;
  }

  @Override
  public final Optional<String> whyUnavailable() {
    return TestServers.whyUnavailable(kind);
  }

  @Override
  public final Wire wire(String name) throws IOException {
    return wire(TestServers.get(kind), name, null);
  }

  /** A way to an empty database in a server that is started with arguments, for this way only. */
  final Wire wireToSeparate(String name, String... arguments) throws IOException, SQLException {
    SeparateServer separate = TestServers.start(kind, arguments);
    separate.server().freshDatabase(name);
    return wire(separate.server(), name, separate);
  }

  private Wire wire(TestServer server, String name, @Nullable SeparateServer separate)
      throws IOException {
    WireTap tap = WireTap.to(server);
    String tapped = server.through(tap).jdbcUrl(name, driver);
    return new Wire(tapped, server.jdbcUrl(name, driver), tap, separate);
  }

  /** Whether a server can be started beside the one that all tests share. */
  final boolean startsServers() {
    return TestServers.get(kind).isOwn();
  }

  @Override
  public final String freshUrl(String name) throws SQLException {
    TestServer server = TestServers.get(kind);
    server.freshDatabase(name);
    return server.jdbcUrl(name, driver);
  }
}
