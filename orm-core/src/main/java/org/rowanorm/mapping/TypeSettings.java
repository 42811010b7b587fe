package org.rowanorm.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.type.JsonFormat;
import org.rowanorm.type.TypeSet;

/**
 * What the column types of attributes are chosen from.
 *
 * @param types those of the database
 * @param converters the classes of converters that may apply by themselves
 * @param json how JSON is written; null for the library on the class path
 */
public record TypeSettings(TypeSet types, List<Class<?>> converters, @Nullable JsonFormat json) {

  /** Copies the list. */
  public TypeSettings {
    converters = List.copyOf(converters);
  }

  /** The types of a database alone. */
  public static TypeSettings of(TypeSet types) {
    return new TypeSettings(types, List.of(), null);
  }
}
