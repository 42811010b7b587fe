package org.rowanorm.agent;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.ref.WeakReference;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Enhances classes while they are loaded. Loads none itself, holds class loaders weakly, and never
 * throws, since the JVM would swallow it: a failure is left in a system property, where the engine
 * finds it at boot. Thread-safe.
 */
final class RowanTransformer implements ClassFileTransformer {

  private static final String OWN = "org/rowanorm/agent/";

  /**
   * Libraries of which many classes come at the start, while the JVM interprets: they know no
   * mapped class.
   */
  private static final String[] LIBRARIES = {
    "org/h2/",
    "org/postgresql/",
    "org/mariadb/jdbc/",
    "com/mysql/",
    "com/zaxxer/hikari/",
    "com/github/benmanes/caffeine/",
    "net/bytebuddy/",
    "org/slf4j/",
    "ch/qos/logback/",
    "jakarta/persistence/"
  };

  /** Loads nothing of ours, and nothing that could be mapped. */
  private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

  /**
   * What stands before the classes of one loader.
   *
   * @param owner the loader
   */
  private record Door(
      WeakReference<ClassLoader> owner, Enhancer enhancer, Set<String> early, NestSource nests) {}

  /** The mapped classes that will be enhanced: they are wanted, and not loaded yet. */
  private record Scope(AgentOptions options, Set<String> early) implements Predicate<String> {
    @Override
    public boolean test(String name) {
      return options.covers(name) && !early.contains(name);
    }
  }

  private final AgentOptions options;
  private final EarlyClasses early;
  private final Map<ClassLoader, Door> doors = new WeakHashMap<>();
  private volatile @Nullable Door last; // most classes are of the loader of the one before

  /**
   * @param loaded the classes that exist already
   */
  RowanTransformer(AgentOptions options, Class<?>... loaded) {
    this.options = options;
    this.early = new EarlyClasses(loaded);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String internalName,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] file) {
    if (loader == null || internalName == null || isOutside(loader, internalName)) {
      return null;
    }
    try {
      if (!options.coversAll() && !options.covers(internalName.replace('/', '.'))) {
        return null;
      }
      Door door = door(loader);
      if (redefined != null && door.early.contains(internalName.replace('/', '.'))) {
        return null; // the JVM would refuse new members, and with them the redefinition
      }
      byte[] enhanced = door.enhancer.enhance(internalName, file, door.nests.beside(domain));
      if (enhanced != null && options.verbose()) {
        System.err.println("[rowan] enhanced " + internalName.replace('/', '.'));
      }
      return enhanced;
    } catch (Throwable failure) { // whatever it is, the class must load
      record(loader, internalName.replace('/', '.'), failure);
      return null;
    }
  }

  /** Records a failure for each mapped class that was loaded before the agent came. */
  void reportEarly() {
    for (Map.Entry<ClassLoader, Set<String>> known : early.byLoader().entrySet()) {
      ClassFileSource source = ClassFileSource.of(known.getKey());
      for (String name : known.getValue()) {
        if (!isOutside(known.getKey(), name.replace('.', '/')) && options.covers(name)) {
          reportEarly(known.getKey(), source, name);
        }
      }
    }
  }

  private void reportEarly(ClassLoader loader, ClassFileSource source, String name) {
    try {
      byte[] file = source.find(name.replace('.', '/'));
      ConstantPool pool = file == null ? null : ConstantPool.of(file);
      if (file == null || pool == null || !pool.annotated()) {
        return;
      }
      ClassShape shape = ShapeReader.read(file);
      if (shape.isPlain()) {
        throw new EnhancementException(
            "It was loaded before the agent and can no longer be enhanced.",
            shape.name(),
            "Start the JVM with -javaagent, or enhance it at build time.");
      }
    } catch (IOException | RuntimeException failure) {
      record(loader, name, failure);
    }
  }

  /**
   * Asks first for the agent's own classes, and needs none of them for that: one may be loading.
   */
  private static boolean isOutside(ClassLoader loader, String internalName) {
    return internalName.startsWith(OWN)
        || loader == PLATFORM
        || ConstantPool.isPlatform(internalName)
        || isLibrary(internalName);
  }

  private static boolean isLibrary(String internalName) {
    for (String library : LIBRARIES) {
      if (internalName.startsWith(library)) {
        return true;
      }
    }
    return false;
  }

  private Door door(ClassLoader loader) {
    Door before = last;
    if (before != null && before.owner.refersTo(loader)) {
      return before;
    }
    Door door = lookedUp(loader);
    last = door;
    return door;
  }

  private Door lookedUp(ClassLoader loader) {
    synchronized (doors) {
      Door door = doors.get(loader);
      if (door == null) {
        Set<String> seen = early.seenBy(loader);
        Homes homes = new Homes(loader == ClassLoader.getSystemClassLoader());
        ClassFileSource source =
            ClassPathFiles.isOf(loader) ? new ClassPathFiles(homes) : ClassFileSource.of(loader);
        Enhancer enhancer = new Enhancer(source, new Scope(options, seen));
        door = new Door(new WeakReference<>(loader), enhancer, seen, new NestSource(homes));
        doors.put(loader, door);
      }
      return door;
    }
  }

  private void record(ClassLoader loader, String name, Throwable failure) {
    String message = failure instanceof EnhancementException ? failure.getMessage() : null;
    String text = message == null ? failure.toString() : message;
    String key =
        Contract.FAILURE + name + "@" + Integer.toHexString(System.identityHashCode(loader));
    System.setProperty(key, text);
    if (options.verbose()) {
      System.err.println("[rowan] not enhanced: " + text);
    }
  }
}
