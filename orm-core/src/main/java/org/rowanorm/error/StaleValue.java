package org.rowanorm.error;

import org.jspecify.annotations.Nullable;

/**
 * One attribute of a stale object, as three have it. References are given as ids.
 *
 * @param attribute its name; within an embeddable the path
 * @param base what the row held when the object was loaded, as far as it is known; where it was not
 *     changed, the same as mine
 * @param mine what the object says
 * @param theirs what the row holds now; null where it is gone
 */
public record StaleValue(
    String attribute, @Nullable Object base, @Nullable Object mine, @Nullable Object theirs) {}
