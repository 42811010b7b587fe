/**
 * What annotations say: read into declarations, then linked into the model. All faults of a mapping
 * are found and raised here, at boot, together. Imports mapping, discovery, entity and type.
 */
@NullMarked
package org.rowanorm.declaration;

import org.jspecify.annotations.NullMarked;
