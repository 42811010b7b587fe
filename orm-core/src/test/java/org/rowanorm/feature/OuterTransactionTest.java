package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.rowanorm.Rowan;
import org.rowanorm.error.SessionStateException;
import org.rowanorm.model.City;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.session.Transaction;
import org.rowanorm.support.OuterTransaction;

/** A transaction that somebody else begins and ends, through the one small interface. */
class OuterTransactionTest {

  @Test
  void commitOfSession_inOuterTransaction_leavesTheCommitToIt() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:outer")) {
      OuterTransaction outer = new OuterTransaction(connection);
      SessionFactory sessions = Rowan.configure(outer).entities(City.class).build();
      sessions.schema().createMissing();

      outer.begin();
      sessions.inTransaction(session -> session.add(new City(1, "Rome")));
      outer.end(false);
      assertThat(count(sessions)).isZero();

      outer.begin();
      sessions.inTransaction(session -> session.add(new City(1, "Rome")));
      outer.end(true);
      assertThat(count(sessions)).isEqualTo(1);
    }
  }

  @Test
  void settings_inOuterTransaction_areRefused() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:outer-settings")) {
      OuterTransaction outer = new OuterTransaction(connection);
      SessionFactory sessions = Rowan.configure(outer).entities(City.class).build();
      outer.begin();
      try (Session session = sessions.open()) {
        assertThatThrownBy(() -> session.begin(Transaction.READ_ONLY))
            .isInstanceOf(SessionStateException.class)
            .hasMessage(
                """
                A transaction is under way, and its isolation, timeout and whether it may write \
                are set when it begins
                    an outer transaction owns the connection: set them there [ROWAN-413]""");
      }
      outer.end(false);
    }
  }

  @Test
  void cachedRow_isDroppedWhenTheOuterTransactionEnds() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:outer-cache")) {
      OuterTransaction outer = new OuterTransaction(connection);
      SessionFactory sessions = Rowan.configure(outer).entities(City.class).build();
      sessions.schema().createMissing();
      sessions.inTransaction(session -> session.add(new City(1, "Rome")));
      assertThat(name(sessions)).isEqualTo("Rome");

      outer.begin();
      sessions.inTransaction(session -> session.get(City.class, 1L).rename("Roma"));
      outer.end(true);
      assertThat(name(sessions)).isEqualTo("Roma");
    }
  }

  private static long count(SessionFactory sessions) {
    try (Session session = sessions.open()) {
      return session.query(City.class).count();
    }
  }

  private static String name(SessionFactory sessions) {
    try (Session session = sessions.open()) {
      return session.get(City.class, 1L).name();
    }
  }
}
