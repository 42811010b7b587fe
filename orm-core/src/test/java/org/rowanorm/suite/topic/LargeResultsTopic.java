package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rowanorm.Rowan;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

/**
 * More rows than the heap can hold are read with what they lead to, in a JVM of their own. {@code
 * -Drowan.test.large=20} reads 2^20 of them in 64 MiB; else there are fewer, and less heap.
 */
public interface LargeResultsTopic extends SuiteFixture {

  int DOUBLINGS = Integer.getInteger("rowan.test.large", 15);

  /** Senders, to each of which many parcels refer. */
  int SENDERS = 1 << 10;

  @Entity
  class Sender {
    @Id int id;
    String name;

    Sender(int id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  @Entity
  class Parcel {
    @Id int id;
    String label;
    @ManyToOne Sender sender;

    @OneToMany(mappedBy = "parcel")
    List<Thing> things = new ArrayList<>();

    Parcel(int id, String label, Sender sender) {
      this.id = id;
      this.label = label;
      this.sender = sender;
    }
  }

  @Entity
  class Thing {
    @Id int id;
    String name;
    @ManyToOne Parcel parcel;

    Thing(int id, String name, Parcel parcel) {
      this.id = id;
      this.name = name;
      this.parcel = parcel;
    }
  }

  private static SessionFactory connect(String url) {
    return Rowan.connect(url, null, null).entities(Parcel.class, Sender.class, Thing.class).build();
  }

  @Test
  @Timeout(600)
  default void stream_ofMoreThanTheHeapHolds_isRead()
      throws SQLException, IOException, InterruptedException {
    String url =
        database().sharedUrl("large_" + getClass().getSimpleName().toLowerCase(Locale.ROOT));
    try (SessionFactory factory = connect(url)) {
      factory.schema().createMissing();
      factory.inTransaction(LargeResultsTopic::fill);
    }
    analyze(url);
    assertThat(readInAnotherJvm(url)).endsWith("read " + 2 * (1 << DOUBLINGS) + " parcels");
  }

  /** Each statement doubles a table. */
  private static void fill(Session session) {
    for (int i = 0; i < SENDERS; i++) {
      session.add(new Sender(i, "sender " + i));
    }
    Parcel first = new Parcel(0, "a parcel with a label of some length", null);
    session.add(first);
    session.add(new Thing(0, "a thing", first));
    session.flush();
    for (int doubling = 0; doubling < DOUBLINGS; doubling++) {
      int rows = 1 << doubling;
      session
          .sql(
              "insert into parcel (id, label, sender_id) select id + :rows, label,"
                  + " mod(id + :rows, :senders) from parcel")
          .bind("rows", rows)
          .bind("senders", SENDERS)
          .execute();
      session
          .sql(
              "insert into thing (id, name, parcel_id) select id + :rows, name, parcel_id + :rows"
                  + " from thing")
          .bind("rows", rows)
          .execute();
    }
  }

  /** The database would do it too, some time after so many rows came. */
  private void analyze(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String table : List.of("sender", "parcel", "thing")) {
        statement.execute(database().analyze(table));
      }
    }
  }

  private static String readInAnotherJvm(String url) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            DOUBLINGS < 20 ? "-Xmx24m" : "-Xmx64m",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-cp",
            System.getProperty("java.class.path"),
            Reader.class.getName(),
            url);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    process.waitFor(1, TimeUnit.MINUTES);
    return said;
  }

  /** What runs in the other JVM: once on a connection of the stream, once in a transaction. */
  final class Reader {

    private int parcels;

    private Reader() {}

    /** Reads the database of a URL. */
    public static void main(String[] arguments) {
      Reader reader = new Reader();
      try (SessionFactory factory = connect(arguments[0])) {
        try (Session session = factory.open()) {
          session.query(Parcel.class).forEach(reader::read);
        }
        factory.inTransaction(session -> session.query(Parcel.class).forEach(reader::read));
      }
      System.out.println("read " + reader.parcels + " parcels");
    }

    private void read(Parcel parcel) {
      boolean right =
          (parcel.sender == null || parcel.sender.name.equals("sender " + parcel.sender.id))
              && parcel.things.size() == 1
              && parcel.things.get(0).name.equals("a thing");
      parcels += right ? 1 : 0;
    }
  }
}
