package org.rowanorm.testdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ServerProcessTest {

  private final Properties properties = new Properties();
  @TempDir private Path root;

  @BeforeEach
  void keepData_inTheTestsDirectory() {
    System.getProperties().stringPropertyNames().stream()
        .forEach(name -> properties.setProperty(name, System.getProperty(name)));
    properties.setProperty("rowan.test.dir", root.toString());
  }

  @ParameterizedTest
  @EnumSource
  void server_stopped_leavesNothing(ServerKind kind) throws IOException {
    ServerProcess server = start(kind);
    assertThat(server.work().resolve("server.log")).exists();

    server.stop();

    assertThat(root).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({"MYSQL, --no-such-option", "MARIADB, --no-such-option", "POSTGRES, -c no_such=1"})
  void server_withBadArgument_failsWithWhatItSaid(ServerKind kind, String argument) {
    Servers.availableOrSkip(kind);
    properties.setProperty("rowan.test." + kind.key() + ".args", argument);

    assertThatThrownBy(() -> start(kind))
        .isInstanceOf(IOException.class)
        .hasMessageMatching("(?s).*no.such.*");
    assertThat(root).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MYSQL    | --innodb-lock-wait-timeout=7 | select @@innodb_lock_wait_timeout | 7",
        "MARIADB  | --innodb-lock-wait-timeout=7 | select @@innodb_lock_wait_timeout | 7",
        "POSTGRES | -c work_mem=5MB              | show work_mem                     | 5MB"
      })
  void server_withArgument_heedsIt(ServerKind kind, String argument, String query, String value)
      throws IOException, SQLException {
    properties.setProperty("rowan.test." + kind.key() + ".args", argument);
    ServerProcess server = start(kind);
    JdbcUrl url = JdbcUrl.ofOwn(kind, server.port());

    assertThat(Servers.queryOne(url.of(url.database()), query)).isEqualTo(value);
    server.stop();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MYSQL    | select @@innodb_doublewrite | ON",
        "MARIADB  | select @@innodb_doublewrite | ON",
        "POSTGRES | show fsync                  | on"
      })
  void durableServer_waitsForTheDisk(ServerKind kind, String query, String value)
      throws IOException, SQLException {
    properties.setProperty("rowan.test.profile", "durable");
    ServerProcess server = start(kind);
    JdbcUrl url = JdbcUrl.ofOwn(kind, server.port());

    assertThat(Servers.queryOne(url.of(url.database()), query)).isEqualTo(value);
    server.stop();
  }

  @Test
  void template_ofOtherArguments_isAnother() throws IOException {
    Servers.availableOrSkip(ServerKind.MARIADB);
    properties.setProperty("rowan.test.mariadb.args", "--lower-case-table-names=1");
    Path other = distribution(ServerKind.MARIADB).template();
    properties.remove("rowan.test.mariadb.args");
    Path plain = distribution(ServerKind.MARIADB).template();

    assertThat(other).isNotEqualTo(plain);
    try (Stream<Path> files = Files.list(other)) {
      assertThat(files).isNotEmpty();
    }
  }

  private ServerProcess start(ServerKind kind) throws IOException {
    Servers.availableOrSkip(kind);
    return ServerProcess.start(distribution(kind), new Settings(properties));
  }

  private Distribution distribution(ServerKind kind) {
    Settings settings = new Settings(properties);
    return TestServers.distribution(kind, settings, new UnpackCache(settings.cacheRoot()));
  }
}
