package org.rowanorm.suite.topic;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rowanorm.jdbc.StatementLog;
import org.rowanorm.lifecycle.Stage;
import org.rowanorm.lifecycle.States;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

/** Each operation on an object in each state does the same on each database. */
public interface StatesTopic extends SuiteFixture {

  @TestFactory
  default Stream<DynamicTest> operation_onObjectWithVersion_doesWhatTheTableSays() {
    return states(true);
  }

  @TestFactory
  default Stream<DynamicTest> operation_onObjectWithoutVersion_doesWhatTheTableSays() {
    return states(false);
  }

  private Stream<DynamicTest> states(boolean versioned) {
    SessionFactory items = otherFactory(States.entities(versioned)).build();
    items.schema().drop(); // the tables of both kinds have the same names
    items.schema().createMissing();
    return States.tests(versioned, database().name(), new Beside(this, items))
        .onClose(items::close);
  }

  /** The tables of the states beside those of all topics. */
  record Beside(SuiteFixture suite, SessionFactory items) implements Stage {

    @Override
    public Session open() {
      return items.open();
    }

    @Override
    public StatementLog log() {
      return suite.log();
    }

    @Override
    public void sql(String text) {
      try {
        suite.execute(text);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public List<String> rows(String text) {
      try {
        return suite.rows(text);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
