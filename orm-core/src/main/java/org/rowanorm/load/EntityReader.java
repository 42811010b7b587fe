package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.Origin;
import org.rowanorm.context.Status;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdModel;
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
  private final @Nullable ResultRow[] rows;
  private final ResultCohorts cohorts;
  private @Nullable JoinedReader joined;
  private long read;
  private long number;
  private @Nullable Object id;

  EntityReader(EntityLoader loader, EntityPlan plan, int first, ResultCohorts cohorts) {
    this.loader = loader;
    this.selection = plan.selection();
    this.first = first;
    this.rows = new @Nullable ResultRow[selection.members().size()];
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
      objects.add(object(result).entity());
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

  /** The object of the current row, or null where the row has none: an outer join found nothing. */
  @Nullable ManagedEntity objectOrNull(ResultSet result) throws SQLException {
    RowLayout any = selection.members().get(0).layout();
    IdModel key = any.plan().model().id();
    boolean there =
        key.isNumber()
            ? result.getLong(first + any.idPositions()[0]) != 0 || !result.wasNull()
            : KeyReader.read(key, result, any.idPositions(), first) != null;
    return there ? object(result) : null;
  }

  /** The object of the current row. */
  ManagedEntity object(ResultSet result) throws SQLException {
    if (joined != null) {
      joined.read(result);
    }
    int member = rows.length == 1 ? 0 : member(result);
    RowLayout layout = selection.members().get(member).layout();
    EntityPlan plan = layout.plan();
    ManagedEntity state = known(result, layout);
    if (state == null) {
      read++;
      state = takeIn(layout);
      cohorts.isNew(state);
      boolean done = false;
      try {
        ResultRow row = row(result, member);
        row.of(state);
        layout.hydrator().hydrate(state.entity(), row, first);
        done = true;
      } finally {
        if (!done) {
          loader.context().discard(state);
        }
      }
      state.markLoaded();
      loader.offer(state, plan);
      loader.loaded(state);
      cohorts.arrived(state);
      return state;
    }
    if (state.model() != plan.model()) {
      requireOneRow(state, plan);
    }
    if (state.status() == Status.HOLLOW) {
      read++;
      fill(state, layout, row(result, member));
    }
    cohorts.arrived(state);
    return state;
  }

  /** The session's object of the current row, or null where it has none. */
  private @Nullable ManagedEntity known(ResultSet result, RowLayout layout) throws SQLException {
    EntityModel model = layout.plan().model();
    if (!model.id().isNumber()) {
      id = KeyReader.read(model.id(), result, layout.idPositions(), first);
      return loader.context().find(model, requireId(id, model));
    }
    number = result.getLong(first + layout.idPositions()[0]);
    if (number == 0 && result.wasNull()) {
      requireId(null, model);
    }
    return loader.context().find(model, number);
  }

  private static Object requireId(@Nullable Object id, EntityModel model) throws SQLException {
    if (id == null) {
      throw new SQLException("a column of the id " + model.id() + " is null");
    }
    return id;
  }

  /** Takes a new object in, with the id that was read last. */
  private ManagedEntity takeIn(RowLayout layout) {
    EntityModel model = layout.plan().model();
    Enhanced entity = layout.hydrator().instantiate();
    return model.id().isNumber()
        ? loader.context().takeIn(model, number, entity)
        : loader.context().takeIn(model, Objects.requireNonNull(id), entity);
  }

  /** Where each entity has a table, no key of the database keeps ids apart. */
  private static void requireOneRow(ManagedEntity state, EntityPlan plan) {
    if (plan.model().hierarchy().isTablePerClass()) {
      throw new EntityStateException(
          ErrorCode.DUPLICATE_ID,
          null,
          "Two rows of "
              + plan.model().root().name()
              + " have the id "
              + state.requiredId()
              + ": one of "
              + state.model().name()
              + " and one of "
              + plan.model().name(),
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
  private void fill(ManagedEntity state, RowLayout layout, ResultRow row) throws SQLException {
    row.of(state);
    if (!state.isDirty()) {
      layout.hydrator().hydrate(state.entity(), row, first);
      state.markLoaded();
      loader.offer(state, layout.plan());
      loader.loaded(state);
      return;
    }
    Access access = state.model().access();
    @Nullable Object[] written = new @Nullable Object[access.slots()];
    state.dirtySlots().stream().forEach(s -> written[s] = access.read(state.entity(), s));
    layout.hydrator().hydrate(state.entity(), row, first);
    state.dirtySlots().stream().forEach(state::noteRead);
    state.dirtySlots().stream().forEach(s -> access.write(state.entity(), s, written[s]));
    state.forgetDeferredOfDirty();
    state.markLoaded();
    loader.loaded(state);
  }

  private ResultRow row(ResultSet result, int member) {
    ResultRow current = rows[member];
    if (current == null) {
      RowLayout layout = selection.members().get(member).layout();
      current = new ResultRow(result, layout, references, first);
      rows[member] = current;
    }
    return current;
  }
}
