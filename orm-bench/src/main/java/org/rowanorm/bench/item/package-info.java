/**
 * What is read and written: the data set, as plain classes and as the views that all sides' classes
 * have; the hand-written JDBC for it; the database and what is seen of its connection. Imports
 * nothing of the module.
 */
@NullMarked
package org.rowanorm.bench.item;

import org.jspecify.annotations.NullMarked;
