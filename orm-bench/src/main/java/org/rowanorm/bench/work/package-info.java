/** The operations as JMH benchmarks, each for any side and checked. Imports item and side. */
@NullMarked
package org.rowanorm.bench.work;

import org.jspecify.annotations.NullMarked;
