package org.rowanorm.testdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WireTapTest {

  @ParameterizedTest
  @EnumSource
  void threeQueries_areThreeRoundTrips(ServerKind kind) throws Exception {
    TestServer server = Servers.availableOrSkip(kind);
    server.freshDatabase("tapped");
    try (WireTap tap = WireTap.to(server);
        Connection connection =
            DriverManager.getConnection(server.through(tap).jdbcUrl("tapped"))) {
      long before = tap.roundTrips();

      for (int i = 0; i < 3; i++) {
        assertThat(Servers.queryOne(connection, "select 1")).isEqualTo("1");
      }

      assertThat(tap.roundTrips() - before).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void connection_cut_isLostAndANewOneWorks(ServerKind kind) throws Exception {
    TestServer server = Servers.availableOrSkip(kind);
    server.freshDatabase("cut");
    try (WireTap tap = WireTap.to(server)) {
      String url = server.through(tap).jdbcUrl("cut");
      try (Connection lost = DriverManager.getConnection(url)) {
        tap.cut();

        assertThatThrownBy(() -> Servers.queryOne(lost, "select 1"))
            .isInstanceOf(SQLException.class)
            .extracting(e -> ((SQLException) e).getSQLState())
            .asString()
            .startsWith("08");
      }
      assertThat(Servers.queryOne(url, "select 1")).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void roundTrip_cutBefore_doesNotReachTheServer(ServerKind kind) throws Exception {
    TestServer server = Servers.availableOrSkip(kind);
    String url = withTable(server, "cut_before");
    try (WireTap tap = WireTap.to(server)) {
      try (Connection lost =
          DriverManager.getConnection(server.through(tap).jdbcUrl("cut_before"))) {
        tap.cutBefore(2);
        insert(lost);
        assertThatThrownBy(() -> insert(lost)).isInstanceOf(SQLException.class);
      }
      assertThat(tap.giveUpCut()).isFalse();
    }
    assertThat(Servers.queryOne(url, "select count(*) from t")).isEqualTo("1");
  }

  @ParameterizedTest
  @EnumSource
  void roundTrip_cutAfter_wasCarriedOut(ServerKind kind) throws Exception {
    TestServer server = Servers.availableOrSkip(kind);
    String url = withTable(server, "cut_after");
    try (WireTap tap = WireTap.to(server)) {
      try (Connection lost =
          DriverManager.getConnection(server.through(tap).jdbcUrl("cut_after"))) {
        tap.cutAfter(2);
        insert(lost);
        assertThatThrownBy(() -> insert(lost)).isInstanceOf(SQLException.class);
      }
      assertThat(tap.giveUpCut()).isFalse();
    }
    assertThat(Servers.queryOne(url, "select count(*) from t")).isEqualTo("2");
  }

  private static String withTable(TestServer server, String database) throws SQLException {
    String url = server.freshDatabase(database);
    Servers.execute(url, "create table t (id int)");
    return url;
  }

  private static void insert(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("insert into t values (1)")) {
      statement.executeUpdate(); // for a plain one a driver may ask whether it may write
    }
  }

  @Test
  void cut_thatWasNotReached_isGivenUp() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        WireTap tap = WireTap.to("127.0.0.1", server.getLocalPort())) {
      tap.cutBefore(1);
      assertThat(tap.giveUpCut()).isTrue();
      assertThat(tap.giveUpCut()).isFalse();
    }
  }

  @Test
  void tap_closed_takesNoMoreConnections() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      WireTap tap = WireTap.to("127.0.0.1", server.getLocalPort());
      int port = tap.port();

      tap.close();

      assertThat(Servers.soon(() -> refused(port))).isTrue();
    }
  }

  @Test
  void burst_inManyPackets_isOneRoundTrip() throws IOException {
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        WireTap tap = WireTap.to("127.0.0.1", door.getLocalPort());
        Socket client = new Socket(InetAddress.getLoopbackAddress(), tap.port());
        Socket server = door.accept()) {
      for (int i = 0; i < 5; i++) {
        send(client, server);
      }
      send(server, client);
      send(server, client);
      assertThat(tap.roundTrips()).isEqualTo(1);

      send(client, server);
      assertThat(tap.roundTrips()).isEqualTo(2);
    }
  }

  @Test
  void end_ofOneSide_reachesTheOther() throws IOException {
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        WireTap tap = WireTap.to("127.0.0.1", door.getLocalPort());
        Socket client = new Socket(InetAddress.getLoopbackAddress(), tap.port());
        Socket server = door.accept()) {
      client.shutdownOutput();
      assertThat(server.getInputStream().read()).isEqualTo(-1);

      send(server, client);
    }
  }

  private static boolean refused(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (IOException e) {
      return true;
    }
  }

  private static void send(Socket from, Socket to) throws IOException {
    from.getOutputStream().write('x');
    assertThat(to.getInputStream().read()).isEqualTo('x');
  }
}
