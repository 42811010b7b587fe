package org.rowanorm.suite.topic;

import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A value of one attribute of {@link Everything}.
 *
 * @param value what is written
 * @param read what is read back
 */
record TypeCase<T>(
    String attribute,
    Function<Everything, T> getter,
    BiConsumer<Everything, T> setter,
    T value,
    T read) {

  T get(Everything object) {
    return getter.apply(object);
  }

  void write(Everything object) {
    setter.accept(object, value);
  }

  void writeNull(Everything object) {
    setter.accept(object, null);
  }

  @Override
  public String toString() {
    String text = value instanceof byte[] bytes ? bytes.length + " bytes" : String.valueOf(value);
    return attribute + " = " + (text.length() > 60 ? text.substring(0, 50) + "…" : text);
  }
}
