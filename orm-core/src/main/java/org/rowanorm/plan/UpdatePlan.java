package org.rowanorm.plan;

import java.util.List;
import org.rowanorm.type.ColumnType;

/**
 * How rows of one table are updated of which the same columns are written, and which are found by
 * the same ones: made once, for all flushes. Immutable and thread-safe.
 *
 * @param sql the UPDATE of one row; its parameters are the values of the columns, then the id, the
 *     version where it stands in this table, and what is compared
 * @param columns the columns to write
 * @param compared what the row must hold beside its id and version
 * @param types how the parameters are bound; not to be changed
 * @param many how several rows are written as one statement
 */
public record UpdatePlan(
    String sql,
    List<PlannedColumn> columns,
    List<PlannedColumn> compared,
    ColumnType<?>[] types,
    ManyRows many) {}
