/**
 * What the mapping says of the entities: a model that is immutable once the session factory has it.
 * Imports entity and type.
 */
@NullMarked
package org.rowanorm.mapping;

import org.jspecify.annotations.NullMarked;
