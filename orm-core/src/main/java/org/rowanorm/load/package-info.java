/**
 * Rows to managed objects: by id, by row, lazily, by cohort. Imports plan, context, cache, jdbc,
 * mapping, entity, sql, dialect and type.
 */
@NullMarked
package org.rowanorm.load;

import org.jspecify.annotations.NullMarked;
