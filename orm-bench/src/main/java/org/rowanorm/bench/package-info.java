/**
 * Rowan measured against hand-written JDBC, and its enhancement beside that of the peers: the
 * command, the rounds, the verdicts and the tables. Imports work and enhance; nothing imports it.
 */
@NullMarked
package org.rowanorm.bench;

import org.jspecify.annotations.NullMarked;
