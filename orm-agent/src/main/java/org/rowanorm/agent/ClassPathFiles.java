package org.rowanorm.agent;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/**
 * The class files that the JDK's loader of the class path sees. It is asked where they lie, and
 * they are read from there: to read them through it costs several times as much. Thread-safe.
 */
final class ClassPathFiles implements ClassFileSource {

  private static final String JAR = "jar:";
  private static final String ENTRY = "!/";

  private final Homes homes;

  ClassPathFiles(Homes homes) {
    this.homes = homes;
  }

  /** Whether a loader is the one that is meant, and not one of an application in its place. */
  static boolean isOf(ClassLoader loader) {
    return loader == ClassLoader.getSystemClassLoader()
        && loader.getClass().getClassLoader() == null;
  }

  @Override
  public byte @Nullable [] find(String internalName) throws IOException {
    URL url = ClassLoader.getSystemResource(internalName + ".class");
    byte[] file = url == null ? null : near(url.toString());
    if (file != null || url == null) {
      return file;
    }
    try (InputStream in = url.openStream()) {
      return in.readAllBytes();
    }
  }

  private byte @Nullable [] near(String url) throws IOException {
    int end = url.startsWith(JAR) ? url.indexOf(ENTRY) : -1;
    return end < 0
        ? null
        : homes.find(
            new URL(url.substring(JAR.length(), end)), url.substring(end + ENTRY.length()));
  }
}
