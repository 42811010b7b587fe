/**
 * What the annotations say: read into declarations, then linked into the immutable model. All
 * faults of a mapping are found and raised here, at boot, together. Imports entity and type.
 */
@NullMarked
package org.rowanorm.mapping;

import org.jspecify.annotations.NullMarked;
