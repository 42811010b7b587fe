package org.rowanorm.testdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestServersTest {

  @ParameterizedTest
  @EnumSource
  void server_asked_tellsItsVersion(ServerKind kind) throws SQLException {
    TestServer server = Servers.availableOrSkip(kind);

    String version = Servers.queryOne(server.freshDatabase("version"), "select version()");

    assertThat(version)
        .contains(
            switch (kind) {
              case MYSQL -> "8.0.33";
              case MARIADB -> "11.4.5-MariaDB";
              case POSTGRES -> "PostgreSQL 17.11";
            });
  }

  @ParameterizedTest
  @EnumSource
  void server_askedForTwice_isTheSame(ServerKind kind) {
    assertThat(Servers.availableOrSkip(kind)).isSameAs(TestServers.get(kind));
  }

  @ParameterizedTest
  @EnumSource
  void freshDatabase_madeTwice_isEmptyBothTimes(ServerKind kind) throws SQLException {
    TestServer server = Servers.availableOrSkip(kind);
    for (int round = 0; round < 2; round++) {
      String url = server.freshDatabase("twice");

      assertThat(tables(url)).isEmpty();

      Servers.execute(url, "create table leftover (id int)");
      assertThat(tables(url)).containsExactly("leftover");
    }
  }

  @ParameterizedTest
  @EnumSource
  void freshDatabase_withForgottenConnection_isMadeAllTheSame(ServerKind kind) throws SQLException {
    TestServer server = Servers.availableOrSkip(kind);
    try (Connection forgotten = DriverManager.getConnection(server.freshDatabase("busy"))) {
      assertThat(forgotten.isValid(1)).isTrue();

      assertThat(tables(server.freshDatabase("busy"))).isEmpty();
    }
  }

  @Test
  void separateServer_hasItsArgumentsAndIsGoneWhenClosed() throws Exception {
    TestServer shared = Servers.availableOrSkip(ServerKind.MARIADB);
    String mode = "select @@innodb_autoinc_lock_mode";
    String url;
    try (SeparateServer separate =
        TestServers.start(ServerKind.MARIADB, "--innodb-autoinc-lock-mode=2")) {
      assertThat(separate.server().port()).isNotEqualTo(shared.port());
      url = separate.server().freshDatabase("separate");
      assertThat(Servers.queryOne(url, mode)).isEqualTo("2");
      assertThat(Servers.queryOne(shared.freshDatabase("shared"), mode)).isEqualTo("1");
    }
    assertThatThrownBy(() -> Servers.queryOne(url, mode)).isInstanceOf(SQLException.class);
    assertThat(Servers.queryOne(shared.jdbcUrl("shared"), mode)).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql", "mariadb"})
  void mariadb_throughEitherDriver_answers(String driver) throws SQLException {
    TestServer server = Servers.availableOrSkip(ServerKind.MARIADB);
    server.freshDatabase("either");

    String url = server.jdbcUrl("either", driver);

    assertThat(url).startsWith("jdbc:" + driver + "://");
    assertThat(Servers.queryOne(url, "select version()")).contains("MariaDB");
  }

  @ParameterizedTest
  @EnumSource
  void string_outsideLatin_isKept(ServerKind kind) throws SQLException {
    TestServer server = Servers.availableOrSkip(kind);
    String url = server.freshDatabase("letters");

    assertThat(Servers.queryOne(url, "select lower('ÄÖΩ 🌳')")).isEqualTo("äöω 🌳");
  }

  @Test
  void jdbcUrl_ofNameThatIsNone_isRefused() {
    TestServer server = Servers.availableOrSkip(ServerKind.POSTGRES);

    assertThatThrownBy(() -> server.jdbcUrl("x; drop database y"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'x; drop database y'");
  }

  private static List<String> tables(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        ResultSet rows =
            connection
                .getMetaData()
                .getTables(
                    connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE"})) {
      List<String> names = new ArrayList<>();
      while (rows.next()) {
        names.add(rows.getString("TABLE_NAME"));
      }
      return names;
    }
  }
}
