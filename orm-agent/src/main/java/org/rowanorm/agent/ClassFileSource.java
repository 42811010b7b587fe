package org.rowanorm.agent;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where the enhancer reads the class files of the types that a class refers to; loads none. */
@FunctionalInterface
public interface ClassFileSource {

  /**
   * The class file of a type, or null where there is none.
   *
   * @param internalName the name with slashes
   */
  byte @Nullable [] find(String internalName) throws IOException;

  /** The class files that a class loader sees; the loader is held weakly. */
  static ClassFileSource of(ClassLoader loader) {
    return new LoaderFiles(loader);
  }
}
