package org.rowanorm.bench;

import java.util.Locale;

/** Numbers as the report prints them, with some three digits. */
final class Text {

  private static final int THOUSAND = 1_000;

  private Text() {}

  static String time(double nanos) {
    if (nanos < THOUSAND) {
      return number(nanos) + " ns";
    }
    return nanos < THOUSAND * THOUSAND
        ? number(nanos / THOUSAND) + " µs"
        : number(nanos / THOUSAND / THOUSAND) + " ms";
  }

  static String bytes(double bytes) {
    return bytes < THOUSAND ? Math.round(bytes) + " B" : number(bytes / THOUSAND) + " kB";
  }

  static String percent(double part) {
    return Math.round(part * 100) + " %";
  }

  private static String number(double value) {
    int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
