/**
 * Real MySQL, MariaDB and PostgreSQL servers for tests, started from Maven artifacts: {@link
 * org.rowanorm.testdb.TestServers} is the door, {@link org.rowanorm.testdb.WireTap} counts the
 * round trips to a server. A server's programs are unpacked once per machine into a cache, its data
 * start as a copy of a prepared template, and both process and data are gone when the JVM is,
 * however it ends. Imports nothing of Rowan, and of JDBC only {@code java.sql}: consumers bring the
 * drivers.
 */
@NullMarked
package org.rowanorm.testdb;

import org.jspecify.annotations.NullMarked;
