package org.rowanorm.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.Origin;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.jdbc.OpenResult;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.jdbc.SqlRunner;
import org.rowanorm.jdbc.Streaming;
import org.rowanorm.load.EntityLoader;
import org.rowanorm.load.ItemReader;
import org.rowanorm.load.ItemReader.Item;
import org.rowanorm.load.ItemRow;
import org.rowanorm.mapping.Models;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.translate.Prepared;
import org.rowanorm.translate.Translated;
import org.rowanorm.tree.QueryTree;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the streams of one session. Outside a transaction a stream has a connection of its own, so
 * that what is done with its objects, commits too, does not disturb it. Within one it shares the
 * connection where the database can do both, or asks for part after part. Not thread-safe.
 */
final class Streams {

  private static final Logger LOG = LoggerFactory.getLogger("org.rowanorm.tx");

  private final SessionFactory factory;
  private final Sight sight;
  private final PersistenceContext context;
  private final SqlRunner runner;
  private final EntityLoader loader;
  private final Fetching fetching;
  private final List<RowStream<?>> open = new ArrayList<>(0);

  Streams(
      SessionFactory factory,
      Sight sight,
      PersistenceContext context,
      SqlRunner runner,
      EntityLoader loader,
      Fetching fetching) {
    this.factory = factory;
    this.sight = sight;
    this.context = context;
    this.runner = runner;
    this.loader = loader;
    this.fetching = fetching;
  }

  /** A stream of a query whose text is made. */
  <R> RowStream<R> open(Prepared query, Translated made, Outcome<R> outcome, Origin origin) {
    Parts<R> parts = parts(query, made, outcome, origin);
    RowStream<R> stream = new RowStream<>(context, query.written(), parts, open::remove);
    open.add(stream);
    return stream;
  }

  /** Ends all of them, with a warning that counts those that are neither closed nor read out. */
  void closeWithWarning() {
    if (!open.isEmpty()) {
      LOG.warn(
          "Session closed with {} open streams: close a stream that is not read to its end",
          open.size());
    }
    List.copyOf(open).forEach(stream -> stream.end("its session is closed"));
  }

  private <R> Parts<R> parts(Prepared query, Translated made, Outcome<R> outcome, Origin origin) {
    boolean within = runner.inTransaction() || runner.isOuterTransaction();
    Dialect dialect = sight.plans().dialect();
    if (within && outcome.items() == null && !dialect.streamsBesideOthers()) {
      Models models = sight.plans().models();
      Keyset keyset = Keyset.ofRows(query, dialect.hasLowNulls(), models);
      if (keyset != null) {
        return new KeysetParts<>(
            query.written(),
            keyset,
            size(),
            part -> rows(query, sight.translator().prepare(null, part), origin));
      }
    }
    SqlRunner used = within ? runner : runner.apart();
    Parameters values = made.parameters(query.parameters());
    Function<OpenResult, List<R>> reader = reader(query, outcome, !within, origin);
    boolean done = false;
    try {
      Streaming streaming = dialect.streaming(used.driver(), size());
      if (!within) {
        used.begin(streaming);
      }
      OpenResult result = used.open(made.sql(), values, streaming);
      done = true;
      return new OpenParts<>(result, reader, within ? () -> {} : () -> used.end(streaming));
    } finally {
      if (!done && !within) {
        used.rollback();
      }
    }
  }

  private int size() {
    return factory.cohortSize();
  }

  @SuppressWarnings("unchecked") // the rows of an entity are objects of its class
  private <R> Function<OpenResult, List<R>> reader(
      Prepared query, Outcome<R> outcome, boolean apart, Origin origin) {
    List<Item> items = outcome.items();
    if (items != null) {
      return result ->
          loader.rowsOf(
              result, size(), apart, new ItemReader<>(loader, items, outcome.maker(), origin));
    }
    EntityPlan plan = sight.plans().of(query.root());
    return result -> {
      List<Object> found = loader.listOf(result, size(), apart, plan, origin);
      fetching.load(query, found);
      return (List<R>) found;
    };
  }

  /** The objects of a part of a query, with their sort keys. */
  List<@Nullable Object[]> rows(Prepared whole, Prepared part, Origin origin) {
    Translated made =
        sight.translator().translate(new QueryTree.Rows(part.tree()), whole.written());
    List<Item> items = Outcome.items(sight.plans(), part.items());
    List<@Nullable Object[]> rows =
        loader.rows(
            made.sql(),
            made.parameters(part.parameters()),
            made.expected(),
            new ItemReader<>(loader, items, ItemRow::values, origin));
    fetching.load(whole, rows.stream().map(row -> row[0]).toList());
    return rows;
  }
}
