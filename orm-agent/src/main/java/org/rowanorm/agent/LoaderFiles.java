package org.rowanorm.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** The class files that a class loader sees, which is held weakly. As thread-safe as the loader. */
final class LoaderFiles implements ClassFileSource {

  private final WeakReference<ClassLoader> loader;

  LoaderFiles(ClassLoader loader) {
    this.loader = new WeakReference<>(loader);
  }

  @Override
  public byte @Nullable [] find(String internalName) throws IOException {
    ClassLoader current = loader.get();
    if (current == null) {
      return null;
    }
    try (InputStream in = current.getResourceAsStream(internalName + ".class")) {
      return in == null ? null : in.readAllBytes();
    }
  }
}
