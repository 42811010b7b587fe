/** What the cases run on: the two doors, a database, and other JVMs. */
@org.jspecify.annotations.NullMarked
package org.rowanorm.enhancement;
