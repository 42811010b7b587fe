package org.rowanorm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.StackWalker.Option;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.Rowan;
import org.rowanorm.jdbc.ConnectionSource;
import org.rowanorm.model.City;
import org.rowanorm.model.Customer;
import org.rowanorm.model.Note;
import org.rowanorm.model.Order;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

/**
 * How many frames of the library stand between the user's call and the driver's: short ways are
 * what can be read, and what the JIT can inline.
 */
class DepthTest {

  /** The deepest stack of library frames at which each method of the driver was called. */
  private final Map<String, Integer> depths = new TreeMap<>();

  private final JdbcDataSource source = new JdbcDataSource();
  private final SessionFactory sessions;

  DepthTest() throws Exception {
    source.setURL("jdbc:h2:mem:depth" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
    sessions =
        Rowan.configure(
                new ConnectionSource() {
                  @Override
                  public Connection lease() throws java.sql.SQLException {
                    return watched(Connection.class, source.getConnection());
                  }

                  @Override
                  public void release(Connection connection) throws java.sql.SQLException {
                    connection.close();
                  }
                })
            .entities(City.class, Customer.class, Order.class, Note.class)
            .build();
    sessions.schema().createMissing();
    sessions.inTransaction(
        session -> {
          for (int i = 1; i <= 3; i++) {
            session.add(new Customer("k" + i, new City(i, "c" + i)));
          }
        });
  }

  @BeforeEach
  void reset() {
    depths.clear();
  }

  @Test
  void get_reachesTheDriverInFewFrames() {
    try (Session session = sessions.open()) {
      assertThat(session.get(Customer.class, 1L)).isNotNull();
    }
    assertThat(depths.get("executeQuery")).isLessThanOrEqualTo(8);
    assertThat(depths.get("getLong")).isLessThanOrEqualTo(10);
    assertThat(depths.get("getString")).isLessThanOrEqualTo(10);
  }

  @Test
  void commit_reachesTheDriverInFewFrames() {
    try (Session session = sessions.open()) {
      List<Customer> customers = session.query(Customer.class).all();
      customers.forEach(customer -> customer.rename("x"));
      session.add(new Customer("k4", null));
      session.add(new Customer("k5", null));
      depths.clear();
      session.commit();
    }
    assertThat(depths.get("executeBatch")).isLessThanOrEqualTo(8);
  }

  @Test
  void query_reachesTheDriverInFewFrames() {
    try (Session session = sessions.open()) {
      assertThat(session.query(Customer.class).all()).hasSize(3);
    }
    assertThat(depths.get("executeQuery")).isLessThanOrEqualTo(8);
    assertThat(depths.get("getString")).isLessThanOrEqualTo(10);
  }

  private <T> T watched(Class<T> type, T real) {
    return type.cast(
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              depths.merge(method.getName(), libraryFrames(), Math::max);
              try {
                return wrapped(method.invoke(real, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private Object wrapped(Object result) {
    if (result instanceof PreparedStatement statement) {
      return watched(PreparedStatement.class, statement);
    }
    return result instanceof ResultSet rows ? watched(ResultSet.class, rows) : result;
  }

  /** Frames of Rowan and of generated hydrators, lambdas and hidden frames included. */
  private static int libraryFrames() {
    List<String> frames =
        StackWalker.getInstance(Set.of(Option.SHOW_HIDDEN_FRAMES))
            .walk(
                stack -> new ArrayList<>(stack.map(StackWalker.StackFrame::getClassName).toList()));
    return (int)
        frames.stream()
            .filter(name -> name.startsWith("org.rowanorm."))
            .filter(name -> !name.startsWith("org.rowanorm.architecture."))
            .count();
  }
}
