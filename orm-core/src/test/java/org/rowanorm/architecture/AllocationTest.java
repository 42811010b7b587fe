package org.rowanorm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.rowanorm.dialect.H2Dialect;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.load.ItemReader.Item;
import org.rowanorm.load.ItemRow;
import org.rowanorm.load.RowMaker;
import org.rowanorm.load.RowMakers;
import org.rowanorm.model.City;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;
import org.rowanorm.type.TypeSet;

/** How many bytes the short ways allocate, on the average of many calls. */
class AllocationTest {

  private static final int CALLS = 20_000;

  private static double bytesPerCall(Runnable call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / (double) CALLS;
  }

  @Test
  void get_ofManagedObject_allocatesAlmostNothing() {
    try (H2 h2 = H2.with(City.class)) {
      h2.sql("insert into city (id, name) values (1000, 'Rome')");
      try (Session session = h2.open()) {
        Long id = 1000L;
        session.get(City.class, id);
        assertThat(bytesPerCall(() -> session.get(City.class, id))).isLessThanOrEqualTo(24);
      }
    }
  }

  @Test
  void commit_withNothingChanged_allocatesAlmostNothing() {
    try (H2 h2 = H2.with(City.class)) {
      h2.sql("insert into city (id, name) select x, 'c' || x from system_range(1, 10000)");
      try (Session session = h2.open()) {
        session.query(City.class).all();
        session.commit();
        assertThat(bytesPerCall(session::commit)).isLessThanOrEqualTo(200);
      }
    }
  }

  @Test
  void readOfLoadedAttribute_allocatesNothing() {
    try (H2 h2 = H2.with(City.class)) {
      h2.sql("insert into city (id, name) values (1, 'Rome')");
      try (Session session = h2.open()) {
        City city = session.get(City.class, 1L);
        assertThat(bytesPerCall(city::name)).isLessThan(1);
      }
    }
  }

  @Test
  void firstWriteOfAnObject_allocatesNothingButAPlaceInTheList() {
    try (H2 h2 = H2.with(City.class)) {
      h2.sql("insert into city (id, name) select x, 'c' || x from system_range(1, 40000)");
      try (Session session = h2.open()) {
        Iterator<City> cities = session.query(City.class).all().iterator();
        assertThat(bytesPerCall(() -> cities.next().rename("Roma"))).isLessThan(16);
      }
    }
  }

  @Entity
  static class Picture {
    @Id int id;
    byte[] bytes;
  }

  @Test
  void readOfAValueThatCanChange_copiesItOnlyWhereThatMatters() {
    try (H2 h2 = H2.with(Picture.class)) {
      h2.sql("insert into picture (id, bytes) select x, x'01020304' from system_range(1, 40000)");
      try (Session writing = h2.open();
          Session reading = h2.sessions().openReadOnly()) {
        Iterator<Picture> written = writing.query(Picture.class).all().iterator();
        Iterator<Picture> read = reading.query(Picture.class).all().iterator();
        assertThat(bytesPerCall(() -> kept = written.next().bytes)).isGreaterThan(16);
        assertThat(bytesPerCall(() -> kept = read.next().bytes)).isLessThan(1);
      }
    }
  }

  static class Plain {
    long id = 1;
    String name = "Ada";
    int visits;
    boolean active;
  }

  @Entity
  static class Woven {
    @Id long id = 1;
    String name = "Ada";
    int visits;
    boolean active;
  }

  private static volatile Object kept; // what is kept is really allocated

  @Test
  void enhancedInstance_isAtMost24BytesLargerThanAPlainOne() {
    double plain = bytesPerCall(() -> kept = new Plain());
    double woven = bytesPerCall(() -> kept = new Woven());
    assertThat(new Woven()).isInstanceOf(Enhanced.class);
    assertThat(kept).isInstanceOf(Woven.class);
    assertThat(woven - plain).isBetween(16.0, 24.5); // the masks at least, and a part of noise
  }

  private record Line(long id, String name, int visits, boolean active) {}

  @Test
  void rowThatBecomesARecord_allocatesTheRecordAndNothingElse() throws SQLException {
    TypeSet types = new H2Dialect().columnTypes();
    List<Item> items =
        List.of(
            new Item(Objects.requireNonNull(types.find(Long.class)), null),
            new Item(Objects.requireNonNull(types.find(String.class)), null),
            new Item(Objects.requireNonNull(types.find(Integer.class)), null),
            new Item(Objects.requireNonNull(types.find(Boolean.class)), null));
    RowMaker<Line> maker = new RowMakers().of(Line.class, items, "a query");
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select 1000000, 'Ada', 1000, true")) {
      result.next();
      ItemRow row = ItemRow.ofValues(result, items);
      double byHand = bytesPerCall(() -> kept = new Line(1_000_000, "Ada", 1000, true));
      double made = bytesPerCall(() -> kept = make(maker, row));
      assertThat(kept).isEqualTo(new Line(1_000_000, "Ada", 1000, true));
      assertThat(made - byHand).isLessThan(1);
    }
  }

  private static <R> R make(RowMaker<R> maker, ItemRow row) {
    try {
      return maker.make(row);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
