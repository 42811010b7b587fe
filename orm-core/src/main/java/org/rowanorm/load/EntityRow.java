package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.Intake;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.Origin;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.Hydrator;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.plan.RowLayout;

/**
 * The current row of a JDBC result, of which an object is made: what that needs of its class and of
 * the session is looked up once for all rows. Not thread-safe.
 */
final class EntityRow extends ResultRow {

  private final EntityModel model;
  private final Hydrator hydrator;
  private final Intake intake;
  private final int first;

  /** The column of an id that is a whole number, from 1; else 0. */
  private final int numberColumn;

  private long number;
  private @Nullable Object id;

  EntityRow(
      ResultSet result,
      RowLayout layout,
      References references,
      int first,
      PersistenceContext context,
      Origin origin) {
    super(result, layout, references, first);
    this.model = layout.plan().model();
    this.hydrator = layout.hydrator();
    this.first = first;
    this.intake = context.intake(model, origin);
    this.numberColumn = model.id().isNumber() ? first + layout.idPositions()[0] : 0;
  }

  EntityModel model() {
    return model;
  }

  /** What makes objects of such rows and fills them. */
  Hydrator hydrator() {
    return hydrator;
  }

  /** Reads the id; tells whether there is one. */
  boolean readId() throws SQLException {
    if (numberColumn == 0) {
      id = KeyReader.read(model.id(), result(), layout().idPositions(), first);
      return id != null;
    }
    number = result().getLong(numberColumn);
    return number != 0 || !result().wasNull();
  }

  /** Takes the id that another layout has read from the same row. */
  void takeId(EntityRow other) {
    number = other.number;
    id = other.id;
  }

  /** The session's object of the id that was read, or null where it has none. */
  @Nullable ManagedEntity known() {
    return id == null ? intake.find(number) : intake.find(id);
  }

  @Override
  public long number() {
    return number;
  }

  /** Takes in a new object with the id that was read. */
  ManagedEntity takeIn(Enhanced entity) {
    return id == null ? intake.takeIn(number, entity) : intake.takeIn(id, entity);
  }
}
