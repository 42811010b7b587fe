/** Hand-written JDBC as a side. Imports item and side. */
@NullMarked
package org.rowanorm.bench.jdbc;

import org.jspecify.annotations.NullMarked;
