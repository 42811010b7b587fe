package org.rowanorm.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.rowanorm.bench.Bench.Options;

class BenchOptionsTest {

  @Test
  void parse_nothing_measuresAllInFiveForks() {
    Options options = Options.parse();
    assertThat(options.pace()).isEqualTo(Pace.FULL);
    assertThat(options.forks()).isEqualTo(5);
    assertThat(options.operations()).isEqualTo(Operations.ALL);
  }

  @Test
  void parse_quick_takesOneFork() {
    Options options = Options.parse("--quick");
    assertThat(options.pace()).isEqualTo(Pace.QUICK);
    assertThat(options.forks()).isEqualTo(1);
  }

  @Test
  void parse_forksAndPattern_areTaken() {
    Options options = Options.parse("--forks", "7", "query of 1\\b(?!,)");
    assertThat(options.forks()).isEqualTo(7);
    assertThat(options.operations()).extracting(Operation::label).containsExactly("query of 1");
  }

  @Test
  void mysqlUrl_hasItsDriver() throws SQLException {
    String url = Options.parse("--mysql", "jdbc:mysql://127.0.0.1/bench").url();
    assertThat(DriverManager.getDriver(url).acceptsURL(url)).isTrue();
  }

  @Test
  void parse_unknownOption_isRefused() {
    assertThatThrownBy(() -> Options.parse("--fork", "7"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No such option: --fork");
  }

  @Test
  void operations_ofAPatternThatFitsNone_areRefused() {
    assertThatThrownBy(() -> Options.parse("quary").operations())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No operation's name holds quary");
  }

  @Test
  void parse_facts_takesOneFork() {
    Options options = Options.parse("--facts");
    assertThat(options.pace()).isEqualTo(Pace.FACTS);
    assertThat(options.forks()).isEqualTo(1);
  }

  @Test
  void parse_mysql_leadsTheForksThere() {
    assertThat(Options.parse("--mysql", "jdbc:mysql://there/bench").jvm())
        .containsExactly("-Drowan.bench.url=jdbc:mysql://there/bench");
    assertThat(Options.parse("--mysql", "jdbc:mysql://there/bench", "--h2").jvm()).isEmpty();
  }

  @Test
  void peers_whereTheyAreNotOnTheClassPath_areRefused() {
    assertThat(Options.parse().peers()).isEmpty();
    assertThatThrownBy(() -> Options.parse("--peers").peers())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "No peers in this jar; build the other one: mvn -Ppeers -pl orm-bench-peers -am package");
  }
}
