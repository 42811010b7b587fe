package org.rowanorm.session;

import java.util.List;

/**
 * One page of a result.
 *
 * @param content what stands on it
 * @param number its number, from 0
 * @param size how many a full page has
 * @param total how many there are on all pages
 */
public record Page<R>(List<R> content, int number, int size, long total) {

  /** The number of pages. */
  public long pages() {
    return (total + size - 1) / size;
  }

  /** Whether there is a page after this one. */
  public boolean hasNext() {
    return number + 1 < pages();
  }
}
