package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.Origin;
import org.rowanorm.context.Status;
import org.rowanorm.entity.Access;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.JoinedReferences;
import org.rowanorm.plan.RowLayout;
import org.rowanorm.plan.Selection;

/**
 * Reads rows of one entity into managed objects: a row that the session has already is the object
 * that it has. For one result.
 */
final class EntityReader extends ResultReader {

  private final EntityLoader loader;
  private final Selection selection;
  private final int first;
  private final References references;
  private final List<Object> objects;
  private final @Nullable EntityRow[] rows;
  private final ResultCohorts cohorts;
  private @Nullable JoinedReader joined;
  private long read;

  EntityReader(EntityLoader loader, EntityPlan plan, int first, ResultCohorts cohorts) {
    this.loader = loader;
    this.selection = plan.selection();
    this.first = first;
    this.rows = new @Nullable EntityRow[selection.members().size()];
    this.cohorts = cohorts;
    this.references = loader.references(cohorts);
    int expected = cohorts.expected();
    this.objects = expected == 0 ? new ArrayList<>() : new ArrayList<>(expected);
    if (expected > 1) {
      loader.context().expect(plan.model(), expected);
    }
  }

  /** Reads with each object what is joined to it, from the columns after its own. */
  JoinedReader join(JoinedReferences references, Origin origin) {
    JoinedReader reader = new JoinedReader(loader, references, first + selection.width(), origin);
    joined = references.isEmpty() ? null : reader;
    return reader;
  }

  @Override
  protected void read(ResultSet result) throws SQLException {
    while (next(result)) {
      objects.add(required(objectOrNull(result)).entity());
    }
  }

  /** The objects of the rows, in their order. */
  List<Object> objects() {
    return objects;
  }

  /** How many objects were read: those that the session did not have. */
  long read() {
    return read;
  }

  /** The object of the current row, which has one. */
  ManagedEntity object(ResultSet result) throws SQLException {
    return required(objectOrNull(result));
  }

  private ManagedEntity required(@Nullable ManagedEntity found) throws SQLException {
    if (found == null) {
      EntityModel model = selection.members().get(0).layout().plan().model();
      throw new SQLException("a column of the id " + model.id() + " is null");
    }
    return found;
  }

  /** The object of the current row, or null where the row has none: an outer join found nothing. */
  @Nullable ManagedEntity objectOrNull(ResultSet result) throws SQLException {
    EntityRow any = row(result, 0);
    if (!any.readId()) {
      return null;
    }
    EntityRow row = any;
    if (rows.length > 1) {
      row = row(result, member(result));
      row.takeId(any);
    }
    if (joined != null) {
      joined.read(result);
    }
    ManagedEntity state = row.known();
    if (state == null) {
      state = row.takeIn(row.hydrator().create(row, first)); // here, for a short way to the driver
      complete(state, row);
    } else {
      meet(state, row);
    }
    cohorts.arrived(state);
    return state;
  }

  private void complete(ManagedEntity state, EntityRow row) throws SQLException {
    cohorts.isNew(state);
    row.of(state);
    boolean done = false;
    try {
      row.hydrator().complete(state.entity(), row, first);
      done = true;
    } finally {
      if (!done) {
        loader.context().discard(state);
      }
    }
    read++;
    state.markLoaded();
    loader.offer(state, row.layout().plan());
    loader.loaded(state);
  }

  private void meet(ManagedEntity state, EntityRow row) throws SQLException {
    if (state.model() != row.model()) {
      requireOneRow(state, row.model());
    }
    if (state.status() == Status.HOLLOW) {
      read++;
      fill(state, row);
    }
  }

  /** Where each entity has a table, no key of the database keeps ids apart. */
  private static void requireOneRow(ManagedEntity state, EntityModel found) {
    if (found.hierarchy().isTablePerClass()) {
      throw new EntityStateException(
          ErrorCode.DUPLICATE_ID,
          null,
          "Two rows of "
              + found.root().name()
              + " have the id "
              + state.requiredId()
              + ": one of "
              + state.model().name()
              + " and one of "
              + found.name(),
          "in their tables, with TABLE_PER_CLASS",
          "give one of the rows another id: an id is one object in the whole hierarchy");
    }
  }

  /** The class of the object that the current row makes. */
  private int member(ResultSet result) throws SQLException {
    Object mark = null;
    for (int i = rows.length - 1; i >= 0; i--) {
      Selection.Member member = selection.members().get(i);
      if (member.mark() < 0) {
        return i;
      }
      mark = selection.column(member.mark()).type().read(result, first + member.mark());
      if (mark != null && (member.value() == null || member.value().equals(mark))) {
        return i;
      }
    }
    throw new DatabaseException(
        ErrorCode.UNREADABLE_VALUE,
        null,
        "A row says that its object is a '" + mark + "', which no entity is",
        "in a result of " + selection,
        "map an entity with that discriminator value");
  }

  /** Fills a reference; what was written to it meanwhile stays. */
  private void fill(ManagedEntity state, EntityRow row) throws SQLException {
    row.of(state);
    if (!state.isDirty()) {
      row.hydrator().hydrate(state.entity(), row, first);
      state.markLoaded();
      loader.offer(state, row.layout().plan());
      loader.loaded(state);
      return;
    }
    Access access = state.model().access();
    @Nullable Object[] written = new @Nullable Object[access.slots()];
    state.dirtySlots().stream().forEach(s -> written[s] = access.read(state.entity(), s));
    row.hydrator().hydrate(state.entity(), row, first);
    state.dirtySlots().stream().forEach(state::noteRead);
    state.dirtySlots().stream().forEach(s -> access.write(state.entity(), s, written[s]));
    state.forgetDeferredOfDirty();
    state.markLoaded();
    loader.loaded(state);
  }

  private EntityRow row(ResultSet result, int member) {
    EntityRow current = rows[member];
    if (current == null) {
      RowLayout layout = selection.members().get(member).layout();
      current =
          new EntityRow(result, layout, references, first, loader.context(), cohorts.origin());
      rows[member] = current;
    }
    return current;
  }
}
