package org.rowanorm.query;

import org.rowanorm.sql.Operator;
import org.rowanorm.tree.Node;

/** A text. Places in it are counted from 1, as SQL does. */
public class StringExpression extends ComparableExpression<String> {

  StringExpression(Node node) {
    super(node);
  }

  @Override
  StringExpression with(Node other) {
    return new StringExpression(other);
  }

  /**
   * Matches a pattern: {@code %} stands for any text, {@code _} for any character, and a backslash
   * before one of them, or before a backslash, takes that meaning away. Any other backslash stands
   * for itself.
   */
  public final Predicate like(String pattern) {
    return new Predicate(new Node.Like(tree(), required(pattern)));
  }

  /** {@link #like} without regard to case. */
  public final Predicate likeIgnoreCase(String pattern) {
    return new Predicate(
        new Node.Like(
            call(Operator.LOWER),
            new Node.Call(Operator.LOWER, java.util.List.of(required(pattern)))));
  }

  /** Begins with a text, which is taken as it is. */
  public final Predicate startsWith(String text) {
    return like(literal(text) + "%");
  }

  /** Ends with a text, which is taken as it is. */
  public final Predicate endsWith(String text) {
    return like("%" + literal(text));
  }

  /** Has a text in it, which is taken as it is. */
  public final Predicate contains(String text) {
    return like("%" + literal(text) + "%");
  }

  private static String literal(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  /** Equals without regard to case. */
  public final Predicate equalsIgnoreCase(String text) {
    return lower().eq(new StringExpression(required(text)).lower());
  }

  /** In lower case. */
  public final StringExpression lower() {
    return with(call(Operator.LOWER));
  }

  /** In upper case. */
  public final StringExpression upper() {
    return with(call(Operator.UPPER));
  }

  /** Without blanks at both ends. */
  public final StringExpression trim() {
    return with(call(Operator.TRIM));
  }

  /** Without blanks at the start. */
  public final StringExpression trimStart() {
    return with(call(Operator.TRIM_START));
  }

  /** Without blanks at the end. */
  public final StringExpression trimEnd() {
    return with(call(Operator.TRIM_END));
  }

  /** The number of characters. */
  public final NumberExpression<Integer> length() {
    return new NumberExpression<>(call(Operator.LENGTH));
  }

  /** This text and another. */
  public final StringExpression concat(String text) {
    return with(call(Operator.CONCAT, required(text)));
  }

  /** This text and another; null where one of them is. */
  public final StringExpression concat(Expression<String> other) {
    return with(call(Operator.CONCAT, other.tree()));
  }

  /** The text from a place on. */
  public final StringExpression substring(int from) {
    return with(call(Operator.SUBSTRING_FROM, new Node.Value(from)));
  }

  /** Some characters from a place on. */
  public final StringExpression substring(int from, int length) {
    return with(call(Operator.SUBSTRING, new Node.Value(from), new Node.Value(length)));
  }

  /** The first characters. */
  public final StringExpression left(int length) {
    return with(call(Operator.LEFT, new Node.Value(length)));
  }

  /** The last characters. */
  public final StringExpression right(int length) {
    return with(call(Operator.RIGHT, new Node.Value(length)));
  }

  /** With each piece of one text replaced by another. */
  public final StringExpression replace(String piece, String by) {
    return with(call(Operator.REPLACE, required(piece), required(by)));
  }

  /** Where a text begins in it, or 0. */
  public final NumberExpression<Integer> position(String text) {
    return new NumberExpression<>(call(Operator.POSITION, required(text)));
  }

  // ---- the same, as text

  @Override
  public StringExpression min() {
    return with(new Node.Aggregate(Operator.MIN, tree(), false, null));
  }

  @Override
  public StringExpression max() {
    return with(new Node.Aggregate(Operator.MAX, tree(), false, null));
  }

  @Override
  public StringExpression filter(Predicate condition) {
    return with(filtered(condition));
  }

  @Override
  public StringExpression over(Window window) {
    return with(window.over(tree()));
  }

  @Override
  public StringExpression orElse(String value) {
    return with(call(Operator.COALESCE, required(value)));
  }

  @Override
  public StringExpression orElse(Expression<? extends String> other) {
    return with(call(Operator.COALESCE, other.tree()));
  }

  @Override
  public StringExpression nullIf(String value) {
    return with(call(Operator.NULLIF, required(value)));
  }
}
