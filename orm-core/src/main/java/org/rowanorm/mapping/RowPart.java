package org.rowanorm.mapping;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rowanorm.type.ColumnType;

/**
 * What one part of a collection's rows holds: an element, an index or a key. A value of it is taken
 * apart into the values of its leaves, which is what the database has and what is compared.
 * Immutable and thread-safe.
 */
public final class RowPart {

  /** An object that is compared by what it is, not by an {@code equals} of the user's. */
  private record Identity(Object object) {

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Identity identity && identity.object == object;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }
  }

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private final Attribute attribute;
  private final List<ColumnAttribute> leaves;
  private final List<Column> columns = new ArrayList<>();

  /** The part that an attribute describes, whose place is that of the collection. */
  public RowPart(Attribute attribute) {
    this.attribute = attribute;
    this.leaves =
        attribute instanceof EmbeddedAttribute embedded
            ? List.copyOf(embedded.leaves())
            : List.of((ColumnAttribute) attribute);
    leaves.forEach(leaf -> columns.addAll(leaf.columns()));
  }

  /** How its values stand in columns. */
  public Attribute attribute() {
    return attribute;
  }

  /** The attributes with its columns, in their order. */
  public List<ColumnAttribute> leaves() {
    return leaves;
  }

  /** Its columns; none for an object whose own table tells where it belongs. */
  public List<Column> columns() {
    return columns;
  }

  /** Whether nothing in its values can change in place. */
  public boolean isConstant() {
    return attribute instanceof EmbeddedAttribute embedded
        ? embedded.isConstant()
        : !(attribute instanceof BasicAttribute basic && basic.column().type().isMutable());
  }

  /** The values of the leaves; they do not change with the value. */
  public @Nullable Object[] snapshot(@Nullable Object value) {
    @Nullable Object[] values = new @Nullable Object[leaves.size()];
    for (int i = 0; i < values.length; i++) {
      ColumnAttribute leaf = leaves.get(i);
      Object inLeaf = leaf.place().within(value);
      values[i] = leaf instanceof BasicAttribute basic ? copy(basic, inLeaf) : inLeaf;
    }
    return values;
  }

  /** A value that does not change with another one. */
  private static @Nullable Object copy(BasicAttribute leaf, @Nullable Object value) {
    ColumnType<?> type = leaf.column().type();
    return value != null && type.isMutable() ? type.fromImage(type.toImage(value)) : value;
  }

  /** What a leaf refers to in a value, or null; for leaves that are references. */
  public static @Nullable Object referredTo(ToOneAttribute leaf, @Nullable Object value) {
    return leaf.place().within(value);
  }

  /** Whether two snapshots make the same columns. */
  public boolean isSame(@Nullable Object[] left, @Nullable Object[] right) {
    for (int i = 0; i < left.length; i++) {
      if (!isSame(leaves.get(i), left[i], right[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(
      ColumnAttribute leaf, @Nullable Object left, @Nullable Object right) {
    return leaf instanceof BasicAttribute basic
        ? basic.isSame(basic.snapshot(left), right)
        : left == right;
  }

  /** The numbers of the columns in which two snapshots differ. */
  public BitSet changed(@Nullable Object[] before, @Nullable Object[] now) {
    BitSet changed = new BitSet();
    int column = 0;
    for (int i = 0; i < before.length; i++) {
      int next = column + leaves.get(i).columns().size();
      if (!isSame(leaves.get(i), before[i], now[i])) {
        changed.set(column, next);
      }
      column = next;
    }
    return changed;
  }

  /** What a snapshot can be looked up by; equal keys are the same, same ones mostly equal. */
  public Object key(@Nullable Object[] snapshot) {
    return new CompositeKey(images(snapshot));
  }

  /** The same where texts are compared as loosely as a collation of a database may do it. */
  public Object looseKey(@Nullable Object[] snapshot) {
    Object[] values = images(snapshot);
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] == null ? null : loose(values[i]);
    }
    return new CompositeKey(values);
  }

  /** A text as loosely as a collation of a database may compare it; any other value as it is. */
  public static Object loose(Object value) {
    if (!(value instanceof String || value instanceof Character)) {
      return value;
    }
    String plain = Normalizer.normalize(value.toString(), Normalizer.Form.NFKD);
    return MARKS.matcher(plain).replaceAll("").toLowerCase(Locale.ROOT).stripTrailing();
  }

  private Object[] images(@Nullable Object[] snapshot) {
    Object[] values = new Object[snapshot.length];
    for (int i = 0; i < values.length; i++) {
      Object value = snapshot[i];
      if (value != null) {
        values[i] =
            leaves.get(i) instanceof BasicAttribute basic
                ? basic.column().type().toImage(value)
                : new Identity(value);
      }
    }
    return values;
  }

  /**
   * The values of the columns.
   *
   * @throws IllegalStateException where it refers to an object without an id
   */
  public @Nullable Object[] columnValues(@Nullable Object[] snapshot) {
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    int column = 0;
    for (int i = 0; i < snapshot.length; i++) {
      ColumnAttribute leaf = leaves.get(i);
      for (int part = 0; part < leaf.columns().size(); part++) {
        Object value = leaf.columnValue(snapshot[i], part);
        if (value == null && snapshot[i] != null) {
          throw new IllegalStateException(leaf + " refers to an object without an id");
        }
        values[column++] = value;
      }
    }
    return values;
  }

  @Override
  public String toString() {
    return attribute.path();
  }

  /** Whether it refers to objects that its columns alone do not tell. */
  public boolean refersToUntold() {
    return leaves().stream()
        .anyMatch(leaf -> leaf instanceof ToOneAttribute toOne && !toOne.tellsObject());
  }
}
