/**
 * The annotations of Rowan's own, for what those of the standard cannot say. Imports nothing of the
 * engine.
 */
@NullMarked
package org.rowanorm.annotation;

import org.jspecify.annotations.NullMarked;
