package org.rowanorm.agent;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of the agent, as in {@code packages=a.b,c.d;verbose}. Immutable.
 *
 * @param packages the packages to enhance, with those below them; empty means all
 * @param verbose whether failures and enhanced classes are printed to the error stream
 */
record AgentOptions(List<String> packages, boolean verbose) {

  /**
   * @throws IllegalArgumentException naming an argument that is not understood
   */
  static AgentOptions parse(@Nullable String arguments) {
    List<String> packages = new ArrayList<>();
    boolean verbose = false;
    for (String part : arguments == null ? new String[0] : arguments.split(";", -1)) {
      String option = part.strip();
      if (option.equals("verbose")) {
        verbose = true;
      } else if (option.startsWith("packages=")) {
        addPackages(option.substring("packages=".length()), packages);
      } else if (!option.isEmpty()) {
        throw new IllegalArgumentException(
            "Unknown option '"
                + option
                + "' of the Rowan agent\n    in "
                + arguments
                + "\n    Use packages=a.b,c.d;verbose or nothing.");
      }
    }
    return new AgentOptions(List.copyOf(packages), verbose);
  }

  /** Whether a class, by its name with dots, is to be enhanced. */
  boolean covers(String className) {
    for (String prefix : packages) {
      if (className.startsWith(prefix) && className.startsWith(".", prefix.length())) {
        return true;
      }
    }
    return coversAll();
  }

  /** Whether every class is to be enhanced. */
  boolean coversAll() {
    return packages.isEmpty();
  }

  private static void addPackages(String names, List<String> packages) {
    for (String name : names.split(",", -1)) {
      if (!name.isBlank()) {
        packages.add(name.strip());
      }
    }
  }
}
