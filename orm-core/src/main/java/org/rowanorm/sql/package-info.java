/** SQL as immutable data. Knows no database; imports the kinds of columns, for casts. */
@NullMarked
package org.rowanorm.sql;

import org.jspecify.annotations.NullMarked;
