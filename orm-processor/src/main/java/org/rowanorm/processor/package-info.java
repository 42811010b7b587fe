/**
 * Writes a class of typed paths for each mapped class. It knows the annotations of the mapping and
 * the classes of orm-core by their names only.
 */
@NullMarked
package org.rowanorm.processor;

import org.jspecify.annotations.NullMarked;
