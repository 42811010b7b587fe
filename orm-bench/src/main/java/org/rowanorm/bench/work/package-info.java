/** The operations as JMH benchmarks, each on both sides and checked. Imports item. */
@NullMarked
package org.rowanorm.bench.work;

import org.jspecify.annotations.NullMarked;
