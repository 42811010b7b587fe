package org.rowanorm.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.Origin;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.jdbc.Batch;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.load.EntityLoader;
import org.rowanorm.load.ItemReader.Item;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.query.Selection.Shape;
import org.rowanorm.translate.Change;
import org.rowanorm.translate.PreparedChange;
import org.rowanorm.translate.Translated;
import org.rowanorm.tree.Node;

/**
 * Runs what changes rows past the objects of one session, and makes these read them again. Not
 * thread-safe.
 */
final class ChangeRunner {

  private final Session session;
  private final SessionFactory factory;
  private final Sight sight;
  private final EntityLoader loader;

  ChangeRunner(Session session, SessionFactory factory, Sight sight, EntityLoader loader) {
    this.session = session;
    this.factory = factory;
    this.sight = sight;
    this.loader = loader;
  }

  PreparedChange prepare(Change change) {
    return sight.translator().prepare(change);
  }

  /**
   * Changes rows of an entity past its objects, after all changes of this session: objects that it
   * manages are read again when they are touched.
   */
  long change(PreparedChange change) {
    boolean outermost = session.enter();
    try {
      long changed = 0;
      for (Translated made : sight.translator().translate(change)) {
        changed += execute(made.sql(), made.parameters(change.parameters()));
      }
      expire(change.entity());
      return changed;
    } finally {
      session.exit(outermost);
    }
  }

  /** Changes rows as {@link #change} does, and gives something of each. */
  <R> List<R> changeReturning(Change change, List<Node> items, Shape shape) {
    boolean outermost = session.enter();
    try {
      PreparedChange prepared = prepare(new Change.Returning(change, items));
      Outcome<R> outcome = Outcome.ofChange(session, shape, prepared.items(), items);
      List<Item> row = Objects.requireNonNull(outcome.items());
      List<Translated> made = sight.translator().translate(prepared);
      session.unit().flush();
      session.runner().begin();
      expire(prepared.entity());
      Origin origin = session.origin(change, Set.of(), false);
      List<R> found = new ArrayList<>();
      for (Translated statement : made) {
        Parameters values = statement.parameters(prepared.parameters());
        found.addAll(loader.changed(statement.sql(), values, row, outcome.maker(), origin));
      }
      if (change instanceof Change.Delete) {
        letGo(prepared.entity(), found);
      }
      return found;
    } finally {
      session.exit(outermost);
    }
  }

  /** Objects whose rows are gone are not managed any more. */
  private void letGo(EntityModel entity, List<?> objects) {
    List<ManagedEntity> gone = new ArrayList<>();
    for (Object object : objects) {
      if (object instanceof Enhanced enhanced) {
        Object id = entity.id().of(enhanced);
        ManagedEntity state = id == null ? null : session.context().find(entity, id);
        if (state != null) {
          gone.add(state);
        }
      }
    }
    session.context().detach(gone);
  }

  /** Runs SQL of the user that may change any row. */
  long nativeChange(NativeQuery<?> query) {
    boolean outermost = session.enter();
    try {
      Parameters parameters = query.parameters(sight.translator().types());
      long changed = execute(query.sql(), parameters);
      factory.models().all().forEach(this::expire);
      return changed;
    } finally {
      session.exit(outermost);
    }
  }

  private long execute(String sql, Parameters parameters) {
    session.unit().flush();
    session.runner().begin();
    List<@Nullable Object[]> row = new ArrayList<>(1);
    row.add(parameters.values());
    return session.runner().execute(new Batch(sql, parameters.types(), row)).total();
  }

  private void expire(EntityModel entity) {
    session.context().expire(entity);
    session.cache().writeWhole(entity);
  }
}
