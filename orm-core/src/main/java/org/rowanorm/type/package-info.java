/**
 * One Java value to one column and back: read it, bind it, compare it, copy it. Imports nothing of
 * the engine.
 */
@NullMarked
package org.rowanorm.type;

import org.jspecify.annotations.NullMarked;
