package org.rowanorm.dialect;

/**
 * A statement as text.
 *
 * @param positions for each parameter of the text the position of its value, where it has one
 */
public record Rendered(String sql, int[] positions) {}
