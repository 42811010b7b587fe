package org.rowanorm.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Hydrator;

/**
 * Where the columns of one entity stand in the rows of a SELECT, and what fills its objects from
 * them. Thread-safe.
 */
public final class RowLayout {

  private final EntityPlan plan;
  private final int[] positions;
  private final @Nullable PlannedColumn[] columns;
  private final int[] idPositions;
  private volatile @Nullable Hydrator hydrator;

  /**
   * A layout.
   *
   * @param positions the place of each of the plan's selected columns in the row, from 0
   */
  RowLayout(EntityPlan plan, int[] positions) {
    this.plan = plan;
    this.positions = positions;
    int width = 0;
    for (int position : positions) {
      width = Math.max(width, position + 1);
    }
    this.columns = new @Nullable PlannedColumn[width];
    List<PlannedColumn> selected = plan.selected();
    for (int i = 0; i < positions.length; i++) {
      columns[positions[i]] = selected.get(i);
    }
    int[] ofId = new int[width];
    int count = 0;
    for (int i = 0; i < positions.length; i++) {
      if (plan.model().id().has(selected.get(i).source().slot())) {
        ofId[count++] = positions[i];
      }
    }
    this.idPositions = Arrays.copyOf(ofId, count);
  }

  private RowLayout(EntityPlan plan, List<PlannedColumn> columns) {
    this.plan = plan;
    this.positions = new int[0];
    this.columns = columns.toArray(PlannedColumn[]::new);
    this.idPositions = new int[0];
  }

  /** The layout of rows that tell of objects of an entity, and do not make them. */
  public static RowLayout of(EntityPlan plan, List<PlannedColumn> columns) {
    return new RowLayout(plan, columns);
  }

  /** The plan of the entity. */
  public EntityPlan plan() {
    return plan;
  }

  /** The place of the plan's selected column of a number in the row, from 0. */
  public int position(int selected) {
    return positions[selected];
  }

  /** The places of the id's columns in the row, from 0; not to be changed. */
  public int[] idPositions() {
    return idPositions;
  }

  /** The column at a place of the row, counted from 0. */
  public PlannedColumn column(int position) {
    PlannedColumn column = columns[position];
    if (column == null) {
      throw new IllegalArgumentException("no column of " + plan.model() + " at " + position);
    }
    return column;
  }

  /** What makes and fills objects from such rows. */
  public Hydrator hydrator() {
    Hydrator made = hydrator;
    if (made == null) {
      List<Integer> places = new ArrayList<>(positions.length);
      for (int position : positions) {
        places.add(position);
      }
      made = plan.hydrators().of(this, places);
      hydrator = made;
    }
    return made;
  }
}
