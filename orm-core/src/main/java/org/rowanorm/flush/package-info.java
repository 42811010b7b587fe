/**
 * The unit of work: cascades, orders changes, groups them into minimal batches, runs them and
 * finalises the objects. Imports plan, context, cache, jdbc, mapping, entity, sql, dialect and
 * type.
 */
@NullMarked
package org.rowanorm.flush;

import org.jspecify.annotations.NullMarked;
