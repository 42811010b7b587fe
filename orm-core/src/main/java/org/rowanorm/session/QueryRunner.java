package org.rowanorm.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.Origin;
import org.rowanorm.dialect.LockLimit;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.jdbc.Read;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.load.EntityLoader;
import org.rowanorm.load.ItemReader;
import org.rowanorm.load.ItemReader.Item;
import org.rowanorm.load.Reading;
import org.rowanorm.load.RowMaker;
import org.rowanorm.load.RowMakers;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.Plans;
import org.rowanorm.translate.Prepared;
import org.rowanorm.translate.Translated;
import org.rowanorm.tree.QueryTree;
import org.rowanorm.tree.SelectNode;
import org.rowanorm.tree.SelectNode.LockNode;

/** Runs the queries of one session. Not thread-safe. */
final class QueryRunner {

  private final Session session;
  private final SessionFactory factory;
  private final Sight sight;
  private final EntityLoader loader;
  private @Nullable Fetching fetching;
  private @Nullable Gathered gathered;

  QueryRunner(Session session, SessionFactory factory, Sight sight, EntityLoader loader) {
    this.session = session;
    this.factory = factory;
    this.sight = sight;
    this.loader = loader;
  }

  /** What carries out the queries that fetch something with their objects. */
  Fetching fetching() {
    if (fetching == null) {
      fetching = new Fetching(sight.translator(), sight.plans(), loader);
    }
    return fetching;
  }

  /** The queries that wait to be sent together. */
  Gathered gathered() {
    if (gathered == null) {
      gathered = new Gathered();
    }
    return gathered;
  }

  /** Sends the queries that wait. */
  void sendGathered() {
    boolean outermost = session.enter();
    try {
      List<Read> reads = new ArrayList<>();
      List<Runnable> afterwards = gathered().take(reads);
      loader.selectTogether(reads);
      afterwards.forEach(Runnable::run);
    } finally {
      session.exit(outermost);
    }
  }

  Prepared prepare(@Nullable Prepared before, SelectNode written) {
    return sight.translator().prepare(before, written);
  }

  void requireGrouped(Prepared query) {
    sight.translator().requireGrouped(query);
  }

  String[] graph(Prepared query, String name) {
    return Graphs.paths(factory.models(), query, name);
  }

  Plans plans() {
    return sight.plans();
  }

  RowMakers makers() {
    return sight.makers();
  }

  String sqlOf(Prepared query) {
    return sight.translator().translate(new QueryTree.Rows(query.tree()), query.written()).sql();
  }

  /** Refuses a path of the objects of a query that cannot be lazy. */
  void requireLazy(Prepared query, String path) {
    EntityModel root = query.items().get(0).entity();
    if (query.items().size() != 1 || root == null) {
      throw new QueryException(
          ErrorCode.WRONG_SHAPE,
          null,
          (path.equals(Origin.ALL) ? "raise()" : "raise(\"" + path + "\")")
              + " needs a query for objects of one entity",
          "in query " + query.written());
    }
    if (!path.equals(Origin.ALL)) {
      LazyPaths.require(root, path, query.written());
    }
  }

  EntityPlan plan(EntityModel entity) {
    return sight.plans().of(entity);
  }

  /** Reads the rows of a query as objects of its root. */
  List<Object> list(Prepared query, Origin origin) {
    boolean outermost = session.enter();
    try {
      EntityModel root = Objects.requireNonNull(query.items().get(0).entity());
      Translated made = translated(query);
      LockLimit limit = lockLimit(query);
      try {
        if (!query.fetches().isEmpty()) {
          return fetching().list(query, plan(root), origin);
        }
        Parameters values = made.parameters(query.parameters());
        return loader.list(plan(root), made.sql(), values, origin, made.expected());
      } finally {
        limit.setBack();
      }
    } finally {
      session.exit(outermost);
    }
  }

  /** What is made of the rows of a query. */
  <R> List<R> rows(Prepared query, List<Item> items, RowMaker<R> maker, Origin origin) {
    boolean outermost = session.enter();
    try {
      Translated made = translated(query);
      Parameters values = made.parameters(query.parameters());
      LockLimit limit = lockLimit(query);
      try {
        ItemReader<R> reader = new ItemReader<>(loader, items, maker, origin);
        return loader.rows(made.sql(), values, made.expected(), reader);
      } finally {
        limit.setBack();
      }
    } finally {
      session.exit(outermost);
    }
  }

  /** What a query finds, part by part. */
  <R> RowStream<R> stream(Prepared query, Outcome<R> outcome, Origin origin) {
    boolean outermost = session.enter();
    try {
      Translated made = translated(query);
      LockLimit limit = lockLimit(query);
      try {
        return session.streams().open(query, made, outcome, origin);
      } finally {
        limit.setBack();
      }
    } finally {
      session.exit(outermost);
    }
  }

  /** The page of a query that a cursor leads to; the first one without. */
  <R> CursorPage<R> page(Prepared query, int size, @Nullable String cursor, Origin origin) {
    boolean outermost = session.enter();
    try {
      Pages pages = new Pages(factory, sight, session.streams(), query, origin);
      translated(query);
      LockLimit limit = lockLimit(query);
      try {
        return pages.read(size, cursor);
      } finally {
        limit.setBack();
      }
    } finally {
      session.exit(outermost);
    }
  }

  /** {@link #list} of a query that is sent with others; what it fetches comes by key. */
  Reading<Object> reading(Prepared query, Origin origin) {
    requireNoLockLimit(query);
    Translated made = translated(query);
    EntityModel root = Objects.requireNonNull(query.items().get(0).entity());
    Parameters values = made.parameters(query.parameters());
    Reading<Object> rows = loader.reading(plan(root), made.sql(), values, origin);
    return new Reading<>(
        rows.read(),
        () -> {
          List<Object> found = rows.result().get();
          fetching().load(query, found);
          return found;
        });
  }

  /** {@link #rows} of a query that is sent with others. */
  <R> Reading<R> reading(Prepared query, List<Item> items, RowMaker<R> maker, Origin origin) {
    requireNoLockLimit(query);
    Translated made = translated(query);
    Parameters values = made.parameters(query.parameters());
    return loader.reading(made.sql(), values, items, maker, origin);
  }

  /** The SQL of a query that is about to run. */
  private Translated translated(Prepared query) {
    QueryTree rows = new QueryTree.Rows(query.tree());
    Translated made = sight.translator().translate(rows, query.written());
    session.autoFlush(Fetching.entities(query, made));
    if (query.tree().options().lock() != null) {
      session.runner().begin();
    }
    return made;
  }

  /** What limits how long a query waits for its locks, where it does not say that itself. */
  private LockLimit lockLimit(Prepared query) {
    LockNode lock = query.tree().options().lock();
    return lock == null
        ? LockLimit.NONE
        : LockLimit.set(sight.plans().dialect(), lock.busy(), session.runner());
  }

  private static void requireNoLockLimit(Prepared query) {
    LockNode lock = query.tree().options().lock();
    if (lock != null && lock.busy().isLimited()) {
      throw new QueryException(
          ErrorCode.WRONG_SHAPE,
          null,
          "A query that waits for a time for its locks is not sent together with others",
          "in query " + query.written(),
          "run it by itself, or wait with LockWait.USUAL or not at all");
    }
  }

  /** The number that the tree of a query gives. */
  long number(QueryTree tree, Prepared query) {
    return read(tree, query).number;
  }

  /** Whether the tree of a query gives a row. */
  boolean any(QueryTree tree, Prepared query) {
    return read(tree, query).rows() > 0;
  }

  private FirstNumber read(QueryTree tree, Prepared query) {
    boolean outermost = session.enter();
    try {
      FirstNumber reader = new FirstNumber();
      Translated made = sight.translator().translate(tree, query.written());
      session.autoFlush(made.entities());
      loader.select(made.sql(), made.parameters(query.parameters()), reader);
      return reader;
    } finally {
      session.exit(outermost);
    }
  }

  /** The rows of SQL of the user, after all changes of this session. */
  @SuppressWarnings("unchecked") // the rows of an entity are objects of its class
  <R> List<R> nativeRows(NativeQuery<?> query, Class<R> type) {
    boolean outermost = session.enter();
    try {
      Parameters parameters = query.parameters(sight.translator().types());
      String text = query.sql();
      session.unit().flush();
      EntityModel model = factory.models().find(type);
      if (model != null) {
        Origin origin = session.origin(query, Set.of(), false);
        return (List<R>) loader.listByName(plan(model), text, parameters, origin);
      }
      NativeReader<R> reader = new NativeReader<>(type, sight, query);
      loader.select(text, parameters, reader);
      return reader.made();
    } finally {
      session.exit(outermost);
    }
  }

  /** Reads the number in the first row; without a row it stays 0. */
  private static final class FirstNumber extends ResultReader {

    private long number;

    @Override
    protected void read(ResultSet result) throws SQLException {
      if (next(result)) {
        number = result.getLong(1);
      }
    }
  }
}
