package org.rowanorm.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dialect that the metadata of a connection lead to. */
class DialectsTest {

  private static Connection connection(String product, String version) {
    Map<String, Object> said =
        Map.of("getDatabaseProductName", product, "getDatabaseProductVersion", version);
    DatabaseMetaData database = stub(DatabaseMetaData.class, said);
    return stub(Connection.class, Map.of("getMetaData", database));
  }

  /** A part of a driver that gives these answers. */
  private static <T> T stub(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.get(method.getName())));
  }

  @ParameterizedTest
  @CsvSource({
    "H2, 2.3.232, H2",
    "PostgreSQL, 17.2, PostgreSQL",
    "MySQL, 8.4.3, MySQL",
    "MariaDB, 11.4.4-MariaDB, MariaDB",
    "MySQL, 5.5.5-10.11.6-MariaDB, MariaDB"
  })
  void dialect_isThatOfTheProduct(String product, String version, String name) throws SQLException {
    assertThat(Dialects.of(connection(product, version)).name()).isEqualTo(name);
  }

  @Test
  void unknownDatabase_getsStandardSql_andOneWarning() throws SQLException {
    PrintStream before = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    Dialect found;
    try {
      found = Dialects.of(connection("Quaint", "1.2"));
    } finally {
      System.setErr(before);
    }
    assertThat(found).isExactlyInstanceOf(Dialect.class);
    assertThat(found.name()).isEqualTo("standard SQL");
    assertThat(written.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .endsWith("WARN org.rowanorm.boot - No dialect for Quaint 1.2: standard SQL is used");
  }
}
