/** The door: {@link org.rowanorm.Rowan} makes session factories. */
@NullMarked
package org.rowanorm;

import org.jspecify.annotations.NullMarked;
