/** Which classes are entities, and whether they are enhanced. Imports entity. */
@NullMarked
package org.rowanorm.discovery;

import org.jspecify.annotations.NullMarked;
