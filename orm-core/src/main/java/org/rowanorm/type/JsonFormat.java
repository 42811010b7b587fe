package org.rowanorm.type;

import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes values as JSON and reads them. Implement it for a library of your own; thread-safe. */
public interface JsonFormat {

  /** The text of a value that was declared as a type. */
  String write(Object value, Type type);

  /** The value of a declared type in a text, or null where the text says null. */
  @Nullable Object read(String text, Type type);

  /** Whether two texts say the same, in whatever order their members stand. */
  boolean same(String left, String right);

  /** The one for the library on the class path: Jackson 3, else Jackson 2. */
  static Optional<JsonFormat> ofClassPath() {
    if (isThere("tools.jackson.databind.json.JsonMapper")) {
      return Optional.of(new Jackson3Format());
    }
    return isThere("com.fasterxml.jackson.databind.json.JsonMapper")
        ? Optional.of(new Jackson2Format())
        : Optional.empty();
  }

  private static boolean isThere(String type) {
    try {
      Class.forName(type, false, JsonFormat.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
