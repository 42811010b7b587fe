/**
 * What users write conditions with: paths, predicates and sort keys, as immutable data. Imports sql
 * for the signs of comparison.
 */
@NullMarked
package org.rowanorm.query;

import org.jspecify.annotations.NullMarked;
