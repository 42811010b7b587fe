package org.rowanorm.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user wrote of a column for its DDL.
 *
 * @param type the type, or empty for that of its column type
 * @param options what follows the rest, or empty
 * @param comment what the database keeps beside it, or empty
 * @param key what is said of the foreign key that it is the first column of, or null
 */
public record ColumnDefinition(
    String type, String options, String comment, List<Check> checks, @Nullable KeyTerms key) {

  /** Nothing was written. */
  public static final ColumnDefinition UNSAID = new ColumnDefinition("", "", "", List.of(), null);

  /**
   * What is said of a foreign key.
   *
   * @param constraint whether the database shall hold it
   * @param name its name, or empty
   * @param definition what stands in place of {@code foreign key (...) references ...}, or empty
   * @param options what follows in DDL, or empty
   */
  public record KeyTerms(boolean constraint, String name, String definition, String options) {

    /** What {@code @ForeignKey} says, or null where it says nothing. */
    public static @Nullable KeyTerms of(jakarta.persistence.ForeignKey said) {
      boolean unsaid =
          said.name().isEmpty()
              && said.foreignKeyDefinition().isEmpty()
              && said.options().isEmpty()
              && said.value() != jakarta.persistence.ConstraintMode.NO_CONSTRAINT;
      return unsaid
          ? null
          : new KeyTerms(
              said.value() != jakarta.persistence.ConstraintMode.NO_CONSTRAINT,
              said.name(),
              said.foreignKeyDefinition(),
              said.options());
    }
  }

  /** What {@code @Column} says of a column. */
  public static ColumnDefinition of(jakarta.persistence.Column said) {
    return new ColumnDefinition(
        said.columnDefinition(), said.options(), said.comment(), Check.of(said.check()), null);
  }

  /** What {@code @JoinColumn} says of a column. */
  public static ColumnDefinition of(jakarta.persistence.JoinColumn said) {
    return new ColumnDefinition(
        said.columnDefinition(),
        said.options(),
        said.comment(),
        Check.of(said.check()),
        KeyTerms.of(said.foreignKey()));
  }

  /** What {@code @PrimaryKeyJoinColumn} says of a column. */
  public static ColumnDefinition of(jakarta.persistence.PrimaryKeyJoinColumn said) {
    return new ColumnDefinition(
        said.columnDefinition(), said.options(), "", List.of(), KeyTerms.of(said.foreignKey()));
  }

  /** What {@code @DiscriminatorColumn} says of a column. */
  public static ColumnDefinition of(jakarta.persistence.DiscriminatorColumn said) {
    return new ColumnDefinition(said.columnDefinition(), said.options(), "", List.of(), null);
  }

  /** What {@code @OrderColumn} says of a column. */
  public static ColumnDefinition of(jakarta.persistence.OrderColumn said) {
    return new ColumnDefinition(said.columnDefinition(), said.options(), "", List.of(), null);
  }

  /** What {@code @MapKeyColumn} says of a column. */
  public static ColumnDefinition of(jakarta.persistence.MapKeyColumn said) {
    return new ColumnDefinition(said.columnDefinition(), said.options(), "", List.of(), null);
  }

  /** What {@code @MapKeyJoinColumn} says of a column. */
  public static ColumnDefinition of(jakarta.persistence.MapKeyJoinColumn said) {
    return new ColumnDefinition(
        said.columnDefinition(), said.options(), "", List.of(), KeyTerms.of(said.foreignKey()));
  }

  /** This, with the type of the column that it refers to where it has none. */
  public ColumnDefinition orTypeOf(ColumnDefinition target) {
    return new ColumnDefinition(type.isEmpty() ? target.type : type, options, comment, checks, key);
  }

  /** This, with constraints that have no names. */
  ColumnDefinition withoutNames() {
    return new ColumnDefinition(
        type,
        options,
        comment,
        checks.stream().map(check -> new Check("", check.condition(), check.options())).toList(),
        key == null ? null : new KeyTerms(key.constraint(), "", key.definition(), key.options()));
  }

  /** This, with other terms of a foreign key. */
  public ColumnDefinition withKey(@Nullable KeyTerms terms) {
    return new ColumnDefinition(type, options, comment, checks, terms);
  }
}
