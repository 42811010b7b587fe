/**
 * How one database spells SQL: renders statements, names column types, says what it can do and
 * tells its errors apart. The only package that knows the name of a database.
 */
@NullMarked
package org.rowanorm.dialect;

import org.jspecify.annotations.NullMarked;
