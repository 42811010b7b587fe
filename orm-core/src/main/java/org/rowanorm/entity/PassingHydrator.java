package org.rowanorm.entity;

import java.sql.SQLException;

/** Fills objects through their setters, whose traps it passes. Immutable, if the other is. */
final class PassingHydrator implements Hydrator {

  private final Hydrator hydrator;

  PassingHydrator(Hydrator hydrator) {
    this.hydrator = hydrator;
  }

  @Override
  public Enhanced instantiate() {
    return hydrator.instantiate();
  }

  @Override
  public Enhanced create(RowReader row, int first) throws SQLException {
    return hydrator.create(row, first);
  }

  @Override
  public void complete(Enhanced entity, RowReader row, int first) throws SQLException {
    hydrator.complete(entity, row, first); // new, and so without traps
  }

  @Override
  public void hydrate(Enhanced entity, RowReader row, int first) throws SQLException {
    if (entity.$rowan_entry() == null) {
      hydrator.hydrate(entity, row, first); // new, and so without traps
      return;
    }
    try (Passage open = Passage.through(entity)) {
      hydrator.hydrate(open.entity(), row, first);
    }
  }
}
