/**
 * What users write queries with: paths, expressions, predicates, sort keys and whole queries, as
 * immutable values that know no session. Imports tree, which they are made of, and sql for its
 * signs.
 */
@NullMarked
package org.rowanorm.query;

import org.jspecify.annotations.NullMarked;
