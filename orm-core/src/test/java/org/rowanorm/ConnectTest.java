package org.rowanorm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.model.City;
import org.rowanorm.session.SessionFactory;

class ConnectTest {

  @Test
  void connect_toUnknownUrl_saysSo() {
    assertThatThrownBy(() -> Rowan.connect("jdbc:nothing:x?password=secret", "sa", "").build())
        .isInstanceOf(DatabaseException.class)
        .hasMessage(
            """
            No connection to jdbc:nothing:x?password=***
                it says: No suitable driver
                check the URL, and that the driver is on the class path [ROWAN-509]""");
  }

  @Test
  void connect_withWrongPassword_saysSo() throws SQLException {
    JdbcDataSource keeper = new JdbcDataSource();
    keeper.setURL("jdbc:h2:mem:secured");
    keeper.setUser("sa");
    keeper.setPassword("right");
    try (java.sql.Connection open = keeper.getConnection()) {
      assertThat(open.isClosed()).isFalse();
      assertThatThrownBy(() -> Rowan.connect("jdbc:h2:mem:secured", "sa", "wrong").build())
          .hasMessageStartingWith(
              """
              No connection to jdbc:h2:mem:secured
                  it says: Wrong user name or password""");
    }
  }

  @Test
  void urls_areShownWithoutPasswords() {
    assertThat(HikariPool.masked("jdbc:mysql://me:pw@host:1/db?user=a&PASSWORD=b&x=y"))
        .isEqualTo("jdbc:mysql://me:***@host:1/db?user=a&PASSWORD=***&x=y");
    assertThat(HikariPool.masked("jdbc:h2:mem:x;PASSWORD=b;USER=c"))
        .isEqualTo("jdbc:h2:mem:x;PASSWORD=***;USER=c");
  }

  @Test
  void connect_withoutAPool_saysWhichOneToAdd() throws Exception {
    List<URL> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.contains("HikariCP")) {
        path.add(Path.of(entry).toUri().toURL());
      }
    }
    try (URLClassLoader loader =
        new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Object builder =
          loader
              .loadClass("org.rowanorm.Rowan")
              .getMethod("connect", String.class, String.class, String.class)
              .invoke(null, "jdbc:h2:mem:x", "sa", "");
      assertThatThrownBy(() -> builder.getClass().getMethod("build").invoke(builder))
          .cause()
          .hasMessage(
              """
              No connection pool on the class path
                  Rowan.connect(url, ...) needs com.zaxxer:HikariCP
                  add it, or give your own DataSource to Rowan.configure(...) [ROWAN-121]""");
    }
  }

  @Test
  void close_closesTheOwnPool() {
    SessionFactory sessions =
        Rowan.connect("jdbc:h2:mem:closed", "sa", "").entities(City.class).build();
    sessions.close();
    assertThatThrownBy(() -> sessions.open().get(City.class, 1L))
        .hasMessageStartingWith("No connection to the database");
  }
}
