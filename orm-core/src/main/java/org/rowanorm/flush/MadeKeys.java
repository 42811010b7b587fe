package org.rowanorm.flush;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.entity.Access;

/** The keys that the database made for new rows: objects get them, and lose them in a rollback. */
final class MadeKeys {

  private final PersistenceContext context;
  private final List<ManagedEntity> rows;
  private final @Nullable Object[] before;
  private int taken;

  /**
   * @param rows of one entity; not to be changed
   */
  MadeKeys(PersistenceContext context, List<ManagedEntity> rows) {
    this.context = context;
    this.rows = rows;
    this.before = new @Nullable Object[rows.size()];
  }

  /**
   * Gives each object its key.
   *
   * @param keys what each row gave back, its key first
   */
  void take(List<@Nullable Object[]> keys) {
    context.undo().add(this::giveBack);
    for (ManagedEntity row : rows) {
      Access access = row.model().access();
      int slot = row.model().id().simple().slot();
      Object key = Objects.requireNonNull(keys.get(taken)[0]);
      before[taken++] = access.read(row.entity(), slot);
      access.write(row.entity(), slot, key);
      access.disarmRead(row.entity(), slot);
      context.identify(row, key);
    }
  }

  private void giveBack() {
    for (int i = taken - 1; i >= 0; i--) {
      ManagedEntity row = rows.get(i);
      Access access = row.model().access();
      int slot = row.model().id().simple().slot();
      context.forgetId(row);
      access.write(row.entity(), slot, before[i]);
      access.armRead(row.entity(), slot);
      access.armWrite(row.entity(), slot);
    }
  }
}
