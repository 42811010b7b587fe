package org.rowanorm.bench.enhance;

import java.io.IOException;
import java.io.InputStream;

/**
 * Defines the classes that name {@link Account} anew, so that a JVM can hold the class of several
 * sides. Those of the libraries it leaves to its parent.
 */
final class AccountLoader extends ClassLoader {

  private static final String HERE = AccountLoader.class.getPackageName() + '.';

  AccountLoader() {
    super(AccountLoader.class.getClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      if (known == null) {
        known = name.startsWith(HERE) ? define(name) : super.loadClass(name, resolve);
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
      return defineClass(name, file, 0, file.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
