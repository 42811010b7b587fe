/**
 * Leases a connection, runs text, batches, reads keys, translates {@code SQLException}s and tells
 * {@code StatementListener}s. Knows column types only as what binds and reads a value.
 */
@NullMarked
package org.rowanorm.jdbc;

import org.jspecify.annotations.NullMarked;
