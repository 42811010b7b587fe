package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.Origin;
import org.rowanorm.jdbc.ExpectedRows;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.type.ColumnType;

/** Reads rows of values and objects, and makes something of each row. For one result. */
public final class ItemReader<R> extends ResultReader {

  /**
   * What stands at a place of a row: a value in a column, or an object in several.
   *
   * @param type how the value is read; of an object, its id
   * @param plan the plan of an object of an entity, or null
   * @param embedded how an object of an embeddable is made, or null
   */
  public record Item(
      ColumnType<?> type, @Nullable EntityPlan plan, @Nullable EmbeddedItem embedded) {

    /** A value, or an object of an entity. */
    public Item(ColumnType<?> type, @Nullable EntityPlan plan) {
      this(type, plan, null);
    }

    /** The Java type of what stands there; the wrapper of a primitive. */
    Class<?> javaType() {
      if (embedded != null) {
        return embedded.attribute().component().type();
      }
      return plan == null ? type.javaType() : plan.model().type();
    }

    /** Whether the driver itself gives it as a value of its Java type. */
    boolean isDirect() {
      return plan == null && embedded == null && type.isDirect();
    }

    /** The number of columns. */
    int width() {
      if (embedded != null) {
        return embedded.width();
      }
      return plan == null ? 1 : plan.selection().width();
    }
  }

  private final EntityLoader loader;
  private final List<Item> items;
  private final RowMaker<R> maker;
  private final Origin origin;
  private List<@Nullable R> rows = new ArrayList<>();

  /** A reader for one result, or for a part of one. */
  public ItemReader(EntityLoader loader, List<Item> items, RowMaker<R> maker, Origin origin) {
    this.loader = loader;
    this.items = items;
    this.maker = maker;
    this.origin = origin;
  }

  /** Makes room for as many rows as are expected; not where the result is read part by part. */
  void expect(ExpectedRows expected) {
    if (expected.number() > 0) {
      rows = new ArrayList<>(expected.number());
    }
  }

  @Override
  protected void read(ResultSet result) throws SQLException {
    ItemRow row = ItemRow.of(result, items, loader, origin);
    while (next(result)) {
      rows.add(maker.make(row));
    }
  }

  /** What was made of the rows, in their order. */
  public List<@Nullable R> made() {
    return rows;
  }
}
