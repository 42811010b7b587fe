package org.rowanorm.agent;

import java.security.CodeSource;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Reads the class files of a nest from the folder or jar that one class of it came from, which
 * costs a fraction of asking its loader. Holds no loader. Thread-safe.
 */
final class NestSource {

  private final Homes homes;

  NestSource(Homes homes) {
    this.homes = homes;
  }

  /** Whether two classes are nested in the same one, or one in the other, judged by their names. */
  static boolean isNest(String internalName, String other) {
    int end = outermost(internalName);
    return end == outermost(other) && internalName.regionMatches(0, other, 0, end);
  }

  private static int outermost(String internalName) {
    int end = internalName.indexOf('$', internalName.lastIndexOf('/') + 2);
    return end < 0 ? internalName.length() : end;
  }

  /**
   * What finds the class files of a nest.
   *
   * @param domain of a class of it
   */
  ClassFileSource beside(@Nullable ProtectionDomain domain) {
    return new Beside(this, domain);
  }

  private record Beside(NestSource nests, @Nullable ProtectionDomain domain)
      implements ClassFileSource {
    @Override
    public byte @Nullable [] find(String internalName) {
      return nests.find(domain, internalName);
    }
  }

  /**
   * The class file of a type, or null where it is not found so.
   *
   * @param domain of a class of the same nest
   */
  byte @Nullable [] find(@Nullable ProtectionDomain domain, String internalName) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    return source == null ? null : homes.find(source.getLocation(), internalName + ".class");
  }
}
