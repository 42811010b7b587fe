package org.rowanorm.agent;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads class files from folders, jars and the running JDK; closes every jar with itself. Not
 * thread-safe.
 */
public final class ClassPath implements ClassFileSource, Closeable {

  private final URLClassLoader loader; // finds resources only; never asked for a class

  /** Reads from these folders and jars, in this order, after the JDK. */
  public ClassPath(List<Path> elements) {
    URL[] urls = elements.stream().map(ClassPath::url).toArray(URL[]::new);
    this.loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  @Override
  public byte @Nullable [] find(String internalName) throws IOException {
    URL url = loader.getResource(internalName + ".class");
    if (url == null) {
      return null;
    }
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false); // a cached jar is shared with, and closed under, other threads
    try (InputStream in = connection.getInputStream()) {
      return in.readAllBytes();
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  private static URL url(Path element) {
    try {
      return element.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("Not a folder or jar: " + element, e);
    }
  }
}
