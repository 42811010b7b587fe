package org.rowanorm.bench.enhance;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.openjdk.jol.info.GraphLayout;

/**
 * The bytes of one loaded, clean account: of the object, and of what the library makes for it
 * alone. Names and parents, and what all objects of a class share, are not counted; nor what the
 * session of a library keeps.
 */
public final class InstanceBytes implements ToLongFunction<String> {

  private static final String RESULT = "bytes";

  /** Made in a class loader of its own. */
  public InstanceBytes() {}

  /** The bytes on each side, measured in a JVM of its own. */
  public static Map<Side, Long> measure() throws IOException {
    String printed =
        JvmFork.run(
            JvmFork.classPath(),
            List.of("-Djdk.attach.allowAttachSelf=true", InstanceBytes.class.getName()));
    Map<Side, Long> bytes = new EnumMap<>(Side.class);
    for (String line : printed.split("\\R", -1)) {
      String[] parts = line.split(" ", -1);
      if (parts[0].equals(RESULT)) {
        bytes.put(Side.valueOf(parts[1]), Long.valueOf(parts[2]));
      }
    }
    return bytes;
  }

  /** Prints a line for each side. */
  public static void main(String... arguments) throws ReflectiveOperationException {
    for (Side side : Side.values()) {
      Class<?> type = new AccountLoader().loadClass(InstanceBytes.class.getName());
      @SuppressWarnings("unchecked")
      ToLongFunction<String> inside =
          (ToLongFunction<String>) type.getDeclaredConstructor().newInstance();
      System.out.println(RESULT + " " + side.name() + " " + inside.applyAsLong(side.name()));
    }
  }

  /** What a second account adds to the graph of a first one. */
  @Override
  public long applyAsLong(String name) {
    Side side = Side.valueOf(name);
    try {
      MethodHandles.lookup().defineClass(side.enhanced());
      try (Accounts accounts = side.accounts()) {
        Object first = accounts.bare();
        GraphLayout one = GraphLayout.parseInstance(first);
        return GraphLayout.parseInstance(first, accounts.bare()).totalSize() - one.totalSize();
      }
    } catch (IllegalAccessException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
