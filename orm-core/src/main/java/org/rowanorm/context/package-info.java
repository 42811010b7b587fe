/**
 * One session's identity map, managed states, dirty list and undo record. Declares the two
 * inversions of the engine: {@code LazyLoader} (implemented by load) and {@code PendingInserts}
 * (implemented by flush). Imports entity and mapping.
 */
@NullMarked
package org.rowanorm.context;

import org.jspecify.annotations.NullMarked;
