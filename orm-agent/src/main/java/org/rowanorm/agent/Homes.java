package org.rowanorm.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads files from the folders and jars of {@code file:} locations. Finds nothing where a loader
 * may see it otherwise: in jars within jars, and of a class of which a jar has another file for
 * this version of Java. Thread-safe.
 */
final class Homes {

  /**
   * A folder or a jar.
   *
   * @param several whether the jar may hold files for several versions of Java
   * @param open the jar, where it may stay open
   */
  private record Home(File file, boolean isFolder, boolean several, @Nullable ZipFile open) {}

  private final Map<String, Optional<Home>> homes = new ConcurrentHashMap<>(); // by location
  private final boolean keepsOpen;

  /**
   * @param keepsOpen whether jars may stay open: those of a loader that is never closed are anyway
   */
  Homes(boolean keepsOpen) {
    this.keepsOpen = keepsOpen;
  }

  /** The file at a path in a folder or jar, or null where it is not found so. */
  byte @Nullable [] find(@Nullable URL location, String path) {
    if (location == null || !location.getProtocol().equals("file")) {
      return null;
    }
    Optional<Home> home = homes.get(location.getPath());
    if (home == null) {
      home = home(location);
      homes.put(location.getPath(), home);
    }
    return home.isPresent() ? read(home.get(), path) : null;
  }

  private Optional<Home> home(URL location) {
    try {
      File file = new File(location.toURI());
      if (file.isDirectory()) {
        return Optional.of(new Home(file, true, false, null));
      }
      return file.isFile() ? Optional.of(jar(file)) : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException | IOException e) {
      return Optional.empty(); // its loader knows what it means
    }
  }

  private Home jar(File file) throws IOException {
    boolean several;
    try (JarFile jar = new JarFile(file, false)) {
      several = jar.isMultiRelease();
    }
    return new Home(file, false, several, keepsOpen ? open(file, several) : null);
  }

  private static ZipFile open(File file, boolean several) throws IOException {
    return several
        ? new JarFile(file, false, ZipFile.OPEN_READ, JarFile.runtimeVersion())
        : new ZipFile(file);
  }

  private static byte @Nullable [] read(Home home, String path) {
    try {
      if (home.isFolder) {
        return Files.readAllBytes(home.file.toPath().resolve(path));
      }
      if (home.open != null) {
        return read(home.open, path);
      }
      try (ZipFile jar = open(home.file, home.several)) { // shares its directory with the loader's
        return read(jar, path);
      }
    } catch (IOException e) {
      return null; // its loader has it, or says what is wrong
    }
  }

  private static byte @Nullable [] read(ZipFile jar, String path) throws IOException {
    ZipEntry entry = jar.getEntry(path);
    if (entry == null || (entry instanceof JarEntry chosen && !isAt(path, chosen))) {
      return null;
    }
    byte[] file = new byte[(int) entry.getSize()];
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readNBytes(file, 0, file.length) == file.length ? file : null;
    }
  }

  private static boolean isAt(String path, JarEntry chosen) {
    return chosen.getRealName().equals(path);
  }
}
