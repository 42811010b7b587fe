package org.rowanorm.sql;

import static org.rowanorm.sql.Operator.Result.DATE;
import static org.rowanorm.sql.Operator.Result.DOUBLE;
import static org.rowanorm.sql.Operator.Result.LONG;
import static org.rowanorm.sql.Operator.Result.SAME;
import static org.rowanorm.sql.Operator.Result.TEXT;
import static org.rowanorm.sql.Operator.Result.TIMESTAMP;
import static org.rowanorm.sql.Operator.Result.WHOLE;

/**
 * What can be computed from values, and how the standard spells it: {@code #1} is the first
 * argument, {@code #*} stands for all. A dialect may spell it otherwise.
 */
public enum Operator {
  ADD("#1 + #2", SAME),
  SUBTRACT("#1 - #2", SAME),
  MULTIPLY("#1 * #2", SAME),
  DIVIDE("#1 / #2", SAME),
  /** A division of whole numbers, without a rest. */
  DIVIDE_WHOLE("#1 / #2", SAME),
  NEGATE("-(#1)", SAME),
  MODULO("mod(#1, #2)", SAME),
  ABS("abs(#1)", SAME),
  SIGN("sign(#1)", WHOLE),
  CEIL("ceiling(#1)", SAME),
  FLOOR("floor(#1)", SAME),
  ROUND("round(#1, #2)", SAME),
  SQRT("sqrt(#1)", DOUBLE),
  POWER("power(#1, #2)", DOUBLE),

  CONCAT("#1 || #2", TEXT),
  LOWER("lower(#1)", TEXT),
  UPPER("upper(#1)", TEXT),
  TRIM("trim(#1)", TEXT),
  TRIM_START("ltrim(#1)", TEXT),
  TRIM_END("rtrim(#1)", TEXT),
  LENGTH("char_length(#1)", WHOLE),
  SUBSTRING("substring(#1, #2, #3)", TEXT),
  SUBSTRING_FROM("substring(#1, #2)", TEXT),
  REPLACE("replace(#1, #2, #3)", TEXT),
  /** The place of the second text within the first, from 1; 0 where it is not in it. */
  POSITION("position(#2 in #1)", WHOLE),
  LEFT("left(#1, #2)", TEXT),
  RIGHT("right(#1, #2)", TEXT),

  COALESCE("coalesce(#*)", SAME),
  NULLIF("nullif(#1, #2)", SAME),

  YEAR("extract(year from #1)", WHOLE),
  MONTH("extract(month from #1)", WHOLE),
  DAY("extract(day from #1)", WHOLE),
  HOUR("extract(hour from #1)", WHOLE),
  MINUTE("extract(minute from #1)", WHOLE),
  CURRENT_DATE("current_date", DATE),
  CURRENT_TIMESTAMP("localtimestamp(6)", TIMESTAMP),

  COUNT("count", LONG),
  SUM("sum", SAME),
  AVG("avg", DOUBLE),
  MIN("min", SAME),
  MAX("max", SAME),

  ROW_NUMBER("row_number()", LONG),
  RANK("rank()", LONG),
  DENSE_RANK("dense_rank()", LONG),
  TILE("ntile(#1)", LONG),
  LAG("lag(#1, #2)", SAME),
  LEAD("lead(#1, #2)", SAME),
  FIRST_VALUE("first_value(#1)", SAME),
  LAST_VALUE("last_value(#1)", SAME);

  /** What kind of value comes out. */
  public enum Result {
    /** Of the kind of the first argument. */
    SAME,
    TEXT,
    WHOLE,
    LONG,
    DOUBLE,
    DATE,
    TIMESTAMP
  }

  private final String template;
  private final Result result;

  Operator(String template, Result result) {
    this.template = template;
    this.result = result;
  }

  /** The standard's spelling; of an aggregate, its name. */
  public String template() {
    return template;
  }

  /** What kind of value comes out. */
  public Result result() {
    return result;
  }

  /** Whether it stands between its arguments, so that it needs parentheses within another. */
  public boolean isInfix() {
    return template.startsWith("#");
  }

  /** Whether it makes one value of many rows. */
  public boolean isAggregate() {
    return this == COUNT || this == SUM || this == AVG || this == MIN || this == MAX;
  }

  /** Whether it needs a window. */
  public boolean isWindow() {
    return switch (this) {
      case ROW_NUMBER, RANK, DENSE_RANK, TILE, LAG, LEAD, FIRST_VALUE, LAST_VALUE -> true;
      default -> false;
    };
  }
}
