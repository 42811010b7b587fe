/**
 * Rowan measured against hand-written JDBC, side by side. May import all of Rowan; nothing imports
 * it.
 */
@NullMarked
package org.rowanorm.bench;

import org.jspecify.annotations.NullMarked;
