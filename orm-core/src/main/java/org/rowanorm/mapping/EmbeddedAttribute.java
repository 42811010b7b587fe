package org.rowanorm.mapping;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.ComponentAccess;

/**
 * An attribute whose value is an object of an embeddable class, with its columns in the entity's
 * table. It is null where all its columns are, unless it has a collection.
 *
 * @param parts its attributes, in the order of the embeddable's parts
 */
public record EmbeddedAttribute(
    EntityModel owner, String name, Place place, ComponentAccess component, List<Attribute> parts)
    implements ValueAttribute {

  /** Copies the list. */
  public EmbeddedAttribute {
    parts = List.copyOf(parts);
  }

  /** The attributes with columns, those of nested embeddables too, in the order of the columns. */
  public List<ColumnAttribute> leaves() {
    List<ColumnAttribute> leaves = new ArrayList<>();
    for (Attribute part : parts) {
      if (part instanceof EmbeddedAttribute nested) {
        leaves.addAll(nested.leaves());
      } else if (part instanceof ColumnAttribute leaf) {
        leaves.add(leaf);
      }
    }
    return leaves;
  }

  /**
   * The attributes without columns: collections, and the other sides of one-to-one associations.
   */
  public List<Attribute> sides() {
    List<Attribute> sides = new ArrayList<>();
    for (Attribute part : parts) {
      if (part instanceof EmbeddedAttribute nested) {
        sides.addAll(nested.sides());
      } else if (!(part instanceof ColumnAttribute)) {
        sides.add(part);
      }
    }
    return sides;
  }

  /** Whether it has {@link #sides()}: then it is never read as null, since a collection is not. */
  public boolean hasSides() {
    for (Attribute part : parts) {
      boolean side =
          part instanceof EmbeddedAttribute nested
              ? nested.hasSides()
              : !(part instanceof ColumnAttribute);
      if (side) {
        return true;
      }
    }
    return false;
  }

  /** The values of the leaves, in their order; those that can change in place are copied. */
  @Override
  public Object snapshot(@Nullable Object value) {
    List<ColumnAttribute> leaves = leaves();
    @Nullable Object[] values = new @Nullable Object[leaves.size()];
    for (int i = 0; i < values.length; i++) {
      ColumnAttribute leaf = leaves.get(i);
      Object inLeaf = leaf.place().within(value);
      values[i] = leaf instanceof BasicAttribute basic ? basic.snapshot(inLeaf) : inLeaf;
    }
    return values;
  }

  @Override
  public boolean isSame(@Nullable Object snapshot, @Nullable Object value) {
    return snapshot != null && changed((@Nullable Object[]) snapshot, value).isEmpty();
  }

  /** The leaves whose columns hold something else than at a snapshot. */
  public List<ColumnAttribute> changed(@Nullable Object[] snapshot, @Nullable Object value) {
    List<ColumnAttribute> leaves = leaves();
    List<ColumnAttribute> changed = new ArrayList<>();
    for (int i = 0; i < snapshot.length; i++) {
      ColumnAttribute leaf = leaves.get(i);
      Object now = leaf.place().within(value);
      boolean same =
          leaf instanceof BasicAttribute basic
              ? basic.isSame(snapshot[i], now)
              : snapshot[i] == now;
      if (!same) {
        changed.add(leaf);
      }
    }
    return changed;
  }

  /** The values of the leaves in one of its objects, in their order; nulls in one that is null. */
  public List<@Nullable Object> values(@Nullable Object value) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Object inPart = value == null ? null : component.read(value, i);
      if (parts.get(i) instanceof EmbeddedAttribute nested) {
        values.addAll(nested.values(inPart));
      } else if (parts.get(i) instanceof ColumnAttribute) {
        values.add(inPart);
      }
    }
    return values;
  }

  /** Whether nothing in its value can change: records of values that cannot. */
  boolean isConstant() {
    return component.type().isRecord() && parts.stream().allMatch(EmbeddedAttribute::isConstant);
  }

  private static boolean isConstant(Attribute part) {
    return part instanceof EmbeddedAttribute nested
        ? nested.isConstant()
        : part instanceof ColumnAttribute
            && !(part instanceof BasicAttribute basic && basic.column().type().isMutable());
  }

  /** Whether a value may lack the object of a reference, which is found when it is first read. */
  public boolean mayBeOpen(@Nullable Object value) {
    return leaves().stream()
        .anyMatch(
            leaf ->
                leaf instanceof ToOneAttribute toOne
                    && !toOne.tellsObject()
                    && toOne.place().within(value) == null);
  }

  /** The part of a name, or null. */
  public @Nullable Attribute part(String partName) {
    int part = component.part(partName);
    return part < 0 ? null : parts.get(part);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return path();
  }
}
