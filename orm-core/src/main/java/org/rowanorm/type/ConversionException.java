package org.rowanorm.type;

import org.jspecify.annotations.Nullable;

/** A converter, or the JSON library, failed with a value; the message names both and the place. */
public final class ConversionException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int MAX_SHOWN = 100;

  private final String place;

  ConversionException(String place, String who, @Nullable Object value, RuntimeException cause) {
    super(who + " failed with " + shown(value) + ": " + cause, cause);
    this.place = place;
  }

  /** The attribute, by the class that declares it. */
  public String place() {
    return place;
  }

  private static String shown(@Nullable Object value) {
    String text;
    try {
      text = value instanceof String ? "'" + value + "'" : String.valueOf(value);
    } catch (RuntimeException e) {
      text = "a value without text";
    }
    return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text;
  }
}
