/** The Maven goals that enhance classes at build time. Imports {@code org.rowanorm.agent} only. */
@NullMarked
package org.rowanorm.maven;

import org.jspecify.annotations.NullMarked;
