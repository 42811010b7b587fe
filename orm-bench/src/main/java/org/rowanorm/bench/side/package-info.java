/**
 * The operations, and the libraries that have them. A library is a service; its operations are one
 * class in a package of its own. Imports item.
 */
@NullMarked
package org.rowanorm.bench.side;

import org.jspecify.annotations.NullMarked;
