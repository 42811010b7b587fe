/**
 * The start of an application of many mapped classes, from the first call of a library to the first
 * object found, each in JVMs of its own. Imports enhance and item.
 */
@NullMarked
package org.rowanorm.bench.boot;

import org.jspecify.annotations.NullMarked;
