package org.rowanorm.bench.peers;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record8;
import org.jooq.Records;
import org.jooq.ResultQuery;
import org.jooq.Table;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.tools.jdbc.JDBCUtils;
import org.rowanorm.bench.item.ItemLine;
import org.rowanorm.bench.item.OfferSearch;
import org.rowanorm.bench.item.OfferView;
import org.rowanorm.bench.item.OneConnection;
import org.rowanorm.bench.side.Texts;

/** jOOQ: typed fields as its generator would write them, results into records. */
public final class JooqSide implements Texts {

  private static final Table<Record> ITEM = table(unquotedName("item"));
  private static final Field<Long> ITEM_ID = field(unquotedName("item", "id"), Long.class);
  private static final Field<String> NAME = field(unquotedName("item", "name"), String.class);
  private static final Field<BigDecimal> ITEM_PRICE =
      field(unquotedName("item", "price"), BigDecimal.class);
  private static final Field<Integer> ITEM_STOCK =
      field(unquotedName("item", "stock"), Integer.class);

  private static final Table<Record> OFFER = table(unquotedName("offer"));
  private static final Field<Long> ID = field(unquotedName("offer", "id"), Long.class);
  private static final Field<String> TITLE = field(unquotedName("offer", "title"), String.class);
  private static final Field<String> SKU = field(unquotedName("offer", "sku"), String.class);
  private static final Field<BigDecimal> PRICE =
      field(unquotedName("offer", "price"), BigDecimal.class);
  private static final Field<Integer> STOCK = field(unquotedName("offer", "stock"), Integer.class);
  private static final Field<Boolean> ACTIVE =
      field(unquotedName("offer", "active"), Boolean.class);
  private static final Field<LocalDateTime> CREATED_AT =
      field(unquotedName("offer", "created_at"), LocalDateTime.class);
  private static final Field<Long> VENDOR = field(unquotedName("offer", "vendor_id"), Long.class);

  private final DSLContext context;

  /** By these connections. */
  public JooqSide(OneConnection connections) {
    Settings settings = new Settings().withExecuteLogging(false);
    context = DSL.using(connections.dataSource(), JDBCUtils.dialect(connections.lease()), settings);
  }

  @Override
  public List<? extends OfferView> search(OfferSearch search) {
    return query(search).fetch(Records.mapping(FoundOffer::new));
  }

  private ResultQuery<
          Record8<Long, String, String, BigDecimal, Integer, Boolean, LocalDateTime, Long>>
      query(OfferSearch search) {
    return context
        .select(ID, TITLE, SKU, PRICE, STOCK, ACTIVE, CREATED_AT, VENDOR)
        .from(OFFER)
        .where(condition(search))
        .orderBy(ID)
        .limit(OfferSearch.LIMIT);
  }

  @Override
  public String text(OfferSearch search) {
    return query(search).getSQL();
  }

  @Override
  public long count(OfferSearch search) {
    Integer count =
        context.selectCount().from(OFFER).where(condition(search)).fetchSingle().value1();
    return count;
  }

  private static Condition condition(OfferSearch search) {
    Condition all = DSL.noCondition();
    if (search.vendor() != null) {
      all = all.and(VENDOR.eq(search.vendor()));
    }
    if (search.title() != null) {
      all = all.and(TITLE.startsWith(search.title()));
    }
    if (search.from() != null) {
      all = all.and(PRICE.ge(search.from()));
    }
    if (search.to() != null) {
      all = all.and(PRICE.le(search.to()));
    }
    if (search.active() != null) {
      all = all.and(ACTIVE.eq(search.active()));
    }
    return all;
  }

  @Override
  public List<ItemLine> lines(long first, long last) {
    return context
        .select(ITEM_ID, NAME, ITEM_PRICE, ITEM_STOCK)
        .from(ITEM)
        .where(ITEM_ID.between(first, last))
        .fetch(Records.mapping(ItemLine::new));
  }

  @Override
  public void close() {}
}
