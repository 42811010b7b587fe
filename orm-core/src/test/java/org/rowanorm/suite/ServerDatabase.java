package org.rowanorm.suite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.rowanorm.suite.topic.SuiteDatabase;
import org.rowanorm.suite.topic.Wire;
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
    TestServer server = TestServers.get(kind);
    WireTap tap = WireTap.to(server.host(), server.port());
    return new Wire(server.through(tap).jdbcUrl(name, driver), tap);
  }

  @Override
  public final String freshUrl(String name) throws SQLException {
    TestServer server = TestServers.get(kind);
    server.freshDatabase(name);
    return server.jdbcUrl(name, driver);
  }
}
