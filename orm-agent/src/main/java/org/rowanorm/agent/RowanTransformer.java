package org.rowanorm.agent;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Enhances classes while they are loaded. Loads none itself, holds class loaders weakly, and never
 * throws, since the JVM would swallow it: a failure is left in a system property, where the engine
 * finds it at boot. Thread-safe.
 */
final class RowanTransformer implements ClassFileTransformer {

  private static final String OWN = "org/rowanorm/agent/";

  private record Door(Enhancer enhancer, Set<String> early, NestSource nests) {}

  private final AgentOptions options;
  private final EarlyClasses early;
  private final Map<ClassLoader, Door> doors = new WeakHashMap<>();

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
      byte[] enhanced =
          door.enhancer.enhance(internalName, file, type -> door.nests.find(domain, type));
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
    early
        .byLoader()
        .forEach(
            (loader, names) -> {
              ClassFileSource source = ClassFileSource.of(loader);
              for (String name : names) {
                if (!isOutside(loader, name.replace('.', '/')) && options.covers(name)) {
                  reportEarly(loader, source, name);
                }
              }
            });
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

  private static boolean isOutside(ClassLoader loader, String internalName) {
    return loader == ClassLoader.getPlatformClassLoader()
        || ConstantPool.isPlatform(internalName)
        || internalName.startsWith(OWN);
  }

  private Door door(ClassLoader loader) {
    synchronized (doors) {
      Door door = doors.get(loader);
      if (door == null) {
        Set<String> seen = early.seenBy(loader);
        ClassFileSource source = ClassFileSource.of(loader);
        Enhancer enhancer =
            new Enhancer(source, name -> options.covers(name) && !seen.contains(name));
        door =
            new Door(enhancer, seen, new NestSource(loader == ClassLoader.getSystemClassLoader()));
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
