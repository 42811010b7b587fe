package org.rowanorm.mapping;

import jakarta.persistence.CheckConstraint;
import java.util.Arrays;
import java.util.List;

/**
 * A condition that the database holds each row to.
 *
 * @param name its name, or empty
 * @param condition as SQL
 * @param options what follows in DDL, or empty
 */
public record Check(String name, String condition, String options) {

  static List<Check> of(CheckConstraint... said) {
    return Arrays.stream(said)
        .map(check -> new Check(check.name(), check.constraint(), check.options()))
        .toList();
  }
}
