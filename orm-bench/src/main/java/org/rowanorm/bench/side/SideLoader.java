package org.rowanorm.bench.side;

import java.io.IOException;
import java.io.InputStream;

/**
 * Defines the mapped classes as a library enhances them, and the classes of its side, which name
 * them. All others it leaves to its parent.
 */
final class SideLoader extends ClassLoader {

  private static final String MAPPED = "org.rowanorm.bench.entity.";

  private final Library library;
  private final String side;

  SideLoader(Library library) {
    super(SideLoader.class.getClassLoader());
    this.library = library;
    side = library.side().substring(0, library.side().lastIndexOf('.') + 1);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      if (known == null) {
        boolean mine = name.startsWith(MAPPED) || name.startsWith(side);
        known = mine ? define(name) : super.loadClass(name, resolve);
      }
      return known;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] file = in.readAllBytes();
      byte[] enhanced = name.startsWith(MAPPED) ? library.enhance(name, file, getParent()) : null;
      byte[] defined = enhanced == null ? file : enhanced;
      return defineClass(name, defined, 0, defined.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
