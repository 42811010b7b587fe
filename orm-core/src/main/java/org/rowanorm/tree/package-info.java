/**
 * Queries as data, in the words of the mapping: entities, attributes, conditions. The typed paths
 * of {@code query} build them, and other languages can. Imports sql for operators and type for the
 * kinds of columns.
 */
@NullMarked
package org.rowanorm.tree;

import org.jspecify.annotations.NullMarked;
