package org.rowanorm.bench.enhance;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Proxy;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.bytebuddy.jar.asm.ClassReader;
import org.hibernate.Session;
import org.rowanorm.agent.RowanAgent;

/**
 * What the agent costs per class of a library without entities of the application: the classes of
 * Hibernate, given to the transformer as a JVM gives them, in a JVM that has just started and again
 * when all is compiled.
 */
public final class AgentCost {

  private static final String PREFIX = "org/hibernate/";
  private static final int PASSES = 6;
  private static final ProtectionDomain LIBRARY = Session.class.getProtectionDomain();
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * One pass over all classes.
   *
   * @param classes how many
   * @param nanos the mean
   * @param cpuNanos the mean of processor time
   * @param p99 the 99th percentile in ns
   */
  public record Pass(int classes, double nanos, double cpuNanos, double p99) {

    private static Pass parse(String line) {
      String[] parts = line.split(" ", -1);
      return new Pass(
          Integer.parseInt(parts[0]),
          Double.parseDouble(parts[1]),
          Double.parseDouble(parts[2]),
          Double.parseDouble(parts[3]));
    }

    private String print() {
      return String.format(Locale.ROOT, "%d %.1f %.1f %.1f", classes, nanos, cpuNanos, p99);
    }
  }

  /** The first pass of a JVM, and the last. */
  public record Passes(Pass first, Pass last) {}

  private AgentCost() {}

  /** Measures in a JVM of its own. */
  public static Passes measure() throws IOException {
    String[] lines =
        JvmFork.run(JvmFork.classPath(), List.of(AgentCost.class.getName())).split("\\R", -1);
    return new Passes(Pass.parse(lines[0]), Pass.parse(lines[lines.length - 1]));
  }

  /** Prints a line for each pass. */
  public static void main(String... arguments) throws Exception {
    URL library = LIBRARY.getCodeSource().getLocation();
    Map<String, byte[]> files = files(library);
    List<String> order = loadOrder(files);
    ClassLoader loader = ClassLoader.getSystemClassLoader(); // as of any application
    for (int pass = 0; pass < PASSES; pass++) {
      System.out.println(pass(transformer(), loader, order, files).print());
    }
  }

  private static Pass pass(
      ClassFileTransformer transformer,
      ClassLoader loader,
      List<String> order,
      Map<String, byte[]> files)
      throws IllegalClassFormatException {
    long[] nanos = new long[order.size()];
    long cpu = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < nanos.length; i++) {
      String name = order.get(i);
      byte[] file = files.get(name);
      long start = System.nanoTime();
      transformer.transform(loader, name, null, LIBRARY, file);
      nanos[i] = System.nanoTime() - start;
    }
    double cpuNanos = (double) (THREADS.getCurrentThreadCpuTime() - cpu) / nanos.length;
    double mean = Arrays.stream(nanos).average().orElseThrow();
    Arrays.sort(nanos);
    return new Pass(nanos.length, mean, cpuNanos, nanos[nanos.length * 99 / 100]);
  }

  /** What the agent installs. */
  private static ClassFileTransformer transformer() {
    List<ClassFileTransformer> installed = new ArrayList<>();
    Instrumentation instrumentation =
        (Instrumentation)
            Proxy.newProxyInstance(
                AgentCost.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, given) -> {
                  if (method.getName().equals("addTransformer")) {
                    installed.add((ClassFileTransformer) given[0]);
                  }
                  return method.getName().equals("getAllLoadedClasses") ? new Class<?>[0] : null;
                });
    RowanAgent.premain(null, instrumentation);
    return installed.get(0);
  }

  private static Map<String, byte[]> files(URL library) throws IOException, URISyntaxException {
    Map<String, byte[]> files = new TreeMap<>();
    try (JarFile jar = new JarFile(Path.of(library.toURI()).toFile())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        String name = entry.getName();
        if (name.startsWith(PREFIX) && name.endsWith(".class") && !name.endsWith("-info.class")) {
          byte[] file = jar.getInputStream(entry).readAllBytes();
          files.put(name.substring(0, name.length() - ".class".length()), file);
        }
      }
    }
    return files;
  }

  /**
   * Any order in which a class comes before its superclass and interfaces, since these are loaded
   * while it is, and after the class around it, whose code loads it.
   */
  private static List<String> loadOrder(Map<String, byte[]> files) {
    List<String> names = new ArrayList<>(files.keySet());
    Collections.shuffle(names, new Random(42));
    Set<String> order = new LinkedHashSet<>();
    names.forEach(name -> load(name, files, order));
    return new ArrayList<>(order);
  }

  private static void load(String name, Map<String, byte[]> files, Set<String> order) {
    byte[] file = files.get(name);
    if (file == null || order.contains(name)) {
      return;
    }
    int nested = name.lastIndexOf('$');
    if (nested > 0) {
      load(name.substring(0, nested), files, order);
    }
    order.add(name);
    ClassReader reader = new ClassReader(file);
    if (reader.getSuperName() != null) {
      load(reader.getSuperName(), files, order);
    }
    for (String type : reader.getInterfaces()) {
      load(type, files, order);
    }
  }
}
