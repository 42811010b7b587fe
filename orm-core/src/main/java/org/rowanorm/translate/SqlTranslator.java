package org.rowanorm.translate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.plan.Plans;
import org.rowanorm.tree.QueryTree;
import org.rowanorm.tree.SelectNode;
import org.rowanorm.type.TypeSet;

/**
 * Turns queries into trees and values, and trees into SQL text, each shape once. The cache is
 * bounded by bytes and holds no value of any query. Thread-safe.
 */
public final class SqlTranslator {

  private final Plans plans;
  private final Names names;
  private final long maxBytes;

  /** Made with the first query. */
  private volatile @Nullable Cache<QueryTree, Translated> texts;

  private final Map<Class<?>, Prepared> starts = new ConcurrentHashMap<>();

  /** A translator for the entities and the dialect of plans, with a cache of 8 MiB. */
  public SqlTranslator(Plans plans) {
    this(plans, 8L << 20);
  }

  SqlTranslator(Plans plans, long maxBytes) {
    this.plans = plans;
    this.names = new Names(plans.models(), plans.dialect().columnTypes());
    this.maxBytes = maxBytes;
  }

  private Cache<QueryTree, Translated> texts() {
    Cache<QueryTree, Translated> known = texts;
    return known == null ? madeTexts() : known;
  }

  private synchronized Cache<QueryTree, Translated> madeTexts() {
    Cache<QueryTree, Translated> made = texts;
    if (made == null) {
      made =
          Caffeine.newBuilder()
              .maximumWeight(maxBytes)
              .weigher((QueryTree tree, Translated text) -> TreeSize.bytes(tree, text))
              .build();
      texts = made;
    }
    return made;
  }

  /**
   * A query taken apart and checked.
   *
   * @param before the query that it grew out of, or null
   * @throws org.rowanorm.error.QueryException where a name or a type in it is wrong
   */
  public Prepared prepare(@Nullable Prepared before, SelectNode written) {
    Class<?> start = before == null ? written.whole() : null;
    if (start != null) {
      Prepared known = starts.get(start);
      return known != null ? known : starts.computeIfAbsent(start, type -> build(null, written));
    }
    return build(before, written);
  }

  private Prepared build(@Nullable Prepared before, SelectNode written) {
    Parameters values = before == null ? Parameters.NONE : before.parameters();
    TreeBuilder builder = new TreeBuilder(names, written, values);
    return before == null ? builder.first(written) : builder.grown(before, written);
  }

  /**
   * A statement that changes rows, taken apart and checked.
   *
   * @throws org.rowanorm.error.QueryException where a name or a type in it is wrong
   */
  public PreparedChange prepare(Change change) {
    TreeBuilder builder = new TreeBuilder(names, change, Parameters.NONE);
    return new ChangeBuilder(builder, change).build();
  }

  /** Refuses a query whose groups and values do not fit together. */
  public void requireGrouped(Prepared query) {
    GroupCheck.check(query, query.written());
  }

  /**
   * The SQL of a tree.
   *
   * @param query what messages show as the query, by its {@code toString()}
   * @throws org.rowanorm.error.QueryException where the database or SQL knows no way to say it
   */
  public Translated translate(QueryTree tree, Object query) {
    Translated made = texts().getIfPresent(tree);
    if (made == null) {
      made = new Translation(plans, query).translate(tree);
      texts().put(tree, made);
    }
    return made;
  }

  /** The SQL of each statement of a change. */
  public List<Translated> translate(PreparedChange change) {
    return change.trees().stream().map(tree -> translate(tree, change.written())).toList();
  }

  /** The column types by the Java type of a value. */
  public TypeSet types() {
    return names.types();
  }

  /** The number of texts that are kept. */
  public long size() {
    texts().cleanUp();
    return texts().estimatedSize();
  }

  /** About how many bytes the texts and their keys take. */
  public long bytes() {
    texts().cleanUp();
    return texts().policy().eviction().orElseThrow().weightedSize().orElse(0);
  }
}
