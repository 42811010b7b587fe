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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads the class files of a nest from the folder or jar that one class of it came from, which
 * costs a fraction of asking its loader. Finds nothing where the loader may see it otherwise: in
 * jars within jars, and of a class of which a jar has several files for several versions of Java.
 * Holds no loader. Thread-safe.
 */
final class NestSource {

  private static final String VERSIONS = "META-INF/versions/";

  /**
   * A folder or a jar.
   *
   * @param open the jar, where it may stay open
   * @param versioned what it holds several files of, for several versions of Java
   */
  private record Home(File file, boolean isFolder, @Nullable ZipFile open, Set<String> versioned) {}

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
        return Optional.of(new Home(file, true, null, Set.of()));
      }
      return file.isFile() ? Optional.of(jar(file)) : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException | IOException e) {
      return Optional.empty(); // its loader knows what it means
    }
  }

  private Home jar(File file) throws IOException {
    Set<String> versioned = Set.of();
    try (JarFile jar = new JarFile(file, false)) {
      if (jar.isMultiRelease()) {
        versioned =
            jar.stream()
                .map(ZipEntry::getName)
                .flatMap(NestSource::versioned)
                .collect(Collectors.toSet());
      }
    }
    return new Home(file, false, keepsOpen ? new ZipFile(file) : null, versioned);
  }

  /** The path that an entry is another version of, or none. */
  private static Stream<String> versioned(String entry) {
    int number = VERSIONS.length();
    int end = entry.startsWith(VERSIONS) ? entry.indexOf('/', number) : -1;
    return end < 0 ? Stream.empty() : Stream.of(entry.substring(end + 1));
  }

  private static byte @Nullable [] read(Home home, String path) {
    if (home.versioned.contains(path)) {
      return null;
    }
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
