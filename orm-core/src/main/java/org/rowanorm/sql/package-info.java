/** SQL as immutable data. Knows no database and imports nothing. */
@NullMarked
package org.rowanorm.sql;

import org.jspecify.annotations.NullMarked;
