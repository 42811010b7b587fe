package org.rowanorm.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads the class files of a nest from the folder or jar that one class of it came from, which
 * costs a fraction of asking its loader. Finds nothing where the loader may see it otherwise: in
 * jars within jars, and in jars with several files of a class for several versions of Java. Holds
 * no loader. Thread-safe.
 */
final class NestSource {

  /** A folder or a jar; the jar is open where it may stay so. */
  private record Home(File file, boolean isFolder, @Nullable ZipFile open) {}

  private final Map<String, Optional<Home>> homes = new ConcurrentHashMap<>(); // by location
  private final boolean keepsOpen;

  /**
   * @param keepsOpen whether jars may stay open: those of a loader that is never closed are anyway
   */
  NestSource(boolean keepsOpen) {
    this.keepsOpen = keepsOpen;
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
   * The class file of a type, or null where it is not found so.
   *
   * @param domain of a class of the same nest
   */
  byte @Nullable [] find(@Nullable ProtectionDomain domain, String internalName) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (location == null || !location.getProtocol().equals("file")) {
      return null;
    }
    Optional<Home> home = homes.computeIfAbsent(location.getPath(), path -> home(location));
    return home.isPresent() ? read(home.get(), internalName + ".class") : null;
  }

  private Optional<Home> home(URL location) {
    try {
      File file = new File(location.toURI());
      if (file.isDirectory()) {
        return Optional.of(new Home(file, true, null));
      }
      return isPlainJar(file)
          ? Optional.of(new Home(file, false, keepsOpen ? new ZipFile(file) : null))
          : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException | IOException e) {
      return Optional.empty(); // its loader knows what it means
    }
  }

  private static boolean isPlainJar(File file) throws IOException {
    if (!file.isFile()) {
      return false;
    }
    try (JarFile jar = new JarFile(file, false)) {
      return !jar.isMultiRelease();
    }
  }

  private static byte @Nullable [] read(Home home, String path) {
    try {
      if (home.isFolder) {
        return Files.readAllBytes(home.file.toPath().resolve(path));
      }
      if (home.open != null) {
        return read(home.open, path);
      }
      try (ZipFile jar = new ZipFile(home.file)) { // shares its directory with that of the loader
        return read(jar, path);
      }
    } catch (IOException e) {
      return null; // its loader has it, or says what is wrong
    }
  }

  private static byte @Nullable [] read(ZipFile jar, String path) throws IOException {
    ZipEntry entry = jar.getEntry(path);
    if (entry == null) {
      return null;
    }
    byte[] file = new byte[(int) entry.getSize()];
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readNBytes(file, 0, file.length) == file.length ? file : null;
    }
  }
}
