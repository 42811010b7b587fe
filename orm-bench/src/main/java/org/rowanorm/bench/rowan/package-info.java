/** Rowan as a side. Imports entity, item and side. */
@NullMarked
package org.rowanorm.bench.rowan;

import org.jspecify.annotations.NullMarked;
