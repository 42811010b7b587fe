package org.rowanorm.session;

import java.util.List;
import org.rowanorm.discovery.PackageSearch;

/**
 * A package whose entities are to be mapped, with those of the packages below it.
 *
 * @param loader the class loader that sees them
 */
public record EntityPackage(String name, ClassLoader loader) {

  /**
   * The entities and the converters, in the order of their names.
   *
   * @throws org.rowanorm.error.MappingException where there are none
   */
  public List<Class<?>> mapped() {
    return PackageSearch.mappedIn(name, loader);
  }
}
