package org.rowanorm.discovery;

import java.io.IOException;
import java.net.URL;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which door enhanced a class: both give the same bytes, so what tells them apart is whether
 * the class file on the class path is enhanced already. Stateless.
 */
final class EnhancementMode {

  private static final Logger LOG = LoggerFactory.getLogger("org.rowanorm.boot");

  private EnhancementMode() {}

  /** Logs the door of each class; reads no class file where nobody listens. */
  static void log(Collection<Class<?>> enhanced) {
    if (LOG.isDebugEnabled()) {
      for (Class<?> level : enhanced) {
        LOG.debug("{} is enhanced: {}", level.getName(), of(level));
      }
    }
  }

  static String of(Class<?> level) {
    ClassMarks marks = marks(level);
    if (marks == null) {
      return "by the agent or at build time (its class file cannot be read)";
    }
    return marks.enhanced() ? "at build time" : "by the agent";
  }

  private static @Nullable ClassMarks marks(Class<?> level) {
    ClassLoader loader = level.getClassLoader();
    URL file =
        loader == null ? null : loader.getResource(level.getName().replace('.', '/') + ".class");
    try {
      return file == null ? null : ClassMarks.of(ClassFiles.read(file));
    } catch (IOException e) {
      return null;
    }
  }
}
