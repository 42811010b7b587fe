/**
 * The example of the README as a command: {@link org.rowanorm.sample.Story} is what a newcomer
 * reads, the rest prints it. Imports what a user of Rowan imports, and picocli.
 */
@NullMarked
package org.rowanorm.sample;

import org.jspecify.annotations.NullMarked;
