package org.rowanorm.enhancement;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.rowanorm.agent.DirectoryEnhancer;

/** A class loader with its own copy of the cases, whose classes came through one door. */
public final class Woven extends URLClassLoader {

  private static final String OWN = "org.rowanorm.enhancement.cases.";

  private Woven(Path classes) throws IOException {
    super(new URL[] {classes.toUri().toURL()}, Woven.class.getClassLoader());
  }

  /** A loader over the classes as the build left them, or over an enhanced copy of them. */
  public static Woven through(Door door) throws IOException {
    return new Woven(door == Door.AGENT ? plain() : enhanced());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OWN)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  /** Its own files first, so that the enhancer and the boot check see what is loaded. */
  @Override
  public URL getResource(String name) {
    URL own = findResource(name);
    return own == null ? super.getResource(name) : own;
  }

  /** Whether a class was loaded by this loader. */
  public boolean hasLoaded(String name) {
    return findLoadedClass(name) != null;
  }

  /** The class file that one of the cases' classes was made from: what the agent gave, or found. */
  public static byte[] bytes(Class<?> type) throws Exception {
    List<byte[]> seen = new ArrayList<>();
    ClassFileTransformer watcher = new Watcher(type, seen);
    Instrumentation instrumentation = ByteBuddyAgent.install();
    instrumentation.addTransformer(watcher, true);
    try {
      instrumentation.retransformClasses(type);
    } finally {
      instrumentation.removeTransformer(watcher);
    }
    return seen.get(0);
  }

  /** Comes after the agent, and so sees what it gave. */
  private record Watcher(Class<?> type, List<byte[]> seen) implements ClassFileTransformer {
    @Override
    public byte[] transform(
        ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] file) {
      if (redefined == type) {
        seen.add(file);
      }
      return null;
    }
  }

  /** The folder with the classes of this module, which nobody has enhanced. */
  static Path plain() {
    try {
      URL here = Woven.class.getProtectionDomain().getCodeSource().getLocation();
      return Path.of(URI.create(here.toURI().toString()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path enhanced() throws IOException {
    Path target = plain().resolveSibling("enhanced-classes");
    Path folder = Path.of(OWN.replace('.', '/'));
    try (var files = Files.walk(plain().resolve(folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = target.resolve(plain().relativize(file).toString());
        if (!isNewer(copy, file)) {
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    new DirectoryEnhancer(target, List.of()).enhance();
    return target;
  }

  private static boolean isNewer(Path copy, Path file) throws IOException {
    return Files.exists(copy)
        && Files.getLastModifiedTime(copy).compareTo(Files.getLastModifiedTime(file)) > 0;
  }
}
