/**
 * Every type that woven or generated code names, and {@link org.rowanorm.entity.Access}, through
 * which the engine reads, writes and arms an object. Imports {@code error} only.
 */
@NullMarked
package org.rowanorm.entity;

import org.jspecify.annotations.NullMarked;
