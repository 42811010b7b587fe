/**
 * What is read and written: the items as entities and as plain classes, the data set, and the
 * hand-written JDBC side. Imports nothing of the module.
 */
@NullMarked
package org.rowanorm.bench.item;

import org.jspecify.annotations.NullMarked;
