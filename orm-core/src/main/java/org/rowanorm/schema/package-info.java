/** DDL from the mapping. Reached from boot code only; imports mapping, dialect, sql and jdbc. */
@NullMarked
package org.rowanorm.schema;

import org.jspecify.annotations.NullMarked;
