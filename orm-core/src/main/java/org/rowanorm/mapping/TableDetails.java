package org.rowanorm.mapping;

import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a table for its DDL, beside its columns and keys.
 *
 * @param comment what the database keeps beside it, or empty
 * @param options what follows the rest, or empty
 */
public record TableDetails(
    List<Index> indexes, List<Unique> uniques, List<Check> checks, String comment, String options) {

  /** Nothing was said. */
  public static final TableDetails NONE = new TableDetails(List.of(), List.of(), List.of(), "", "");

  /** A column of an index. */
  public record IndexColumn(String name, boolean descending) {}

  /**
   * An index.
   *
   * @param name its name, or empty
   */
  public record Index(String name, List<IndexColumn> columns, boolean unique, String options) {

    static Index of(jakarta.persistence.Index said) {
      List<IndexColumn> columns = new ArrayList<>();
      for (String part : said.columnList().split(",", -1)) {
        String[] words = part.trim().split("\\s+(?=(?i:asc|desc)$)", -1);
        boolean descending = words.length > 1 && words[1].toUpperCase(Locale.ROOT).equals("DESC");
        columns.add(new IndexColumn(words[0], descending));
      }
      return new Index(said.name(), List.copyOf(columns), said.unique(), said.options());
    }
  }

  /**
   * Columns whose values are in one row only.
   *
   * @param name its name, or empty
   */
  public record Unique(String name, List<String> columns, String options) {

    static Unique of(jakarta.persistence.UniqueConstraint said) {
      return new Unique(said.name(), List.of(said.columnNames()), said.options());
    }
  }

  /** What {@code @Table} says of its table. */
  public static TableDetails of(@Nullable Table said) {
    return said == null
        ? NONE
        : new TableDetails(
            indexes(said.indexes()),
            uniques(said.uniqueConstraints()),
            Check.of(said.check()),
            said.comment(),
            said.options());
  }

  /** What {@code @JoinTable} says of its table. */
  public static TableDetails of(jakarta.persistence.JoinTable said) {
    return new TableDetails(
        indexes(said.indexes()),
        uniques(said.uniqueConstraints()),
        Check.of(said.check()),
        said.comment(),
        said.options());
  }

  /** What {@code @SecondaryTable} says of its table. */
  public static TableDetails of(jakarta.persistence.SecondaryTable said) {
    return new TableDetails(
        indexes(said.indexes()),
        uniques(said.uniqueConstraints()),
        Check.of(said.check()),
        said.comment(),
        said.options());
  }

  /** What {@code @CollectionTable} says of its table. */
  public static TableDetails of(jakarta.persistence.CollectionTable said) {
    return new TableDetails(
        indexes(said.indexes()), uniques(said.uniqueConstraints()), List.of(), "", said.options());
  }

  /** What {@code @TableGenerator} says of its table. */
  public static TableDetails of(jakarta.persistence.TableGenerator said) {
    return new TableDetails(
        indexes(said.indexes()), uniques(said.uniqueConstraints()), List.of(), "", said.options());
  }

  private static List<Index> indexes(jakarta.persistence.Index... said) {
    return Arrays.stream(said).map(Index::of).toList();
  }

  private static List<Unique> uniques(jakarta.persistence.UniqueConstraint... said) {
    return Arrays.stream(said).map(Unique::of).toList();
  }
}
