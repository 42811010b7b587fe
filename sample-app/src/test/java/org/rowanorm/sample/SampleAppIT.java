package org.rowanorm.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowanorm.sample.Command.Outcome;
import org.rowanorm.testdb.ServerKind;
import org.rowanorm.testdb.TestServers;

class SampleAppIT {

  private static final String LIST_OPTIONS = "    --help lists the options\n";

  private static final String STORY_ON_H2 =
      """
      The story of Rowan on jdbc:h2:mem:seed

      1. Connect, and create the tables that are missing
         sql:    create table "USER" (id varchar(255) not null, name varchar(255), primary key (id)) {# ms}
         sql:    create table book (id varchar(255) not null, name varchar(255), user_id varchar(255), primary key (id)) {# ms}
         sql:    alter table book add constraint fk_book_user_id foreign key (user_id) references "USER" (id) {# ms}
         result: there is a table for users and one for books

      2. Add Bob and his book to a session, and commit
         sql:    insert into "USER" (id, name) values (?, ?)
                 with '5', 'Bob' {# ms, 1 row}
         sql:    insert into book (id, name, user_id) values (?, ?, ?)
                 with '1', 'Dune', '5' {# ms, 1 row}
         result: Bob and his books [Dune] are rows now

      3. Find Bob, rename him, and commit
         sql:    select u.id, u.name from "USER" u where u.id = ? limit ?
                 with '5', 2 {# ms, 1 row}
         sql:    update "USER" set name = ? where id = ?
                 with 'Robert', '5' {# ms, 1 row}
         result: he is Robert now

      4. Read him back in a new session, and his books when they are asked for
         sql:    select u.id, u.name from "USER" u where u.id = ? limit ?
                 with '5', 2 {# ms, 1 row}
         sql:    select b.user_id, b.id, b.name from book b where b.user_id in (?)
                 with '5' {# ms, 1 row}
         result: Robert has the books [Dune]

      5. Delete his books and him, so that the story can be told again
         sql:    select u.id, u.name from "USER" u where u.id = ? limit ?
                 with '5', 2 {# ms, 1 row}
         sql:    select b.user_id, b.id, b.name from book b where b.user_id in (?)
                 with '5' {# ms, 1 row}
         sql:    delete from book where id = ?
                 with '1' {# ms, 1 row}
         sql:    delete from "USER" where id = ?
                 with '5' {# ms, 1 row}
         sql:    select count(*) from "USER" u where u.id = ?
                 with '5' {# ms, 1 row}
         result: 0 rows of his are left; the tables stay
      """;

  @TempDir private Path directory;
  private Command command;

  @BeforeEach
  void makeCommand() {
    command = Command.packaged(directory);
  }

  // ---- the story

  @Test
  void story_onH2_printsStepsStatementsAndResults() throws Exception {
    assertStoryOnH2(command.run());
  }

  @Test
  void story_underTheAgent_isTheSame() throws Exception {
    assertStoryOnH2(Command.underTheAgent(directory).run());
  }

  private static void assertStoryOnH2(Outcome outcome) {
    assertThat(outcome.outWithoutTimes()).isEqualTo(STORY_ON_H2);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void story_onServerTwice_isTheSameButForTheTables(ServerKind kind) throws Exception {
    Assumptions.assumeThat(TestServers.whyUnavailable(kind)).isEmpty();
    String url = TestServers.get(kind).freshDatabase("sample");
    Outcome first = command.run("--url", url, "--user", "orm", "--password", "");
    Outcome second = command.run("--url", url, "--user", "orm", "--password", "");

    assertThat(first.err() + second.err()).isEmpty();
    assertThat(first.exitCode() + second.exitCode()).isZero();
    assertThat(first.out())
        .contains("sql:    create table book")
        .contains("result: Robert has the books [Dune]");
    assertThat(second.outWithoutTimes())
        .isEqualTo(first.outWithoutTimes().replaceAll("(?m)^   sql:    (create|alter) .*\n", ""));
  }

  // ---- the command line

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void help_printsUsageAndNothingElse(String option) throws Exception {
    Outcome outcome = command.run(option);
    assertThat(outcome.out())
        .isEqualTo(
            """
            Usage: sample-app [-h] [--password[=WORD]] [--url=URL] [--user=NAME]
            Runs the example of Rowan's README and prints each step, the SQL it sends with
            its parameters, and the result.
            It creates the tables User and Book where they are missing, and deletes the
            rows it adds.
                  --url=URL           The JDBC URL of the database (default: jdbc:h2:mem:
                                        seed, in memory).
                  --user=NAME         The name to log in with.
                  --password[=WORD]   The password to log in with; asked for where WORD is
                                        left out.
              -h, --help              Prints this help.

            Examples of URLs:
              jdbc:h2:mem:seed
              jdbc:mysql://localhost:3306/test
              jdbc:mariadb://localhost:3306/test
              jdbc:postgresql://localhost:5432/test

            Exit code: 0 after the whole story, 1 if it failed, 2 for wrong arguments.
            """);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void option_unknown_isNamedWithTheNearestOne() throws Exception {
    assertRefused(
        command.run("--usr=bob"), "Unknown option: '--usr=bob'\nPossible solutions: --user\n");
  }

  @Test
  void option_withoutItsValue_isNamed() throws Exception {
    assertRefused(command.run("--url"), "Missing required parameter for option '--url' (URL)\n");
  }

  @Test
  void argument_withoutOption_isNamed() throws Exception {
    assertRefused(command.run("bob"), "Unmatched argument at index 0: 'bob'\n");
  }

  @Test
  void url_notOfJdbc_isRefused() throws Exception {
    assertRefused(
        command.run("--url", "localhost/test"),
        "Invalid value for option '--url': 'localhost/test' is not a JDBC URL,"
            + " such as jdbc:h2:mem:seed\n");
  }

  private static void assertRefused(Outcome outcome, String message) {
    assertThat(outcome.err()).isEqualTo(message + LIST_OPTIONS);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  // ---- failures

  @Test
  void url_withoutDriver_endsInOneMessage() throws Exception {
    assertNoConnection(command.run("--url", "jdbc:none:x"), "jdbc:none:x", "No suitable driver");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql", "mariadb", "postgresql"})
  void server_withNobodyListening_endsInOneMessage(String driver) throws Exception {
    String url = "jdbc:" + driver + "://localhost:" + closedPort() + "/test";
    assertNoConnection(command.run("--url", url), url, "Connection refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql", "postgresql"})
  void server_thatNeverAnswers_endsInOneMessage(String driver) throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String url = "jdbc:" + driver + "://localhost:" + silent.getLocalPort() + "/test";
      assertNoConnection(command.run("--url", url), url, "timed out");
    }
  }

  @Test
  void password_wrong_endsInOneMessage() throws Exception {
    String url = "jdbc:h2:file:" + directory.resolve("locked");
    DriverManager.getConnection(url, "sa", "right").close();
    assertNoConnection(
        command.run("--url", url, "--user", "sa", "--password", "wrong"),
        url,
        "Wrong user name or password");
    assertThat(command.run("--url", url, "--user", "sa", "--password", "right").exitCode())
        .isZero();
  }

  @Test
  void password_wrongOnMysql_endsInOneMessage() throws Exception {
    Assumptions.assumeThat(TestServers.whyUnavailable(ServerKind.MYSQL)).isEmpty();
    String url = TestServers.get(ServerKind.MYSQL).freshDatabase("sample");
    Outcome outcome = command.run("--url", url, "--user", "orm", "--password", "wrong");
    assertThat(outcome.err()).contains("Access denied for user 'orm'").endsWith("[ROWAN-509]\n");
    assertOneMessage(outcome);
  }

  private static void assertNoConnection(Outcome outcome, String url, String reason) {
    assertThat(outcome.out())
        .isEqualTo(
            "The story of Rowan on %s\n\n1. Connect, and create the tables that are missing\n"
                .formatted(url));
    assertThat(outcome.err())
        .startsWith("\nNo connection to " + url + "\n")
        .contains(reason)
        .endsWith("[ROWAN-509]\n");
    assertOneMessage(outcome);
  }

  @Test
  void enhancement_forgotten_endsInOneMessage() throws Exception {
    Outcome outcome = Command.plain(directory).run();
    assertThat(outcome.err())
        .startsWith("\nNot enhanced: org.rowanorm.sample.User, org.rowanorm.sample.Book\n")
        .contains("-javaagent:")
        .endsWith("[ROWAN-101]\n");
    assertOneMessage(outcome);
  }

  @Test
  void rows_ofAnInterruptedRun_areNamed() throws Exception {
    String url = "jdbc:h2:file:" + directory.resolve("left");
    assertThat(command.run("--url", url, "--user", "sa").exitCode()).isZero();
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement()) {
      statement.execute("insert into \"USER\" (id, name) values ('5', 'Bob')");
    }
    Outcome outcome = command.run("--url", url, "--user", "sa");
    assertThat(outcome.out()).contains("with '5', 'Bob' {").endsWith(", failed}\n");
    assertThat(outcome.err())
        .contains("[ROWAN-505]\n")
        .endsWith(
            "If an earlier run was interrupted, its user 5 and book 1 are still there: delete them.\n");
    assertOneMessage(outcome);
  }

  private static void assertOneMessage(Outcome outcome) {
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).doesNotContain("\tat ", "Exception", "ERROR", "WARN");
    assertThat(outcome.err().lines().count()).isLessThanOrEqualTo(8);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
