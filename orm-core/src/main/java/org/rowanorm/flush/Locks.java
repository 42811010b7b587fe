package org.rowanorm.flush;

import jakarta.persistence.LockModeType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.context.ReadOnly;
import org.rowanorm.dialect.LockLimit;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.StaleEntityException;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.jdbc.SqlRunner;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.IdModel;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.Plans;
import org.rowanorm.sql.LockWait;

/** Locks rows, in the database or by their versions. Not thread-safe. */
public final class Locks {

  private final PersistenceContext context;
  private final Plans plans;
  private final SqlRunner runner;
  private Set<ManagedEntity> checked = Set.of();

  /** The locks of one session. */
  Locks(PersistenceContext context, Plans plans, SqlRunner runner) {
    this.context = context;
    this.plans = plans;
    this.runner = runner;
  }

  /** Locks the row of an object; returns whether it is locked, which only a skip denies. */
  boolean lock(ManagedEntity state, LockModeType mode, LockWait wait) {
    switch (mode) {
      case READ, OPTIMISTIC -> {
        requireVersion(state);
        checked = checked.isEmpty() ? new LinkedHashSet<>() : checked;
        checked.add(state);
      }
      case WRITE, OPTIMISTIC_FORCE_INCREMENT -> increment(state);
      case PESSIMISTIC_READ -> {
        return lockRow(state, true, wait);
      }
      case PESSIMISTIC_WRITE -> {
        return lockRow(state, false, wait);
      }
      case PESSIMISTIC_FORCE_INCREMENT -> {
        ReadOnly.requireChangeable(state, requireVersion(state));
        boolean locked = lockRow(state, false, wait);
        if (locked) {
          increment(state);
        }
        return locked;
      }
      case NONE -> {
        if (!checked.isEmpty()) {
          checked.remove(state);
        }
      }
    }
    return true;
  }

  private void increment(ManagedEntity state) {
    BasicAttribute version = requireVersion(state);
    if (!state.isDirty(version.slot())) {
      state.markDirty(version.slot());
    }
  }

  private BasicAttribute requireVersion(ManagedEntity state) {
    BasicAttribute version = state.model().version();
    if (version == null) {
      throw new EntityStateException(
          ErrorCode.NO_VERSION,
          null,
          state.describe() + " has no version to lock it by",
          "its entity has no attribute with @Version",
          "add one, or lock the row itself with PESSIMISTIC_WRITE");
    }
    if (!state.isRead()) {
      context.loader().loadReference(state);
    }
    return version;
  }

  private boolean lockRow(ManagedEntity state, boolean shared, LockWait wait) {
    EntityPlan plan = plans.of(state.model());
    runner.begin();
    IdModel id = state.model().id();
    LockedRow row = new LockedRow(plan);
    Parameters key = new Parameters(id.types(), id.columnValues(state.requiredId()));
    LockLimit limit = LockLimit.set(plans.dialect(), wait, runner);
    try {
      runner.select(plan.lockSql(shared, wait), key, row);
    } finally {
      limit.setBack();
    }
    if (!row.found) {
      if (wait.kind() == LockWait.Kind.SKIP_LOCKED) {
        return false;
      }
      throw stale(state, "its row is gone");
    }
    if (row.hasVersion && state.isRead()) {
      compare(state, row.version);
    }
    return true;
  }

  /** Whether a commit has something to check before it. */
  boolean hasToCheck() {
    return !checked.isEmpty();
  }

  /** Checks what was locked by its version, before the commit. */
  void check() {
    if (checked.isEmpty()) {
      return;
    }
    for (ManagedEntity state : checked) {
      if (state.isStored()) {
        Map<ColumnAttribute, @Nullable Object> now = context.loader().current(state);
        if (now == null) {
          throw stale(state, "its row is gone");
        }
        compare(state, now.get(state.model().version()));
      }
    }
  }

  /** Forgets what was locked: the transaction has ended. */
  public void end() {
    checked = Set.of();
  }

  private static void compare(ManagedEntity state, @Nullable Object theirs) {
    BasicAttribute version = state.model().version();
    if (version != null && !version.isSame(version.read(state.entity()), theirs)) {
      throw stale(state, "its row has the version " + theirs);
    }
  }

  private static StaleEntityException stale(ManagedEntity state, String why) {
    return new StaleEntityException(
        state.model().name(),
        state.requiredId(),
        state.describe() + " was changed or deleted by another transaction",
        why,
        "in lock(" + state.describe() + ")",
        "roll back, read it again in a new session and repeat the change");
  }

  /** The row that a lock was asked for. */
  private static final class LockedRow extends ResultReader {

    private final EntityPlan plan;
    private boolean found;
    private boolean hasVersion;
    private @Nullable Object version;

    LockedRow(EntityPlan plan) {
      this.plan = plan;
    }

    @Override
    protected void read(ResultSet result) throws SQLException {
      found = next(result);
      BasicAttribute attribute = plan.model().version();
      hasVersion = found && attribute != null && plan.tables().get(0).hasVersion();
      if (hasVersion && attribute != null) {
        int column = plan.model().id().columns().size() + 1;
        version = attribute.column().type().read(result, column);
      }
    }
  }
}
