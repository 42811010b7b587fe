package org.rowanorm.bench.side;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The libraries that are on the class path. Stateless. */
public final class Libraries {

  /** Hand-written JDBC, to which all others are compared. */
  public static final String BASELINE = "JDBC";

  /** Who must reach the targets. */
  public static final String ROWAN = "Rowan";

  private Libraries() {}

  /** The baseline, Rowan, and then the others by name. */
  public static List<Library> all() {
    return ServiceLoader.load(Library.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(Library::isPeer).thenComparing(Library::label))
        .toList();
  }

  /** The library of that name. */
  public static Library named(String label) {
    return all().stream()
        .filter(library -> library.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No library " + label));
  }
}
