package org.rowanorm.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rowanorm.jdbc.StatementEvent;

class NarratorTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Narrator narrator = new Narrator(new PrintStream(printed, true, UTF_8));

  @Test
  void step_second_isNumberedAfterAnEmptyLine() {
    narrator.step("one");
    narrator.step("two");
    assertThat(text()).isEqualTo("\n1. one\n\n2. two\n");
  }

  @Test
  void statement_withoutParameters_isOneLine() {
    narrator.statement(new StatementEvent("create table t", List.of(), 0, 1_250_000, null));
    assertThat(text()).isEqualTo("   sql:    create table t {1.3 ms}\n");
  }

  @Test
  void statement_batch_hasALineForEachOfItsRows() {
    List<Object[]> rows = List.of(new Object[] {"it's", null}, new Object[] {"", 7});
    narrator.statement(new StatementEvent("insert", rows, 2, 0, null));
    assertThat(text())
        .isEqualTo(
            """
               sql:    insert
                       with 'it''s', null
                       with '', 7 {0.0 ms, 2 rows}
            """);
  }

  @Test
  void statement_failed_saysSo() {
    List<Object[]> rows = List.<Object[]>of(new Object[] {1});
    narrator.statement(new StatementEvent("insert", rows, 0, 0, new SQLException("no")));
    assertThat(text()).isEqualTo("   sql:    insert\n           with 1 {0.0 ms, failed}\n");
  }

  private String text() {
    return printed.toString(UTF_8).replace("\r\n", "\n");
  }
}
