package org.rowanorm.sql;

/** How two values are compared. */
public enum Comparison {
  EQUAL("="),
  NOT_EQUAL("<>"),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">=");

  private final String sql;

  Comparison(String sql) {
    this.sql = sql;
  }

  /** The sign in SQL. */
  public String sql() {
    return sql;
  }
}
