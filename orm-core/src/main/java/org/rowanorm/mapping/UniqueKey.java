package org.rowanorm.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.type.ColumnType;

/**
 * Attributes that identify the rows of an entity beside its id: what a foreign key refers to that
 * does not name the id, or a natural id. Immutable and thread-safe; equality is identity.
 */
public final class UniqueKey implements RowKey {

  /** One of its columns: that of a basic attribute, or one of a reference. */
  public record Part(ColumnAttribute leaf, int number) {

    /** The column. */
    public Column column() {
      return leaf.columns().get(number);
    }
  }

  private final EntityModel owner;
  private final List<Part> parts;
  private final List<Column> columns;
  private final ColumnType<?>[] types;

  /**
   * A key.
   *
   * @param owner the entity whose rows it tells apart, with those of all that extend it
   */
  public UniqueKey(EntityModel owner, List<Part> parts) {
    this.owner = owner;
    this.parts = List.copyOf(parts);
    this.columns = parts.stream().map(Part::column).toList();
    this.types = columns.stream().map(Column::type).toArray(ColumnType<?>[]::new);
  }

  /** The entity whose rows it tells apart. */
  public EntityModel owner() {
    return owner;
  }

  /** Its columns with their attributes. */
  public List<Part> parts() {
    return parts;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public ColumnType<?>[] types() {
    return types;
  }

  @Override
  public boolean isSimple() {
    return parts.size() == 1 && parts.get(0).leaf() instanceof BasicAttribute;
  }

  @Override
  public BasicAttribute simple() {
    if (isSimple() && parts.get(0).leaf() instanceof BasicAttribute basic) {
      return basic;
    }
    throw new IllegalStateException(path() + " is no single basic attribute");
  }

  @Override
  public @Nullable Object of(Enhanced entity) {
    @Nullable Object[] values = new @Nullable Object[parts.size()];
    for (int i = 0; i < values.length; i++) {
      Part part = parts.get(i);
      values[i] = part.leaf().columnValue(part.leaf().read(entity), part.number());
    }
    return ofColumns(values);
  }

  /** Whether it has a part in a slot. */
  public boolean has(int slot) {
    return parts.stream().anyMatch(part -> part.leaf().slot() == slot);
  }

  /** Whether it is made of these columns, in any order. */
  public boolean isOf(List<Part> others) {
    return parts.size() == others.size() && parts.containsAll(others);
  }

  @Override
  public String path() {
    List<String> names = parts.stream().map(part -> part.leaf().name()).distinct().toList();
    return owner.name() + "." + String.join(", ", names);
  }

  @Override
  public String toString() {
    return path();
  }
}
