/**
 * Rowan measured against hand-written JDBC, side by side: the command, the rounds, the verdicts and
 * the table. Imports work; nothing imports it.
 */
@NullMarked
package org.rowanorm.bench;

import org.jspecify.annotations.NullMarked;
