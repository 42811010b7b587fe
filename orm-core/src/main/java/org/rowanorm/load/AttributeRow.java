package org.rowanorm.load;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.entity.RowReader;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.PlannedColumn;
import org.rowanorm.plan.RowLayout;

/**
 * A row whose attributes are put together from columns: references from the keys of their targets,
 * embeddables from their parts. Not thread-safe.
 */
abstract class AttributeRow extends RowReader {

  private final RowLayout layout;
  private final References references;
  private final int first;
  private @Nullable ManagedEntity state;
  private int open;

  /** A row whose first column of the layout is {@code first}, counted from 1. */
  AttributeRow(RowLayout layout, References references, int first) {
    this.layout = layout;
    this.references = references;
    this.first = first;
  }

  final RowLayout layout() {
    return layout;
  }

  final References references() {
    return references;
  }

  /** Tells whose row it is. */
  final void of(ManagedEntity filled) {
    state = filled;
  }

  @Override
  public long number() {
    return Objects.requireNonNull(state).number();
  }

  /** The value of a column, or null. */
  abstract @Nullable Object column(int column, PlannedColumn planned) throws SQLException;

  /** The entity's column at a number of the row. */
  final PlannedColumn planned(int column) {
    return layout.column(column - first);
  }

  /** The attribute in a slot. */
  final Attribute attribute(int slot) {
    return layout.plan().model().attribute(slot);
  }

  /** The value of an attribute whose columns begin at a number of the row. */
  final @Nullable Object read(Attribute attribute, int column) throws SQLException {
    return value(attribute, new Position(column));
  }

  /** The value of a slot of several columns. */
  final @Nullable Object compose(int column, int slot) throws SQLException {
    return value(attribute(slot), new Position(column));
  }

  /** The value of a slot of one column. */
  final @Nullable Object single(int column, Attribute attribute, @Nullable Object value) {
    if (value == null) {
      if (attribute instanceof BasicAttribute basic && basic.javaType().isPrimitive()) {
        throw ResultRow.nullInPrimitive(planned(column));
      }
      return null;
    }
    return attribute instanceof ToOneAttribute toOne ? reference(toOne, value) : value;
  }

  /** The next column to read. */
  private static final class Position {
    private int column;

    Position(int column) {
      this.column = column;
    }
  }

  private @Nullable Object value(Attribute attribute, Position at) throws SQLException {
    if (attribute instanceof ToOneAttribute toOne) {
      Object key = key(toOne, at);
      return key == null ? null : reference(toOne, key);
    }
    if (attribute instanceof EmbeddedAttribute embedded) {
      return component(embedded, at);
    }
    if (!(attribute instanceof BasicAttribute)) {
      return null; // it comes when the embeddable is first read
    }
    PlannedColumn planned = planned(at.column);
    return column(at.column++, planned);
  }

  /** The object of a key; one whose id or class the key does not tell is found when it is read. */
  private @Nullable Object reference(ToOneAttribute toOne, Object key) {
    if (toOne.tellsObject()) {
      return references.resolve(toOne, key);
    }
    Object known = toOne.refersToId() ? references.find(toOne, key) : null;
    return known == null ? open(toOne, key) : known;
  }

  /**
   * The object of a reference that its key does not tell, or null where it is still to be found.
   */
  @Nullable Object open(ToOneAttribute toOne, Object key) {
    open++;
    Objects.requireNonNull(state).defer(toOne, key);
    return null;
  }

  private @Nullable Object key(ToOneAttribute toOne, Position at) throws SQLException {
    int columns = toOne.columns().size();
    if (columns == 1) {
      PlannedColumn planned = planned(at.column);
      return column(at.column++, planned);
    }
    @Nullable Object[] values = new @Nullable Object[columns];
    for (int i = 0; i < columns; i++) {
      PlannedColumn planned = planned(at.column);
      values[i] = column(at.column++, planned);
    }
    return toOne.key().ofColumns(values);
  }

  /** An embeddable; null where all its columns are. */
  private @Nullable Object component(EmbeddedAttribute embedded, Position at) throws SQLException {
    int start = at.column;
    int openBefore = open;
    List<Attribute> parts = embedded.parts();
    @Nullable Object[] values = new @Nullable Object[parts.size()];
    boolean any = false;
    for (int i = 0; i < values.length; i++) {
      values[i] = value(parts.get(i), at);
      any |= values[i] != null;
    }
    if (!any && open == openBefore) {
      return null;
    }
    refuseNullInPrimitive(parts, values, start);
    return embedded.component().make(values);
  }

  private void refuseNullInPrimitive(List<Attribute> parts, @Nullable Object[] values, int start) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null
          && parts.get(i) instanceof BasicAttribute basic
          && basic.javaType().isPrimitive()) {
        for (int column = start; ; column++) {
          if (planned(column).source() == basic) {
            throw ResultRow.nullInPrimitive(planned(column));
          }
        }
      }
    }
  }
}
