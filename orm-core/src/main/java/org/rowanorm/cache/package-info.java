/**
 * The second-level cache: dehydrated row images by key, over Caffeine, with the rule that keeps
 * stale ones out. Imports mapping.
 */
@NullMarked
package org.rowanorm.cache;

import org.jspecify.annotations.NullMarked;
