package org.rowanorm.query;

/** A sort key of a query. */
public record Sort(Path path, boolean descending) {

  @Override
  public String toString() {
    return path + (descending ? " desc" : "");
  }
}
