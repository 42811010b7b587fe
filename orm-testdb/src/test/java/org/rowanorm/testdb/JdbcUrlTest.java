package org.rowanorm.testdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcUrlTest {

  @ParameterizedTest
  @CsvSource({
    "MYSQL,    jdbc:mysql://db.test:3307/?user=a%40b,   jdbc:mysql://db.test:3307/x?user=a%40b",
    "MYSQL,    jdbc:mysql://db.test/old,                jdbc:mysql://db.test:3306/x",
    "MARIADB,  jdbc:mysql://db.test?user=a,             jdbc:mysql://db.test:3306/x?user=a",
    "POSTGRES, jdbc:postgresql://[::1]:5433/app?user=a, jdbc:postgresql://[::1]:5433/x?user=a",
    "POSTGRES, jdbc:postgresql://[::1],                 jdbc:postgresql://[::1]:5432/x"
  })
  void givenUrl_forAnotherDatabase_keepsTheRest(ServerKind kind, String given, String expected) {
    assertThat(JdbcUrl.parse(kind, given).of("x")).isEqualTo(expected);
  }

  @Test
  void givenDatabase_isWhereDatabasesAreMade() {
    assertThat(JdbcUrl.parse(ServerKind.POSTGRES, "jdbc:postgresql://h/app").database())
        .isEqualTo("app");
    assertThat(JdbcUrl.parse(ServerKind.POSTGRES, "jdbc:postgresql://h/").database())
        .isEqualTo("postgres");
    assertThat(JdbcUrl.parse(ServerKind.MYSQL, "jdbc:mysql://h").database()).isEmpty();
  }

  @Test
  void url_thatIsNone_isRefusedWithItsProperty() {
    assertThatThrownBy(() -> JdbcUrl.parse(ServerKind.MARIADB, "localhost:3306"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'localhost:3306'")
        .hasMessageContaining("-Drowan.test.mariadb.url");
  }

  @Test
  void ownUrl_withOtherDriver_hasThatDriversOptions() {
    assertThat(JdbcUrl.ofOwn(ServerKind.MARIADB, 1).withDriver("mysql").of("x"))
        .isEqualTo(
            "jdbc:mysql://127.0.0.1:1/x"
                + "?user=orm&password=&sslMode=DISABLED&allowPublicKeyRetrieval=true");
  }

  @Test
  void givenUrl_withOtherDriver_keepsItsOptions() {
    assertThat(
            JdbcUrl.parse(ServerKind.MARIADB, "jdbc:mariadb://h/?user=a")
                .withDriver("mysql")
                .of("x"))
        .isEqualTo("jdbc:mysql://h:3306/x?user=a");
  }
}
