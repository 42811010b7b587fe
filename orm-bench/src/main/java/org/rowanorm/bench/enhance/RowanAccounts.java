package org.rowanorm.bench.enhance;

import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.LongStream;
import org.rowanorm.Rowan;
import org.rowanorm.bench.item.OneConnection;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

/** Rowan's: objects of a session, over H2. */
final class RowanAccounts implements Accounts {

  private static final int ACCOUNTS = 500;
  private static final long PARENT = ACCOUNTS + 1;
  private static final long CHILD = ACCOUNTS + 2;

  private final OneConnection connection;
  private final SessionFactory sessions;
  private final Session session;
  private long lastId;

  RowanAccounts() {
    try {
      connection = new OneConnection("jdbc:h2:mem:");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    sessions = Rowan.configure(connection).entities(Account.class).build();
    sessions.schema().createMissing();
    try (Session filling = sessions.open()) {
      for (long id = 1; id <= ACCOUNTS; id++) {
        filling.add(new Account(id, NAME, null));
      }
      Account parent = new Account(PARENT, NAME, null);
      filling.add(parent);
      filling.add(new Account(CHILD, NAME, parent));
      filling.commit();
    }
    session = sessions.open();
    // side by side in memory, as the objects of one result are: else what the driver needs for each
    // of them would lie between; and without parents, as those of the other sides
    session.getAll(Account.class, LongStream.rangeClosed(1, ACCOUNTS).boxed().toList());
  }

  @Override
  public Account clean() {
    return Objects.requireNonNull(session.get(Account.class, ++lastId));
  }

  @Override
  public Account bare() {
    return new Account(1, NAME, null);
  }

  @Override
  public Account lazilyLoaded() {
    Account child = Objects.requireNonNull(session.get(Account.class, CHILD));
    Account parent = Objects.requireNonNull(child.getParent());
    if (((Enhanced) parent).$rowan_get(0) == 0 || !parent.getName().equals(NAME)) {
      throw new IllegalStateException("The parent was not loaded lazily");
    }
    return parent;
  }

  @Override
  public boolean isDirty(Account account) {
    ManagedEntity state = state(account);
    return state.isDirty() && state.context().dirty().contains(state);
  }

  @Override
  public void makeClean(Account account) {
    ManagedEntity state = state(account);
    state.context().dirty().clear();
    state.markClean();
  }

  private static ManagedEntity state(Account account) {
    return (ManagedEntity) Objects.requireNonNull(((Enhanced) account).$rowan_entry());
  }

  @Override
  public void close() throws SQLException {
    session.close();
    sessions.close();
    connection.close();
  }
}
