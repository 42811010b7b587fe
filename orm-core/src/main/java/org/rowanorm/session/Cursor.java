package org.rowanorm.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the order of a query.
 *
 * @param backward whether what comes before it is meant, instead of what comes after
 * @param keys the sort keys of a row, as values of the JDK
 */
record Cursor(boolean backward, List<@Nullable Object> keys) {}
