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

  private static final int CHILDREN = 1_000;

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
      for (long id = 1; id <= CHILDREN; id += 2) {
        Account parent = new Account(id + 1, NAME, null);
        filling.add(parent);
        filling.add(new Account(id, NAME, parent));
      }
      filling.commit();
    }
    session = sessions.open();
    // side by side in memory, as the objects of one result are: else what the driver needs for each
    // of them would lie between
    session.getAll(
        Account.class, LongStream.iterate(1, id -> id + 2).limit(CHILDREN / 2).boxed().toList());
  }

  @Override
  public Account clean() {
    lastId += 2;
    return Objects.requireNonNull(session.get(Account.class, lastId - 1));
  }

  @Override
  public Account bare() {
    return new Account(1, NAME, null);
  }

  @Override
  public Account lazilyLoaded() {
    Account parent = Objects.requireNonNull(clean().getParent());
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
