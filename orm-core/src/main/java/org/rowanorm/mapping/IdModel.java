package org.rowanorm.mapping;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.ComponentAccess;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.type.ColumnType;

/**
 * What identifies the rows of one entity: one attribute, an embedded one, or several. To the engine
 * an id is one object, its <i>key</i>: the value of its column where it has one, else a {@link
 * CompositeKey} of the values of its columns. It is filled once, at boot, and immutable after.
 * Thread-safe.
 */
public final class IdModel implements RowKey {

  /**
   * A part of the id that is taken from what a reference refers to.
   *
   * @param leaves the attributes of the id, in the order of the columns of the target's id
   */
  public record Derived(ToOneAttribute reference, List<ColumnAttribute> leaves) {

    /** Copies the list. */
    public Derived {
      leaves = List.copyOf(leaves);
    }
  }

  private final EntityModel owner;
  private final List<Attribute> attributes;
  private final List<ColumnAttribute> leaves = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();
  private final ColumnType<?>[] types;
  private final BitSet slots = new BitSet();
  private final List<Derived> derived = new ArrayList<>(0);
  private final @Nullable BasicAttribute simple;
  private final @Nullable ComponentAccess idClass;
  private final boolean number;
  private final Access access;

  /** An id of these attributes; with several, of a class with fields of their names. */
  public IdModel(EntityModel owner, List<Attribute> attributes, @Nullable ComponentAccess idClass) {
    this.owner = owner;
    this.attributes = List.copyOf(attributes);
    this.idClass = idClass;
    this.access = owner.access();
    for (Attribute attribute : attributes) {
      slots.set(attribute.slot());
      leaves.addAll(
          attribute instanceof EmbeddedAttribute embedded
              ? embedded.leaves()
              : List.of((ColumnAttribute) attribute));
    }
    leaves.forEach(leaf -> columns.addAll(leaf.columns()));
    this.types = columns.stream().map(Column::type).toArray(ColumnType<?>[]::new);
    this.simple =
        attributes.size() == 1 && attributes.get(0) instanceof BasicAttribute basic ? basic : null;
    this.number = isWholeNumber();
  }

  /** The attributes that make it up. */
  public List<Attribute> attributes() {
    return attributes;
  }

  /** The attributes with its columns, in the order of the columns. */
  public List<ColumnAttribute> leaves() {
    return leaves;
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
    return simple != null;
  }

  @Override
  public BasicAttribute simple() {
    BasicAttribute one = simple;
    if (one == null) {
      throw new IllegalStateException("the id of " + owner + " has several columns");
    }
    return one;
  }

  /** Notes a part that is taken from a reference, while the model is filled. */
  void derive(Derived part) {
    derived.add(part);
  }

  /** The parts that are taken from references. */
  public List<Derived> derived() {
    return derived;
  }

  /** Whether a slot holds it, or a part of it. */
  public boolean has(int slot) {
    return slots.get(slot);
  }

  /** The slots that hold it; not to be changed. */
  public BitSet slots() {
    return slots;
  }

  @Override
  public String path() {
    return attributes.size() == 1
        ? attributes.get(0).path()
        : owner.name() + "." + String.join(", ", attributes.stream().map(Attribute::name).toList());
  }

  // ---- keys

  @Override
  public @Nullable Object of(Enhanced entity) {
    if (simple != null) {
      return access.read(entity, simple.slot());
    }
    Object[] values = new Object[types.length];
    int i = 0;
    for (ColumnAttribute leaf : leaves) {
      Object value = leaf.read(entity);
      for (int column = 0; column < leaf.columns().size(); column++) {
        Object inColumn = leaf.columnValue(value, column);
        if (inColumn == null) {
          return null;
        }
        values[i++] = inColumn;
      }
    }
    return values.length == 1 ? values[0] : new CompositeKey(values);
  }

  /** Whether it is one column with a whole number, which needs no box. */
  public boolean isNumber() {
    return number;
  }

  private boolean isWholeNumber() {
    if (simple == null || !simple.column().type().isDirect()) {
      return false;
    }
    Class<?> type = simple.column().type().javaType();
    return type == Long.class || type == Integer.class || type == Short.class || type == Byte.class;
  }

  /** The key that is a whole number, in the box of its attribute. */
  public Object ofNumber(long value) {
    Class<?> type = simple().column().type().javaType();
    if (type == Long.class) {
      return value;
    }
    if (type == Integer.class) {
      return (int) value;
    }
    return type == Short.class ? (Object) (short) value : (Object) (byte) value;
  }

  /** The class of the ids that users give: of the attribute, the embeddable or the id class. */
  public Class<?> userType() {
    if (simple != null) {
      return simple.column().type().javaType();
    }
    if (attributes.size() == 1 && attributes.get(0) instanceof EmbeddedAttribute embedded) {
      return embedded.component().type();
    }
    if (attributes.size() == 1) {
      return ((ToOneAttribute) attributes.get(0)).target().id().userType();
    }
    return idClass == null ? CompositeKey.class : idClass.type();
  }

  /** The key of an id that a user gives, which is of {@link #userType()}; null if incomplete. */
  public @Nullable Object key(Object given) {
    if (simple != null) {
      return given;
    }
    Attribute first = attributes.get(0);
    if (attributes.size() == 1 && first instanceof ToOneAttribute derived) {
      Object key = derived.target().id().key(given);
      return key == null ? null : ofColumns(derived.target().id().columnValues(key));
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (Attribute attribute : attributes) {
      if (attribute instanceof EmbeddedAttribute embedded) {
        for (ColumnAttribute leaf : embedded.leaves()) {
          values.add(leaf.place().within(given));
        }
      } else {
        addPart(values, (ColumnAttribute) attribute, given);
      }
    }
    return ofColumns(values.toArray());
  }

  /** A part of an id class; for a reference it holds the id of the target. */
  private void addPart(List<@Nullable Object> values, ColumnAttribute attribute, Object given) {
    ComponentAccess parts = idClass;
    Object value = parts == null ? null : parts.read(given, parts.part(attribute.name()));
    if (attribute instanceof ToOneAttribute toOne) {
      IdModel target = toOne.target().id();
      Object key = value == null ? null : target.key(value);
      for (int i = 0; i < target.columns().size(); i++) {
        values.add(key == null ? null : target.columnValue(key, i));
      }
    } else {
      values.add(value);
    }
  }

  @Override
  public String toString() {
    return path();
  }
}
