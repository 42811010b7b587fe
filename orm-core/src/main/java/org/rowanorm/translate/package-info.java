/**
 * Queries as trees without values, and their one translator to SQL. Imports query, plan, mapping,
 * dialect, sql, type, entity and jdbc.
 */
@NullMarked
package org.rowanorm.translate;

import org.jspecify.annotations.NullMarked;
