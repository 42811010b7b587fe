package org.rowanorm.bench.side;

import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;
import org.rowanorm.bench.item.OneConnection;

/**
 * A library that is compared; a provider of this service stands for one. It is loaded as any class;
 * its {@link Side} is defined by a {@link SideLoader}, together with the mapped classes as this
 * library enhances them.
 */
public interface Library {

  /** Its name in the tables and options. */
  String label();

  /** The name of a class that implements {@link Side}, or {@link Queries} only. */
  String side();

  /** Whether it comes with the {@code --peers} only. */
  boolean isPeer();

  /**
   * A mapped class as this library's build step enhances it; null where it leaves the class alone.
   *
   * @param file the class as it was compiled
   * @param classes where all classes are as they were compiled
   */
  byte @Nullable [] enhance(String type, byte[] file, ClassLoader classes);

  /** Whether it has the operations of an interface. */
  default boolean has(Class<? extends Queries> operations) {
    return operations.isAssignableFrom(type());
  }

  /** Its operations, over a connection to a database that has the tables. */
  default Queries open(OneConnection connections) {
    Class<?> type = type();
    Thread.currentThread().setContextClassLoader(type.getClassLoader()); // where libraries look
    try {
      return (Queries) type.getConstructor(OneConnection.class).newInstance(connections);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(label() + " does not start", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Class<?> type() {
    try {
      return new SideLoader(this).loadClass(side());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
