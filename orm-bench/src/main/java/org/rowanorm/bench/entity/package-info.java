/**
 * The mapped classes, as plain source. Nobody enhances them in the build: {@code side.SideLoader}
 * defines them as one library enhances them. Imports item.
 */
@NullMarked
package org.rowanorm.bench.entity;

import org.jspecify.annotations.NullMarked;
