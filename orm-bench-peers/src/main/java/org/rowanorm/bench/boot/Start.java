package org.rowanorm.bench.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rowanorm.bench.item.OneConnection;

/** What runs in a JVM of its own: makes the tables, then starts a library and finds an object. */
final class Start {

  private static final String COLUMNS =
      " (id bigint not null primary key, a1 varchar(255), a2 varchar(255), a3 int not null,"
          + " a4 bigint not null, a5 boolean not null, a6 decimal(19, 2), a7 date,"
          + " a8 timestamp(6), a9 varchar(255), a10 double precision not null, next_id bigint)";

  private Start() {}

  /** Prints what is found, and the ms and processor ms that it took. */
  public static void main(String... arguments) throws Exception {
    Starter starter = Starter.valueOf(arguments[0]);
    int classes = Integer.parseInt(arguments[1]);
    OneConnection connection = new OneConnection("jdbc:h2:mem:");
    tables(connection.lease(), classes);
    long cpu = cpuNanos();
    long start = System.nanoTime();
    List<Class<?>> types = new ArrayList<>();
    for (int i = 0; i < classes; i++) {
      types.add(Class.forName(BootClasses.name(i)));
    }
    Object found = starter.find(types, connection);
    double nanos = System.nanoTime() - start;
    System.out.printf(Locale.ROOT, "%n%s %.1f %.1f", found, nanos / 1e6, (cpuNanos() - cpu) / 1e6);
    connection.close();
  }

  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  private static void tables(Connection connection, int classes) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (int i = 0; i < classes; i++) {
        statement.execute("create table e" + i + COLUMNS);
      }
      statement.execute(
          "insert into e0 (id, a1, a3, a4, a5, a10) values (1, 'found', 3, 4, true, 10)");
    }
  }
}
