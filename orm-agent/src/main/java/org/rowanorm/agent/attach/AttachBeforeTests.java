package org.rowanorm.agent.attach;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.rowanorm.agent.PlainClasses;
import org.rowanorm.agent.RowanAgent;

/**
 * Attaches the agent to a JVM that is about to run tests, where a folder of its class path holds
 * mapped classes that nobody has enhanced. The system property {@code rowan.attach} switches it:
 * {@code auto} if not given, {@code always}, {@code never}. Stateless.
 */
public final class AttachBeforeTests implements LauncherSessionListener {

  private static final String SWITCH = "rowan.attach";
  private static final String OPTIONS = "rowan.attach.options";

  /** Called by the service loader. */
  public AttachBeforeTests() {}

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    String mode = System.getProperty(SWITCH, "auto");
    if (mode.equals("never") || System.getProperty(RowanAgent.PRESENT) != null) {
      return;
    }
    SortedSet<String> plain = plainClasses();
    if (plain.isEmpty() && !mode.equals("always")) {
      return;
    }
    Instrumentation instrumentation = attach(plain);
    RowanAgent.agentmain(System.getProperty(OPTIONS), instrumentation);
    refuseLoaded(plain, instrumentation);
  }

  private static Instrumentation attach(SortedSet<String> plain) {
    try {
      return ByteBuddyAgent.install();
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "The Rowan agent cannot attach to this JVM: "
              + e.getMessage()
              + "\n    for "
              + String.join(", ", plain)
              + "\n    Run the tests on a JDK, or run the goals of orm-maven-plugin in the build.",
          e);
    }
  }

  /** Ends the run, where no more than a late error of {@code build()} could come of it. */
  private static void refuseLoaded(SortedSet<String> plain, Instrumentation instrumentation) {
    SortedSet<String> loaded = new TreeSet<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (plain.contains(type.getName())) {
        loaded.add(type.getName());
      }
    }
    if (!loaded.isEmpty()) {
      throw new IllegalStateException(
          "Loaded before the Rowan agent could attach: "
              + String.join(", ", loaded)
              + "\n    These classes can no longer be enhanced in this JVM."
              + "\n    Start it with -javaagent, or run the goals of orm-maven-plugin in the build.");
    }
  }

  private static SortedSet<String> plainClasses() {
    SortedSet<String> plain = new TreeSet<>();
    for (Path folder : folders()) {
      try {
        plain.addAll(PlainClasses.in(folder));
      } catch (IOException e) {
        throw new IllegalStateException("The classes in " + folder + " cannot be read", e);
      }
    }
    return plain;
  }

  /** The folders of the class path; those of a jar's manifest are known to the loader only. */
  private static Set<Path> folders() {
    Set<Path> folders = new LinkedHashSet<>();
    for (String element : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      if (!element.isEmpty() && Files.isDirectory(Path.of(element))) {
        folders.add(Path.of(element).toAbsolutePath().normalize());
      }
    }
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      for (URL root : Collections.list(loader.getResources(""))) {
        if (root.getProtocol().equals("file")) {
          folders.add(Path.of(URI.create(root.toString())).toAbsolutePath().normalize());
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("The class path cannot be read", e);
    }
    return folders;
  }
}
