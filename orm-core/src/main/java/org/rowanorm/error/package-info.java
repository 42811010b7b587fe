/**
 * Exceptions and their codes: one family, named for conditions. Imports nothing; every package may
 * import it.
 */
@NullMarked
package org.rowanorm.error;

import org.jspecify.annotations.NullMarked;
