package org.rowanorm.bench.work;

import static java.lang.invoke.MethodType.methodType;

import com.sun.management.ThreadMXBean;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Runs one benchmark of this package in this JVM for so much processor time in place of wall time,
 * so that it is warm and its bytes and processor time are right however busy the machine is.
 */
public final class Solo {

  /**
   * What one operation took.
   *
   * @param cpuNanos processor time of the thread, the median of the rounds
   * @param bytes what it allocated
   * @param statements what it sent when it was checked
   */
  public record Facts(double cpuNanos, double bytes, double statements) {

    /** What {@link Solo#main} printed. */
    public static Facts parse(String text) {
      String[] parts = text.substring(text.lastIndexOf('\n') + 1).split(" ", -1);
      return new Facts(
          Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
    }

    private String print() {
      return String.format(Locale.ROOT, "%.3f %.3f %.0f", cpuNanos, bytes, statements);
    }
  }

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final long WARM_NANOS = 2_000_000_000L;
  private static final long ROUND_NANOS = 200_000_000L;
  private static final int ROUNDS = 5;

  /** What is run between two looks at the clock. */
  private static final long CHUNK_NANOS = 2_000_000L;

  private final MethodHandle operation;
  private final @Nullable MethodHandle before;
  private final @Nullable MethodHandle after;
  private long operations;
  private long cpu;
  private long bytes;

  private Solo(Object benchmark, String method) throws ReflectiveOperationException {
    operation = handle(benchmark, benchmark.getClass().getMethod(method));
    before = fixture(benchmark, Solo::isBefore);
    after = fixture(benchmark, Solo::isAfter);
  }

  /**
   * Prints the facts of one benchmark.
   *
   * @param arguments its class and method, and its parameters as {@code name=value}
   */
  public static void main(String... arguments) throws Throwable {
    Object benchmark = Class.forName(arguments[0]).getConstructor().newInstance();
    for (String parameter : Arrays.asList(arguments).subList(2, arguments.length)) {
      String[] parts = parameter.split("=", 2);
      Field field = benchmark.getClass().getField(parts[0]);
      field.set(
          benchmark, field.getType() == int.class ? (Object) Integer.valueOf(parts[1]) : parts[1]);
    }
    Comparison<?> comparison = (Comparison<?>) benchmark;
    comparison.open();
    double statements = Double.parseDouble(System.getProperty(Comparison.STATEMENTS_PROPERTY));
    Facts facts = new Solo(benchmark, arguments[1]).run(statements);
    comparison.close();
    System.out.println();
    System.out.print(facts.print());
  }

  private Facts run(double statements) throws Throwable {
    int chunk = 1;
    long end = THREADS.getCurrentThreadCpuTime() + WARM_NANOS;
    while (THREADS.getCurrentThreadCpuTime() < end) {
      long start = cpu;
      measure(chunk);
      if (cpu - start < CHUNK_NANOS && before == null && after == null) {
        chunk *= 2;
      }
    }
    double[] times = new double[ROUNDS];
    double[] sizes = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      operations = 0;
      cpu = 0;
      bytes = 0;
      while (cpu < ROUND_NANOS) {
        measure(chunk);
      }
      times[round] = (double) cpu / operations;
      sizes[round] = (double) bytes / operations;
    }
    Arrays.sort(times);
    Arrays.sort(sizes);
    return new Facts(times[ROUNDS / 2], sizes[ROUNDS / 2], statements);
  }

  /** Several operations where nothing is done around each, else one. */
  private void measure(int count) throws Throwable {
    if (before != null) {
      before.invokeExact();
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long start = THREADS.getCurrentThreadCpuTime();
    repeat(operation, count);
    cpu += THREADS.getCurrentThreadCpuTime() - start;
    bytes += THREADS.getCurrentThreadAllocatedBytes() - allocated;
    operations += count;
    if (after != null) {
      after.invokeExact();
    }
  }

  private static void repeat(MethodHandle operation, int count) throws Throwable {
    for (int i = 0; i < count; i++) {
      operation.invokeExact();
    }
  }

  private static @Nullable MethodHandle fixture(Object benchmark, Predicate<Method> isAsked)
      throws IllegalAccessException {
    for (Method method : benchmark.getClass().getMethods()) {
      if (isAsked.test(method)) {
        return handle(benchmark, method);
      }
    }
    return null;
  }

  private static boolean isBefore(Method method) {
    Setup setup = method.getAnnotation(Setup.class);
    return setup != null && setup.value() == Level.Invocation;
  }

  private static boolean isAfter(Method method) {
    TearDown tearDown = method.getAnnotation(TearDown.class);
    return tearDown != null && tearDown.value() == Level.Invocation;
  }

  /** Without what it returns, so that nothing is boxed. */
  private static MethodHandle handle(Object benchmark, Method method)
      throws IllegalAccessException {
    return MethodHandles.lookup()
        .unreflect(method)
        .bindTo(benchmark)
        .asType(methodType(void.class));
  }
}
