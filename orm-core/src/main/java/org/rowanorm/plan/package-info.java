/**
 * What boot can compute for one entity class: SQL texts, the hydrator, insert order. Imports
 * mapping, dialect, sql, type, entity and jdbc.
 */
@NullMarked
package org.rowanorm.plan;

import org.jspecify.annotations.NullMarked;
